import { decide } from '../core/decide.ts';
import { isElsewhere } from '../core/platform.ts';
import { featureOf } from '../core/policy.ts';
import { everybody, type PreviewDeps } from './preview.ts';
import { type Moment, NEVER_USED, NOTHING_SAID, decideInput, trustIn } from './decide-input.ts';

/** Who of Twitch may use a feature right now, cooldowns left out. */
export interface Allowed {
  /** There is a rule for everybody: a list would be of all of Twitch. */
  readonly isEverybody: boolean;
  /** How many of those who are known, the broadcaster among them. */
  readonly count: number;
  /** Id to display name, of those whose name is known; at most `limit`, but all that are in `keep`. */
  readonly users: ReadonlyMap<string, string>;
}

export interface AllowedRequest {
  readonly feature: string;
  readonly limit: number;
  readonly keep: ReadonlySet<string>;
}

/** How long a slice of the work may keep others waiting. */
const SLICE_MS = 3;
const LOOK_EVERY = 64;

/** Asks `decide()` about every known viewer, as of the moment of asking, though it takes some turns. */
export async function allowedNow(deps: PreviewDeps, request: AllowedRequest): Promise<Allowed> {
  const { clock, reads, names } = deps;
  const { feature, limit, keep } = request;
  await reads.roster.whenAwake();
  if (reads.areRulesUnknown()) return { isEverybody: false, count: 0, users: new Map() };
  const policy = featureOf(reads.policy(), feature);
  if (policy?.enabled && policy.allow.everyone) return { isEverybody: true, count: 0, users: new Map() };
  const moment: Moment = { now: clock.now(), feature, trust: trustIn(reads.freshness.lists()) };
  const users = new Map<string, string>();
  let count = 0;
  const add = (userId: string): void => {
    count++;
    if (count > limit && !keep.has(userId)) return;
    const user = names.current({ userId, userLogin: null, userDisplayName: null });
    const name = user.userDisplayName ?? user.userLogin ?? '';
    if (name !== '') users.set(userId, name);
  };
  const broadcaster = reads.broadcaster();
  if (broadcaster) {
    count++;
    users.set(broadcaster.userId, broadcaster.userDisplayName);
  }
  let seen = 0;
  let sliceUntil = clock.monotonic() + SLICE_MS;
  for (const person of policy ? everybody(deps, feature) : []) {
    if (isElsewhere(person.userId)) continue;
    const asker = { person, isBroadcaster: false, isOtherPlatform: false, isNobody: false, login: null };
    const input = policy && decideInput(deps, moment, policy, asker, NEVER_USED, NOTHING_SAID);
    if (input && decide(input).allowed) add(person.userId);
    if (++seen % LOOK_EVERY !== 0 || clock.monotonic() < sliceUntil) continue;
    await deps.nextTurn();
    sliceUntil = clock.monotonic() + SLICE_MS;
  }
  return { isEverybody: false, count, users };
}
