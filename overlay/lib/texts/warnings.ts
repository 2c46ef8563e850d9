import type { WarningCode } from '../../../server/core/warnings.ts';
import type { WarningFacts } from '../format/warning-facts.ts';
import type { InEachLanguage } from './language.ts';
import { lateTexts } from './late.ts';

/** What happened, and what to do: empty where there is nothing to do. */
type Words = readonly [says: string, fix: string];
type WordsOf = Readonly<Record<WarningCode, (facts: WarningFacts) => Words>>;

const enWords: WordsOf = {
  access_tokens_lost: () => [
    'All access tokens are lost: tools that use one are refused.',
    'Make new ones and put them into your tools.',
  ],
  channel_lost: () => [
    'Whose channel this is was lost.',
    'Nothing to do while Twitch is connected. Otherwise connect it again.',
  ],
  clock_wrong: ({ count }) => [
    `The clock of this computer is ${count === null ? 'wrong' : `${count} minutes off`}.`,
    'Set it right: until then changes come late and times are wrong.',
  ],
  cooldowns_restarted: () => [
    'When features were last used was lost: all cooldowns began anew.',
    'Nothing to do.',
  ],
  counts_lost: () => ['Your counts of the past are lost: the plot begins anew.', 'Nothing to do.'],
  empty_channel: ({ channel }) => [
    channel === null ? 'Is this your channel?' : `Is ${channel} your channel?`,
    'Twitch shows no subscribers, VIPs or moderators for it. Maybe it is the account of a bot.',
  ],
  events_refused: ({ late }) => [
    'Twitch does not tell of everything at once.',
    `${late.length === 0 ? 'What it holds back shows later.' : lateTexts.en(late)} Rolecall asks Twitch again by itself.`,
  ],
  file_older: ({ files }) => [
    `${files ?? 'A file'} was damaged: an older version is used.`,
    'See whether what you last changed is still right.',
  ],
  file_restored: ({ files }) => [
    `${files ?? 'A file'} was damaged or missing.`,
    'There was a good copy: nothing is lost.',
  ],
  grants_waiting: ({ count }) => [
    `${count === 1 ? '1 grant does' : `${count ?? 'Some'} grants do`} not count for now.`,
    'The file was damaged: some of these viewers may have lost it before. Restore what was given, or leave it out.',
  ],
  history_damaged: () => ['A part of the history of roles is lost.', 'Who holds a role now is known.'],
  login_lost: () => ['The login to Twitch is lost.', 'Connect Twitch again.'],
  manifest_lost: () => [
    'Something in the data folder may be missing.',
    'See whether your rules are right, and who is muted.',
  ],
  mutes_lost: ({ count }) => [
    'Some mutes may be lost.',
    `${count === null ? 'Those that could be read' : `The ${count} that could be read`} count. Mute again who should be muted and is not.`,
  ],
  peer_passwords_lost: () => ['The passwords of Streamer.bot and OBS are lost.', 'Enter them again.'],
  peers_lost: () => ['How to reach Streamer.bot, Speaker.bot and OBS is lost.', 'Set it up again.'],
  regulars_lost: () => [
    'Whom Speaker.bot knows from Rolecall is lost.',
    'See in Speaker.bot whether somebody is a Regular who should not be.',
  ],
  rewards_not_ours: ({ titles }) => [
    `Another program made ${titles.map((title) => `“${title}”`).join(', ') || 'a reward'}.`,
    'It gives time, but cannot give points back. A new reward can.',
  ],
  roster_damaged: () => [
    'Changes of roles are lost: for now nobody is let in by role.',
    'It ends as soon as your lists were read from Twitch.',
  ],
  rules_unknown: () => [
    'Your rules may be wrong, so everything is off.',
    'A file was damaged. See who may use what, then say that it is right.',
  ],
  runs_lost: () => ['The list of past syncs is lost.', 'Nothing to do.'],
  store_gone: () => [
    'The data folder is gone: nothing is saved.',
    'Put it back where it was. If you cannot, close Rolecall and start it again.',
  ],
  warnings_lost: () => [
    'Something that you should have read here is lost.',
    'See whether your rules are right, and who is muted.',
  ],
};

const deWords: WordsOf = {
  access_tokens_lost: () => [
    'Alle Zugangs-Tokens sind verloren: Programme mit einem Token werden abgewiesen.',
    'Lege neue an und trage sie dort ein.',
  ],
  channel_lost: () => [
    'Wessen Kanal das ist, ging verloren.',
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
    `${late.length === 0 ? 'Was fehlt, zeigt sich später.' : lateTexts.de(late)} Rolecall fragt Twitch von selbst wieder.`,
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
    'Ein Teil der Geschichte der Rollen ist verloren.',
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
  peer_passwords_lost: () => ['Die Passwörter von Streamer.bot und OBS sind verloren.', 'Gib sie neu ein.'],
  peers_lost: () => [
    'Wie Streamer.bot, Speaker.bot und OBS erreichbar sind, ging verloren.',
    'Richte es neu ein.',
  ],
  regulars_lost: () => [
    'Wen Speaker.bot von Rolecall kennt, ging verloren.',
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
  runs_lost: () => ['Die Liste früherer Abgleiche ist verloren.', 'Es ist nichts zu tun.'],
  store_gone: () => [
    'Der Datenordner ist weg: Nichts wird gespeichert.',
    'Lege ihn dorthin zurück, wo er war. Geht das nicht, schließe Rolecall und starte es neu.',
  ],
  warnings_lost: () => [
    'Etwas, das du hier lesen solltest, ist verloren.',
    'Sieh nach, ob deine Regeln stimmen und wer stumm ist.',
  ],
};

/** What the streamer has to know, and the buttons that mend it. */
const en = {
  words: enWords,
  ok: 'OK',
  dismiss: 'Do not show this again',
  next: (at: number, of: number) => `${at}/${of}, show the next message`,
  rules: 'Look at the rules',
  rulesRight: 'The rules are right',
  restore: (count: number | null) =>
    count === null ? 'Restore them' : count === 1 ? 'Restore 1 grant' : `Restore ${count} grants`,
  restored: (count: number) => (count === 1 ? '1 grant counts again.' : `${count} grants count again.`),
  leaveOut: 'Leave them out',
  reward: 'Make a new reward',
  yes: 'Yes',
  another: 'Connect another',
  connect: 'Connect Twitch',
  tokens: 'Make new ones',
  setUp: 'Set it up again',
  passwords: 'Enter them',
};

const de: typeof en = {
  words: deWords,
  ok: 'Verstanden',
  dismiss: 'Nicht mehr zeigen',
  next: (at, of) => `${at}/${of}, die nächste Meldung zeigen`,
  rules: 'Regeln ansehen',
  rulesRight: 'Die Regeln stimmen',
  restore: (count) =>
    count === null
      ? 'Zurückholen'
      : count === 1
        ? '1 Freigabe zurückholen'
        : `${count} Freigaben zurückholen`,
  restored: (count) => (count === 1 ? '1 Freigabe gilt wieder.' : `${count} Freigaben gelten wieder.`),
  leaveOut: 'Weglassen',
  reward: 'Neue Belohnung machen',
  yes: 'Ja',
  another: 'Anderen verbinden',
  connect: 'Twitch verbinden',
  tokens: 'Neue anlegen',
  setUp: 'Neu einrichten',
  passwords: 'Eingeben',
};

export const warningTexts: InEachLanguage<typeof en> = { en, de };
