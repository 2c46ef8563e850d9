import type { Clock } from '../core/clock.ts';
import type { Log } from '../core/log.ts';
import type { NamedUser } from '../core/roles.ts';

/** The longest that a check waits for Twitch. */
export const PATIENCE_MS = 500;
/** There is no event for an unfollow: Twitch is asked again after this time. */
export const FOLLOWING_KEPT_MS = 6 * 3_600_000;
/** A viewer who does not follow may begin at any moment. */
export const NOT_FOLLOWING_KEPT_MS = 60_000;
/** Logins change hands, if rarely. */
const NAME_KEPT_MS = 10 * 60_000;
/** A raid of thousands must not use up what Twitch allows in a minute. */
export const MAX_LOOK_UPS_PER_MINUTE = 120;
const MINUTE_MS = 60_000;
export const MAX_REMEMBERED = 20_000;

/** Twitch's own answers. Every call ends, or throws. */
export interface FollowerSource {
  /** Whether it can be asked at all: logged in, with the permission for it. */
  isReady(): boolean;
  /** Since when, epoch ms; null: does not follow. */
  followedAt(userId: string, signal: AbortSignal): Promise<number | null>;
  /** Who goes by a login; null: nobody. */
  userOf(login: string, signal: AbortSignal): Promise<NamedUser | null>;
}

export interface FollowerDeps {
  readonly source: FollowerSource;
  readonly clock: Clock;
  readonly log: Log;
}

/** Somebody to be looked up: by id, or by a name that nothing here knows. */
export interface Stranger {
  readonly userId?: string | undefined;
  readonly login?: string | undefined;
}

/** Who follows, as far as Twitch was asked: remembered for a while, asked about one at a time and not too often. */
export class Followers {
  readonly #deps: FollowerDeps;
  readonly #followedAt: Remembered<number | null>;
  readonly #people: Remembered<NamedUser | null>;
  readonly #running = new Map<string, Promise<void>>();
  /** One each: a signal that hundreds listen to is taken for a leak. */
  readonly #aborts = new Set<AbortController>();
  #isClosed = false;
  #askedAt: number[] = [];

  constructor(deps: FollowerDeps) {
    this.#deps = deps;
    this.#followedAt = new Remembered(deps.clock);
    this.#people = new Remembered(deps.clock);
  }

  /** What is known without asking. */
  followedAt(userId: string): number | null | 'unknown' {
    const known = this.#followedAt.get(userId);
    return known === undefined ? 'unknown' : known;
  }

  /** The account found for this login; null: there is none; undefined: not asked lately. */
  byLogin(login: string): NamedUser | null | undefined {
    return this.#people.get(login);
  }

  /**
   * Asks Twitch, unless that is under way. Resolves when it is known or when waiting has been long enough; an
   * answer that comes later is there for the next check. Never rejects.
   * @param isAnew also where the answer is known
   * @returns null if Twitch cannot be asked now
   */
  lookUp(who: Stranger, isAnew = false): Promise<void> | null {
    const key = `${isAnew ? 'anew ' : ''}${who.userId ?? `@${who.login ?? ''}`}`;
    const asking = this.#running.get(key) ?? this.#begin(key, who, isAnew);
    return asking && this.#patiently(asking);
  }

  forget(): void {
    this.#followedAt.clear();
    this.#people.clear();
  }

  close(): void {
    this.#isClosed = true;
    for (const abort of this.#aborts) abort.abort();
  }

  #begin(key: string, who: Stranger, isAnew: boolean): Promise<void> | null {
    if (this.#isClosed || !isAskable(who) || !this.#deps.source.isReady() || !this.#mayAsk()) return null;
    const abort = new AbortController();
    this.#aborts.add(abort);
    const asking = this.#ask(who, isAnew, abort.signal)
      .catch((error: unknown) => {
        if (!abort.signal.aborted) this.#deps.log.debug('Followers', `A look-up failed: ${String(error)}`);
      })
      .finally(() => {
        this.#running.delete(key);
        this.#aborts.delete(abort);
      });
    this.#running.set(key, asking);
    return asking;
  }

  async #ask({ userId, login = '' }: Stranger, isAnew: boolean, signal: AbortSignal): Promise<void> {
    const { source } = this.#deps;
    const id = userId ?? (await this.#idOf(login, signal));
    if (id === null || (!isAnew && this.followedAt(id) !== 'unknown')) return;
    const since = await source.followedAt(id, signal);
    this.#followedAt.set(id, since, since === null ? NOT_FOLLOWING_KEPT_MS : FOLLOWING_KEPT_MS);
  }

  async #idOf(login: string, signal: AbortSignal): Promise<string | null> {
    const user = await this.#deps.source.userOf(login, signal);
    this.#people.set(login, user, user ? NAME_KEPT_MS : NOT_FOLLOWING_KEPT_MS);
    return user && user.userId;
  }

  async #patiently(asking: Promise<void>): Promise<void> {
    let cancel = (): void => undefined;
    const enough = new Promise<void>((resolve) => {
      const timer = this.#deps.clock.after(PATIENCE_MS, resolve);
      cancel = () => timer.cancel();
    });
    await Promise.race([asking, enough]);
    cancel();
  }

  #mayAsk(): boolean {
    const now = this.#deps.clock.monotonic();
    this.#askedAt = this.#askedAt.filter((at) => now - at < MINUTE_MS);
    if (this.#askedAt.length >= MAX_LOOK_UPS_PER_MINUTE) return false;
    this.#askedAt.push(now);
    return true;
  }
}

/** A display name in other letters than the login is nothing that Twitch could be asked for. */
function isAskable({ userId, login = '' }: Stranger): boolean {
  return userId === undefined ? /^\w{1,25}$/.test(login) : /^\d{1,20}$/.test(userId);
}

/** Answers with an end. When there are too many, the oldest go. */
class Remembered<V> {
  readonly #clock: Clock;
  readonly #all = new Map<string, { readonly value: V; readonly until: number }>();

  constructor(clock: Clock) {
    this.#clock = clock;
  }

  get(key: string): V | undefined {
    const known = this.#all.get(key);
    return known && known.until > this.#clock.monotonic() ? known.value : undefined;
  }

  set(key: string, value: V, forMs: number): void {
    this.#all.delete(key);
    this.#all.set(key, { value, until: this.#clock.monotonic() + forMs });
    if (this.#all.size <= MAX_REMEMBERED) return;
    for (const oldest of this.#all.keys()) {
      this.#all.delete(oldest);
      break;
    }
  }

  clear(): void {
    this.#all.clear();
  }
}
