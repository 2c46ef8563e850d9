import type { Clock } from '../core/clock.ts';
import type { Emitter } from '../core/events.ts';
import type { WrongPart } from './mistakes.ts';

/** Enough for every tool of a streamer with several mistakes each. */
export const MAX_WRONG_QUESTIONS = 50;
/** A tool may ask wrongly many times a second; pages are told of all in so long together. */
const TELL_AFTER_MS = 500;

/** One kind of mistake of one caller. Times are epoch ms. */
export interface WrongQuestion extends WrongPart {
  readonly caller: string;
  /** null: it could not be read. */
  readonly action: string | null;
  readonly count: number;
  readonly firstAt: number;
  readonly lastAt: number;
}

export interface WrongQuestionEvents {
  /** Last ones first. */
  wrongQuestions: readonly WrongQuestion[];
}

/**
 * Who asked what wrongly, and how often. To its caller a wrong question is an error that nobody may ever look at;
 * here the streamer sees it. In memory only; when there are too many the one that is longest ago goes.
 */
export class WrongQuestions {
  readonly #clock: Clock;
  readonly #events: Emitter<WrongQuestionEvents>;
  /** In the order of their last time. */
  readonly #all = new Map<string, WrongQuestion>();
  #isTelling = false;

  constructor(clock: Clock, events: Emitter<WrongQuestionEvents>) {
    this.#clock = clock;
    this.#events = events;
  }

  note(caller: string, action: string | null, { code, param }: WrongPart): void {
    const key = [caller, action, code, param].join('\n');
    const now = this.#clock.now();
    const before = this.#all.get(key);
    const { count, firstAt } = before ?? { count: 0, firstAt: now };
    this.#all.delete(key);
    this.#all.set(key, { caller, action, code, param, count: count + 1, firstAt, lastAt: now });
    const oldest = this.#all.size > MAX_WRONG_QUESTIONS ? this.#all.keys().next().value : undefined;
    if (oldest !== undefined) this.#all.delete(oldest);
    this.#tell();
  }

  /** Last ones first. */
  list(): WrongQuestion[] {
    return [...this.#all.values()].reverse();
  }

  #tell(): void {
    if (this.#isTelling) return;
    this.#isTelling = true;
    this.#clock.after(TELL_AFTER_MS, () => {
      this.#isTelling = false;
      this.#events.emit('wrongQuestions', this.list());
    });
  }
}
