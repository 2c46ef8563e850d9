import type { Clock } from '../core/clock.ts';
import type { Log } from '../core/log.ts';
import { backoffMs } from '../core/retry.ts';
import { type Channel, type Connection, SyncError } from '../sync/ports.ts';
import type { TokenPair } from './auth.external.ts';
import { DeviceLogin, type ShownLogin } from './device-login.ts';
import { loginExpired } from './errors.ts';
import { patientlyValidate, readDisplayName, toGrant, validateToken } from './identity.ts';
import { KeptLogin } from './kept-login.ts';
import type { TokenInfo } from './lists.external.ts';
import { notSavedLogin, otherAccount, otherClientId, toProblem } from './login-problems.ts';
import { renewInMs } from './renewal.ts';
import { revokeToken } from './revoke.ts';
import { Schedule } from './schedule.ts';
import type { GrantVault, TokenSource, TwitchToken } from './tokens.ts';
import type { TwitchHttp } from './twitch-http.ts';

/** Twitch asks for a validation at start and every hour. */
const VALIDATE_EVERY_MS = 60 * 60_000;
const RETRY = { firstMs: 5_000, maxMs: 5 * 60_000 };

export interface LoginDeps {
  readonly http: TwitchHttp;
  readonly vault: GrantVault;
  readonly clock: Clock;
  readonly log: Log;
  readonly random: () => number;
  /** A token from the environment: not kept, not renewed, and beats a kept login. */
  readonly fixedToken: TwitchToken | null;
  /** Whose channel the data of this folder belongs to; null: nobody's yet. */
  readonly knownChannel: () => Channel | null;
  /** Whether anybody of that channel is kept here: then no other channel may take its place. */
  readonly hasViewers: () => boolean;
  /** Every token that comes to be known, so that no log can show it. */
  readonly onSecret: (secret: string) => void;
  /** The login works, ended, or there is news about it. */
  readonly onChange: () => void;
  /** A streamer has just logged in. */
  readonly onConnected: () => void;
}

/** What `twitch.status` tells. */
export type LoginState = 'none' | 'pending' | 'connected' | 'lost';

/**
 * The login to Twitch: by device code, or a fixed token. Looks after it: asks Twitch about it at start and
 * every hour, and renews it in time. While Twitch cannot be asked, it stands.
 */
export class TwitchLogin implements Connection, TokenSource {
  readonly #deps: LoginDeps;
  readonly #closing = new AbortController();
  readonly #kept: KeptLogin;
  readonly #device: DeviceLogin;
  readonly #checking: Schedule;
  readonly #renewing: Schedule;
  #problem: SyncError | null = null;
  #checkFailures = 0;
  #renewFailures = 0;

