import { Connection, USUAL_TIMES } from '../../../integrations/client/connection.ts';
import { readFrame, type ReplyFrame } from '../../../integrations/client/frames.ts';
import { socketUrl } from '../../../integrations/client/socket.ts';
import { takePageToken } from './page-token.ts';
import type { ActionName, EventData, EventName } from '../../../integrations/client/index.ts';

export interface FeedHooks {
  /** After every connect: the server has forgotten the subscriptions. */
  onOpen(): void;
  onLost(): void;
  onEvent(event: EventName, data: unknown): void;
}

/**
 * The badge's connection: that of the client library without what a badge does not need (calls with time
 * limits, listeners). This saves a tenth of the badge's size.
 */
export class Feed {
  readonly #connection: Connection;
  #replies = new Map<string, (reply: ReplyFrame) => void>();
  #lastId = 0;

  /** Does nothing before `start()`. */
  constructor(hooks: FeedHooks) {
    const url = socketUrl(location.origin + '/?page=badge', takePageToken());
    let build: string | null = null;
    this.#connection = new Connection(USUAL_TIMES, {
      openSocket: () => new WebSocket(url),
      onText: (text) => {
        const frame = readFrame(text);
        if (!frame) return;
        if (!('event' in frame)) return this.#answered(frame);
        if (frame.event === 'hello') {
          // Another build of the server has another page, and nobody reloads a source in OBS by hand.
          const hello = frame.data as EventData<'hello'>;
          if (build !== null && build !== hello.build) location.reload();
          build = hello.build;
          this.#connection.greeted();
        }
        hooks.onEvent(frame.event as EventName, frame.data);
      },
      onState: (state) => {
        this.#replies.clear();
        if (state === 'open') hooks.onOpen();
        else hooks.onLost();
      },
      probe: () => this.send('server.info'),
    });
  }

  get isOpen(): boolean {
    return this.#connection.state === 'open';
  }

  start(): void {
    this.#connection.start();
  }

  /** Does nothing while disconnected. `onReply` is not called if the connection is lost before the reply. */
  send(action: ActionName, params: object = {}, onReply?: (reply: ReplyFrame) => void): void {
    if (!this.isOpen) return;
    const id = String(++this.#lastId);
    if (onReply) this.#replies.set(id, onReply);
    this.#connection.send(JSON.stringify({ id, action, params }));
  }

  #answered(reply: ReplyFrame): void {
    const id = String(reply.id);
    this.#replies.get(id)?.(reply);
    this.#replies.delete(id);
  }
}
