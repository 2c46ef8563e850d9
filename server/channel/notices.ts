import { type Problem, type ProblemView, viewOf } from '../core/problem.ts';
import { type Kind, KINDS, type User } from '../core/roles.ts';
import type { KindMemory } from '../sync/ports.ts';
import { awayMessage } from './status-message.ts';
import { type EventType, TOPICS, type Topic } from '../twitch/event-types.ts';

/** What the streamer has to know of Twitch though every list is fresh; null: nothing. */
type Notice = Pick<ProblemView, 'message' | 'fix'> | null;

/** How far this computer's clock may be off: Twitch's events carry times, and look too old to be true. */
const MAX_SKEW_MIN = 10;

const NEWS: Readonly<Record<Topic, string>> = {
  subscribers: 'new subscribers',
  vips: 'new VIPs',
  moderators: 'new moderators',
  stream: 'the start and the end of the stream',
  bans: 'bans',
  redemptions: 'channel point rewards',
};

/**
 * @param refused the types that are not sent, apart from those that need another permission
 * @param isRelayed it is Streamer.bot that tells
 */
export function noticeOfRefused(refused: Iterable<EventType>, isRelayed = false): Notice {
  const types = new Set<string>(refused);
  const topics = (Object.keys(TOPICS) as Topic[]).filter((topic) =>
    TOPICS[topic].some((type) => types.has(type)),
  );
  if (topics.length === 0) return null;
  const what = topics.map((topic) => NEWS[topic]).join(', ');
  return {
    message: `${isRelayed ? 'Streamer.bot' : 'Twitch'} does not tell at once of ${what}. They show with the next sync.`,
    fix: isRelayed ? 'A newer Streamer.bot may.' : 'Nothing to do: Rolecall asks Twitch again by itself.',
  };
}

/** @param problem why the program that asks Twitch for us cannot be asked */
export function noticeOfAway(problem: Problem | null, health: Parameters<typeof awayMessage>[1]): Notice {
  if (!problem) return null;
  return { message: awayMessage({ ...viewOf(problem), fix: null }, health), fix: problem.fix };
}

/** @param skewMs how far the clock of this computer is ahead of Twitch's */
export function noticeOfClock(skewMs: number): Notice {
  const minutes = Math.round(skewMs / 60_000);
  if (Math.abs(minutes) < MAX_SKEW_MIN) return null;
  const way = minutes > 0 ? 'ahead' : 'behind';
  return {
    message: `This computer’s clock is ${Math.abs(minutes)} minutes ${way}.`,
    fix: 'Set it right, or changes come late and times are wrong.',
  };
}

/** Nobody has a role here: most likely this is the account of a bot. */
export function noticeOfEmptyChannel(
  channel: User | null,
  memory: Readonly<Record<Kind, Pick<KindMemory, 'lastSuccessAt'>>>,
  counts: Readonly<Record<Kind, number>>,
): Notice {
  if (!channel) return null;
  const isEmpty = KINDS.every((kind) => memory[kind].lastSuccessAt !== null && counts[kind] === 0);
  if (!isEmpty) return null;
  const name = channel.userDisplayName || channel.userLogin;
  return {
    message: `Is ${name} your channel? Twitch shows no subscribers, VIPs or moderators for it.`,
    fix: 'If it is the account of a bot, connect Twitch again and log in as your channel.',
  };
}

/** @param titles of the rewards that another client id made */
export function noticeOfForeignRewards(titles: readonly string[]): Notice {
  if (titles.length === 0) return null;
  const what = titles.map((title) => `“${title}”`).join(', ');
  return {
    message: `Rewards of another client id give time, and cannot give points back: ${what}.`,
    fix: 'Make new ones in the settings to have refunds again.',
  };
}