  constructor(deps: LoginDeps) {
    this.#deps = deps;
    const { clock, onChange, onSecret } = deps;
    this.#checking = new Schedule(clock, () => void this.check());
    this.#renewing = new Schedule(clock, () => void this.#renew());
    this.#kept = new KeptLogin({
      ...deps,
      onRenewed: () => {
        this.#renewFailures = 0;
        this.#planRenewal();
      },
      onEnded: (problem) => this.#end(problem),
    });
    this.#device = new DeviceLogin({
      clock,
      onSecret,
      onChange: () => {
        // What went wrong before is no news once there is a new code.
        if (this.pending && !this.current()) this.#problem = null;
        onChange();
      },
      onToken: (clientId, pair, signal) => this.#take(clientId, pair, signal),
      onFailed: (error) => this.#fail('Login failed', error),
    });
  }

  channel(): Channel | null {
    if (this.#kept.grant) return this.#kept.grant;
    return this.current() && this.#deps.knownChannel();
  }

  current(): TwitchToken | null {
    return this.#kept.current();
  }

  get state(): LoginState {
    if (this.current()) return 'connected';
    if (this.pending) return 'pending';
    return this.#problem ? 'lost' : 'none';
  }

  /** Why the login does not work, or why the last try failed; null if there is nothing to say. */
  get problem(): SyncError | null {
    return this.#problem;
  }

  /** The login that waits for the streamer; null if none. */
  get pending(): ShownLogin | null {
    return this.#device.shown;
  }

  /** Whether Twitch has told (at some time) whose the login is and what it may do. */
  get isProven(): boolean {
    return this.#kept.grant !== null;
  }

  get scopes(): readonly string[] {
    return this.#kept.grant?.scopes ?? [];
  }

  get clientId(): string | null {
    return this.current()?.clientId ?? this.#device.clientId;
  }

  /** Takes up the kept login and asks Twitch about it; resolves after the first answer or failure. */
  async start(): Promise<void> {
    this.#kept.load(this.#deps.fixedToken);
    await this.check();
  }

  /** Resolves when nothing touches the disk any more. */
  async close(): Promise<void> {
    this.#closing.abort();
    this.#device.stop();
    this.#checking.cancel();
    this.#renewing.cancel();
    await this.#kept.close();
  }

  /**
   * Begins a login; one that waits already for the same is shown again.
   * @throws SyncError
   */
  connect(clientId: string, scopes: readonly string[]): Promise<ShownLogin> {
    return this.#device.connect(clientId, scopes);
  }

  /** Gives up the login that waits for the streamer; one that stands goes on. */
  cancel(): void {
    this.#device.stop();
    this.#deps.onChange();
  }

  /** Ends the login here and at Twitch. Resolves when nothing of it is on disk any more. */
  async disconnect(): Promise<void> {
    const token = this.current();
    this.#device.stop();
    this.#forget(null);
    const erased = this.#kept.erase();
    this.#deps.onChange();
    await Promise.all([erased, token && revokeToken(token, this.#deps)]);
  }

  replace(dead: TwitchToken): Promise<TwitchToken | null> {
    return this.#kept.replace(dead);
  }

  /** Asks Twitch about the login, now instead of at the next hour. Never rejects. */
  async check(): Promise<void> {
    const token = this.current();
    if (!token) return;
    try {
      const info = await validateToken(this.#deps.http, token, this.#closing.signal);
      if (info) await this.#confirm(token, info);
      else await this.replace(token);
      this.#checkFailures = 0;
      if (this.current() && this.#renewFailures === 0) this.#problem = null;
    } catch (error) {
      if (this.#closing.signal.aborted) return;
      this.#checkFailures++;
      this.#fail('Could not check the login', error);
      if (this.#problem?.code === 'wrong_account') this.#forget(this.#problem);
    }
    this.#deps.onChange();
    this.#plan();
  }

  /** A new login: whose is it, may it be used for this data, is it on disk? Only then it counts. */
  async #take(clientId: string, pair: TokenPair, signal: AbortSignal): Promise<void> {
    const { clock, http, log, onSecret, onConnected } = this.#deps;
    for (const secret of [pair.accessToken, pair.refreshToken]) if (secret) onSecret(secret);
    const token = { clientId, accessToken: pair.accessToken };
    try {
      const info = await patientlyValidate(http, token, clock, signal);
      if (!info) throw loginExpired();
      this.#refuseOtherAccount(info);
      const name = await readDisplayName(http, token, info.userId, signal);
      if (signal.aborted) throw new SyncError('cancelled', 'The login was stopped.');
      const grant = toGrant(info, name, { ...token, refreshToken: pair.refreshToken }, clock.now());
      await this.#kept.adopt(grant).catch((error: unknown) => {
        throw notSavedLogin(error);
      });
    } catch (error) {
      // It will not be used.
      await revokeToken(token, this.#deps);
      throw error;
    }
    this.#problem = null;
    this.#checkFailures = this.#renewFailures = 0;
    this.#plan();
    log.info('Twitch', `Connected as ${this.#kept.grant?.userLogin ?? 'nobody'}.`);
    this.#device.stop();
    this.#deps.onChange();
    onConnected();
  }

  async #confirm(token: TwitchToken, info: TokenInfo): Promise<void> {
    const { clock, http } = this.#deps;
    if (info.clientId !== token.clientId) {
      this.#end(otherClientId());
      return;
    }
    this.#refuseOtherAccount(info);
    if (this.isProven) {
      const isRenamed = info.userLogin !== this.#kept.grant?.userLogin;
      const signal = this.#closing.signal;
      const shown = isRenamed
        ? ((await readDisplayName(http, token, info.userId, signal)) ?? info.userLogin)
        : null;
      this.#kept.confirm(token, info, shown);
      return;
    }
    const name = await readDisplayName(http, token, info.userId, this.#closing.signal);
    if (this.current() !== token) return;
    this.#kept.prove(toGrant(info, name, { ...token, refreshToken: null }, clock.now()));
  }

  #refuseOtherAccount(info: TokenInfo): void {
    const known = this.#deps.knownChannel();
    if (known && known.userId !== info.userId && this.#deps.hasViewers()) throw otherAccount(known, info);
  }

  /** The login has ended. */
  #end(problem: SyncError): void {
    this.#forget(problem);
    this.#deps.log.warn('Twitch', problem.text);
    this.#deps.onChange();
  }

  #forget(problem: SyncError | null): void {
    this.#kept.drop();
    this.#checking.cancel();
    this.#renewing.cancel();
    this.#checkFailures = this.#renewFailures = 0;
    this.#problem = problem;
  }

  #fail(what: string, error: unknown): void {
    const problem = toProblem(error);
    this.#problem = problem;
    const { log } = this.#deps;
    if (problem.code === 'internal') log.error('Twitch', what, error);
    else log.warn('Twitch', `${what}: ${problem.message}`);
  }

  #plan(): void {
    if (!this.current() || this.#closing.signal.aborted) return;
    const failures = this.#checkFailures;
    const retryMs = backoffMs(RETRY, failures - 1, this.#deps.random());
    this.#checking.in(failures > 0 ? retryMs : VALIDATE_EVERY_MS);
    this.#planRenewal();
  }

  #planRenewal(): void {
    const grant = this.#kept.grant;
    if (!grant || this.#closing.signal.aborted) return;
    // A failed one has its own next try.
    if (this.#renewFailures > 0) return;
    const waitMs = renewInMs(grant, this.#deps.clock.now());
    if (waitMs === null) this.#renewing.cancel();
    else this.#renewing.in(waitMs);
  }

  async #renew(): Promise<void> {
    const token = this.current();
    if (!token) return;
    try {
      await this.replace(token);
      this.#renewFailures = 0;
      if (this.current() && this.#checkFailures === 0) this.#problem = null;
    } catch (error) {
      if (this.#closing.signal.aborted) return;
      this.#fail('Could not renew the login', error);
      this.#renewing.in(backoffMs(RETRY, this.#renewFailures++, this.#deps.random()));
    }
    this.#deps.onChange();
  }
}
