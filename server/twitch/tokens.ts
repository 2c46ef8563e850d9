export interface TwitchCall {
  readonly type: 'helix' | 'auth';
  readonly path: string;
  readonly method?: 'GET' | 'POST' | 'PATCH' | 'DELETE';
  readonly query?: Readonly<Record<string, string | readonly string[]>>;
  readonly jsonBody?: unknown;
  /** Leave room in the rate limit for others: for calls that come by the hundred. */
  readonly isBulk?: boolean;
}

/** What came back. `body` is parsed JSON: see `readBody()`. */
export interface Received {
  readonly status: number;
  readonly headers: Headers;
  readonly body: unknown;
}

/** Makes one call. @throws SyncError, or whatever the network throws */
export type Send = (call: TwitchCall, token: TwitchToken | null, signal: AbortSignal) => Promise<Received>;

/** What a Twitch call needs to be allowed. */
export interface TwitchToken {
  readonly clientId: string;
  readonly accessToken: string;
  /** Where the token is not ours and stays with who has it, `accessToken` is empty, and calls go this way. */
  readonly send?: Send;
}

/** Where calls get their token from. */
export interface TokenSource {
  /** null: no login. */
  current(): TwitchToken | null;
  /**
   * Called when Twitch said that this token is dead. Resolves with a working one, or null if the login is
   * over. However many calls ask at once, Twitch is asked once.
   * @throws SyncError if Twitch could not be asked; the login stands
   */
  replace(dead: TwitchToken): Promise<TwitchToken | null>;
}

/** A login as it is kept. Times are epoch ms, `expiresInS` seconds from `obtainedAt`, null if unknown. */
export interface Grant extends TwitchToken {
  /** null: cannot be renewed. Twitch's public clients get a new one with each use. */
  readonly refreshToken: string | null;
  readonly scopes: readonly string[];
  readonly userId: string;
  readonly userLogin: string;
  readonly userDisplayName: string;
  readonly obtainedAt: number;
  readonly expiresInS: number | null;
}

/** Where a login is kept. Writes resolve when they are durable. */
export interface GrantVault {
  twitch(): Grant | null;
  setTwitch(grant: Grant): Promise<void>;
  clearTwitch(): Promise<void>;
}
