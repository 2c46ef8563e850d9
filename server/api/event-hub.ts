import type { Log } from '../core/log.ts';
import { explain } from '../protocol/envelope.ts';
import { EVENTS, type EventData, type EventName, type SubscribableEvent } from '../protocol/events.ts';

/** Where events for one client go. */
export interface EventSink {
  /** Takes a finished text frame; drops the client itself if it reads too slowly. */
  send(frame: string): void;
}

/** Who wants to hear what. An event is checked and turned into text once, however many listen. */
export class EventHub {
  readonly #log: Log;
  readonly #listeners = new Map<SubscribableEvent, Set<EventSink>>();

  constructor(log: Log) {
    this.#log = log;
  }

  subscribe(sink: EventSink, events: readonly SubscribableEvent[]): void {
    for (const event of events) {
      const sinks = this.#listeners.get(event) ?? new Set();
      this.#listeners.set(event, sinks.add(sink));
    }
  }

  unsubscribe(sink: EventSink, events: readonly SubscribableEvent[]): void {
    for (const event of events) this.#listeners.get(event)?.delete(sink);
  }

  /** Forgets a client that is gone. */
  drop(sink: EventSink): void {
    for (const sinks of this.#listeners.values()) sinks.delete(sink);
  }

  /** Whether anybody listens, for events that cost something to make. */
  hasListeners(event: SubscribableEvent): boolean {
    return (this.#listeners.get(event)?.size ?? 0) > 0;
  }

  publish<E extends SubscribableEvent>(event: E, data: EventData<E>): void {
    const sinks = this.#listeners.get(event);
    if (!sinks || sinks.size === 0) return;
    const frame = this.frame(event, data);
    if (frame !== null) for (const sink of sinks) sink.send(frame);
  }

  /** The text frame of an event; null (and a line in the log) if the data breaks our own contract. */
  frame<E extends EventName>(event: E, data: EventData<E>): string | null {
    const checked = EVENTS[event].data.safeParse(data);
    if (checked.success) return JSON.stringify({ event, data: checked.data });
    this.#log.error('API', `Event ${event} does not fit its schema: ${explain(checked.error)}`);
    return null;
  }
}
