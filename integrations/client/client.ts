import type { ActionName, Result } from '../../server/protocol/actions.ts';
import type { EventData, EventName } from '../../server/protocol/events.ts';
import type {
  CallArguments,
  CallOptions,
  ClientOptions,
  ConnectionState,
  Hello,
  RolecallClient,
} from './api.ts';
import { Calls, type Receiver } from './calls.ts';
import { Connection, USUAL_TIMES } from './connection.ts';
import { RolecallError } from './error.ts';
import { readFrame } from './frames.ts';
import { Listeners } from './listeners.ts';
import { findSocketClass, socketUrl } from './socket.ts';
import { Subscriptions } from './subscriptions.ts';

const DEFAULTS = { ...USUAL_TIMES, callTimeoutMs: 10_000 } as const;

/** A promise that nobody may be listening to: it never becomes an unhandled rejection. */
function quietPromise<T>(begin: (receiver: Receiver) => void): Promise<T> {
  const promise = new Promise<T>((resolve, reject) => {
    begin({ resolve: (value) => resolve(value as T), reject });
  });
  promise.catch(() => undefined);
  return promise;
}

/** A socket is never told why it was not let in. */
const NO_WAY_IN = 'Rolecall did not let us in (is it running, is the token valid?)';

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
      else this.#waiting.add(NO_WAY_IN, timeoutMs, receiver);
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
      const id = this.#calls.add(`No answer to ${action}`, timeoutMs, receiver);
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
