import type { Kind } from '../core/roles.ts';

/**
 * Remembers which viewers events spoke of since a list was begun. What a list read before or after the
 * event is worth less than asking about that viewer.
 */
export class TouchLog {
  #mark = 0;
  readonly #touchedAt = new Map<string, number>();

  touch(userId: string): void {
    this.#touchedAt.set(userId, this.#mark);
  }

  /** Everybody touched so far. */
  all(): string[] {
    return [...this.#touchedAt.keys()];
  }

  /** Begins a new stretch; `since()` it tells who was touched in it. */
  mark(): number {
    return ++this.#mark;
  }

  since(mark: number): Set<string> {
    const touched = new Set<string>();
    for (const [userId, at] of this.#touchedAt) if (at >= mark) touched.add(userId);
    return touched;
  }
}

/** One who listens until stopped. */
export interface TouchWatch {
  readonly touched: TouchLog;
  stop(): void;
}

/** Tells everybody who is asking Twitch something whom events speak of meanwhile. */
export class TouchWatchers {
  readonly #logs: Record<Kind, Set<TouchLog>> = {
    subscribers: new Set(),
    vips: new Set(),
    moderators: new Set(),
  };

  watch(kind: Kind): TouchWatch {
    const touched = new TouchLog();
    this.#logs[kind].add(touched);
    return { touched, stop: () => void this.#logs[kind].delete(touched) };
  }

  /**
   * @param knowing who has heard of it already
   * @returns who hears of it now
   */
  touch(kind: Kind, userId: string, knowing: ReadonlySet<TouchLog> = new Set()): ReadonlySet<TouchLog> {
    const told = new Set([...this.#logs[kind]].filter((log) => !knowing.has(log)));
    for (const log of told) log.touch(userId);
    return told;
  }
}
