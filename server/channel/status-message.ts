import { type HealthFacts, type KindFacts, overallState } from '../core/health.ts';
import type { Problem, ProblemView } from '../core/problem.ts';
import { type Kind, KINDS } from '../core/roles.ts';

const LIST_NAMES: Readonly<Record<Kind, string>> = {
  subscribers: 'your subscribers',
  vips: 'your VIPs',
  moderators: 'your moderators',
};

const CHANGES: Readonly<Record<Kind, string>> = {
  subscribers: 'New subscribers',
  vips: 'New VIPs',
  moderators: 'New moderators',
};

/** twurple drops events that look older than this. */
const MAX_SKEW_MIN = 10;

export interface MessageInput {
  readonly health: HealthFacts;
  /** Of the login. */
  readonly problem: Problem | null;
  /** Whether there is somebody to ask: not while the program that asks for us is away. */
  readonly isReachable: boolean;
  /** Lists whose changes do not reach us as they happen. */
  readonly unheard: readonly Kind[];
  readonly clockSkewMs: number;
}

/** How it stands, in a sentence for the streamer. */
export function statusMessage({ health, problem, isReachable, unheard, clockSkewMs }: MessageInput): string {
  const away = health.isConnected && !isReachable && problem ? awayMessage(problem, health) : null;
  return clockWarning(clockSkewMs) ?? away ?? messageOf(health, problem, unheard);
}

/** `Streamer.bot is closed: the lists stand as of 20:14.` */
export function awayMessage(
  { message, fix }: ProblemView,
  { now, kinds }: { now: number; kinds: Readonly<Record<Kind, Pick<KindFacts, 'lastSuccessAt'>>> },
): string {
  const times = KINDS.map((kind) => kinds[kind].lastSuccessAt);
  const oldest = times.includes(null) ? null : Math.min(...times.map(Number));
  const stand =
    oldest === null
      ? message
      : `${message.replace(/\.$/, '')}: the lists stand as of ${timeOf(oldest, now)}.`;
  return fix === null ? stand : `${stand} ${fix}`;
}

/** By this computer's clock: the time of today, or the day too. */
function timeOf(at: number, now: number): string {
  const [then, today] = [new Date(at), new Date(now)];
  const two = (part: number): string => String(part).padStart(2, '0');
  const time = `${two(then.getHours())}:${two(then.getMinutes())}`;
  if (then.toDateString() === today.toDateString()) return time;
  return `${then.getFullYear()}-${two(then.getMonth() + 1)}-${two(then.getDate())}, ${time}`;
}

function messageOf(health: HealthFacts, problem: Problem | null, unheard: readonly Kind[]): string {
  switch (overallState(health)) {
    case 'disconnected':
      return problem?.text ?? 'Not connected to Twitch. Connect it to let Rolecall read your lists.';
    case 'failed':
      return 'No list could be read from Twitch; the last known ones are in use.';
    case 'partial':
      return `Could not read ${failedLists(health)}; the last known list is in use.`;
    case 'stale':
      return staleMessage(health);
    case 'syncing':
      return 'Reading the lists from Twitch.';
    case 'fresh':
      if (unheard.length === 0) return 'Everything is up to date.';
      return `The lists are up to date. ${lateChanges(unheard)} show with the next sync: Twitch does not tell of them as they happen.`;
  }
}

/** What is seen late. */
function lateChanges(unheard: readonly Kind[]): string {
  if (unheard.length === KINDS.length) return 'Changes';
  return unheard.map((kind) => CHANGES[kind]).join(' and ');
}

function staleMessage(health: HealthFacts): string {
  // No list is old: changes may just have been missed.
  if (overallState({ ...health, eventsLostAt: null }) === 'fresh')
    return 'Twitch may have told of changes while the connection was away. Checking soon.';
  if (KINDS.every((kind) => health.kinds[kind].lastSuccessAt === null))
    return 'The lists have not been read yet. Sync now, or wait for the next one.';
  return 'The lists are older than they should be. Sync now, or wait for the next one.';
}

/** `your subscribers and your VIPs` */
function failedLists({ kinds }: HealthFacts): string {
  return KINDS.filter((kind) => kinds[kind].isFailed)
    .map((kind) => LIST_NAMES[kind])
    .join(' and ');
}

/** Twitch's events carry times, and a clock that is far off makes them look too old to be true. */
function clockWarning(skewMs: number): string | null {
  const minutes = Math.round(skewMs / 60_000);
  if (Math.abs(minutes) < MAX_SKEW_MIN) return null;
  const way = minutes > 0 ? 'ahead' : 'behind';
  return `This computer’s clock is ${Math.abs(minutes)} minutes ${way}: set it right, or changes come late.`;
}
