import type { ProblemView } from './problem.ts';

/** Something that the streamer has to know and that no state shows. The page has its own words for a code. */
export interface Warning extends ProblemView {
  /** When it was said first, epoch ms. */
  readonly at: number;
}

/** Long enough for some files at once, short enough for a page. */
const MAX_MESSAGE = 1_000;

/** What is to be said, each code once, until it is over or was dismissed. */
export class Warnings {
  readonly #open = new Map<string, Warning>();
  /** Not to be said again while it goes on. */
  readonly #dismissed = new Set<string>();
  /** The last message of what goes on, by code; null: nothing does. */
  readonly #followed = new Map<string, string | null>();
  readonly #listeners: (() => void)[] = [];
  readonly #now: () => number;

  /** @param now epoch ms */
  constructor(now: () => number) {
    this.#now = now;
  }

  /** Oldest first. */
  list(): readonly Warning[] {
    return [...this.#open.values()];
  }

  has(code: string): boolean {
    return this.#open.has(code);
  }

  /** Says it. Of what is said already, more is told. */
  raise({ code, message, fix }: ProblemView): void {
    const before = this.#open.get(code);
    if (this.#dismissed.has(code) || before?.message.includes(message)) return;
    const all = before ? `${before.message} ${message}`.slice(0, MAX_MESSAGE) : message;
    this.#open.set(code, { code, message: all, fix, at: before?.at ?? this.#now() });
    this.#changed();
  }

  /** What it was about is over: should it come again, it is said again. */
  end(code: string): void {
    this.#dismissed.delete(code);
    if (this.#open.delete(code)) this.#changed();
  }

  /** How it is at the moment: said, said anew where it has changed, or over. @param now null: all is well */
  follow(code: string, now: Pick<Warning, 'message' | 'fix'> | null): void {
    const message = now?.message ?? null;
    if (this.#followed.get(code) === message) return;
    this.#followed.set(code, message);
    this.end(code);
    if (now) this.raise({ code, ...now });
  }

  /** The streamer has read it. @returns whether there was such a warning */
  dismiss(code: string): boolean {
    if (!this.#open.delete(code)) return false;
    this.#dismissed.add(code);
    this.#changed();
    return true;
  }

  /** Those of an earlier run. They are older than what is open. */
  restore(earlier: readonly Warning[]): void {
    const since = [...this.#open.values()];
    this.#open.clear();
    for (const warning of earlier) this.#open.set(warning.code, warning);
    for (const warning of since) this.raise(warning);
  }

  /** @param listener hears of every change */
  listen(listener: () => void): void {
    this.#listeners.push(listener);
  }

  #changed(): void {
    for (const listener of this.#listeners) listener();
  }
}
