import type { AccessEvents } from '../access/service.ts';
import type { Changes } from '../access/exception-views.ts';
import type { ChannelEvents } from '../channel/parts.ts';
import type { Subscriptions } from '../core/events.ts';
import type { CallerEvents } from './callers.ts';
import type { PeerEvents } from '../peers/peers.ts';
import { type EventData, MAX_CHANGES_PER_EVENT, type SubscribableEvent } from '../protocol/events.ts';
import type { EventHub } from './event-hub.ts';
import { toPeers, toRun, toStatus, toTwitchStatus } from './status.ts';
import {
  toCallers,
  toChange,
  toDecision,
  toFeatures,
  toGrant,
  toOverride,
  toTimeOrNull,
  toWrongQuestion,
} from './wire.ts';
import type { WrongQuestionEvents } from './wrong-questions.ts';

export type PublishedEvents = ChannelEvents & AccessEvents & PeerEvents & WrongQuestionEvents & CallerEvents;

/** Passes on to the clients what happens here. What nobody listens to is not even put together. */
export class Publisher {
  readonly #hub: EventHub;
  #isStatusDue = false;

  constructor(hub: EventHub, events: Subscriptions<PublishedEvents>) {
    this.#hub = hub;
    events.on('status', (status) => this.#publishSoon(() => toStatus(status.view())));
    events.on('progress', (progress) => this.#publish('sync.progress', () => ({ ...progress })));
    events.on('runFinished', (run) => this.#publish('sync.finished', () => toRun(run)));
    events.on('rolesChanged', ({ first, total }) =>
      this.#publish('roles.changed', () => ({
        changes: first.slice(0, MAX_CHANGES_PER_EVENT).map(toChange),
        total,
      })),
    );
    events.on('stream', ({ live, startedAt }) =>
      this.#publish('stream.status', () => ({ live, startedAt: toTimeOrNull(startedAt) })),
    );
    events.on('twitch', (login) => this.#publish('twitch.status', () => toTwitchStatus(login.view())));
    events.on('peers', (peers) => this.#publish('peers.status', () => toPeers(peers)));
    events.on('policy', (policy) => this.#publish('policy.changed', () => toFeatures(policy)));
    // Comes with every check.
    hub.whileWanted('access.decided', () =>
      events.on('decided', (decision) => this.#publish('access.decided', () => toDecision(decision))),
    );
    events.on('overrides', (all) =>
      this.#publish('overrides.changed', () =>
        toChanges(all, ({ change, override }) => ({ change, override: toOverride(override) })),
      ),
    );
    events.on('grants', (all) =>
      this.#publish('grants.changed', () =>
        toChanges(all, ({ change, grant }) => ({ change, grant: toGrant(grant) })),
      ),
    );
    events.on('callers', (view) => this.#publish('callers.changed', () => toCallers(view)));
    events.on('wrongQuestions', (all) =>
      this.#publish('diagnostics.changed', () => ({ wrongQuestions: all.map(toWrongQuestion) })),
    );
  }

  #publish<E extends SubscribableEvent>(event: E, build: () => EventData<E>): void {
    if (this.#hub.hasListeners(event)) this.#hub.publish(event, build());
  }

  /** Several changes of the status in one tick are one event, of the status when it is sent. */
  #publishSoon(build: () => EventData<'sync.status'>): void {
    if (this.#isStatusDue) return;
    this.#isStatusDue = true;
    setImmediate(() => {
      this.#isStatusDue = false;
      this.#publish('sync.status', build);
    });
  }
}

function toChanges<C, W>(all: Changes<C>, toWire: (change: C) => W): { changes: W[]; total: number } {
  return { changes: all.first(MAX_CHANGES_PER_EVENT).map(toWire), total: all.total };
}
