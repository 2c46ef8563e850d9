import type { Duplex } from 'node:stream';
import { type RawData, WebSocket } from 'ws';
import type { Clock, Timer } from '../core/clock.ts';
import type { Log } from '../core/log.ts';
import {
  authParams,
  explain,
  problemOfRequest,
  readId,
  readRequest,
  type Reply,
  type RequestId,
} from '../protocol/envelope.ts';
import type { EventData } from '../protocol/events.ts';
import { higherLevel } from '../protocol/levels.ts';
import type { EventHub, EventSink } from './event-hub.ts';
import type { Entry, TokenHolder } from './guard.ts';
import { RateLimit, type RateRules } from './rate-limit.ts';
import { type Caller, failure, type Router } from './router.ts';

/** So long a client may take to answer the close. */
const CLOSE_MS = 300;
/** A frame that is a whole text (RFC 6455, 5.2). */
const WHOLE_TEXT = 0x81;
/** The head of a longer one is longer; they are few. */
const MAX_TEXT_BYTES = 0xffff;

export interface WsClientDeps {
  readonly router: Router;
  readonly hub: EventHub;
  readonly clock: Clock;
  readonly log: Log;
  readonly limits: { readonly rate: RateRules; readonly authMs: number };
  hello(): EventData<'hello'>;
  readonly findToken: (token: string) => TokenHolder | null;
  /** Somebody who came in with this token is still here. */
  readonly onTokenSeen: (id: string) => void;
}

/** What a client needs of the server that it came to. */
export interface Place {
  /** What it calls itself; null: one of our own pages. */
  readonly name: string | null;
  /** Asked before a client that came without a token is let in; false: there is no room. */
  onToken(): boolean;
  onClose(): void;
  /** A client that leaves more unread is dropped, bytes. */
  unreadLimit(): number;
}

/** One connected program or page. */
export class WsClient implements EventSink {
  readonly #socket: WebSocket;
  /** What `#socket` writes to. */
  readonly #stream: Duplex;
  readonly #deps: WsClientDeps;
  readonly #place: Place;
  readonly #rate: RateLimit;
  /** What it may do without a token, whichever it shows later. */
  readonly #levelWithoutToken: Entry['levelWithoutToken'];
  /** Of every token that it has shown: when one of them is revoked, it has to go. */
  readonly #tokenIds = new Set<string>();
  readonly #deadline: Timer | null;
  #caller: Caller | null;
  #isAlive = true;

