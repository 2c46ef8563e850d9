import type { EventHub } from './api/event-hub.ts';
import { toDecision, toFeatures, toGrant, toOverride } from './api/access-wire.ts';
import { toPeers } from './api/actions/peers.ts';
import type { PeersFacts } from './api/peers-port.ts';
import { toRun, toStatus, toTwitchStatus } from './api/status.ts';
import type {
  DecisionFacts,
  GrantFacts,
  OverrideFacts,
  StatusFacts,
  StreamFacts,
  TwitchFacts,
} from './api/ports.ts';
import type { Policy } from './core/policy.ts';
import { toChange, toTimeOrNull } from './api/wire.ts';
import type { RoleChange } from './core/roles.ts';
import { type EventData, MAX_CHANGES_PER_EVENT } from './protocol/events.ts';
import type { RunRecord, SyncListener, SyncProgress } from './sync/ports.ts';

type OverrideChange = EventData<'overrides.changed'>['changes'][number]['change'];
type GrantChange = EventData<'grants.changed'>['changes'][number]['change'];

/** What others in this process hear, at the time when the clients do: after it is stored. */
export interface News {
  onFinished?(run: RunRecord): void;
  onStream?(stream: StreamFacts): void;
  onOverrides?(): void;
  onGrants?(changes: readonly { change: GrantChange; grant: GrantFacts }[]): void;
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
      this.#hub.publish('sync.status', toStatus(this.#status()));
    });
  }

  onProgress(progress: SyncProgress): void {
    this.#hub.publish('sync.progress', { ...progress });
  }

  onFinished(run: RunRecord): void {
    this.#hub.publish('sync.finished', toRun(run));
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
    this.#hub.publish('twitch.status', toTwitchStatus(facts));
  }

  /** Comes with every check: costs nothing when nobody listens. */
  onDecided(decision: DecisionFacts): void {
    if (this.#hub.hasListeners('access.decided')) this.#hub.publish('access.decided', toDecision(decision));
  }

  onOverrides(all: readonly { change: OverrideChange; override: OverrideFacts }[]): void {
    const shown = all.slice(0, MAX_CHANGES_PER_EVENT);
    const changes = shown.map(({ change, override }) => ({ change, override: toOverride(override) }));
    this.#hub.publish('overrides.changed', { changes, total: all.length });
    for (const listener of this.#listeners) listener.onOverrides?.();
  }

  onGrants(all: readonly { change: GrantChange; grant: GrantFacts }[]): void {
    const shown = all.slice(0, MAX_CHANGES_PER_EVENT);
    const changes = shown.map(({ change, grant }) => ({ change, grant: toGrant(grant) }));
    this.#hub.publish('grants.changed', { changes, total: all.length });
    for (const listener of this.#listeners) listener.onGrants?.(all);
  }

  onPolicy(policy: Policy): void {
    this.#hub.publish('policy.changed', toFeatures(policy));
    for (const listener of this.#listeners) listener.onPolicy?.();
  }

  onRolesChanged(changes: readonly RoleChange[]): void {
    const shown = changes.slice(0, MAX_CHANGES_PER_EVENT).map(toChange);
    this.#hub.publish('roles.changed', { changes: shown, total: changes.length });
    for (const listener of this.#listeners) listener.onRolesChanged?.(changes);
  }
}
