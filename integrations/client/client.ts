import type { ActionName, ParamsIn, Result } from '../../server/protocol/actions.ts';
import type { EventData, EventName } from '../../server/protocol/events.ts';
import { Calls, type Receiver } from './calls.ts';
import { Connection, type ConnectionState, type ConnectionTimes, USUAL_TIMES } from './connection.ts';
import { RolecallError } from './error.ts';
import { readFrame } from './frames.ts';
import { Listeners } from './listeners.ts';
import { findSocketClass, type SocketClass, socketUrl } from './socket.ts';
import { Subscriptions } from './subscriptions.ts';

export type Hello = EventData<'hello'>;

export interface ClientOptions extends Partial<ConnectionTimes> {
  /** `ws://127.0.0.1:7653/ws`, or just `http://127.0.0.1:7653`. */
  readonly url: string;
  /** Needed where the server is not on loopback. Sent as `?token=`. */
  readonly token?: string | undefined;
  /** The class of the `ws` package, before Node 22. */
  readonly WebSocket?: SocketClass | undefined;
  /** For calls that name no limit of their own. Default 10 s. */
  readonly callTimeoutMs?: number;
  /** Hears what has no caller: a listener that threw, a refused subscription, a broken frame. */
  readonly onError?: (error: unknown) => void;
}

export interface CallOptions {
  /** 0: as long as the connection lasts (for `sync.run`, which may take minutes). */
  readonly timeoutMs?: number;
}

/** `params` may be left out where none is required. */
type CallArguments<A extends ActionName> =
  Record<never, never> extends ParamsIn<A>
    ? [params?: ParamsIn<A>, options?: CallOptions]
    : [params: ParamsIn<A>, options?: CallOptions];

export interface RolecallClient {
  readonly state: ConnectionState;
  /**
   * Starts connecting, and goes on trying and reconnecting until `close()`. Resolves with the hello of
   * the first connection. Rejects with `timeout` after `timeoutMs` (the client still goes on) or `closed`.
   */
  connect(options?: CallOptions): Promise<Hello>;
  /**
   * Calls an action. Rejects with a `RolecallError`: a code of the wire, `disconnected` (not connected, or
   * lost while waiting; it may have happened all the same) or `timeout`.
   */
  call<A extends ActionName>(action: A, ...rest: CallArguments<A>): Promise<Result<A>>;
  /**
   * Listens, and subscribes at the server for as long as somebody does, over every reconnect.
   * A listener to `sync.status` first gets the snapshot that the events continue, after each reconnect anew.
   */
  on<E extends EventName>(event: E, listener: (data: EventData<E>) => void): () => void;
  onState(listener: (state: ConnectionState) => void): () => void;
  /** Ends the connection for good and rejects what waits. `connect()` starts anew. */
  close(): void;
}

const DEFAULTS = { ...USUAL_TIMES, callTimeoutMs: 10_000 } as const;

/** A promise that nobody may be listening to: it never becomes an unhandled rejection. */
function quietPromise<T>(begin: (receiver: Receiver) => void): Promise<T> {
  const promise = new Promise<T>((resolve, reject) => {
    begin({ resolve: (value) => resolve(value as T), reject });
  });
  promise.catch(() => undefined);
  return promise;
}

class Client implements RolecallClient {
  readonly #listeners: Listeners;
  readonly #states: Listeners;
  readonly #calls = new Calls();
  readonly #subscriptions: Subscriptions;
  readonly #connection: Connection;
  readonly #onError: (error: unknown) => void;
  readonly #callTimeoutMs: number;
  /** Callers of `connect()`. */
  readonly #waiting = new Calls();
  #hello: Hello | null = null;

  constructor(options: ClientOptions) {
    const SocketClass = findSocketClass(options.WebSocket);
    const url = socketUrl(options.url, options.token);
    const times = { ...DEFAULTS, ...options };
    this.#callTimeoutMs = times.callTimeoutMs;
    // eslint-disable-next-line no-console -- a listener that throws must be seen somewhere
    this.#onError = options.onError ?? ((error) => console.error('Rolecall client:', error));
    this.#listeners = new Listeners(this.#onError);
    this.#states = new Listeners(this.#onError);
    this.#subscriptions = new Subscriptions(
      this.#listeners,
      (action, params, receiver) => this.#send(action, params, this.#callTimeoutMs, receiver),
      this.#onError,
    );
    this.#connection = new Connection(times, {
      openSocket: () => new SocketClass(url),
      onText: (text) => this.#receive(text),
      onState: (state) => this.#stateChanged(state),
      probe: () => void this.call('server.info', {}, { timeoutMs: times.probeMs }),
    });
  }

  get state(): ConnectionState {
    return this.#connection.state;
  }

  connect({ timeoutMs = 0 }: CallOptions = {}): Promise<Hello> {
    this.#connection.start();
    return quietPromise((receiver) => {
      if (this.state === 'open') receiver.resolve(this.#hello);
      else this.#waiting.add('hello', timeoutMs, receiver);
    });
  }

  call<A extends ActionName>(action: A, ...[params, options]: CallArguments<A>): Promise<Result<A>> {
    const timeoutMs = options?.timeoutMs ?? this.#callTimeoutMs;
    return quietPromise((receiver) => this.#send(action, params ?? {}, timeoutMs, receiver));
  }

  on<E extends EventName>(event: E, listener: (data: EventData<E>) => void): () => void {
    const remove = this.#listeners.add(event, listener);
    this.#subscriptions.touch(event);
    return () => {
      remove();
      this.#subscriptions.touch(event);
    };
  }

  onState(listener: (state: ConnectionState) => void): () => void {
    return this.#states.add('state', listener);
  }

  close(): void {
    this.#connection.close();
  }

  #send(action: string, params: object, timeoutMs: number, receiver: Receiver): void {
    if (this.state === 'open') {
      const id = this.#calls.add(action, timeoutMs, receiver);
      this.#connection.send(JSON.stringify({ id, action, params }));
    } else {
      receiver.reject(noConnection('disconnected'));
    }
  }

  #receive(text: string): void {
    const frame = readFrame(text);
    if (!frame) {
      this.#onError(new RolecallError('invalid_format', 'Not a frame.'));
    } else if ('event' in frame) {
      if (frame.event === 'hello') this.#greeted(frame.data as Hello);
      this.#listeners.emit(frame.event, frame.data);
    } else {
      this.#calls.settle(frame);
    }
  }

  #greeted(hello: Hello): void {
    this.#hello = hello;
    this.#connection.greeted();
    this.#waiting.settleAll((receiver) => receiver.resolve(hello));
  }

  #stateChanged(state: ConnectionState): void {
    if (state === 'open') {
      this.#subscriptions.renew();
    } else {
      const error = noConnection(state === 'closed' ? 'closed' : 'disconnected');
      this.#calls.settleAll((receiver) => receiver.reject(error));
      if (state === 'closed') this.#waiting.settleAll((receiver) => receiver.reject(error));
    }
    this.#states.emit('state', state);
  }
}

function noConnection(code: 'disconnected' | 'closed'): RolecallError {
  return new RolecallError(code, 'Not connected to Rolecall.');
}

/** A client that does nothing before `connect()`. Throws if the address is none or there is no WebSocket. */
export function createClient(options: ClientOptions): RolecallClient {
  return new Client(options);
}
