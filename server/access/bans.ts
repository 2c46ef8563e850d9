import { type Clock, sleep } from '../core/clock.ts';
import type { Log } from '../core/log.ts';
import { Problem } from '../core/problem.ts';
import { backoffMs } from '../core/retry.ts';
import type { NamedUser } from '../core/roles.ts';
import { nameKey } from '../core/spelling.ts';

/** A ban or a timeout. `endsAt` is epoch ms; null: a ban, which lasts until it is lifted. */
export interface Ban {
  readonly user: NamedUser;
  readonly endsAt: number | null;
}

export interface BanSource {
  /** All bans and timeouts of now. Every call ends, or throws. */
  fetchAll(signal: AbortSignal): Promise<Ban[]>;
  /** Those of these viewers who are banned or timed out now. Any number of ids. Every call ends, or throws. */
  lookUp(userIds: readonly string[], signal: AbortSignal): Promise<Ban[]>;
}

export interface BanDeps {
  readonly source: BanSource;
  readonly clock: Clock;
  readonly log: Log;
  /** A number in [0, 1). */
  readonly random: () => number;
}

/** Twitch's answers follow its events late: what an event said stands against those asked for this soon after it. */
const STANDS_MS = 120_000;
const RETRY = { firstMs: 5_000, maxMs: 10 * 60_000 };

/**
 * Who is banned or timed out. The list is read when events begin to come, and with every sync: Twitch tells of
 * no timeout that was lifted by hand. Until it could be read again, what was known last holds: nobody is
 * un-banned because Twitch was away, or left somebody out. Nothing of it is on disk: after a start nobody
 * counts as banned until the list was read.
 */
export class Bans {
  readonly #deps: BanDeps;
  readonly #byId = new Map<string, Ban>();
  readonly #byLogin = new Map<string, NamedUser>();
  /** By id, by the key of the display name where that is another name than the login. */
  readonly #byShownName = new Map<string, Map<string, NamedUser>>();
  /** The last event about a viewer: when it came, monotonic ms, and when Twitch sent it. */
  readonly #told = new Map<string, { readonly at: number; readonly sentAt: number }>();
  readonly #closing = new AbortController();
  #reading = new AbortController();

  constructor(deps: BanDeps) {
    this.#deps = deps;
  }

  /** Exact to the millisecond: at `endsAt` itself a timeout is over. */
  isBanned(userId: string, now: number): boolean {
    const ban = this.#byId.get(userId);
    return ban !== undefined && (ban.endsAt === null || ban.endsAt > now);
  }

  /** Who of the banned goes by this login. */
  byLogin(login: string): NamedUser | undefined {
    return this.#byLogin.get(login);
  }

  /** Everybody of the banned who is shown by this name; the key is from `nameKey()`. */
  byShownName(key: string): NamedUser[] {
    return [...(this.#byShownName.get(key)?.values() ?? [])];
  }

  /** @param sentAt by Twitch's clock: events may overtake each other */
  onBan(ban: Ban, sentAt: number): void {
    if (this.#isNews(ban.user.userId, sentAt)) this.#put(ban);
  }

  onUnban(user: NamedUser, sentAt: number): void {
    if (this.#isNews(user.userId, sentAt)) this.#drop(user.userId);
  }

  #isNews(userId: string, sentAt: number): boolean {
    if (sentAt < (this.#told.get(userId)?.sentAt ?? -Infinity)) return false;
    this.#told.set(userId, { at: this.#deps.clock.monotonic(), sentAt });
    return true;
  }

  /** Reads the list, again and again until it could be read. Ends what was begun before. */
  read(): void {
    this.#reading.abort();
    const reading = new AbortController();
    this.#reading = reading;
    void this.#readUntilDone(reading.signal);
  }

  /** Asks about one viewer. @throws what the source throws */
  async refresh(userId: string): Promise<void> {
    const askedAt = this.#deps.clock.monotonic();
    const found = await this.#deps.source.lookUp([userId], this.#closing.signal);
    const ban = found.find(({ user }) => user.userId === userId);
    if (!this.#mayDecide(userId, askedAt)) return;
    if (ban) this.#put(ban);
    else this.#drop(userId);
  }

  /** Bans are not watched any more. */
  forget(): void {
    this.#reading.abort();
    this.#told.clear();
    this.#byId.clear();
    this.#byLogin.clear();
    this.#byShownName.clear();
  }

  close(): void {
    this.#reading.abort();
    this.#closing.abort();
  }

  async #readUntilDone(signal: AbortSignal): Promise<void> {
    const { clock, log, random } = this.#deps;
    for (let failures = 0; !signal.aborted; failures++) {
      try {
        await this.#readOnce(signal);
        return;
      } catch (error) {
        if (signal.aborted) return;
        if (failures === 0)
          log.warn(
            'Bans',
            `The list of bans could not be read: ${error instanceof Problem ? error.text : String(error)}`,
          );
        await sleep(clock, backoffMs(RETRY, failures, random()), signal);
      }
    }
  }

  async #readOnce(signal: AbortSignal): Promise<void> {
    const { source, clock, log } = this.#deps;
    const askedAt = clock.monotonic();
    for (const [userId, { at }] of this.#told) if (askedAt - at >= STANDS_MS) this.#told.delete(userId);
    const bans = await source.fetchAll(signal);
    const listed = new Set(bans.map(({ user }) => user.userId));
    const missing = [...this.#byId.keys()].filter((userId) => !listed.has(userId));
    const found = missing.length > 0 ? await source.lookUp(missing, signal) : [];
    if (signal.aborted) return;
    const isBanned = new Set(found.map(({ user }) => user.userId));
    for (const ban of [...bans, ...found]) if (this.#mayDecide(ban.user.userId, askedAt)) this.#put(ban);
    for (const id of missing) if (!isBanned.has(id) && this.#mayDecide(id, askedAt)) this.#drop(id);
    log.info('Bans', `${this.#byId.size} viewers are banned or timed out.`);
  }

  /** Whether an answer that was asked for at this time says more than the last event. */
  #mayDecide(userId: string, askedAt: number): boolean {
    const told = this.#told.get(userId);
    return !told || askedAt - told.at >= STANDS_MS;
  }

  #put(ban: Ban): void {
    const { userId, userLogin } = ban.user;
    this.#drop(userId);
    this.#byId.set(userId, ban);
    if (userLogin) this.#byLogin.set(userLogin, ban.user);
    const key = nameKey(ban.user.userDisplayName ?? '');
    if (key === '' || key === userLogin) return;
    const sharers = this.#byShownName.get(key) ?? new Map<string, NamedUser>();
    this.#byShownName.set(key, sharers.set(userId, ban.user));
  }

  #drop(userId: string): void {
    const user = this.#byId.get(userId)?.user;
    if (!user) return;
    this.#byId.delete(userId);
    const { userLogin, userDisplayName } = user;
    if (userLogin && this.#byLogin.get(userLogin)?.userId === userId) this.#byLogin.delete(userLogin);
    const key = nameKey(userDisplayName ?? '');
    const sharers = this.#byShownName.get(key);
    if (sharers?.delete(userId) && sharers.size === 0) this.#byShownName.delete(key);
  }
}
