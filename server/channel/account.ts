import type { Channel, Connection, SyncError } from '../sync/ports.ts';
import type { LoginState, TwitchLogin } from '../twitch/login.ts';
import type { RelayLogin } from '../twitch/relay-login.ts';
import { inRelaysWords } from '../twitch/relay.ts';
import type { TokenSource, TwitchToken } from '../twitch/tokens.ts';

export interface AccountDeps {
  readonly login: TwitchLogin;
  readonly relayed: RelayLogin;
  readonly vault: { setRelayed(isRelayed: boolean): Promise<void> };
}

/** The account that Twitch is asked with: by a login of our own, or by that of a relay. One of them at a time. */
export class Account implements Connection, TokenSource {
  readonly login: TwitchLogin;
  readonly #relayed: RelayLogin;
  readonly #vault: AccountDeps['vault'];

  constructor({ login, relayed, vault }: AccountDeps) {
    this.login = login;
    this.#relayed = relayed;
    this.#vault = vault;
  }

  get #way(): TwitchLogin | RelayLogin {
    return this.isRelayed ? this.#relayed : this.login;
  }

  /** A login of our own beats: it was made later, or given for this one start. */
  get isRelayed(): boolean {
    return this.#relayed.isChosen && this.login.current() === null;
  }

  /** Whether there is somebody to ask: not while the relay is away. */
  get isReachable(): boolean {
    return this.isRelayed ? this.#relayed.isProven : this.channel() !== null;
  }

  channel(): Channel | null {
    return this.#way.channel();
  }

  current(): TwitchToken | null {
    return this.#way.current();
  }

  replace(dead: TwitchToken): Promise<TwitchToken | null> {
    return this.#way.replace(dead);
  }

  get state(): LoginState {
    return this.#way.state;
  }

  /** Of the way that is used, else of the login that was tried in its place. */
  get problem(): SyncError | null {
    return this.#way.problem ?? this.login.problem;
  }

  get isProven(): boolean {
    return this.#way.isProven;
  }

  get scopes(): readonly string[] {
    return this.#way.scopes;
  }

  get clientId(): string | null {
    return this.#way.clientId ?? this.login.clientId;
  }

  check(): Promise<void> {
    return this.#way.check();
  }

  /** A refusal in words that fit the way. */
  inWords(error: SyncError): SyncError {
    return this.isRelayed ? inRelaysWords(error) : error;
  }

  /** Takes up what was chosen; resolves after the first answer or failure. */
  async start(): Promise<void> {
    await Promise.all([this.login.start(), this.#relayed.start()]);
  }

  /** Goes through the relay from now on, and gives up a login of our own. @throws SyncError; then all is as before */
  async connectThrough(): Promise<void> {
    await this.#relayed.choose();
    await this.login.disconnect();
  }

  /** The login has changed: one that works takes the relay's place. */
  onLogin(): void {
    if (this.login.isProven) this.#relayed.leave();
  }

  /** Resolves when nothing of it is on disk any more. */
  async disconnect(): Promise<void> {
    this.#relayed.leave();
    await this.#vault.setRelayed(false);
    await this.login.disconnect();
  }

  close(): Promise<void> {
    return this.login.close();
  }
}
