import type { WarningCode } from '../../../../server/core/warnings.ts';
import type { WarningFacts } from '../../format/warning-facts.ts';
import { lateSentence } from '../late.ts';
import { plural } from '../language.ts';

/** What happened, and what to do: empty where there is nothing to do. */
type Words = readonly [says: string, fix: string];
type WordsOf = Readonly<Record<WarningCode, (facts: WarningFacts) => Words>>;

const words: WordsOf = {
  access_tokens_lost: () => [
    'All access tokens are lost: tools that use one are refused.',
    'Make new ones and put them into your tools.',
  ],
  channel_lost: () => [
    'Rolecall no longer knows whose channel this is.',
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
    `${late.length === 0 ? 'What it holds back shows later.' : lateSentence(late)} Rolecall asks Twitch again by itself.`,
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
  newer_version: ({ version }) => [
    version === null ? 'A newer Rolecall is out.' : `Rolecall ${version} is out.`,
    'How to get it is in the settings under Help.',
  ],
  peer_passwords_lost: () => ['The passwords of Streamer.bot and OBS are lost.', 'Enter them again.'],
  peers_lost: () => ['The addresses of Streamer.bot, Speaker.bot and OBS are lost.', 'Enter them again.'],
  regulars_lost: () => [
    'The list of viewers sent to Speaker.bot is lost.',
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
  source_away: () => [
    'Streamer.bot cannot be asked: the lists stand as they were read last.',
    'Start Streamer.bot, and see that its WebSocket server runs. What happened meanwhile is made good then.',
  ],
  store_gone: () => [
    'The data folder is gone: nothing is saved.',
    'Put it back where it was. If you cannot, close Rolecall and start it again.',
  ],
  warnings_lost: () => [
    'Something that you should have read here is lost.',
    'See whether your rules are right, and who is muted.',
  ],
};

/** What the streamer has to know, and the buttons that mend it. */
export const warningTexts = {
  words,
  ok: 'OK',
  dismiss: 'Do not show this again',
  next: (at: number, of: number) => `${at}/${of}, show the next message`,
  rules: 'Look at the rules',
  rulesRight: 'The rules are right',
  restore: (count: number | null) =>
    count === null
      ? 'Restore them'
      : plural(count, { one: 'Restore 1 grant', other: `Restore ${count} grants` }),
  restored: (count: number) =>
    plural(count, { one: '1 grant counts again.', other: `${count} grants count again.` }),
  leaveOut: 'Leave them out',
  reward: 'Make a new reward',
  yes: 'Yes',
  another: 'Connect another',
  connect: 'Connect Twitch',
  tokens: 'Make new ones',
  setUp: 'Set it up again',
  passwords: 'Enter them',
  update: 'See how',
};
