import type { BroadcasterView } from '../access/ports.ts';
import type { StoreDeps } from './files/data-folder.ts';
import { openJsonFile, type JsonFile } from './files/json-file.ts';
import { asArray, asBoolean, asInteger, asObject, asShape, asString, orNull } from './parse.ts';

/** A Twitch login. Times are epoch ms. */
export interface TwitchLogin {
  readonly clientId: string;
  readonly accessToken: string;
  /** Works once: the next one has to be stored before it is used. */
  readonly refreshToken: string | null;
  readonly scopes: readonly string[];
  readonly userId: string;
  readonly userLogin: string;
  readonly userDisplayName: string;
  readonly obtainedAt: number;
  /** Seconds from `obtainedAt`, as Twitch says it; null if it did not. */
  readonly expiresInS: number | null;
}

interface Tokens {
  readonly twitch: TwitchLogin | null;
  /** Twitch is asked through a program that has a login of its own. Left out where it is not. */
  readonly isRelayed?: true;
}

interface Channel {
  readonly lastBroadcaster: BroadcasterView | null;
}

/** `tokens.json` (secret), and in `channel.json` whose login was the last. */
export class TokenStore {
  readonly #tokens: JsonFile<Tokens>;
  readonly #channel: JsonFile<Channel>;
  readonly #deps: StoreDeps;

  constructor(tokens: JsonFile<Tokens>, channel: JsonFile<Channel>, deps: StoreDeps) {
    this.#tokens = tokens;
    this.#channel = channel;
    this.#deps = deps;
  }

  twitch(): TwitchLogin | null {
    return this.#tokens.data.twitch;
  }

  /** Whose channel this is or was: outlives the login. */
  lastBroadcaster(): BroadcasterView | null {
    return this.#channel.data.lastBroadcaster;
  }

  /** Resolves once the login is durable. @throws StoreError `not_saved` */
  async setTwitch(login: TwitchLogin): Promise<void> {
    await this.#tokens.update(() => ({ twitch: login }));
    await this.rememberBroadcaster(login);
  }

  isRelayed(): boolean {
    return this.#tokens.data.isRelayed ?? false;
  }

  /** Whether another program's login is used, and ours no more. Durable when it resolves. @throws StoreError `not_saved` */
  async setRelayed(isRelayed: boolean): Promise<void> {
    if (isRelayed === this.isRelayed()) return;
    await this.#tokens.update(({ twitch }) => (isRelayed ? { twitch: null, isRelayed } : { twitch }));
  }

  /** Notes whose channel this is. A failure is logged: the login names the channel again at the next start. */
  async rememberBroadcaster({ userId, userLogin, userDisplayName }: BroadcasterView): Promise<void> {
    const { lastBroadcaster: last } = this.#channel.data;
    if (last?.userId === userId && last.userLogin === userLogin && last.userDisplayName === userDisplayName)
      return;
    try {
      await this.#channel.update(() => ({ lastBroadcaster: { userId, userLogin, userDisplayName } }));
    } catch {
      this.#deps.log.warn('Store', "The channel's name was not noted");
    }
  }

  /** Forgets the login, durably; no copy of it stays. @throws StoreError `not_saved` */
  async clearTwitch(): Promise<void> {
    await this.#tokens.update((tokens) => (tokens.twitch ? { ...tokens, twitch: null } : tokens));
  }

  /** Forgets whose channel it was (`data.delete`). @throws StoreError `not_saved` */
  async forgetBroadcaster(): Promise<void> {
    await this.#channel.update((channel) => (channel.lastBroadcaster ? { lastBroadcaster: null } : channel));
  }

  async settle(): Promise<void> {
    await Promise.all([this.#tokens.settle(), this.#channel.settle()]);
  }

  async close(): Promise<void> {
    await Promise.all([this.#tokens.close(), this.#channel.close()]);
  }
}

/** @throws StoreError `file_too_new`, `file_unreadable` */
export async function openTokens(deps: StoreDeps): Promise<TokenStore> {
  const tokens = await openJsonFile<Tokens>(deps, {
    name: 'tokens',
    version: 1,
    defaults: { twitch: null },
    parse: parseTokens,
    copy: 'now',
    isOldFine: false,
    lost: {
      code: 'login_lost',
      message: 'The login to Twitch is lost.',
      fix: 'Connect Twitch again in the settings.',
    },
  });
  const channel = await openJsonFile<Channel>(deps, {
    name: 'channel',
    version: 1,
    defaults: { lastBroadcaster: null },
    parse: parseChannel,
    copy: 'now',
    isOldFine: false, // it would make somebody else the broadcaster, who may do everything
    lost: {
      code: 'channel_lost',
      message: 'Whose channel this is is not known any more.',
      fix: 'Nothing to do while Twitch is connected. Otherwise connect it again in the settings.',
    },
  });
  return new TokenStore(tokens, channel, deps);
}

function parseTokens(value: unknown): Tokens {
  // `api` was kept free for our own tokens, which have a file of their own now.
  const fields = asShape(value, ['twitch', 'isRelayed?', 'api?'], 'tokens');
  const twitch = orNull(fields['twitch'], parseLogin, 'twitch');
  return asBoolean(fields['isRelayed'] ?? false, 'isRelayed') ? { twitch, isRelayed: true } : { twitch };
}

function parseLogin(value: unknown, at: string): TwitchLogin {
  const fields = asObject(value, at);
  const text = (name: string): string => asString(fields[name], `${at}.${name}`);
  return {
    clientId: text('clientId'),
    accessToken: text('accessToken'),
    refreshToken: orNull(fields['refreshToken'], asString, `${at}.refreshToken`),
    scopes: asArray(fields['scopes'], `${at}.scopes`).map((scope, i) =>
      asString(scope, `${at}.scopes[${i}]`),
    ),
    userId: text('userId'),
    userLogin: text('userLogin'),
    userDisplayName: text('userDisplayName'),
    obtainedAt: asInteger(fields['obtainedAt'], `${at}.obtainedAt`),
    expiresInS: orNull(fields['expiresInS'], asInteger, `${at}.expiresInS`),
  };
}

function parseChannel(value: unknown): Channel {
  const { lastBroadcaster } = asShape(value, ['lastBroadcaster'], 'channel') as { lastBroadcaster: unknown };
  return { lastBroadcaster: orNull(lastBroadcaster, parseBroadcaster, 'lastBroadcaster') };
}

function parseBroadcaster(value: unknown, at: string): BroadcasterView {
  const fields = asShape(value, ['userId', 'userLogin', 'userDisplayName'], at);
  return {
    userId: asString(fields['userId'], `${at}.userId`),
    userLogin: asString(fields['userLogin'], `${at}.userLogin`),
    userDisplayName: asString(fields['userDisplayName'], `${at}.userDisplayName`),
  };
}
