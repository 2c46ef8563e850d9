import type { Clock } from '../core/clock.ts';
import type { Kind, RoleDetail, RoleRecord } from '../core/roles.ts';

/** twurple drops what is older than this, so nothing can come later. */
const SPAN_MS = 10 * 60_000;
/** More than any burst of gifts; beyond that the oldest are forgotten. */
const MAX_WORDS = 20_000;

interface Word {
  /** What it said: that the role is not held, or held, or at which tier. */
  readonly said: string;
  readonly at: number;
  /** It contradicted another one: nobody knows which of the two is older. */
  readonly isDoubtful: boolean;
}

/** What was said lately about who holds which role, to notice when two words contradict each other. */
export class RecentWords {
  readonly #clock: Clock;
  readonly #words = new Map<string, Word>();

  constructor(clock: Clock) {
    this.#clock = clock;
  }

  /**
   * Notes a word.
   * @param detail null: does not hold the role
   * @param record what is known of the role: if it is young, that was a recent word too
   * @returns whether it contradicts another one of the last minutes
   */
  say(kind: Kind, userId: string, detail: RoleDetail | null, record: RoleRecord | null = null): boolean {
    const at = this.#clock.now();
    const key = `${kind} ${userId}`;
    const said = wordOf(detail);
    const last = this.#words.get(key);
    const contradictsWord = last && at - last.at < SPAN_MS && (last.isDoubtful || last.said !== said);
    const contradictsRecord = record && at - record.grantedAt < SPAN_MS && wordOf(record) !== said;
    const isDoubtful = Boolean(contradictsWord) || Boolean(contradictsRecord);
    // Taken out first, so that the oldest stand in front.
    this.#words.delete(key);
    this.#words.set(key, { said, at, isDoubtful });
    this.#forgetOld(at);
    return isDoubtful;
  }

  /** Whether anything was said of it in the last minutes. */
  isTalkedOf(kind: Kind, userId: string): boolean {
    const last = this.#words.get(`${kind} ${userId}`);
    return last !== undefined && this.#clock.now() - last.at < SPAN_MS;
  }

  #forgetOld(now: number): void {
    for (const [key, { at }] of this.#words) {
      if (now - at < SPAN_MS && this.#words.size <= MAX_WORDS) break;
      this.#words.delete(key);
    }
  }
}

function wordOf(detail: RoleDetail | null): string {
  return detail ? (detail.tier ?? 'held') : 'not held';
}
