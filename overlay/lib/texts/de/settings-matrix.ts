import type { matrixTexts as en } from '../en/settings-matrix.ts';

export const matrixTexts: typeof en = {
  caption: 'Wer darf welche Funktion benutzen',
  feature: 'Funktion',
  row: {
    enabled: 'Eingeschaltet',
    everyone: 'Alle',
    subscribers: 'Abonnenten',
    vips: 'VIPs',
    moderators: 'Moderatoren',
    followers: 'Follower',
    grants: 'Wer noch Zeit hat',
  },
  rowHint: {
    enabled: 'Aus: niemand außer dir',
    grants: 'von dir bekommen oder für Kanalpunkte',
  },
  legend:
    'So viele Sekunden wartet ein Zuschauer bis zum nächsten Mal. Eine graue Zahl ist die, die für alle gilt.',
  waitHead: 'Pause (Sekunden)',
  global: 'Pause für alle nach jeder Nutzung',
  wait: (who) => `${who}: Sekunden zwischen zwei Malen`,
  implied: 'Alle dürfen ohnehin',
  more: (feature) => `Weitere Regeln: ${feature}`,
  everybodyHeading: 'Alle ohne Rolle verlieren den Zugang',
  everybodyText: (feature) =>
    `Bisher darf jeder Zuschauer ${feature} benutzen. Danach dürfen nur noch die, die deine Regeln nennen. Wer auf keiner deiner Listen steht, verliert es auch und ist hier nicht genannt.`,
};
