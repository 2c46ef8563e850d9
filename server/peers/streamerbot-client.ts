import { StreamerbotClient } from '@streamerbot/client';
import type { WebSocket } from 'ws';
import type { Clock, Timer } from '../core/clock.ts';
import { PeerProblem, placeOf, type Target } from './problem.ts';
import type { PeerSession, SessionEvents } from './supervisor.ts';

/** An action of Streamer.bot, as `GetActions` lists them. */
export interface StreamerbotAction {
  readonly id: string;
  readonly name: string;
  readonly group: string;
  readonly enabled: boolean;
}

/** What an action gets; each becomes a `%variable%` there. */
export type ActionArgs = Readonly<Record<string, string | number>>;

type Payload = Readonly<Record<string, unknown>>;

export interface StreamerbotSession extends PeerSession {
  /** @throws PeerProblem */
  actions(): Promise<StreamerbotAction[]>;
  /** Resolves when Streamer.bot says that it has it. @throws PeerProblem */
  doAction(action: { id: string | null; name: string | null }, args: ActionArgs): Promise<void>;
  /** One request of its protocol, and the answer whatever it is. @throws PeerProblem if none comes */
  request(name: string, more?: object): Promise<Payload>;
}

export interface StreamerbotEvents extends SessionEvents {
  /** A frame that is no answer. */
  onEvent(frame: Payload): void;
  /** The triggers that code there has registered, by the names that code uses; as often as they are asked for. */
  onTriggers(names: ReadonlySet<string>): void;
}

export interface StreamerbotTarget extends Target {
  readonly password: string | null;
}

/** No library call may wait for ever, and none gets to its own time limit: that prints to the console. */
const NEVER_MS = 2 ** 31 - 1;
const HEARTBEAT_MS = 30_000;
const ANSWER_LIMIT_MS = 10_000;
/** Answers that are still waited for. More than that are given up, the oldest first. */
const MAX_PENDING = 100;

/**
 * The vendor's client, with its faults (1.12.2) covered: it rejects unhandled when a refused
 * login is not closed by the server within a second, leaves half-open sockets open, and forgets that it was
 * told to disconnect while it connects.
 */
class Connection extends StreamerbotClient {
  #isDropped = false;
  /** Why the socket failed, in Node's words. */
  socketError: string | null = null;

  /** Ends the connection for good, whatever it is doing. */
  drop(): void {
    this.#isDropped = true;
    this.#terminate();
    // The socket is made a few ticks after connect().
    setImmediate(() => this.#terminate());
  }

  protected override async onOpen(): Promise<void> {
    if (this.#isDropped) this.#terminate();
    else await super.onOpen().catch(() => undefined);
  }

  protected override onError(event: Event): void {
    this.socketError ??= 'message' in event ? String(event.message) : 'error';
    super.onError(event);
  }

  #terminate(): void {
    const socket = this.socket as unknown as WebSocket | undefined;
    if (!socket) return;
    // Whatever still waits for a message fails with this one, and with it ends its timer.
    socket.emit('message', Buffer.from('-'), false);
    socket.terminate();
  }
}

/** Connects. The vendor's own requests leave a listener behind each, so ours go past them. */
export function connectStreamerbot(
  target: StreamerbotTarget,
  clock: Clock,
  events: StreamerbotEvents,
): StreamerbotSession {
  const answers = new Answers(clock);
  let isReady = false;
  let isOver = false;
  let isPasswordAsked = false;
  let isRefused = false;
  let heartbeat: Timer | null = null;

  const end = (problem: PeerProblem | null): void => {
    if (isOver) return;
    isOver = true;
    heartbeat?.cancel();
    answers.close();
    connection.drop();
    if (problem) events.onLost(problem);
  };
  const explain = (): PeerProblem => {
    if (isReady) return lost;
    if (isPasswordAsked && isRefused) return target.password === null ? passwordNeeded : wrongPassword;
    return connection.socketError === null ? noAnswer(target) : unreachable(target);
  };
  const connection = new Connection({
    host: target.host.includes(':') ? `[${target.host}]` : target.host,
    port: target.port,
    immediate: false,
    autoReconnect: false,
    logLevel: 'none',
    ...(target.password === null ? {} : { password: target.password }),
    onConnect: () => {
      if (isOver) return;
      isReady = true;
      beat();
      readTriggers();
      events.onReady();
    },
    onDisconnect: () => end(explain()),
    onError: () => {
      // A failed socket also closes; a failed handshake may not.
      if (connection.socketError === null) end(explain());
    },
    onData: (data: unknown) => {
      const payload = asPayload(data);
      if (payload['request'] === 'Hello' && payload['authentication']) isPasswordAsked = true;
      if (!isReady && payload['status'] === 'error') isRefused = true;
      answers.onPayload(payload);
      if (isReady && !isOver && payload['event']) events.onEvent(payload);
    },
  });
  const call = async (request: string, more: object = {}): Promise<Payload> => {
    if (isOver) throw lost;
    const { id, answer } = answers.expect();
    connection.send({ request, id, ...more });
    return answer;
  };
  /** A socket whose other end is gone says nothing by itself. */
  const beat = (): void => {
    heartbeat = clock.after(HEARTBEAT_MS, () => {
      call('GetInfo').then(beat, () => end(lost));
      readTriggers();
    });
  };
  /** An older Streamer.bot does not know the question; no answer is none. */
  const readTriggers = (): void => {
    call('GetCodeTriggers').then(
      ({ triggers }) => isOver || events.onTriggers(namesOf(triggers)),
      () => undefined,
    );
  };
  connection.connect(NEVER_MS).catch(() => end(explain()));
  return {
    end: () => end(null),
    request: call,
    async actions() {
      const { actions } = await call('GetActions');
      return Array.isArray(actions) ? actions.flatMap(toAction) : [];
    },
    async doAction({ id, name }, args) {
      const action = id === null ? { name } : { id };
      const { status } = await call('DoAction', { action, args });
      if (status === 'ok') return;
      const words = `Streamer.bot did not run the action "${name ?? id}".`;
      throw new PeerProblem('action_failed', words, 'It may have been renamed or deleted: choose it again.');
    },
  };
}

/** Requests by their id, until they are answered. */
class Answers {
  readonly #clock: Clock;
  readonly #waiting = new Map<string, { resolve: (payload: Payload) => void; fail: () => void }>();
  #count = 0;

