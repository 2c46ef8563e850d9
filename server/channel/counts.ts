import type { Clock } from '../core/clock.ts';
import {
  addCount,
  appendCount,
  type CountPoint,
  countsBetween,
  downsample,
  withoutAhead,
} from '../core/count-history.ts';
import type { Kind } from '../core/roles.ts';

export interface ChannelCountsDeps {
  readonly store: {
    history(): readonly CountPoint[];
    /** A failure is logged, not thrown. */
    save(history: readonly CountPoint[]): Promise<void>;
    clear(): Promise<void>;
  };
  readonly clock: Clock;
  /** Whether the clock is known to be right: by another one nothing is dropped. */
  isClockRight(): boolean;
  counts(): Readonly<Record<Kind, number>>;
  /** Whether a list was ever read. */
  lists(): Readonly<Record<Kind, { readonly lastSuccessAt: number | null }>>;
}

/** How many subscribers, VIPs and moderators there were, over time. */
export class ChannelCounts {
  readonly #deps: ChannelCountsDeps;

  constructor(deps: ChannelCountsDeps) {
    this.#deps = deps;
  }

  /** A sync ended: notes what is so by now, in one write for all that changed since the last one. */
  note(): void {
    const { store } = this.#deps;
    const point = this.#now();
    if (point.subscribers === null && point.vips === null && point.moderators === null) return;
    const history = store.history();
    const next = this.#deps.isClockRight()
      ? addCount(withoutAhead(history, point.at), point)
      : appendCount(history, point);
    if (next !== history) void store.save(next);
  }

  /** For a plot: at most `limit` points, oldest first. @param spanMs back from now */
  between(spanMs: number, limit: number): { items: readonly CountPoint[]; since: number | null } {
    const history = this.#deps.store.history();
    const current = this.#now();
    const items = downsample(countsBetween(history, current.at - spanMs, current), limit);
    return { items, since: history[0]?.at ?? null };
  }

  /** Forgets all of it, durably (`data.delete`). @throws StoreError `not_saved` */
  clear(): Promise<void> {
    return this.#deps.store.clear();
  }

  #now(): CountPoint {
    const counts = this.#deps.counts();
    const lists = this.#deps.lists();
    const of = (kind: Kind): number | null => (lists[kind].lastSuccessAt === null ? null : counts[kind]);
    const at = this.#deps.clock.now();
    return { at, subscribers: of('subscribers'), vips: of('vips'), moderators: of('moderators') };
  }
}
