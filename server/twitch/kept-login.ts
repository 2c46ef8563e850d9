import type { Clock, Timer } from '../core/clock.ts';
import type { Log } from '../core/log.ts';
import { backoffMs } from '../core/retry.ts';
import { SyncError } from '../sync/ports.ts';
import type { TokenInfo } from './lists.external.ts';
import { loginExpired } from './errors.ts';
import { refreshTokens } from './refresh.ts';
import { revokeToken } from './revoke.ts';
import type { Grant, GrantVault, TokenSource, TwitchToken } from './tokens.ts';

/** How long closing waits for a renewal under way: cut off, it may have spent the refresh token for nothing. */
const CLOSE_GRACE_MS = 3_000;
const RETRY_SAVE = { firstMs: 5_000, maxMs: 5 * 60_000 };

export interface KeptLoginDeps {
  readonly vault: GrantVault;
  readonly clock: Clock;
  readonly log: Log;
  readonly random: () => number;
  /** Every token that comes to be known, so that no log can show it. */
  readonly onSecret: (secret: string) => void;
  /** There is a younger token. */
  readonly onRenewed: () => void;
  /** Twitch said that the login is over. */
  readonly onEnded: (problem: SyncError) => void;
}

/**
 * The login that calls are made with: in memory and on disk, renewed by one at a time. A refresh token works
 * once, so the next one is on disk before anything uses it, and only Twitch's own word ends the login.
 */
export class KeptLogin implements TokenSource {
  readonly #deps: KeptLoginDeps;
  readonly #closing = new AbortController();
  #grant: Grant | null = null;
  /** A token from the environment before Twitch has told whose it is. */
  #unproven: TwitchToken | null = null;
  #isFixed = false;
  #renewing: Promise<TwitchToken | null> | null = null;
  /** What touches the disk goes one after the other. */
  #turn: Promise<unknown> = Promise.resolve();
  #saveTimer: Timer | null = null;

  constructor(deps: KeptLoginDeps) {
    this.#deps = deps;
  }

  get grant(): Grant | null {
    return this.#grant;
  }

  current(): TwitchToken | null {
    return this.#grant ?? this.#unproven;
  }

  /** Takes up what is kept, or a token from the environment, which beats it and is not kept. */
  load(fixed: TwitchToken | null): void {
    this.#isFixed = fixed !== null;
    if (fixed) this.#unproven = fixed;
    else this.#grant = this.#deps.vault.twitch();
    this.#noteSecrets(this.#grant ?? fixed);
  }

  /** Resolves when nothing touches the disk any more. */
  async close(): Promise<void> {
    this.#saveTimer?.cancel();
    const limit = this.#deps.clock.after(CLOSE_GRACE_MS, () => this.#closing.abort());
    await this.#renewing?.catch(() => undefined);
    limit.cancel();
    this.#closing.abort();
    this.#saveTimer?.cancel();
    await this.#turn;
  }

  replace(dead: TwitchToken): Promise<TwitchToken | null> {
    const current = this.current();
    // Somebody was faster: there is a younger token already, or none any more.
    if (current?.accessToken !== dead.accessToken) return Promise.resolve(current);
    this.#renewing ??= this.#renew().finally(() => (this.#renewing = null));
    return this.#renewing;
  }

  /**
   * What Twitch said of a token at a validation. News about one that is being replaced are no news.
   * @param displayName the new one of a channel that has another login; null: as before
   */
  confirm(token: TwitchToken, info: TokenInfo, displayName: string | null): void {
    const grant = this.#grant;
    if (!grant || this.#renewing || grant.accessToken !== token.accessToken) return;
    const { userLogin, scopes, expiresInS } = info;
    const isSame = grant.userLogin === userLogin && sameScopes(grant.scopes, scopes);
    const userDisplayName = displayName ?? grant.userDisplayName;
    const obtainedAt = this.#deps.clock.now();
    this.#grant = { ...grant, userLogin, userDisplayName, scopes, expiresInS, obtainedAt };
    if (!isSame && !this.#isFixed) void this.#inTurn(() => this.#saveOrRetry());
  }

  /** The fixed token's owner is known. */
  prove(grant: Grant): void {
    this.#unproven = null;
    this.#grant = grant;
  }

  /** A new login: counts as soon as it is on disk. @throws if it could not be saved */
  async adopt(grant: Grant): Promise<void> {
    await this.#inTurn(async () => {
      await this.#deps.vault.setTwitch(grant);
      this.#isFixed = false;
      this.#unproven = null;
      this.#grant = grant;
    });
  }

