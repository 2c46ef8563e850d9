import type { Clock } from '../core/clock.ts';
import type { Log } from '../core/log.ts';
import { toLogin } from '../core/roles.ts';

/** One viewer is looked up at most so often, and so many a minute altogether. */
const PER_VIEWER_MS = 5 * 60_000;
const MAX_PER_MINUTE = 10;
const MINUTE_MS = 60_000;
/** Far more than can be looked up in the time that they are remembered. */
const MAX_REMEMBERED = 500;

export interface DenialDeps {
  readonly clock: Clock;
  readonly log: Log;
  readonly isOn: () => boolean;
  readonly refresh: (who: Denied, source: string) => Promise<unknown>;
}

/** Who was denied, as far as the check knew: by id, or by login. */
export interface Denied {
  readonly userId?: string | undefined;
  readonly user?: string | undefined;
}

/** Who was just denied may have subscribed a second ago: asks Twitch about that viewer alone. Off by default. */
export class DenialLookUp {
  readonly #deps: DenialDeps;
  readonly #askedAt = new Map<string, number>();

  constructor(deps: DenialDeps) {
    this.#deps = deps;
  }

  /** Never delays the answer: the look-up comes after it. */
  onDenied(who: Denied): void {
    const { clock, log, isOn, refresh } = this.#deps;
    const now = clock.now();
    const key = who.userId ?? `@${toLogin(who.user ?? '')}`;
    if (!isOn() || !this.#mayAsk(key, now)) return;
    // Taken out first, so that the oldest stand in front.
    this.#askedAt.delete(key);
    this.#askedAt.set(key, now);
    refresh(who, 'access-denial').catch((error: unknown) => {
      log.debug('RoleSync', `Look-up of a denied viewer failed: ${String(error)}`);
    });
  }

  #mayAsk(key: string, now: number): boolean {
    const last = this.#askedAt.get(key);
    if (last !== undefined && now - last < PER_VIEWER_MS) return false;
    let recent = 0;
    for (const [other, at] of this.#askedAt) {
      if (now - at >= PER_VIEWER_MS) this.#askedAt.delete(other);
      else if (now - at < MINUTE_MS) recent++;
    }
    return recent < MAX_PER_MINUTE && this.#askedAt.size < MAX_REMEMBERED;
  }
}
