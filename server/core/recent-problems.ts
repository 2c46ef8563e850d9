import type { Clock } from './clock.ts';
import type { Log } from './log.ts';

/** More is of no use to who helps. */
export const MAX_PROBLEMS = 20;

/** A warning or an error as it went to the log. `at` is epoch ms. */
export interface LoggedProblem {
  readonly at: number;
  readonly level: 'warn' | 'error';
  readonly scope: string;
  readonly message: string;
  /** What is said of its cause; null: nothing. */
  readonly cause: string | null;
}

/** The last warnings and errors, for the streamer who asks for help. In memory only. */
export class RecentProblems {
  readonly #clock: Clock;
  readonly #last: LoggedProblem[] = [];

  constructor(clock: Clock) {
    this.#clock = clock;
  }

  /** A log that says the same and is remembered here. */
  watch(log: Log): Log {
    return {
      debug: (scope, message) => log.debug(scope, message),
      info: (scope, message) => log.info(scope, message),
      warn: (scope, message) => {
        this.#add('warn', scope, message, null);
        log.warn(scope, message);
      },
      error: (scope, message, cause) => {
        this.#add('error', scope, message, cause === undefined ? null : describe(cause));
        log.error(scope, message, cause);
      },
    };
  }

  /** Last ones first. */
  list(): readonly LoggedProblem[] {
    return [...this.#last].reverse();
  }

  #add(level: LoggedProblem['level'], scope: string, message: string, cause: string | null): void {
    this.#last.push({ at: this.#clock.now(), level, scope, message, cause });
    if (this.#last.length > MAX_PROBLEMS) this.#last.shift();
  }
}

/** Kind, words and the first places in the code. */
function describe(cause: unknown): string {
  if (!(cause instanceof Error)) return String(cause);
  const places = (cause.stack ?? '').split('\n').filter((line) => /^\s+at /.test(line));
  return [`${cause.name}: ${cause.message}`, ...places.slice(0, 5).map((line) => line.trim())].join(' | ');
}
