import { sleep } from '../core/clock.ts';
import type { Clock } from '../core/clock.ts';
import type { ChannelState } from './channel-state.ts';
import type { ChangeOptions, World } from './world.ts';

/** Changes that come by the thousand. Where a list is named they take its members, else strangers. */
export const CHANGES = {
  subscribe: null,
  endSubscription: 'subscribers',
  addVip: null,
  removeVip: 'vips',
  addModerator: null,
  removeModerator: 'moderators',
  follow: null,
  unfollow: 'followers',
  ban: null,
  unban: 'bans',
} as const;

export type BurstChange = keyof typeof CHANGES;

export interface BurstOptions {
  change: BurstChange;
  count: number;
  /** Default: strangers never seen before, or the first members of the list. */
  userIds?: readonly string[];
  /** Spread over so many ms of the simulator's clock. Default 0: as fast as sockets take them. */
  overMs?: number;
  /** Goes to every change: `{ tier: '2000' }`, `{ announce: false }`. */
  options?: ChangeOptions & Record<string, unknown>;
}

/** Frames that are written in one go; between two goes the sockets are served. */
const AT_ONCE = 250;
/** Ids of strangers of bursts begin here, far from those of made-up channels. */
const FIRST_STRANGER = 2_100_000_000;

/** Many changes at once. Returns whom they were about. Throws when there are fewer members than asked for. */
export async function burst(
  world: World,
  clock: Clock,
  { change, count, userIds, overMs = 0, options = {} }: BurstOptions,
): Promise<string[]> {
  const chosen = userIds ? [...userIds].slice(0, count) : choose(world.truth, change, count);
  const pauses = Math.ceil(chosen.length / AT_ONCE);
  for (let start = 0; start < chosen.length; start += AT_ONCE) {
    for (const userId of chosen.slice(start, start + AT_ONCE)) world[change](userId, options);
    if (overMs > 0) await sleep(clock, overMs / pauses);
    else await new Promise((resolve) => setImmediate(resolve));
  }
  return chosen;
}

function choose(truth: ChannelState, change: BurstChange, count: number): string[] {
  const list = CHANGES[change];
  if (list === null) return strangers(truth, count);
  const chosen: string[] = [];
  for (const userId of membersOf(truth, list)) {
    if (chosen.length === count) return chosen;
    chosen.push(userId);
  }
  if (chosen.length < count) throw new Error(`there are only ${chosen.length} to ${change}`);
  return chosen;
}

function membersOf(truth: ChannelState, list: NonNullable<(typeof CHANGES)[BurstChange]>): Iterable<string> {
  if (list === 'subscribers') return truth.subscriberIds();
  return list === 'bans' ? truth.bans.keys() : truth[list].ids();
}

function strangers(truth: ChannelState, count: number): string[] {
  const chosen: string[] = [];
  for (let id = FIRST_STRANGER; chosen.length < count; id++)
    if (!truth.users.get(String(id))) chosen.push(String(id));
  return chosen;
}
