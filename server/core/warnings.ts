import type { ProblemView } from './problem.ts';

/** All that can be said. The pages have words of their own for each, in every language. */
export const WARNING_CODES = [
  'access_tokens_lost',
  'channel_lost',
  'clock_wrong',
  'cooldowns_restarted',
  'counts_lost',
  'empty_channel',
  'events_refused',
  'file_older',
  'file_restored',
  'grants_waiting',
  'history_damaged',
  'login_lost',
  'manifest_lost',
  'mutes_lost',
  'newer_version',
  'peer_passwords_lost',
  'peers_lost',
  'regulars_lost',
  'rewards_not_ours',
  'roster_damaged',
  'rules_unknown',
  'runs_lost',
  'source_away',
  'store_gone',
  'warnings_lost',
] as const;
export type WarningCode = (typeof WARNING_CODES)[number];
/** What is said: a code of the list, and the words for other programs. */
export type NewWarning = ProblemView<WarningCode>;

/** Something that the streamer has to know and that no state shows. One of an earlier run may have an old code. */
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
  raise(said: NewWarning): void {
    this.#say(said);
  }

  /** What it was about is over: should it come again, it is said again. */
  end(code: WarningCode): void {
    this.#dismissed.delete(code);
    if (this.#open.delete(code)) this.#changed();
  }

  /** How it is at the moment: said, said anew where it has changed, or over. @param now null: all is well */
  follow(code: WarningCode, now: Pick<Warning, 'message' | 'fix'> | null): void {
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
    for (const warning of since) this.#say(warning);
  }

  /** @param listener hears of every change */
  listen(listener: () => void): void {
    this.#listeners.push(listener);
  }

  #say({ code, message, fix }: ProblemView): void {
    const before = this.#open.get(code);
    if (this.#dismissed.has(code) || before?.message.includes(message)) return;
    const all = before ? `${before.message} ${message}`.slice(0, MAX_MESSAGE) : message;
    this.#open.set(code, { code, message: all, fix, at: before?.at ?? this.#now() });
    this.#changed();
  }

  #changed(): void {
    for (const listener of this.#listeners) listener();
  }
}
