import type { Clock, Timer } from '../core/clock.ts';
import type { Log } from '../core/log.ts';
import { isSameDetail, type Kind, KINDS, type ListRow } from '../core/roles.ts';
import { lookUp } from './list-reader.ts';
import { MAX_LOOK_UP, type RoleSource, SyncError } from './ports.ts';
import type { RecentEvent } from './recent-events.ts';
import type { RosterWriter } from './roster-writer.ts';

/** In history: Twitch was asked whether an event was true. */
const SOURCE = 'event-check';
const WAKE_MS = 5_000;
/** How often a viewer is asked about whose answers differ each time, and how long. */
const ASK_AGAIN_MS = 60_000;
const NEWEST_STANDS_MS = 5 * 60_000;

export interface VerifierDeps {
  readonly source: RoleSource;
  readonly writer: RosterWriter;
  readonly clock: Clock;
  readonly log: Log;
}

/**
 * Asks Twitch whether events were true, once its answers are no older than they are. Wakes every few seconds
 * while there is something to ask, and asks about many at a time, one call after the other.
 */
export class Verifier {
  readonly #deps: VerifierDeps;
  readonly #closing = new AbortController();
  #timer: Timer | null = null;
  #isAsking = false;

  constructor(deps: VerifierDeps) {
    this.#deps = deps;
  }

  /** There may be something to ask. */
  wake(): void {
    const { clock, writer } = this.#deps;
    if (this.#timer || this.#isAsking || this.#closing.signal.aborted || writer.recent.isEmpty) return;
    this.#timer = clock.after(WAKE_MS, () => void this.#round());
  }

  close(): void {
    this.#closing.abort();
    this.#timer?.cancel();
    this.#timer = null;
  }

  async #round(): Promise<void> {
    const { recent } = this.#deps.writer;
    this.#timer = null;
    this.#isAsking = true;
    for (const kind of KINDS) {
      await this.#askAll(kind);
      recent.prune(kind);
    }
    this.#isAsking = false;
    this.wake();
  }

  /** A call that fails ends it until the next time: so nothing is asked while Twitch is away. */
  async #askAll(kind: Kind): Promise<void> {
    const userIds = [...this.#deps.writer.recent.due(kind)].map(([userId]) => userId);
    for (let start = 0; start < userIds.length; start += MAX_LOOK_UP) {
      const batch = userIds.slice(start, start + MAX_LOOK_UP);
      try {
        await this.#ask(kind, batch);
      } catch (error) {
        this.#onFailed(kind, userIds.slice(start), error);
        return;
      }
    }
  }

  async #ask(kind: Kind, batch: readonly string[]): Promise<void> {
    const { source, clock, writer } = this.#deps;
    const reader = { source, clock, signal: this.#closing.signal };
    const { rows, requestedAt } = await lookUp(reader, kind, batch);
    const final = [...rows].filter(([userId, row]) => {
      const recent = writer.recent.get(kind, userId);
      return recent && recent.dueAt <= requestedAt && isFinal(recent, row, clock.monotonic());
    });
    if (final.length > 0) await writer.applyAnswers(kind, new Map(final), requestedAt, SOURCE);
  }

  #onFailed(kind: Kind, userIds: readonly string[], error: unknown): void {
    const { log, writer } = this.#deps;
    if (this.#closing.signal.aborted) return;
    const code = error instanceof SyncError ? error.code : 'internal';
    log.debug('RoleSync', `Events about ${kind} could not be checked (${code}): ${String(error)}`);
    if (code === 'missing_scope') writer.recent.giveUp(kind, userIds);
  }
}

/** Whether this answer ends the doubt; if not, it is noted when to ask again. */
function isFinal(recent: RecentEvent, row: ListRow | null, now: number): boolean {
  const { event, doubt, arrivedAt } = recent;
  if (!event || isSaid(event, row)) return true;
  if (doubt !== undefined && isSame(doubt, row)) return true;
  if (now - arrivedAt >= NEWEST_STANDS_MS) return true;
  recent.dueAt = doubt === undefined ? now : now + ASK_AGAIN_MS;
  recent.doubt = row;
  return false;
}

/** Whether the answer is what the event said, as far as the event said anything. */
function isSaid({ detail, isVague }: NonNullable<RecentEvent['event']>, row: ListRow | null): boolean {
  if (!detail || !row) return !detail && !row;
  return isVague || (detail.tier === row.detail.tier && detail.isGift === row.detail.isGift);
}

function isSame(a: ListRow | null, b: ListRow | null): boolean {
  if (!a || !b) return a === b;
  return isSameDetail(a.detail, b.detail);
}
