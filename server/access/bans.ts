import { type Clock, sleep } from '../core/clock.ts';
import type { Log } from '../core/log.ts';
import { Problem } from '../core/problem.ts';
import { backoffMs } from '../core/retry.ts';
import type { NamedUser } from '../core/roles.ts';

/** Somebody who may not talk. `endsAt` is epoch ms; null: a ban, which ends when somebody ends it. */
export interface Ban {
  readonly user: NamedUser;
  readonly endsAt: number | null;
}

export interface BanSource {
  /** All bans and timeouts of now. Every call ends, or throws. */
  fetchAll(signal: AbortSignal): Promise<Ban[]>;
}

export interface BanParts {
  readonly source: BanSource;
  readonly clock: Clock;
  readonly log: Log;
  /** A number in [0, 1). */
  readonly random: () => number;
}

const RETRY = { firstMs: 5_000, maxMs: 10 * 60_000 };

/**
 * Who is banned or timed out. The list is read when events begin to come, and they keep it up to date. Until
 * it could be read again, what was known last holds: nobody is un-banned because Twitch was away. Nothing of
 * it is on disk: after a start nobody counts as banned until the list was read.
 */
export class Bans {
  readonly #parts: BanParts;
  readonly #byId = new Map<string, Ban>();
  readonly #byLogin = new Map<string, NamedUser>();
  /** What events said while the list is being read: they are newer than it. */
  #news: Map<string, Ban | null> | null = null;
  #reading = new AbortController();

  constructor(parts: BanParts) {
    this.#parts = parts;
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

  onBan(ban: Ban): void {
    this.#news?.set(ban.user.userId, ban);
    this.#put(ban);
  }

  onUnban(user: NamedUser): void {
    this.#news?.set(user.userId, null);
    this.#drop(user.userId);
  }

  /** Reads the list, again and again until it could be read. Ends what was begun before. */
  read(): void {
    this.#reading.abort();
    const reading = new AbortController();
    this.#reading = reading;
    void this.#readUntilDone(reading.signal);
  }

  /** Bans are not watched any more. */
  forget(): void {
    this.close();
    this.#byId.clear();
    this.#byLogin.clear();
  }

  close(): void {
    this.#reading.abort();
    this.#news = null;
  }

  async #readUntilDone(signal: AbortSignal): Promise<void> {
    const { clock, log, random } = this.#parts;
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
    const news = (this.#news = new Map<string, Ban | null>());
    const bans = await this.#parts.source.fetchAll(signal);
    if (signal.aborted) return;
    this.#byId.clear();
    this.#byLogin.clear();
    this.#news = null;
    for (const ban of bans) this.#put(ban);
    for (const [userId, ban] of news) {
      if (ban) this.#put(ban);
      else this.#drop(userId);
    }
    this.#parts.log.info('Bans', `${this.#byId.size} viewers are banned or timed out.`);
  }

  #put(ban: Ban): void {
    const { userId, userLogin } = ban.user;
    this.#drop(userId);
    this.#byId.set(userId, ban);
    if (userLogin) this.#byLogin.set(userLogin, ban.user);
  }

  #drop(userId: string): void {
    const login = this.#byId.get(userId)?.user.userLogin;
    this.#byId.delete(userId);
    if (login && this.#byLogin.get(login)?.userId === userId) this.#byLogin.delete(login);
  }
}
