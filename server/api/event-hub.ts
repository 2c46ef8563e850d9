import type { Log } from '../core/log.ts';
import { explain } from '../protocol/envelope.ts';
import { EVENTS, type EventData, type EventName, type SubscribableEvent } from '../protocol/events.ts';

/** Where events for one client go. */
export interface EventSink {
  /** Takes a finished text frame; drops the client itself if it reads too slowly. */
  send(frame: string): void;
}

/** Which clients are subscribed to which events. An event is checked and turned into text once for all of them. */
export class EventHub {
  readonly #log: Log;
  readonly #listeners = new Map<SubscribableEvent, Set<EventSink>>();
  readonly #watchers = new Map<SubscribableEvent, { begin: () => () => void; end: (() => void) | null }>();

  constructor(log: Log) {
    this.#log = log;
  }

  subscribe(sink: EventSink, events: readonly SubscribableEvent[]): void {
    for (const event of events) {
      const sinks = this.#listeners.get(event) ?? new Set();
      this.#listeners.set(event, sinks.add(sink));
      this.#tellWatcher(event);
    }
  }

  unsubscribe(sink: EventSink, events: readonly SubscribableEvent[]): void {
    for (const event of events) {
      this.#listeners.get(event)?.delete(sink);
      this.#tellWatcher(event);
    }
  }

  /** Forgets a client that is gone. */
  drop(sink: EventSink): void {
    this.unsubscribe(sink, [...this.#listeners.keys()]);
  }

  /** For an event that happens very often. @param begin called while somebody listens; it returns what ends it */
  whileWanted(event: SubscribableEvent, begin: () => () => void): void {
    this.#watchers.set(event, { begin, end: null });
    this.#tellWatcher(event);
  }

  /** Whether an event is wanted at all, where it costs something to make. */
  hasListeners(event: SubscribableEvent): boolean {
    return (this.#listeners.get(event)?.size ?? 0) > 0;
  }

  #tellWatcher(event: SubscribableEvent): void {
    const watcher = this.#watchers.get(event);
    if (!watcher) return;
    if (!this.hasListeners(event)) watcher.end?.();
    const isNew = this.hasListeners(event) && !watcher.end;
    watcher.end = isNew ? watcher.begin() : this.hasListeners(event) ? watcher.end : null;
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