  /** From now on there is no login; what is on disk stays. */
  drop(): void {
    this.#saveTimer?.cancel();
    this.#grant = null;
    this.#unproven = null;
  }

  /** Resolves when nothing of the login is on disk any more. @throws if that failed */
  async erase(): Promise<void> {
    this.drop();
    await this.#inTurn(() => this.#deps.vault.clearTwitch());
  }

  async #renew(): Promise<TwitchToken | null> {
    const grant = this.#grant;
    if (!grant?.refreshToken) return this.#end();
    const pair = await refreshTokens(
      grant.clientId,
      grant.refreshToken,
      this.#closing.signal,
      this.#deps.clock,
    );
    if (!pair) return this.#grant === grant ? this.#end() : this.current();
    const { accessToken, expiresInS } = pair;
    const refreshToken = pair.refreshToken ?? grant.refreshToken;
    const obtainedAt = this.#deps.clock.now();
    const renewed: Grant = { ...grant, accessToken, refreshToken, expiresInS, obtainedAt };
    this.#noteSecrets(renewed);
    return this.#inTurn(async () => {
      // The login ended here, or another one came, while Twitch was asked.
      if (this.#grant !== grant) {
        await revokeToken(renewed, this.#deps);
        return this.current();
      }
      await this.#saveOrRetry(renewed);
      if (this.#grant !== grant) {
        void revokeToken(renewed, this.#deps);
        return this.current();
      }
      this.#grant = renewed;
      this.#deps.onRenewed();
      return renewed;
    });
  }

  /** The old refresh token is spent: if the disk is full, the new login must live on in memory at least. */
  async #saveOrRetry(grant: Grant | null = this.#grant, failures = 0): Promise<void> {
    const { vault, log, clock, random } = this.#deps;
    this.#saveTimer?.cancel();
    if (!grant || this.#isFixed) return;
    try {
      await vault.setTwitch(grant);
      if (failures > 0) log.info('Twitch', 'The login is saved now.');
    } catch (error) {
      if (this.#closing.signal.aborted) return;
      const words = 'The renewed login could not be saved, and is lost if Rolecall ends before it is';
      if (failures === 0) log.error('Twitch', words, error);
      this.#saveTimer = clock.after(backoffMs(RETRY_SAVE, failures, random()), () => {
        void this.#inTurn(() => this.#saveOrRetry(this.#grant, failures + 1));
      });
    }
  }

  #end(): TwitchToken | null {
    const { vault, log, onEnded, onRenewed } = this.#deps;
    const wasFixed = this.#isFixed;
    this.drop();
    // The token from the environment is over; the login that waits on disk behind it is not.
    if (wasFixed && vault.twitch()) {
      log.warn('Twitch', fixedTokenEnded().message);
      this.load(null);
      onRenewed();
      return this.current();
    }
    if (!wasFixed) {
      this.#inTurn(() => vault.clearTwitch()).catch((error: unknown) =>
        log.error('Twitch', 'The ended login is still on disk', error),
      );
    }
    onEnded(wasFixed ? fixedTokenEnded() : loginExpired());
    return null;
  }

  #inTurn<T>(job: () => Promise<T>): Promise<T> {
    const result = this.#turn.then(job);
    this.#turn = result.catch(() => undefined);
    return result;
  }

  #noteSecrets(token: (TwitchToken & { refreshToken?: string | null }) | null): void {
    for (const secret of [token?.accessToken, token?.refreshToken]) if (secret) this.#deps.onSecret(secret);
  }
}

function fixedTokenEnded(): SyncError {
  return new SyncError(
    'login_expired',
    'The Twitch access token that Rolecall was started with has ended.',
    'Connect Twitch on the settings page, or start Rolecall with a new token.',
  );
}

function sameScopes(a: readonly string[], b: readonly string[]): boolean {
  return a.length === b.length && a.every((scope) => b.includes(scope));
}
