/** What a Twitch call needs to be allowed. */
export interface TwitchToken {
  readonly clientId: string;
  readonly accessToken: string;
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
