import type { warningTexts as en } from '../en/warnings.ts';
import { lateSentence } from '../late.ts';
import { plural } from '../language.ts';

const words: (typeof en)['words'] = {
  access_tokens_lost: () => [
    'Alle Zugangs-Tokens sind verloren: Programme mit einem Token werden abgewiesen.',
    'Lege neue an und trage sie dort ein.',
  ],
  channel_lost: () => [
    'Rolecall weiß nicht mehr, wessen Kanal das ist.',
    'Solange Twitch verbunden ist, ist nichts zu tun. Sonst verbinde es neu.',
  ],
  clock_wrong: ({ count }) => [
    `Die Uhr dieses Computers geht ${count === null ? 'falsch' : `${count} Minuten falsch`}.`,
    'Stelle sie richtig: Bis dahin kommen Änderungen spät, und Zeiten stimmen nicht.',
  ],
  cooldowns_restarted: () => [
    'Wann etwas zuletzt benutzt wurde, ging verloren: Alle Cooldowns beginnen neu.',
    'Es ist nichts zu tun.',
  ],
  counts_lost: () => [
    'Deine Zahlen von früher sind verloren: Der Verlauf beginnt neu.',
    'Es ist nichts zu tun.',
  ],
  empty_channel: ({ channel }) => [
    channel === null ? 'Ist das dein Kanal?' : `Ist ${channel} dein Kanal?`,
    'Twitch nennt dafür keine Abos, VIPs oder Mods. Vielleicht ist es das Konto eines Bots.',
  ],
  events_refused: ({ late }) => [
    'Twitch meldet nicht alles sofort.',
    `${late.length === 0 ? 'Was fehlt, zeigt sich später.' : lateSentence(late)} Rolecall fragt Twitch von selbst wieder.`,
  ],
  file_older: ({ files }) => [
    `${files ?? 'Eine Datei'} war beschädigt: Ein älterer Stand gilt.`,
    'Sieh nach, ob noch stimmt, was du zuletzt geändert hast.',
  ],
  file_restored: ({ files }) => [
    `${files ?? 'Eine Datei'} war beschädigt oder fehlte.`,
    'Es gab eine gute Kopie: Nichts ist verloren.',
  ],
  grants_waiting: ({ count }) => [
    count === 1 ? '1 Freigabe gilt vorerst nicht.' : `${count ?? 'Einige'} Freigaben gelten vorerst nicht.`,
    'Die Datei war beschädigt: Manche davon waren vielleicht schon beendet. Hole sie zurück oder lass sie weg.',
  ],
  history_damaged: () => [
    'Ein Teil des Verlaufs der Rollen ist verloren.',
    'Wer jetzt eine Rolle hat, ist bekannt.',
  ],
  login_lost: () => ['Die Anmeldung bei Twitch ist verloren.', 'Verbinde Twitch neu.'],
  manifest_lost: () => [
    'Im Datenordner fehlt vielleicht etwas.',
    'Sieh nach, ob deine Regeln stimmen und wer stumm ist.',
  ],
  mutes_lost: ({ count }) => [
    'Einige Stummschaltungen sind vielleicht verloren.',
    `${count === null ? 'Was lesbar war' : `Was lesbar war (${count})`}, gilt. Schalte wieder stumm, wer es sein soll.`,
  ],
  newer_version: ({ version }) => [
    version === null ? 'Ein neueres Rolecall ist da.' : `Rolecall ${version} ist da.`,
    'Wie du es bekommst, steht in den Einstellungen unter Hilfe.',
  ],
  peer_passwords_lost: () => ['Die Passwörter von Streamer.bot und OBS sind verloren.', 'Gib sie neu ein.'],
  peers_lost: () => ['Die Adressen von Streamer.bot, Speaker.bot und OBS sind verloren.', 'Gib sie neu ein.'],
  regulars_lost: () => [
    'Die Liste der Zuschauer, die Speaker.bot bekommen hat, ist verloren.',
    'Sieh in Speaker.bot nach, ob jemand „Regular“ ist, der es nicht sein soll.',
  ],
  rewards_not_ours: ({ titles }) => [
    `${titles.map((title) => `„${title}“`).join(', ') || 'Eine Belohnung'} stammt von einem anderen Programm.`,
    'Sie gibt Zeit, kann aber keine Punkte erstatten. Eine neue Belohnung kann es.',
  ],
  roster_damaged: () => [
    'Änderungen an Rollen sind verloren: Vorerst zählt keine Rolle.',
    'Das endet, sobald deine Listen von Twitch gelesen sind.',
  ],
  rules_unknown: () => [
    'Deine Regeln stimmen vielleicht nicht, darum ist alles aus.',
    'Eine Datei war beschädigt. Sieh nach, wer was darf, und bestätige es dann.',
  ],
  runs_lost: () => ['Die Liste früherer Syncs ist verloren.', 'Es ist nichts zu tun.'],
  source_away: () => [
    'Streamer.bot ist nicht erreichbar: Es gilt, was zuletzt gelesen wurde.',
    'Starte Streamer.bot und sieh nach, ob sein WebSocket-Server läuft. Was inzwischen geschah, wird dann nachgeholt.',
  ],
  store_gone: () => [
    'Der Datenordner ist weg: Nichts wird gespeichert.',
    'Lege ihn dorthin zurück, wo er war. Geht das nicht, schließe Rolecall und starte es neu.',
  ],
  warnings_lost: () => [
    'Etwas, das du hier lesen solltest, ist verloren.',
    'Sieh nach, ob deine Regeln stimmen und wer stumm ist.',
  ],
};

export const warningTexts: typeof en = {
  words,
  ok: 'Verstanden',
  dismiss: 'Nicht mehr zeigen',
  next: (at, of) => `${at}/${of}, die nächste Meldung zeigen`,
  rules: 'Regeln ansehen',
  rulesRight: 'Die Regeln stimmen',
  restore: (count) =>
    count === null
      ? 'Zurückholen'
      : plural(count, { one: '1 Freigabe zurückholen', other: `${count} Freigaben zurückholen` }),
  restored: (count) =>
    plural(count, { one: '1 Freigabe gilt wieder.', other: `${count} Freigaben gelten wieder.` }),
  leaveOut: 'Weglassen',
  reward: 'Neue Belohnung machen',
  yes: 'Ja',
  another: 'Anderen verbinden',
  connect: 'Twitch verbinden',
  tokens: 'Neue anlegen',
  setUp: 'Neu einrichten',
  passwords: 'Eingeben',
  update: 'Zeig, wie',
};
