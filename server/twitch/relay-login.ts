import type { Log } from '../core/log.ts';
import { isProblem } from '../core/problem.ts';
import type { SyncError } from '../sync/ports.ts';
import type { Channel, Connection, Relay } from '../sync/ports.ts';
import { otherAccount, toProblem } from './login-problems.ts';
import { sendThrough, toSourceError } from './relay.ts';
import { MODERATOR_EVENTS_SCOPE, SCOPES_OF_KIND } from './role-source.ts';
import type { TokenSource, TwitchToken } from './tokens.ts';

export interface RelayLoginDeps {
  readonly relay: Relay;
  readonly log: Log;
  /** Where it is kept that the streamer chose this way. */
  readonly vault: { isRelayed(): boolean; setRelayed(isRelayed: boolean): Promise<void> };
  /** Whose channel the data of this folder belongs to; null: nobody's yet. */
  readonly knownChannel: () => Channel | null;
  /** Whether anybody of that channel is kept here: then no other channel may take its place. */
  readonly hasViewers: () => boolean;
  readonly onChange: () => void;
}

/** What this way gives, in the words of a login's permissions: the three lists, and news of moderators. */
const GIVES = [
  ...new Set([...Object.values(SCOPES_OF_KIND).map(([first]) => first), MODERATOR_EVENTS_SCOPE]),
];

/**
 * The login that another program has: its token stays there, and it asks Twitch for us. While that program is away
 * the channel stays known, as it does with a login while Twitch is away.
 */
export class RelayLogin implements Connection, TokenSource {
  readonly clientId = null;
  readonly #deps: RelayLoginDeps;
  readonly #token: TwitchToken;
  #isChosen = false;
  #channel: Channel | null = null;
  #isProven = false;
  #problem: SyncError | null = null;
  #turn = 0;

  constructor(deps: RelayLoginDeps) {
    this.#deps = deps;
    const send = sendThrough(deps.relay, () => this.channel());
    this.#token = { clientId: '', accessToken: '', send };
    deps.relay.watch(() => {
      if (this.#isChosen) void this.check();
    });
  }

  /** Whether the streamer wants it this way. */
  get isChosen(): boolean {
    return this.#isChosen;
  }

  channel(): Channel | null {
    if (!this.#isChosen || this.#problem?.code === 'wrong_account') return null;
    return this.#channel ?? this.#deps.knownChannel();
  }

  current(): TwitchToken | null {
    return this.channel() && this.#token;
  }

  /** The other program renews its token by itself: it is only asked once more. */
  replace(): Promise<TwitchToken | null> {
    return Promise.resolve(this.current());
  }

  get state(): 'connected' | 'lost' {
    return this.channel() ? 'connected' : 'lost';
  }

  get problem(): SyncError | null {
    return this.#problem;
  }

  /** Whether the program is there and has told whose channel it is. */
  get isProven(): boolean {
    return this.#isProven;
  }

  get scopes(): readonly string[] {
    return GIVES;
  }

  /** Takes up the way that was chosen; resolves after the first word of the program, or why there is none. */
  async start(): Promise<void> {
    this.#isChosen = this.#deps.vault.isRelayed();
    if (this.#isChosen) await this.check();
  }

  /** Asks the program whose channel it is. Never rejects. */
  async check(): Promise<void> {
    const turn = ++this.#turn;
    const problem = await this.#look().then(
      (channel) => {
        if (turn === this.#turn) this.#channel = channel;
        return null;
      },
      (error: unknown) => asSyncError(error),
    );
    if (turn !== this.#turn || !this.#isChosen) return;
    const before = this.#problem;
    this.#problem = problem;
    this.#isProven = problem === null;
    const { log, onChange } = this.#deps;
    if (problem && problem.message !== before?.message) log.warn('Twitch', problem.text);
    onChange();
  }

  /** From now on it goes this way: durable when it resolves. @throws SyncError, and then nothing has changed */
  async choose(): Promise<void> {
    const channel = await this.#look().catch((error: unknown) => {
      throw asSyncError(error);
    });
    await this.#deps.vault.setRelayed(true);
    this.#turn++;
    this.#isChosen = true;
    this.#channel = channel;
    this.#problem = null;
    this.#isProven = true;
    this.#deps.log.info('Twitch', `Connected as ${channel.userLogin}, through Streamer.bot.`);
  }

  /** Another way was chosen. */
  leave(): void {
    this.#turn++;
    this.#isChosen = this.#isProven = false;
    this.#channel = this.#problem = null;
  }

  async #look(): Promise<Channel> {
    const channel = await this.#deps.relay.fetchChannel();
    // The file may not have it yet.
    const known = this.#channel ?? this.#deps.knownChannel();
    if (known && known.userId !== channel.userId && this.#deps.hasViewers())
      throw otherAccount(known, channel);
    return channel;
  }
}

function asSyncError(error: unknown): SyncError {
  return isProblem(error) ? toSourceError(error) : toProblem(error);
}
