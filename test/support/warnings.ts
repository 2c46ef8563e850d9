import type { WarningCode } from '../../server/core/warnings.ts';
import type { Status } from './fake-rolecall.ts';

type Warning = Status['warnings'][number];

/** What the server says with each code, where a page takes names and numbers from it; else any sentence. */
const MESSAGES: Partial<Record<WarningCode, string>> = {
  clock_wrong: 'This computer’s clock is 14 minutes ahead.',
  empty_channel: 'Is Some_Channel your channel? Twitch shows no subscribers, VIPs or moderators for it.',
  file_older:
    'runs.json was damaged (it is no JSON); a copy is kept as runs.corrupt-20261122T200000000Z.json. An older version is used.',
  file_restored:
    'settings.json was damaged (it is no JSON); a copy is kept as settings.corrupt-20261122T200000000Z.json. The other copy was good: nothing is lost.',
  grants_waiting:
    '12 permissions and grants of single viewers may have been taken back in what was lost. They count for nothing now.',
  newer_version: 'Version 0.2.0 of Rolecall is there; this is 0.1.0.',
  mutes_lost:
    'access.ndjson was damaged (the last line is cut). Of those muted by hand, 3 could be read and are in force; others may be missing.',
  rewards_not_ours: 'Rewards of another client id give time, and cannot give points back: “Talk to chat”.',
};

/** A warning as the server sends it. */
export function warningOf(code: WarningCode | (string & {}), at = Date.now()): Warning {
  const isKnown = Object.hasOwn(MESSAGES, code);
  const message = isKnown ? MESSAGES[code as WarningCode]! : 'The server says what happened.';
  return { code, message, fix: 'The server says what to do.', at: new Date(at).toISOString() };
}