  constructor(socket: WebSocket, stream: Duplex, deps: WsClientDeps, entry: Entry, place: Place) {
    const { level, levelWithoutToken, tokenId } = entry;
    this.#socket = socket;
    this.#stream = stream;
    this.#deps = deps;
    this.#place = place;
    this.#levelWithoutToken = levelWithoutToken;
    if (tokenId !== null) this.#tokenIds.add(tokenId);
    this.#caller = level === null ? null : { level, sink: this, name: place.name };
    this.#rate = new RateLimit(deps.limits.rate, deps.clock.monotonic());
    this.#deadline = level === null ? deps.clock.after(deps.limits.authMs, () => this.#onNoToken()) : null;
    socket.on('message', (data, isBinary) => this.#onMessage(data, isBinary));
    socket.on('pong', () => (this.#isAlive = true));
    // ws closes by itself after an error (too large a frame, broken UTF-8); `close` follows.
    socket.on('error', (error) => deps.log.debug('WebSocket', `Client error: ${error.message}`));
    socket.on('close', () => this.#onClose());
  }

  hasShown(tokenId: string): boolean {
    return this.#tokenIds.has(tokenId);
  }

  greet(): void {
    if (!this.#caller) return;
    const frame = this.#deps.hub.frame('hello', this.#deps.hello());
    if (frame !== null) this.send(frame);
  }

  send(frame: string): void {
    if (this.#socket.readyState !== WebSocket.OPEN) return;
    const { bufferedAmount } = this.#socket;
    if (bufferedAmount > 0 && bufferedAmount > this.#place.unreadLimit()) {
      this.#deps.log.warn('WebSocket', 'Dropped a client that does not read what it is sent.');
      this.#socket.terminate();
      return;
    }
    const whole = textFrame(frame);
    if (whole === null) this.#socket.send(frame);
    else this.#stream.write(whole, 'latin1');
  }

  checkAlive(): void {
    if (!this.#isAlive) {
      this.#socket.terminate();
      return;
    }
    this.#isAlive = false;
    this.#socket.ping();
    this.#tokensSeen();
  }

  /** Does nothing for it any more; but whoever revoked the own token still gets the answer. */
  revoke(): void {
    this.#caller = null;
    this.#tokenIds.clear();
    this.#deps.hub.drop(this);
    setImmediate(() => this.#close(1008, 'This access token was revoked'));
  }

  end(): void {
    this.#close(1001, 'Rolecall is closing');
  }

  #close(code: number, reason: string): void {
    this.#socket.close(code, reason);
    // Whoever does not answer the close must not keep the place, nor hold up the shutdown.
    setTimeout(() => this.#socket.terminate(), CLOSE_MS).unref();
  }

  #onNoToken(): void {
    if (!this.#caller) this.#close(1008, 'No access token came');
  }

  #onClose(): void {
    this.#deadline?.cancel();
    this.#deps.hub.drop(this);
    this.#tokensSeen();
    this.#place.onClose();
  }

  #tokensSeen(): void {
    for (const id of this.#tokenIds) this.#deps.onTokenSeen(id);
  }

  #onMessage(data: RawData, isBinary: boolean): void {
    const frame = isBinary ? undefined : parseFrame(data);
    const id = readId(frame);
    if (!this.#rate.take(this.#deps.clock.monotonic())) {
      this.#reply(id, failure('rate_limited', 'Too many requests on this connection; slow down.'));
      return;
    }
    if (frame === undefined) {
      this.#noteNoRequest();
      this.#reply(id, failure('invalid_format', 'A frame must be JSON text: {"id","action","params"}.'));
      return;
    }
    const request = readRequest(frame);
    if (!request) {
      this.#noteNoRequest();
      this.#reply(id, failure('invalid_format', problemOfRequest(frame)));
      return;
    }
    const { action, params } = request;
    const reply = action === 'auth' ? this.#authenticate(params) : this.#dispatch(action, params);
    if (reply instanceof Promise) void reply.then((late) => this.#reply(id, late));
    else this.#reply(id, reply);
  }

  #noteNoRequest(): void {
    if (this.#caller) this.#deps.router.noteWrong(this.#caller, null, { code: 'not_json', param: null });
  }

  #dispatch(action: string, params: unknown): Reply | Promise<Reply> {
    if (!this.#caller) return failure('unauthorized', 'Send {"action":"auth","params":{"token":"…"}} first.');
    return this.#deps.router.dispatch(action, params, this.#caller);
  }

  #authenticate(params: unknown): Reply {
    const auth = authParams().safeParse(params);
    if (!auth.success) return failure('invalid_params', explain(auth.error));
    const holder = this.#deps.findToken(auth.data.token);
    if (!holder) return failure('unauthorized', 'This access token is not valid.');
    if (!this.#place.onToken()) return failure('unavailable', 'Too many connections.');
    const level = higherLevel(holder.level, this.#levelWithoutToken);
    this.#tokenIds.add(holder.id);
    const wasLocked = this.#caller === null;
    this.#caller = { level, sink: this, name: this.#place.name };
    if (wasLocked) queueMicrotask(() => this.greet());
    return { ok: true, result: { level } };
  }

  #reply(id: RequestId, reply: Reply): void {
    // Written out: a spread costs microseconds, which counts on this path.
    const frame = reply.ok ? { id, ok: true, result: reply.result } : { id, ok: false, error: reply.error };
    this.send(JSON.stringify(frame));
  }
}

function parseFrame(data: RawData): unknown {
  try {
    const text = Buffer.isBuffer(data) ? data.toString('utf8') : '';
    // .NET likes to send a byte order mark.
    return JSON.parse(text.startsWith('\ufeff') ? text.slice(1) : text) as unknown;
  } catch {
    return undefined;
  }
}

/**
 * A frame of a server, head and text in one piece: ws writes the two apart, which costs a tenth of a short answer.
 * @returns a byte a character, `latin1`; null: it is long, or not only ASCII, and ws has to send it
 */
export function textFrame(text: string): string | null {
  const bytes = text.length;
  if (bytes > MAX_TEXT_BYTES || Buffer.byteLength(text) !== bytes) return null;
  const head =
    bytes < 126
      ? String.fromCharCode(WHOLE_TEXT, bytes)
      : String.fromCharCode(WHOLE_TEXT, 126, bytes >> 8, bytes & 0xff);
  return head + text;
}
