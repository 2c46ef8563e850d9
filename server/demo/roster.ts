import { NOW, Timeline } from './timeline.ts';

/** Members that are computed instead of stored: positions 0 to `count - 1`. */
export interface RosterBase {
  count: number;
  idAt(index: number): string;
  /** Position of a member, or -1. */
  indexOf(userId: string): number;
}

const NO_BASE: RosterBase = { count: 0, idAt: () => '', indexOf: () => -1 };

/** The position in front of the first member, whichever way the list runs. */
export const START = -1;

/** An ordered set of user ids, as a reader meets it. */
export interface RosterView {
  readonly size: number;
  has(userId: string): boolean;
  positionOf(userId: string): number;
  /** Id at a position, or undefined for a gap. */
  at(position: number): string | undefined;
  /** Next occupied position in list order after `position`, or START when there is none. */
  next(position: number): number;
  /** Occupied position in list order before `position`, or START when there is none. */
  previous(position: number): number;
  ids(): Generator<string>;
}

interface Added {
  userId: string;
  since: number;
  /** Where the same user stood before he left and came back, or -1. */
  earlier: number;
}

/**
 * An ordered set of user ids that remembers. Every member keeps its position for life and a removed one leaves
 * a gap, so a reader with a cursor misses nobody and sees nobody twice while others come and go; a page costs
 * its own length however long the list is. No position is ever used twice: what the list was at any time is
 * told by when each position was filled and emptied.
 */
export class Roster implements RosterView {
  readonly #base: RosterBase;
  readonly #newestFirst: boolean;
  readonly #now: () => number;
  readonly #emptied = new Map<number, number>();
  readonly #added: Added[] = [];
  readonly #newest = new Map<string, number>();
  readonly #sizes = new Timeline<number>();

  /**
   * @param newestFirst members who join while a reader is under way stand before the reader, else behind
   * @param now on a clock that never jumps; without it everything happens at once
   */
  constructor(base: RosterBase = NO_BASE, newestFirst = false, now: () => number = () => 0) {
    this.#base = base;
    this.#newestFirst = newestFirst;
    this.#now = now;
  }

  /** What the list was then. */
  asOf(time: number): RosterView {
    if (time === NOW) return this;
    return {
      size: this.#sizes.at(time) ?? this.#base.count,
      has: (userId) => this.#find(userId, time) >= 0,
      positionOf: (userId) => this.#find(userId, time),
      at: (position) => (this.#isFilled(position, time) ? this.#idAt(position) : undefined),
      next: (position) => this.#step(position, this.#newestFirst, time),
      previous: (position) => this.#step(position, !this.#newestFirst, time),
      ids: () => this.#walk(time),
    };
  }

  get size(): number {
    return this.#base.count + this.#added.length - this.#emptied.size;
  }

  has(userId: string): boolean {
    return this.positionOf(userId) >= 0;
  }

  positionOf(userId: string): number {
    return this.#find(userId, NOW);
  }

  /** False when already a member. */
  add(userId: string): boolean {
    if (this.has(userId)) return false;
    const position = this.#base.count + this.#added.length;
    const earlier = this.#newest.get(userId) ?? this.#baseIndex(userId);
    this.#added.push({ userId, since: this.#now(), earlier });
    this.#newest.set(userId, position);
    this.#sizes.set(this.size, this.#now());
    return true;
  }

  /** False when not a member. */
  remove(userId: string): boolean {
    const position = this.positionOf(userId);
    if (position < 0) return false;
    this.#emptied.set(position, this.#now());
    this.#sizes.set(this.size, this.#now());
    return true;
  }

  at(position: number): string | undefined {
    return this.#isFilled(position, NOW) ? this.#idAt(position) : undefined;
  }

  next(position: number): number {
    return this.#step(position, this.#newestFirst, NOW);
  }

  previous(position: number): number {
    return this.#step(position, !this.#newestFirst, NOW);
  }

  ids(): Generator<string> {
    return this.#walk(NOW);
  }

  *#walk(time: number): Generator<string> {
    const down = this.#newestFirst;
    for (let p = this.#step(START, down, time); p !== START; p = this.#step(p, down, time))
      yield this.#idAt(p);
  }

  /** The user's positions run backwards in time: the first that is not of the future tells. */
  #find(userId: string, time: number): number {
    let position = this.#newest.get(userId) ?? this.#baseIndex(userId);
    for (let it = this.#addedAt(position); it && it.since > time; it = this.#addedAt(position))
      position = it.earlier;
    return this.#isFilled(position, time) ? position : -1;
  }

  #isFilled(position: number, time: number): boolean {
    if (position < 0 || position >= this.#base.count + this.#added.length) return false;
    const emptied = this.#emptied.get(position);
    if (emptied !== undefined && emptied <= time) return false;
    return time === NOW || (this.#addedAt(position)?.since ?? -NOW) <= time;
  }

  /** Undefined for a computed member. */
  #addedAt(position: number): Added | undefined {
    return position < this.#base.count ? undefined : this.#added[position - this.#base.count];
  }

  #idAt(position: number): string {
    return this.#addedAt(position)?.userId ?? this.#base.idAt(position);
  }

  #baseIndex(userId: string): number {
    const index = this.#base.indexOf(userId);
    return index >= 0 && index < this.#base.count ? index : -1;
  }

  #step(position: number, down: boolean, time: number): number {
    const end = this.#base.count + this.#added.length;
    const step = down ? -1 : 1;
    for (let p = down && position === START ? end - 1 : position + step; p >= 0 && p < end; p += step) {
      if (this.#isFilled(p, time)) return p;
    }
    return START;
  }
}
