import type { Clock } from '../core/clock.ts';
import type { Emitter } from '../core/events.ts';
import type { Log } from '../core/log.ts';
import type { GrantMode } from '../core/policy.ts';
import { ApiError } from '../core/problem.ts';
import {
  type Changes,
  changesOf,
  type ExceptionFilter,
  type GrantView,
  newestOf,
  type OverrideView,
  toGrantView,
  toOverrideView,
} from './exception-views.ts';
import { type GrantChange, Grants, type NewGrant } from './grants.ts';
import type { Names } from './names.ts';
import { type NewOverride, type OverrideChange, Overrides } from './overrides.ts';
import type { AccessStore, GrantRecord, OverrideRecord } from './ports.ts';
import { restorable } from './restore.ts';

export interface ExceptionEvents {
  overrides: Changes<{ readonly change: OverrideChange; readonly override: OverrideView }>;
  grants: Changes<{ readonly change: GrantChange; readonly grant: GrantView }>;
}

export interface ExceptionDeps {
  readonly store: AccessStore;
  readonly names: Names;
  readonly clock: Clock;
  readonly log: Log;
  readonly events: Emitter<ExceptionEvents>;
  readonly grantMode: () => GrantMode;
}

/**
 * What was decided for one viewer, whatever the rules say: overrides and timed access. Callers see both with
 * the viewer's names of now. What changes something is durable when it resolves.
 */
export class Exceptions {
  readonly overrides: Overrides;
  readonly grants: Grants;
  readonly #deps: ExceptionDeps;

  constructor(deps: ExceptionDeps) {
    this.#deps = deps;
    const { store, clock, names, events, grantMode } = deps;
    this.overrides = new Overrides({
      store,
      clock,
      names,
      onChange: (change, overrides) =>
        events.emit(
          'overrides',
          changesOf(overrides, (override) => ({ change, override: this.#showOverride(override) })),
        ),
    });
    this.grants = new Grants({
      store,
      clock,
      names,
      mode: grantMode,
      onChange: (change, grants) =>
        events.emit(
          'grants',
          changesOf(grants, (grant) => ({ change, grant: this.#showGrant(grant) })),
        ),
    });
  }

  /** Begins to announce what runs out. */
  start(): void {
    this.overrides.start();
    this.grants.start();
  }

  close(): void {
    this.overrides.close();
    this.grants.close();
  }

  async setOverride(override: NewOverride): Promise<OverrideView> {
    const { until } = override;
    if (typeof until === 'number' && until <= this.#deps.clock.now()) {
      throw new ApiError('invalid_params', 'until: that time is over.');
    }
    return this.#showOverride(await this.overrides.set(override));
  }

  /** @returns what was ended, null if there was nothing */
  async clearOverride(feature: string, userId: string, by: string): Promise<OverrideView | null> {
    const ended = await this.overrides.clear(feature, userId, by);
    return ended && this.#showOverride(ended);
  }

  /** Newest first. */
  listOverrides(filter: ExceptionFilter): OverrideView[] {
    return newestOf(this.overrides.records.all(), filter, (record) => this.#showOverride(record));
  }

  /** With the `key` of one that was given before: that one. */
  async addGrant(grant: Omit<NewGrant, 'source' | 'redemptionId'>): Promise<GrantView> {
    const added = await this.grants.add({ ...grant, source: 'api', redemptionId: null });
    return this.#showGrant(added.grant);
  }

  /** @returns what was ended, null if there was nothing */
  async revokeGrant(feature: string, userId: string, by: string): Promise<GrantView | null> {
    const ended = await this.grants.revoke(feature, userId, by);
    return ended && this.#showGrant(ended);
  }

  /** Newest first. */
  listGrants(filter: ExceptionFilter): GrantView[] {
    return newestOf(this.grants.records.all(), filter, (record) => this.#showGrant(record));
  }

  /** @param wasSeen false: nobody saw it end. What was set in this run may be meant for the stream to come */
  endStream(wasSeen: boolean): void {
    this.overrides.endStream(!wasSeen).catch((error: unknown) => {
      this.#deps.log.warn('Access', `Overrides until the end of the stream were not ended: ${String(error)}`);
    });
  }

  /** Clears away what is long over. Only by a clock that is right: by a wrong one everything is. */
  sweep(): void {
    this.grants.sweep();
    this.grants.beginAhead().catch((error: unknown) => {
      this.#deps.log.warn('Access', `Timed access of a wrong clock was not put right: ${String(error)}`);
    });
  }

  /** What waits for the streamer's word counts from now on. @returns how many of them are in force */
  restoreInDoubt(): Promise<number> {
    return this.alone(async () => {
      const { store, clock, names } = this.#deps;
      const now = clock.now();
      const { overrides, grants } = restorable(store.inDoubt, this, now);
      const views = [
        ...overrides.map((record) => toOverrideView(record, names, now)),
        ...grants.map((record) => toGrantView(record, names, now)),
      ];
      await store.resolveDoubt([
        ...overrides.map((record) => ({ kind: 'override', record }) as const),
        ...grants.map((record) => ({ kind: 'grant', record }) as const),
      ]);
      this.overrides.adopt(overrides);
      this.grants.adopt(grants);
      return views.filter(({ active }) => active).length;
    });
  }

  /** What waits for the streamer's word is left out for good. */
  async giveUpInDoubt(): Promise<void> {
    await this.#deps.store.resolveDoubt([]);
  }

  /** No override and no grant changes while `action` runs. */
  alone<T>(action: () => Promise<T>): Promise<T> {
    return this.overrides.alone(() => this.grants.alone(action));
  }

  /** The store has forgotten everything. */
  forget(): void {
    this.overrides.forget();
    this.grants.forget();
  }

  #showOverride(record: OverrideRecord): OverrideView {
    return toOverrideView(record, this.#deps.names, this.#deps.clock.now());
  }

  #showGrant(record: GrantRecord): GrantView {
    return toGrantView(record, this.#deps.names, this.#deps.clock.now());
  }
}
