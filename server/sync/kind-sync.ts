import type { ChangeSet } from '../core/change-set.ts';
import type { Clock } from '../core/clock.ts';
import { ListDiff } from '../core/list-diff.ts';
import type { RoleNews } from '../core/role-news.ts';
import type { Kind } from '../core/roles.ts';
import { slices } from '../core/slices.ts';
import { lookUpAll, readList } from './list-reader.ts';
import type { Channel, RoleSource } from './ports.ts';
import type { RosterWriter } from './roster-writer.ts';
import { cancelled } from './time-limit.ts';

/** Rows planned before the event loop gets its turn. */
const SLICE = 200;

export interface KindSyncDeps {
  readonly source: RoleSource;
  readonly writer: RosterWriter;
  readonly clock: Clock;
  readonly channel: Channel;
  readonly signal: AbortSignal;
  /** A number never used before. */
  readonly generation: number;
  /** Whether the list was never read to its end: then what is read counts meanwhile. */
  readonly isFirst: boolean;
  /** `done` counts rows so far, `total` is the list's own claim. */
  onProgress(done: number, total: number | null): void;
}

/**
 * Brings one list in step with Twitch: reads it whole, asks about everybody missing from it, and commits the
 * difference as one, but for those of whom an event said something that the answers may not know yet.
 * @returns what was stored and applied
 * @throws SyncError, and then nothing of this list was changed
 */
export async function syncKind(deps: KindSyncDeps, kind: Kind, syncSource: string): Promise<RoleNews> {
  const reading = deps.writer.recent.begin(kind);
  try {
    return await readAndCommit(deps, kind, syncSource, reading.begunAt);
  } finally {
    reading.end();
  }
}

async function readAndCommit(
  deps: KindSyncDeps,
  kind: Kind,
  syncSource: string,
  begunAt: number,
): Promise<RoleNews> {
  const { channel, clock, writer, generation, isFirst } = deps;
  const { roster, recent, firstLists } = writer;
  const diff = new ListDiff({
    roster,
    kind,
    generation,
    begunAt,
    mayDecide: (userId, requestedAt, row) => recent.mayDecide(kind, userId, requestedAt, row),
  });
  const first = isFirst ? firstLists.begin(kind, clock.now(), syncSource, diff.news) : null;
  let done = 0;
  await readList(deps, kind, (page, requestedAt) => {
    let unseen = 0;
    for (const row of page.rows) {
      if (row.user.userId === channel.userId) continue;
      const isLate = first && !recent.mayDecide(kind, row.user.userId, requestedAt, row);
      if (isLate || diff.add(row, requestedAt)) unseen++;
      if (!isLate) first?.add(row.user);
    }
    done += page.rows.length;
    deps.onProgress(done, page.total);
    return unseen;
  });
  // Whatever is learned of somebody from here on is younger than the list.
  const readAt = clock.monotonic();
  const missing = (await inTurns(diff.missingInParts())).flat();
  const confirmed = await lookUpAll(
    deps,
    kind,
    missing.filter((userId) => userId !== channel.userId),
  );
  const at = clock.now();
  let planned = await inTurns(slices(diff.plan(confirmed, at, syncSource, isFirst), SLICE));
  const build = (): ChangeSet => {
    // The login ended, or the data was deleted, while this waited for its turn.
    if (deps.signal.aborted) throw cancelled(deps.signal);
    recent.onList(kind, begunAt);
    const changes = diff.settle(planned, confirmed, recent.since(kind, readAt), at, syncSource);
    planned = [];
    return changes;
  };
  return writer.commit(build, (part) => {
    for (const { user } of part) firstLists.drop(kind, user.userId);
  });
}

/** Collects what may be hundreds of thousands without holding up whoever waits for an answer. */
async function inTurns<T>(parts: Iterable<readonly T[]>): Promise<(readonly T[])[]> {
  const all: (readonly T[])[] = [];
  for (const part of parts) {
    if (all.length > 0) await new Promise((resolve) => setImmediate(resolve));
    all.push(part);
  }
  return all;
}
