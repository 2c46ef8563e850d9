import type { EventData } from '../../../integrations/client/index.ts';

export type Decision = EventData<'access.decided'>;

export interface Card {
  /** Viewer and feature: another decision about both renews the card. */
  readonly key: string;
  readonly name: string;
  readonly feature: string;
  readonly reason: Decision['reason'];
  readonly allowed: boolean;
  readonly shownAt: number;
  /** When the card disappears. */
  readonly until: number;
}

/** More would cover too much of the game. */
export const MAX_CARDS = 3;
/** If more wait, the oldest are dropped. */
const MAX_WAITING = 3;
/** A card is not replaced before it could be read. */
export const READABLE_MS = 1_500;

/**
 * Which decisions are shown: a few, newest first, each long enough to be read. Times in ms.
 */
export class CardQueue {
  /** Newest first. */
  cards: readonly Card[] = [];
  readonly #staysMs: number;
  #waiting: readonly Card[] = [];

  constructor(staysMs: number) {
    this.#staysMs = staysMs;
  }

  /** @returns whether the cards changed */
  add(decision: Decision, now: number): boolean {
    const card = this.#cardOf(decision, now);
    if (!card) return false;
    if (this.cards.some(({ key }) => key === card.key)) {
      this.cards = this.cards.map((old) => (old.key === card.key ? { ...card, shownAt: old.shownAt } : old));
      return true;
    }
    this.#waiting = [...this.#waiting.filter(({ key }) => key !== card.key), card].slice(-MAX_WAITING);
    return this.advance(now);
  }

  /** Removes old cards and shows waiting ones. @returns whether the cards changed */
  advance(now: number): boolean {
    const before = this.cards;
    let cards = before.filter(({ until }) => until > now);
    const isOldReadable = (): boolean => now - (cards.at(-1)?.shownAt ?? now) >= READABLE_MS;
    while (this.#waiting.length > 0 && (cards.length < MAX_CARDS || isOldReadable())) {
      const [next, ...rest] = this.#waiting as [Card, ...Card[]];
      this.#waiting = rest;
      cards = [{ ...next, shownAt: now, until: now + this.#staysMs }, ...cards].slice(0, MAX_CARDS);
    }
    const isSame = cards.length === before.length && cards.every((card, index) => card === before[index]);
    if (!isSame) this.cards = cards;
    return !isSame;
  }

  /** When to call `advance` next; null: not before the next `add`. */
  nextAt(): number | null {
    if (this.cards.length === 0) return null;
    const room = (this.cards.at(-1) as Card).shownAt + READABLE_MS;
    return Math.min(...this.cards.map(({ until }) => until), this.#waiting.length > 0 ? room : Infinity);
  }

  #cardOf({ user, feature, reason, allowed }: Decision, now: number): Card | null {
    const name = user.userDisplayName ?? user.userLogin;
    if (!name) return null;
    const key = `${user.userId ?? name} ${feature}`;
    return { key, name, feature, reason, allowed, shownAt: now, until: now + this.#staysMs };
  }
}
