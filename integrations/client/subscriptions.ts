import type { Listeners } from './listeners.ts';
import type { Receiver } from './calls.ts';

type Send = (action: string, params: { events: string[] }, receiver: Receiver) => void;

/**
 * Keeps the server's idea of what we want to hear in step with who listens here. Changes of one tick go
 * out as one frame. The snapshot in each answer is emitted as `sync.status`: events continue from there.
 */
export class Subscriptions {
  readonly #listeners: Listeners;
  readonly #sendCall: Send;
  readonly #onError: (error: unknown) => void;
  readonly #changed = new Set<string>();

  constructor(listeners: Listeners, send: Send, onError: (error: unknown) => void) {
    this.#listeners = listeners;
    this.#sendCall = send;
    this.#onError = onError;
  }

  /** Somebody began or ceased to listen to this event. A further listener wants the snapshot too. */
  touch(event: string): void {
    if (this.#changed.size === 0) queueMicrotask(() => this.#flush());
    this.#changed.add(event);
  }

  /** A new connection knows nothing: everything is asked for again. */
  renew(): void {
    for (const event of this.#listeners.names()) this.#changed.add(event);
    this.#flush();
  }

  #flush(): void {
    const changed = [...this.#changed].filter((event) => event !== 'hello');
    this.#changed.clear();
    const wanted = changed.filter((event) => this.#listeners.has(event));
    this.#send('events.subscribe', wanted);
    this.#send(
      'events.unsubscribe',
      changed.filter((event) => !wanted.includes(event)),
    );
  }

  #send(action: string, events: string[]): void {
    if (events.length === 0) return;
    this.#sendCall(
      action,
      { events },
      {
        resolve: (result) => {
          // After unsubscribing nobody is left to hear it.
          if (events.includes('sync.status')) {
            this.#listeners.emit('sync.status', (result as { status: unknown }).status);
          }
        },
        reject: (error) => {
          // One event above the caller's level must not silence the others.
          if (error.code === 'forbidden' && events.length > 1)
            for (const event of events) this.#send(action, [event]);
          // Without a connection nothing is wrong: `renew` sees to it.
          else if (error.code !== 'disconnected' && error.code !== 'closed') this.#onError(error);
        },
      },
    );
  }
}
