import type { Clock, Timer } from '../core/clock.ts';
import { type BackoffRules, backoffMs } from '../core/retry.ts';
import type { SyncError } from '../sync/ports.ts';
import type { EventType } from './event-types.ts';
import { refusalOf } from './errors.ts';

/** Trouble that passes by itself. */
const PASSING: BackoffRules = { firstMs: 3_000, maxMs: 2 * 60_000 };
/** Twitch answered, and said no without saying for how long. */
const REFUSED: BackoffRules = { firstMs: 3_000, maxMs: 60 * 60_000 };
/** Twitch does not send this to this channel, or to nobody any more. */
const FORBIDDEN: BackoffRules = { firstMs: 80 * 60_000, maxMs: 80 * 60_000 };

export interface RefusalDeps {
  readonly clock: Clock;
  /** A number in [0, 1). */
  readonly random: () => number;
  readonly ask: (type: EventType) => void;
}

interface Refusal {
  readonly problem: SyncError;
  readonly failures: number;
  readonly timer: Timer | null;
}

/** The event types that Twitch does not give us, why, and when each is asked for again. */
export class Refusals {
  readonly #deps: RefusalDeps;
  readonly #byType = new Map<EventType, Refusal>();

  constructor(deps: RefusalDeps) {
    this.#deps = deps;
  }

  get all(): ReadonlyMap<EventType, SyncError> {
    return new Map([...this.#byType].map(([type, { problem }]) => [type, problem]));
  }

  /** @returns how often in a row this type failed */
  add(type: EventType, problem: SyncError): number {
    const before = this.#byType.get(type);
    before?.timer?.cancel();
    const failures = (before?.failures ?? 0) + 1;
    const rules = rulesOf(problem);
    const waitMs = rules && backoffMs(rules, failures - 1, this.#deps.random());
    const timer = waitMs === null ? null : this.#deps.clock.after(waitMs, () => this.#deps.ask(type));
    this.#byType.set(type, { problem, failures, timer });
    return failures;
  }

  /** @returns whether it was refused */
  forget(type: EventType): boolean {
    this.#byType.get(type)?.timer?.cancel();
    return this.#byType.delete(type);
  }

  clear(): void {
    for (const type of [...this.#byType.keys()]) this.forget(type);
  }
}

/** null: only another login helps, and that begins anew. */
function rulesOf(problem: SyncError): BackoffRules | null {
  if (problem.code === 'missing_scope') return null;
  if (problem.code === 'forbidden' || problem.code === 'wrong_account') return FORBIDDEN;
  if (refusalOf(problem)?.status === 410) return FORBIDDEN;
  return isPassing(problem) ? PASSING : REFUSED;
}

/** Whether the trouble is Twitch's or the network's, and not about what was asked for. */
export function isPassing({ code }: SyncError): boolean {
  return !['missing_scope', 'forbidden', 'wrong_account', 'bad_answer'].includes(code);
}