  constructor(clock: Clock) {
    this.#clock = clock;
  }

  expect(): { id: string; answer: Promise<Payload> } {
    const id = `rolecall-${++this.#count}`;
    for (const { fail } of [...this.#waiting.values()].slice(0, this.#waiting.size + 1 - MAX_PENDING)) fail();
    const answer = new Promise<Payload>((resolve, reject) => {
      const done = (): void => {
        timer.cancel();
        this.#waiting.delete(id);
      };
      const fail = (): void => {
        done();
        reject(lost);
      };
      const timer = this.#clock.after(ANSWER_LIMIT_MS, fail);
      this.#waiting.set(id, { resolve: (payload) => (done(), resolve(payload)), fail });
    });
    answer.catch(() => undefined); // the caller may be gone
    return { id, answer };
  }

  onPayload(payload: Payload): void {
    const { id } = payload;
    if (typeof id === 'string') this.#waiting.get(id)?.resolve(payload);
  }

  close(): void {
    for (const { fail } of [...this.#waiting.values()]) fail();
  }
}

const lost = new PeerProblem('lost', 'The connection to Streamer.bot is gone.');
const passwordFix = 'It is in Streamer.bot under Servers/Clients > WebSocket Server.';
const passwordNeeded = new PeerProblem('password_needed', 'Streamer.bot wants a password.', passwordFix);
const wrongPassword = new PeerProblem('wrong_password', 'Streamer.bot refuses the password.', passwordFix);

function unreachable(target: Target): PeerProblem {
  return new PeerProblem(
    'unreachable',
    `Streamer.bot cannot be reached at ${placeOf(target)}.`,
    'Start it, and its WebSocket server under Servers/Clients > WebSocket Server.',
  );
}

function noAnswer(target: Target): PeerProblem {
  return new PeerProblem(
    'no_answer',
    `What answers at ${placeOf(target)} is not Streamer.bot.`,
    'Compare the port with the one in Streamer.bot under Servers/Clients > WebSocket Server.',
  );
}

function asPayload(data: unknown): Payload {
  return typeof data === 'object' && data !== null ? (data as Payload) : {};
}

function namesOf(triggers: unknown): ReadonlySet<string> {
  const names = (Array.isArray(triggers) ? triggers : []).map((each) => asPayload(each)['eventName']);
  return new Set(names.filter((name) => typeof name === 'string'));
}

function toAction(value: unknown): StreamerbotAction[] {
  const { id, name, group, enabled } = asPayload(value);
  if (typeof id !== 'string' || typeof name !== 'string') return [];
  return [{ id, name, group: typeof group === 'string' ? group : '', enabled: enabled !== false }];
}
