import { CardQueue, type Card, type Decision } from './card-queue.ts';
import type { BadgeOptions } from '../format/badge-options.ts';

/** The cards of the badge and their timer. Denied viewers are left out unless `showsDenied`. */
export class CardDeck {
  readonly #queue: CardQueue;
  readonly #showsDenied: boolean;
  readonly #showsSaidNames: boolean;
  readonly #onChange: () => void;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #timerAt = Infinity;

  constructor({ seconds, showsDenied, showsSaidNames }: BadgeOptions, onChange: () => void) {
    this.#queue = new CardQueue(seconds * 1000);
    this.#showsDenied = showsDenied;
    this.#showsSaidNames = showsSaidNames;
    this.#onChange = onChange;
  }

  /** Newest first. */
  get cards(): readonly Card[] {
    return this.#queue.cards;
  }

  add(decision: Decision): void {
    if (!decision.allowed && !this.#showsDenied) return;
    if (decision.said && !this.#showsSaidNames) return;
    if (this.#queue.add(decision, Date.now())) this.#onChange();
    this.#plan();
  }

  /** Sets the timer only if something has to happen earlier: there may be thousands of decisions a second. */
  #plan(): void {
    const at = this.#queue.nextAt() ?? Infinity;
    if (at >= this.#timerAt) return;
    clearTimeout(this.#timer);
    this.#timerAt = at;
    this.#timer = setTimeout(
      () => {
        this.#timerAt = Infinity;
        if (this.#queue.advance(Date.now())) this.#onChange();
        this.#plan();
      },
      Math.max(0, at - Date.now()),
    );
  }
}
