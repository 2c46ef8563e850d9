import type { Clock } from '../core/clock.ts';
import { DeviceFlow } from './device-flow.ts';
import type { DeviceOptions } from './device-flow.ts';

export const DEFAULT_CLIENT_ID = 'simulator-client';

/** Every scope that this simulator asks for anywhere. */
export const ALL_SCOPES = [
  'channel:read:subscriptions',
  'channel:read:vips',
  'channel:manage:vips',
  'moderation:read',
  'channel:manage:moderators',
  'channel:read:redemptions',
  'channel:manage:redemptions',
  'channel:moderate',
  'moderator:read:followers',
  'moderator:manage:banned_users',
  'user:read:chat',
];

export interface AccessToken {
  accessToken: string;
  /** Null for a token that was registered by hand. */
  refreshToken: string | null;
  clientId: string;
  userId: string;
  scopes: ReadonlySet<string>;
  /** Epoch ms. */
  expiresAt: number;
}

interface RefreshToken extends Omit<AccessToken, 'refreshToken' | 'expiresAt'> {
  spent: boolean;
  expiresAt: number;
}

export interface TokenRequest {
  /** Default: every scope that the simulator knows. */
  scopes?: readonly string[];
  clientId?: string;
  /** Default: the broadcaster. */
  userId?: string;
  expiresInS?: number;
}

export interface AuthOptions extends DeviceOptions {
  /** Apps known to Twitch; others are an "invalid client". Default: `simulator-client`. */
  clientIds?: readonly string[];
  /** Registered as confidential: the device flow works, refreshing without a secret does not. */
  confidentialClientIds?: readonly string[];
  /** Default 14400, four hours. */
  accessLifetimeS?: number;
  /** Fixed access tokens with all scopes for the default client. */
  accessTokens?: readonly string[];
}

/** A token that a human typed into an environment variable should outlive his afternoon. */
const FIXED_LIFETIME_MS = 60 * 24 * 3_600_000;
const REFRESH_LIFETIME_MS = 30 * 24 * 3_600_000;

/** Twitch's token service: who holds which token, and which are still good. */
export class Auth {
  readonly clientIds: Set<string>;
  readonly confidentialClientIds: ReadonlySet<string>;
  readonly devices: DeviceFlow;
  readonly #clock: Clock;
  readonly #broadcasterId: string;
  readonly #accessLifetimeS: number;
  readonly #access = new Map<string, AccessToken>();
  readonly #refresh = new Map<string, RefreshToken>();

  constructor(clock: Clock, broadcasterId: string, options: AuthOptions = {}) {
    this.#clock = clock;
    this.#broadcasterId = broadcasterId;
    this.#accessLifetimeS = options.accessLifetimeS ?? 14_400;
    this.clientIds = new Set([...(options.clientIds ?? [DEFAULT_CLIENT_ID])]);
    this.confidentialClientIds = new Set(options.confidentialClientIds ?? []);
    for (const id of this.confidentialClientIds) this.clientIds.add(id);
    this.devices = new DeviceFlow(clock, options);
    for (const accessToken of options.accessTokens ?? []) this.#register(accessToken);
  }

  /** A token pair without any login. The client id is known to Twitch from now on. */
  issueToken(request: TokenRequest = {}): { accessToken: string; refreshToken: string } {
    const { clientId = DEFAULT_CLIENT_ID, userId = this.#broadcasterId, scopes = ALL_SCOPES } = request;
    this.clientIds.add(clientId);
    const { accessToken, refreshToken } = this.#issue(
      { clientId, userId, scopes: new Set(scopes) },
      request.expiresInS ?? this.#accessLifetimeS,
    );
    return { accessToken, refreshToken };
  }

  /** Epoch ms on the simulator's clock. */
  now(): number {
    return this.#clock.now();
  }

  /** The token if it is good now. */
  find(accessToken: string): AccessToken | null {
    const token = this.#access.get(accessToken);
    return token && token.expiresAt > this.#clock.now() ? token : null;
  }

  isAuthorized(clientId: string, userId: string): boolean {
    const now = this.#clock.now();
    const fits = (t: { clientId: string; userId: string; expiresAt: number }): boolean =>
      t.clientId === clientId && t.userId === userId && t.expiresAt > now;
    return (
      [...this.#access.values()].some(fits) ||
      [...this.#refresh.values()].some((token) => !token.spent && fits(token))
    );
  }

  /** Swaps a refresh token for a new pair. Null when it is unknown, spent, expired, or another app's. */
  refresh(refreshToken: string, clientId: string): IssuedToken | null {
    const token = this.#refresh.get(refreshToken);
    if (!token || token.spent || token.clientId !== clientId || token.expiresAt <= this.#clock.now())
      return null;
    token.spent = true;
    return this.#issue(token, this.#accessLifetimeS);
  }

  /** For a device code that was approved. */
  grant(clientId: string, userId: string, scopes: ReadonlySet<string>): IssuedToken {
    return this.#issue({ clientId, userId, scopes }, this.#accessLifetimeS);
  }

  /** Ends an access token and the refresh token that came with it. False when it was not good. */
  revoke(accessToken: string): boolean {
    const token = this.find(accessToken);
    this.#access.delete(accessToken);
    if (token?.refreshToken) this.#refresh.delete(token.refreshToken);
    return token !== null;
  }

  /** Ends access tokens early, as Twitch does now and then; their refresh tokens still work. Default: all. */
  killAccessTokens(accessToken?: string): void {
    if (accessToken === undefined) this.#access.clear();
    else this.#access.delete(accessToken);
  }

  /** Ends refresh tokens; access tokens live on until they expire. */
  killRefreshTokens(): void {
    this.#refresh.clear();
  }

  #register(accessToken: string): void {
    const now = this.#clock.now();
    const token = { clientId: DEFAULT_CLIENT_ID, userId: this.#broadcasterId, scopes: new Set(ALL_SCOPES) };
    this.#access.set(accessToken, {
      accessToken,
      refreshToken: null,
      ...token,
      expiresAt: now + FIXED_LIFETIME_MS,
    });
  }

  #issue(owner: Pick<AccessToken, 'clientId' | 'userId' | 'scopes'>, expiresInS: number): IssuedToken {
    const accessToken = randomText();
    const refreshToken = randomText() + randomText().slice(0, 20);
    const now = this.#clock.now();
    const { clientId, userId, scopes } = owner;
    const token = { accessToken, clientId, userId, scopes };
    this.#access.set(accessToken, { ...token, refreshToken, expiresAt: now + expiresInS * 1000 });
    this.#refresh.set(refreshToken, { ...token, spent: false, expiresAt: now + REFRESH_LIFETIME_MS });
    return { accessToken, refreshToken, expiresInS, scopes };
  }
}

export interface IssuedToken {
  accessToken: string;
  refreshToken: string;
  expiresInS: number;
  scopes: ReadonlySet<string>;
}

/** 30 lower-case letters and digits, the look of Twitch's tokens. */
function randomText(): string {
  return Array.from(crypto.getRandomValues(new Uint8Array(30)), (byte) => (byte % 36).toString(36)).join('');
}
