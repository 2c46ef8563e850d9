import { type Clock, sleep } from '../core/clock.ts';
import type { Kind, ListRow } from '../core/roles.ts';
import { type ListPage, MAX_LOOK_UP, type RoleSource, SyncError } from './ports.ts';
import { cancelled, withTimeLimit } from './time-limit.ts';

/** Silence of Twitch after which a list fails. */
export const SILENCE_MS = 30_000;
/** Empty pages with a cursor are normal, and so is a person seen twice; so many pages in a row are a fault. */
const MAX_IDLE_PAGES = 50;
/** How often in a row one request may be told to slow down before the list fails. */
const MAX_SLOW_DOWNS = 5;
/** The longest wait that Twitch's limits can ask for, with some room. */
const MAX_SLOW_DOWN_MS = 90_000;

export interface ReaderDeps {
  readonly source: RoleSource;
  readonly clock: Clock;
  readonly signal: AbortSignal;
}

/**
 * Reads one list to its end, page by page.
 * @param onPage called with each page as it comes and when it was asked for (on the clock that never jumps),
 *   returns how many people on it were not seen before; nothing may be believed before this resolves
 * @throws SyncError `paging_loop`, `bad_answer`, `timeout`, or what the source threw
 */
export async function readList(
  deps: ReaderDeps,
  kind: Kind,
  onPage: (page: ListPage, requestedAt: number) => number,
): Promise<void> {
  const seen = new Set<string>();
  let cursor: string | null = null;
  let idleInARow = 0;
  do {
    const fetch = (signal: AbortSignal): Promise<ListPage> => deps.source.fetchPage(kind, cursor, signal);
    const { answer: page, requestedAt }: Answered<ListPage> = await ask(deps, fetch);
    idleInARow = onPage(page, requestedAt) === 0 ? idleInARow + 1 : 0;
    cursor = page.cursor === '' ? null : page.cursor;
    if (cursor !== null && seen.has(cursor)) throw loop(kind);
    if (cursor !== null) seen.add(cursor);
    if (idleInARow > MAX_IDLE_PAGES) throw endless(kind);
  } while (cursor !== null);
}

/** What Twitch said about single people: a row, or null for who does not hold the role. */
export interface LookUp {
  readonly rows: ReadonlyMap<string, ListRow | null>;
  /** On the clock that never jumps. */
  readonly requestedAt: number;
}

/** Asks about single people. @param userIds at most `MAX_LOOK_UP` */
export async function lookUp(deps: ReaderDeps, kind: Kind, userIds: readonly string[]): Promise<LookUp> {
  const rows = new Map<string, ListRow | null>(userIds.map((userId) => [userId, null]));
  const { answer, requestedAt } = await ask(deps, (signal) => deps.source.lookUp(kind, userIds, signal));
  // A row that nobody asked for is no answer about anybody.
  for (const row of answer) if (rows.has(row.user.userId)) rows.set(row.user.userId, row);
  return { rows, requestedAt };
}

/** Asks about any number of people, in batches. @returns for every id the row, or null */
export async function lookUpAll(
  deps: ReaderDeps,
  kind: Kind,
  userIds: readonly string[],
): Promise<Map<string, ListRow | null>> {
  const found = new Map<string, ListRow | null>();
  for (let start = 0; start < userIds.length; start += MAX_LOOK_UP) {
    const { rows } = await lookUp(deps, kind, userIds.slice(start, start + MAX_LOOK_UP));
    for (const [userId, row] of rows) found.set(userId, row);
  }
  return found;
}

interface Answered<T> {
  readonly answer: T;
  readonly requestedAt: number;
}

/** One question to Twitch: ends in time, and waits when told to slow down. */
async function ask<T>(deps: ReaderDeps, call: (signal: AbortSignal) => Promise<T>): Promise<Answered<T>> {
  const { clock, signal } = deps;
  for (let slowDowns = 0; ; slowDowns++) {
    if (signal.aborted) throw cancelled(signal);
    const requestedAt = clock.monotonic();
    try {
      return { answer: await withTimeLimit(clock, SILENCE_MS, signal, call), requestedAt };
    } catch (error) {
      const isSlowDown =
        error instanceof SyncError && error.code === 'rate_limited' && error.retryAt !== null;
      if (!isSlowDown || slowDowns >= MAX_SLOW_DOWNS) throw error;
      const waitMs = Math.max(1000, (error.retryAt ?? 0) - clock.now());
      await sleep(clock, Math.min(waitMs, MAX_SLOW_DOWN_MS), signal);
    }
  }
}

const TRY_AGAIN = 'Nothing to do: Rolecall tries again by itself and keeps the last good list meanwhile.';

function loop(kind: Kind): SyncError {
  return new SyncError('paging_loop', `Twitch sent the pages of the ${kind} list in a circle.`, TRY_AGAIN);
}

function endless(kind: Kind): SyncError {
  return new SyncError(
    'bad_answer',
    `Twitch sent page after page without anybody new for the ${kind} list.`,
    TRY_AGAIN,
  );
}
