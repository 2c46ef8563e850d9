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

/**
 * An ordered set of user ids. Every member keeps its position for life and a removed one leaves a gap, so a
 * reader with a cursor misses nobody and sees nobody twice while others come and go; a page costs its own
 * length however long the list is.
 */
export class Roster {
  readonly #base: RosterBase;
  readonly #newestFirst: boolean;
  readonly #gaps = new Set<number>();
  readonly #added: string[] = [];
  readonly #addedAt = new Map<string, number>();

  /** `newestFirst`: members who join while a reader is under way stand before the reader, else behind. */
  constructor(base: RosterBase = NO_BASE, newestFirst = false) {
    this.#base = base;
    this.#newestFirst = newestFirst;
  }

  get size(): number {
    return this.#base.count + this.#added.length - this.#gaps.size;
  }

  has(userId: string): boolean {
    return this.positionOf(userId) >= 0;
  }

  positionOf(userId: string): number {
    const added = this.#addedAt.get(userId);
    if (added !== undefined) return added;
    const index = this.#base.indexOf(userId);
    return index >= 0 && index < this.#base.count && !this.#gaps.has(index) ? index : -1;
  }

  /** False when already a member. */
  add(userId: string): boolean {
    if (this.has(userId)) return false;
    this.#addedAt.set(userId, this.#base.count + this.#added.length);
    this.#added.push(userId);
    return true;
  }

  /** False when not a member. */
  remove(userId: string): boolean {
    const position = this.positionOf(userId);
    if (position < 0) return false;
    this.#gaps.add(position);
    this.#addedAt.delete(userId);
    return true;
  }

  /** Id at a position, or undefined for a gap. */
  at(position: number): string | undefined {
    if (position < 0 || this.#gaps.has(position)) return undefined;
    return position < this.#base.count ? this.#base.idAt(position) : this.#added[position - this.#base.count];
  }

  /** Next occupied position in list order after `position`, or START when there is none. */
  next(position: number): number {
    return this.#newestFirst ? this.#down(position) : this.#up(position);
  }

  /** Occupied position in list order before `position`, or START when there is none. */
  previous(position: number): number {
    return this.#newestFirst ? this.#up(position) : this.#down(position);
  }

  *ids(): Generator<string> {
    for (let p = this.next(START); p !== START; p = this.next(p)) yield this.at(p) ?? '';
  }

  #up(position: number): number {
    const end = this.#base.count + this.#added.length;
    for (let p = position + 1; p < end; p++) if (!this.#gaps.has(p)) return p;
    return START;
  }

  #down(position: number): number {
    const end = this.#base.count + this.#added.length;
    for (let p = (position === START ? end : position) - 1; p >= 0; p--) if (!this.#gaps.has(p)) return p;
    return START;
  }
}
