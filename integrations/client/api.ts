// Types alone: the build puts this text into the package's index.d.ts, the imports replaced by what they name.
import type { ActionName, ParamsIn, Result } from '../../server/protocol/actions.ts';
import type { ErrorCode } from '../../server/protocol/errors.ts';
import type { EventData, EventName } from '../../server/protocol/events.ts';

export type Hello = EventData<'hello'>;

export interface ClientOptions extends Partial<ConnectionTimes> {
  /** `ws://127.0.0.1:7653/ws`, or just `http://127.0.0.1:7653`. */
  readonly url: string;
  /** Needed where the server is not on loopback. Sent as `?token=`. */
  readonly token?: string | undefined;
  /** The class of the `ws` package: Node has none of its own before version 22. */
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
export type CallArguments<A extends ActionName> =
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

export type ConnectionState = 'connecting' | 'open' | 'closed';

/** Spans in milliseconds. */
export interface ConnectionTimes {
  /** The first retry; each further one waits twice as long, up to `retryMaxMs`, give or take a quarter. */
  readonly retryFirstMs: number;
  readonly retryMaxMs: number;
  /** From opening the socket to the server's hello. */
  readonly openTimeoutMs: number;
  /** After so long without any frame the server is asked whether it is still there. */
  readonly idleMs: number;
  /** How long it may take over that answer. */
  readonly probeMs: number;
}

/** A code of the wire, or one of the client's own: no connection, no answer in time, closed by `close()`. */
export type ClientErrorCode = ErrorCode | 'disconnected' | 'timeout' | 'closed';

/**
 * The part of the WebSocket interface that browsers, Node from 22 on and the `ws` package share.
 * Handlers take `never`, so that every implementation's own event type fits.
 */
export interface Socket {
  onmessage: ((event: never) => void) | null;
  onclose: ((event: never) => void) | null;
  onerror: ((event: never) => void) | null;
  /** 1: open. */
  readonly readyState: number;
  send(text: string): void;
  close(): void;
}

export type SocketClass = new (url: string) => Socket;
