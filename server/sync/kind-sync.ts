import type { Clock } from '../core/clock.ts';
import { ListDiff } from '../core/list-diff.ts';
import type { Kind, ListRow, RoleChange } from '../core/roles.ts';
import type { Roster } from '../core/roster.ts';
import { lookUpAll, readList } from './list-reader.ts';
import type { Channel, RoleSource, RosterStore } from './ports.ts';
import { cancelled } from './time-limit.ts';
import type { TouchLog } from './touch-log.ts';

/** Events can arrive while we ask about earlier ones; after so many rounds what the events said stands. */
const MAX_ROUNDS = 5;

export interface KindSyncParts {
  readonly source: RoleSource;
  readonly roster: Roster;
  readonly commit: RosterStore['commit'];
  readonly clock: Clock;
  readonly channel: Channel;
  readonly signal: AbortSignal;
  readonly touched: TouchLog;
  /** A number never used before. */
  readonly generation: number;
  /** `done` counts rows so far, `total` is the list's own claim. */
  onProgress(done: number, total: number | null): void;
}

/**
 * Brings one list in step with Twitch: reads it whole, asks about everybody missing from it and everybody
 * an event spoke of meanwhile, and commits the difference as one.
 * @returns the changes as they were stored and applied
 * @throws SyncError, and then nothing of this list was changed
 */
export async function syncKind(
  parts: KindSyncParts,
  kind: Kind,
  syncSource: string,
): Promise<readonly RoleChange[]> {
  const { channel, clock, touched } = parts;
  const diff = new ListDiff(parts.roster, kind, parts.generation);
  let done = 0;
  await readList(parts, kind, (page) => {
    let unseen = 0;
    for (const row of page.rows) {
      if (row.user.userId !== channel.userId && diff.add(row)) unseen++;
    }
    done += page.rows.length;
    parts.onProgress(done, page.total);
    return unseen;
  });
  const confirmed = new Map<string, ListRow | null>();
  let mark = 0;
  const missing = await inTurns(diff.missingInParts());
  // Whoever an event changed during that walk has been touched.
  let ask = new Set([...missing, ...touched.all()]);
  for (let round = 0; ask.size > 0 && round < MAX_ROUNDS; round++) {
    mark = touched.mark();
    ask.delete(channel.userId);
    for (const [userId, row] of await lookUpAll(parts, kind, [...ask])) confirmed.set(userId, row);
    ask = touched.since(mark);
  }
  const at = clock.now();
  const planned = await inTurns(slices(diff.plan(confirmed, at, syncSource)));
  // Whoever was touched after the last question is left as the event put it.
  return parts.commit(() => {
    // The login ended, or the data was deleted, while this waited for its turn.
    if (parts.signal.aborted) throw cancelled(parts.signal);
    return diff.settle(planned, confirmed, touched.since(mark), at, syncSource);
  });
}

/** Collects what may be hundreds of thousands without holding up whoever waits for an answer. */
async function inTurns<T>(parts: Iterable<readonly T[]>): Promise<T[]> {
  const all: T[] = [];
  let isFirst = true;
  for (const part of parts) {
    if (!isFirst) await new Promise((resolve) => setImmediate(resolve));
    isFirst = false;
    for (const item of part) all.push(item);
  }
  return all;
}

const SLICE = 2_000;

function* slices<T>(items: Iterable<T>): Generator<T[], void, undefined> {
  let slice: T[] = [];
  for (const item of items) {
    slice.push(item);
    if (slice.length < SLICE) continue;
    yield slice;
    slice = [];
  }
  if (slice.length > 0) yield slice;
}
