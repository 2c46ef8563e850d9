import type { EventHub } from './event-hub.ts';
import { toDecision, toFeatures, toGrant, toOverride } from './access-wire.ts';
import { toPeers } from './actions/peers.ts';
import type { PeersFacts } from './peers-port.ts';
import { toRun, toStatus, toTwitchStatus } from './status.ts';
import type { DecisionFacts } from './access-port.ts';
import type { GrantFacts, OverrideFacts } from './exceptions-port.ts';
import type { StatusFacts, StreamFacts } from './status-facts.ts';
import type { TwitchFacts } from './twitch-port.ts';
import type { Policy } from '../core/policy.ts';
import { toChange, toTimeOrNull } from './wire.ts';
import type { RoleChange } from '../core/roles.ts';
import { type EventData, MAX_CHANGES_PER_EVENT, type SubscribableEvent } from '../protocol/events.ts';
import type { RunRecord, SyncListener, SyncProgress } from '../sync/ports.ts';

interface OverrideNews {
  readonly change: EventData<'overrides.changed'>['changes'][number]['change'];
  readonly override: OverrideFacts;
}
interface GrantNews {
  readonly change: EventData<'grants.changed'>['changes'][number]['change'];
  readonly grant: GrantFacts;
}

/** What others in this process hear, at the time when the clients do: after it is stored. */
export interface News {
  onFinished?(run: RunRecord): void;
  onStream?(stream: StreamFacts): void;
  onOverrides?(): void;
  onGrants?(changes: () => readonly GrantNews[]): void;
  onPolicy?(): void;
  onRolesChanged?(changes: readonly RoleChange[]): void;
}

/** Turns what the sync tells into events for the clients. Several status changes in one tick are one event. */
export class Announcer implements SyncListener {
  readonly #hub: EventHub;
  readonly #status: () => StatusFacts;
  readonly #listeners: News[] = [];
  #isStatusDue = false;

  /** @param status the status at the moment of sending */
  constructor(hub: EventHub, status: () => StatusFacts) {
    this.#hub = hub;
    this.#status = status;
  }

  /** From now on this part of the house hears it too. */
  listen(listener: News): void {
    this.#listeners.push(listener);
  }

  onStatus(): void {
    if (this.#isStatusDue) return;
    this.#isStatusDue = true;
    setImmediate(() => {
      this.#isStatusDue = false;
      this.#tell('sync.status', () => toStatus(this.#status()));
    });
  }

  onProgress(progress: SyncProgress): void {
    this.#hub.publish('sync.progress', { ...progress });
  }

  onFinished(run: RunRecord): void {
    this.#tell('sync.finished', () => toRun(run));
    for (const listener of this.#listeners) listener.onFinished?.(run);
  }

  onStream(stream: StreamFacts): void {
    const { live, startedAt } = stream;
    this.#hub.publish('stream.status', { live, startedAt: toTimeOrNull(startedAt) });
    for (const listener of this.#listeners) listener.onStream?.(stream);
  }

  onPeers(facts: PeersFacts): void {
    this.#hub.publish('peers.status', toPeers(facts));
  }

  onTwitch(facts: TwitchFacts): void {
    this.#tell('twitch.status', () => toTwitchStatus(facts));
  }

  /** Comes with every check: costs nothing when nobody listens. */
  onDecided(decision: DecisionFacts): void {
    this.#tell('access.decided', () => toDecision(decision));
  }

  onOverrides<C>(all: readonly C[], toFacts: (change: C) => OverrideNews): void {
    this.#tell('overrides.changed', () => {
      const shown = all.slice(0, MAX_CHANGES_PER_EVENT).map(toFacts);
      const changes = shown.map(({ change, override }) => ({ change, override: toOverride(override) }));
      return { changes, total: all.length };
    });
    for (const listener of this.#listeners) listener.onOverrides?.();
  }

  onGrants<C>(all: readonly C[], toFacts: (change: C) => GrantNews): void {
    this.#tell('grants.changed', () => {
      const shown = all.slice(0, MAX_CHANGES_PER_EVENT).map(toFacts);
      const changes = shown.map(({ change, grant }) => ({ change, grant: toGrant(grant) }));
      return { changes, total: all.length };
    });
    for (const listener of this.#listeners) listener.onGrants?.(() => all.map(toFacts));
  }

  onPolicy(policy: Policy): void {
    this.#tell('policy.changed', () => toFeatures(policy));
    for (const listener of this.#listeners) listener.onPolicy?.();
  }

  onRolesChanged(changes: readonly RoleChange[]): void {
    this.#tell('roles.changed', () => {
      const shown = changes.slice(0, MAX_CHANGES_PER_EVENT).map(toChange);
      return { changes: shown, total: changes.length };
    });
    for (const listener of this.#listeners) listener.onRolesChanged?.(changes);
  }

  /** What nobody listens to is not even put together. */
  #tell<E extends SubscribableEvent>(event: E, build: () => EventData<E>): void {
    if (this.#hub.hasListeners(event)) this.#hub.publish(event, build());
  }
}
