import type { sortTexts as en } from '../en/settings-sorts.ts';

export const sortTexts: typeof en = {
  heading: 'Besondere Zuschauer',
  others: 'Zuschauer anderer Plattformen (YouTube, Kick …)',
  othersHint:
    'Dein Programm muss sagen, wer sie sind. Wen du von Hand erlaubst oder wem du Zeit gibst, der darf in jedem Fall.',
  othersChoice: {
    never: 'Niemand',
    everyone: 'Alle',
    members: 'Mitglieder und Moderatoren',
    moderators: 'Moderatoren',
  },
  guests: 'Gäste aus einem geteilten Chat',
  guestsHint: 'Wer im Chat eines Kanals schreibt, mit dem du zusammen streamst. Aus: nie.',
  firstTimers: 'Wer zum ersten Mal schreibt',
  firstTimersHint: 'Aus: ab der zweiten Nachricht.',
  bots: 'Chatbots',
  botsHint:
    'Aus: nie, obwohl Bots oft Moderatoren sind. Empfohlen. Welche das sind: unter „Sync und Grenzen“.',
  perks: 'Wie sie es benutzen dürfen',
  perksHint:
    'Deine Programme bekommen Stimme und Grenzen mit jeder Antwort. Von den Zeilen, die passen, zählt die größte Grenze und die Stimme der höchsten Rolle.',
  perksFor: {
    everyone: 'Alle',
    subscriber: 'Abonnenten',
    vip: 'VIPs',
    moderator: 'Moderatoren',
    grant: 'Wer noch Zeit hat',
    member: 'Mitglieder anderswo',
  },
  whom: 'Für',
  voice: 'Stimme',
  limit: {
    maxChars: ['Längster Text', 'Zeichen'],
    maxSeconds: ['Längste Dauer', 'Sekunden'],
    volume: ['Lautstärke', '%'],
  },
  addRow: 'Zeile hinzufügen',
  removeRow: 'Diese Zeile entfernen',
  row: (n) => `Zeile ${n}`,
};
