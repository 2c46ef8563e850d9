import type { Clock } from '../core/clock.ts';
import type { Log } from '../core/log.ts';
import type { Problem } from '../core/problem.ts';
import type {
  Channel,
  Relay,
  RelayAnswer,
  RelayedType,
  RelayListener,
  RelayQuestion,
} from '../sync/ports.ts';
import { notLoggedIn, PageBook, type PostedPage } from './page-book.ts';
import { PeerProblem } from './problem.ts';
import type { StreamerbotAction, StreamerbotSession } from './streamerbot-client.ts';
import {
  CONNECTION_EVENTS,
  EVENT_NAMES,
  parseBroadcaster,
  parseEventName,
  parseKnownEvents,
  parseNews,
} from './streamerbot.external.ts';
import type { PeerState } from './supervisor.ts';

/** The action of the import file that asks Twitch. A test compares its id with the file's. */
export const SOURCE_ACTION = {
  id: 'f0d4b1c2-7a35-4c0e-9a51-6d2b8e3f1a70',
  name: 'Rolecall: read a list from Twitch',
} as const;

/**
 * Asks Twitch through Streamer.bot, with the login that Streamer.bot has. Its token never comes here: our action there
 * reads one page of one of three lists, and posts Twitch's answer to `source.page`.
 */
export class StreamerbotRelay implements Relay {
  readonly #log: Log;
  readonly #book: PageBook;
  /** Our action there, by connection. */
  readonly #found = new WeakMap<StreamerbotSession, StreamerbotAction>();
  #session: StreamerbotSession | null = null;
  #problem: PeerProblem = switchedOff;
  #onChange: () => void = () => undefined;
  #listener: RelayListener | null = null;
  /** Streamer.bot has said that it hears nothing of Twitch. */
  #isDeaf = false;

  constructor({ clock, log }: { readonly clock: Clock; readonly log: Log }) {
    this.#log = log;
    this.#book = new PageBook(clock);
  }

  get problem(): Problem | null {
    return this.#session ? null : this.#problem;
  }

  watch(onChange: () => void): void {
    this.#onChange = onChange;
  }

  /** The connection to Streamer.bot came or went. */
  follow(session: StreamerbotSession | null, { status, problem }: PeerState): void {
    const before = this.#session;
    const saidBefore = this.#problem.message;
    if (status !== 'connecting') this.#problem = status === 'off' ? switchedOff : closedFor(problem);
    this.#session = session;
    if (before === session) {
      if (!session && this.#problem.message !== saidBefore) this.#onChange();
      return;
    }
    this.#isDeaf = false;
    this.#endListening(this.#problem.message);
    if (!session) this.#book.closeAll(this.#problem);
    this.#onChange();
  }

  /** A frame of Streamer.bot that is no answer. */
  onEvent(frame: unknown): void {
    const name = parseEventName(frame);
    if (name === null) return;
    if (name === CONNECTION_EVENTS.account) {
      // Until it is known whose account it is, nothing of it is believed.
      this.#endListening('Streamer.bot has logged in anew');
      this.#onChange();
    }
    if (name === CONNECTION_EVENTS.found) this.#isDeaf = false;
    if (name === CONNECTION_EVENTS.lost) {
      this.#isDeaf = true;
      this.#endListening(deaf.message);
    }
    const news = parseNews(name, frame);
    if (news === null) return;
    if (typeof news === 'string') this.#listener?.onNonsense(news);
    else this.#listener?.onNews(news);
  }

  /** Streamer.bot's action has an answer. @throws ApiError if nobody waits for it */
  onPage(page: PostedPage): void {
    this.#book.answer(page);
  }

  async fetchChannel(): Promise<Channel> {
    const session = this.#open();
    await this.#findAction(session);
    const channel = parseBroadcaster(await session.request('GetBroadcaster'));
    if (!channel) throw notLoggedIn;
    return channel;
  }

  async ask(question: RelayQuestion, signal: AbortSignal): Promise<RelayAnswer> {
    const session = this.#open();
    const action = await this.#findAction(session);
    return this.#book.expect(question, signal, async (nonce) => {
      const args = {
        rolecallNonce: nonce,
        rolecallKind: question.kind,
        rolecallChannel: question.channelId,
        rolecallCursor: question.cursor ?? '',
        rolecallIds: question.userIds.join(','),
      };
      await session.doAction(action, args).catch((error: unknown) => {
        this.#found.delete(session);
        throw error instanceof PeerProblem && error.code === 'action_failed' ? missing : error;
      });
    });
  }

  async listen(listener: RelayListener): Promise<{ heard: ReadonlySet<RelayedType>; end(): void }> {
    const session = this.#open();
    if (this.#isDeaf) throw deaf;
    const known = parseKnownEvents(await session.request('GetEvents'));
    const types = Object.entries(EVENT_NAMES) as [RelayedType, readonly string[]][];
    const heard = types.filter(([, names]) => names.every((name) => known.has(name)));
    const wanted = [...heard.flatMap(([, names]) => names), ...Object.values(CONNECTION_EVENTS)];
    const { status } = await session.request('Subscribe', {
      events: { Twitch: wanted.filter((name) => known.has(name)) },
    });
    if (status !== 'ok' || session !== this.#session) throw lost;
    this.#listener = listener;
    const end = (): void => {
      if (this.#listener === listener) this.#listener = null;
    };
    return { heard: new Set(heard.map(([type]) => type)), end };
  }

  #open(): StreamerbotSession {
    if (!this.#session) throw this.#problem;
    return this.#session;
  }

  #endListening(why: string): void {
    const listener = this.#listener;
    this.#listener = null;
    listener?.onEnd(why);
  }

  /** By its id, or by its name where the script was pasted by hand. Looked for once a connection, until found. */
  async #findAction(session: StreamerbotSession): Promise<StreamerbotAction> {
    const known = this.#found.get(session);
    if (known) return known;
    const actions = await session.actions();
    const { id, name } = SOURCE_ACTION;
    const action = actions.find((each) => each.id === id) ?? actions.find((each) => each.name === name);
    if (!action) throw missing;
    if (!action.enabled) throw disabled;
    this.#found.set(session, action);
    this.#log.debug('Streamer.bot', `Twitch is asked by the action ${action.id}.`);
    return action;
  }
}

const switchedOff = new PeerProblem(
  'unreachable',
  'Streamer.bot is switched off in Rolecall.',
  'Switch it on: settings, “Integrations”.',
);
const lost = new PeerProblem('lost', 'The connection to Streamer.bot is gone.');
const deaf = new PeerProblem('lost', 'Streamer.bot hears nothing of Twitch at the moment.');
const missing = new PeerProblem(
  'action_missing',
  'Streamer.bot does not have Rolecall’s actions.',
  'Import the file rolecall.sb into Streamer.bot, then connect again.',
);
const disabled = new PeerProblem(
  'action_missing',
  `The action “${SOURCE_ACTION.name}” is switched off in Streamer.bot.`,
  'Switch it on there.',
);

/** Nobody listening is what a program that is closed looks like. */
function closedFor(problem: PeerProblem | null): PeerProblem {
  if (problem && !['unreachable', 'lost'].includes(problem.code)) return problem;
  const fix = problem?.code === 'unreachable' ? problem.fix : null;
  return new PeerProblem('unreachable', 'Streamer.bot is closed.', fix ?? 'Start Streamer.bot.');
}
