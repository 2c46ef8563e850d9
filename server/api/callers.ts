import type { Clock } from '../core/clock.ts';
import type { Emitter } from '../core/events.ts';

/** More than a streamer has; when there are more the one that is longest ago goes. */
const MAX_CALLERS = 50;
/** A tool may ask a thousand times a second; pages are told of all in so long together. */
const TELL_AFTER_MS = 1_000;

export const PAGES_IN_OBS = ['dock', 'badge'] as const;
export type PageInObs = (typeof PAGES_IN_OBS)[number];

/** A program that asked whether somebody may. Times are epoch ms. */
export interface CallerUse {
  readonly name: string;
  readonly asked: number;
  readonly firstAt: number;
  readonly lastAt: number;
}

export interface CallerView {
  /** Last ones first. */
  readonly items: readonly CallerUse[];
  /** When each page was last opened, or connected again, inside OBS; null: never. */
  readonly inObs: Readonly<Record<PageInObs, number | null>>;
}

export interface CallerEvents {
  callers: CallerView;
}

/** Who asked, and which pages OBS shows: in memory only, since the start. */
export class Callers {
  readonly #clock: Clock;
  readonly #events: Emitter<CallerEvents>;
  readonly #uses = new Map<string, { asked: number; readonly firstAt: number; lastAt: number }>();
  readonly #inObs: Record<PageInObs, number | null> = { dock: null, badge: null };
  #isTelling = false;

  constructor(clock: Clock, events: Emitter<CallerEvents>) {
    this.#clock = clock;
    this.#events = events;
  }

  /** A program asked whether somebody may. */
  noteQuestion(name: string): void {
    const now = this.#clock.now();
    const use = this.#uses.get(name);
    if (use) {
      use.asked++;
      use.lastAt = now;
    } else {
      if (this.#uses.size >= MAX_CALLERS) this.#dropOldest();
      this.#uses.set(name, { asked: 1, firstAt: now, lastAt: now });
    }
    this.#tell();
  }

  /** One of our pages connected from inside OBS. */
  notePage(page: PageInObs): void {
    this.#inObs[page] = this.#clock.now();
    this.#tell();
  }

  view(): CallerView {
    const items = [...this.#uses].map(([name, use]) => ({ name, ...use }));
    return { items: items.sort((one, other) => other.lastAt - one.lastAt), inObs: { ...this.#inObs } };
  }

  #dropOldest(): void {
    const oldest = this.view().items.at(-1);
    if (oldest) this.#uses.delete(oldest.name);
  }

  #tell(): void {
    if (this.#isTelling) return;
    this.#isTelling = true;
    this.#clock.after(TELL_AFTER_MS, () => {
      this.#isTelling = false;
      this.#events.emit('callers', this.view());
    });
  }
}

/** The page that an upgrade names: `/ws?page=dock`. */
export function pageOf(query: URLSearchParams): PageInObs | null {
  const name = query.get('page');
  return PAGES_IN_OBS.find((page) => page === name) ?? null;
}
