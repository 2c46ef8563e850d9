import type { Kind } from '../core/roles.ts';
import { type Skip, type SyncSuccess, throttle, type ThrottleRequest } from '../core/throttle.ts';
import type { SyncSettings } from './ports.ts';
import type { SyncRequest } from './run.ts';

/** `force` gets past the rules once in this span. */
const FORCE_SPAN_MS = 60_000;

/** Who presses it sees that a list is stale, and must not be told that it was read a moment ago. */
const BUTTON = 'manual-ui';

/** Remembers recent successes and tells which requests they make needless. */
export class SyncWindow {
  readonly #settings: SyncSettings;
  readonly #isStale: (kind: Kind) => boolean;
  readonly #successes: SyncSuccess[] = [];
  #lastForceAt = Number.NEGATIVE_INFINITY;

  constructor(settings: SyncSettings, isStale: (kind: Kind) => boolean) {
    this.#settings = settings;
    this.#isStale = isStale;
  }

  /** null: let it run. A `force` that is needed to get through is used up by asking. */
  skip(request: SyncRequest, asked: ThrottleRequest): Skip | null {
    if (request.isExempt) return null;
    const { now, source, kinds } = asked;
    const { minGapMs } = this.#settings;
    const windowMs = source === BUTTON && kinds.some(this.#isStale) ? minGapMs : this.#settings.windowMs;
    const skip = throttle({ windowMs, minGapMs }, this.#successes, asked);
    if (!skip || !request.force) return skip;
    const sinceForceMs = now - this.#lastForceAt;
    if (sinceForceMs >= 0 && sinceForceMs < FORCE_SPAN_MS) {
      return { ageMs: skip.ageMs, retryAfterMs: Math.min(skip.retryAfterMs, FORCE_SPAN_MS - sinceForceMs) };
    }
    this.#lastForceAt = now;
    return null;
  }

  /** Old successes excuse nobody any more. */
  remember(success: SyncSuccess): void {
    const { windowMs, minGapMs } = this.#settings;
    const oldest = success.at - Math.max(windowMs, minGapMs);
    this.#successes.push(success);
    while (this.#successes[0] && this.#successes[0].at < oldest) this.#successes.shift();
  }

  /** As if nothing had ever been synced. */
  forget(): void {
    this.#successes.length = 0;
  }
}
