import { setImmediate as nextTurn } from 'node:timers/promises';
import { type Allowed, allowedNow, type AllowedRequest } from './allowed.ts';
import { Access, type Strangers } from './access.ts';
import { Cooldowns } from './cooldowns.ts';
import { Decisions } from './decisions.ts';
import { Grants } from './grants.ts';
import { Names } from './names.ts';
import { Overrides } from './overrides.ts';
import type { AccessReads } from './ports.ts';
import { preview, type Preview, type PreviewRequest } from './preview.ts';
import { toGrantFacts, toOverrideFacts } from './facts.ts';
import type { Announcer } from '../api/publisher.ts';
import type { Clock, Timer } from '../core/clock.ts';
import type { Log } from '../core/log.ts';
import type { Stores } from '../store/stores.ts';

/** How often expired grants and cooldowns are cleared away. */
const SWEEP_MS = 5 * 60_000;

export interface AccessSystemParts {
  readonly stores: Stores;
  readonly clock: Clock;
  readonly log: Log;
  readonly announcer: Announcer;
  readonly freshness: AccessReads['freshness'];
  readonly broadcaster: AccessReads['broadcaster'];
  /** What only Twitch knows, as far as it was asked. */
  readonly outside: Pick<AccessReads, 'isBanned' | 'followedAt'>;
  readonly strangers: Strangers;
}

/** Everything that `access.check` is answered from, put together. */
export class AccessSystem {
  readonly check: Access['check'];
  readonly checkPatiently: Access['checkPatiently'];
  readonly worthOfTime: Access['worthOfTime'];
  readonly names: Names;
  readonly people: Access['people'];
  readonly overrides: Overrides;
  readonly grants: Grants;
  readonly decisions: Decisions;
  readonly preview: (request: PreviewRequest) => Promise<Preview>;
  readonly allowed: (request: AllowedRequest) => Promise<Allowed>;
  readonly #parts: AccessSystemParts;
  readonly #cooldowns: Cooldowns;
  readonly #forgetSaid: () => void;
  #sweeping: Timer | null = null;
  #isLive: boolean | null = null;

  constructor(parts: AccessSystemParts) {
    const { stores, clock, announcer, freshness, broadcaster } = parts;
    const { roster } = stores.roster;
    const policy = () => stores.settings.get().policy;
    this.#parts = parts;
    const names = (this.names = new Names(roster));
    this.overrides = new Overrides({
      store: stores.access,
      clock,
      names,
      onChange: (changes) =>
        announcer.onOverrides(changes, ({ change, override }) => ({
          change,
          override: toOverrideFacts(override, names, clock.now()),
        })),
    });
    this.grants = new Grants({
      store: stores.access,
      clock,
      names,
      mode: () => stores.settings.get().grantMode,
      onChange: (changes) =>
        announcer.onGrants(changes, ({ change, grant }) => ({
          change,
          grant: toGrantFacts(grant, names, clock.now()),
        })),
    });
    this.#cooldowns = new Cooldowns({ store: stores.uses, clock, policy });
    this.decisions = new Decisions((decision) => announcer.onDecided(decision));
    const reads: AccessReads = {
      roster,
      freshness,
      policy,
      texts: () => stores.settings.get().texts,
      broadcaster,
      ...parts.outside,
    };
    const { overrides, grants, decisions } = this;
    const situation = { reads, overrides, grants };
    const access = new Access({
      ...situation,
      clock,
      names,
      cooldowns: this.#cooldowns,
      decisions,
      strangers: parts.strangers,
    });
    this.people = access.people;
    this.#forgetSaid = () => access.forget();
    this.check = (request) => access.check(request);
    this.checkPatiently = (request) => access.checkPatiently(request);
    this.worthOfTime = (userId, feature, expiresAt) => access.worthOfTime(userId, feature, expiresAt);
    const walk = { ...situation, clock, names, nextTurn: () => nextTurn() };
    this.preview = (request) => preview(walk, request);
    this.allowed = (request) => allowedNow(walk, request);
  }

  /** Begins to announce what runs out, and to clear away what is long over. */
  start(): void {
    this.overrides.start();
    this.grants.start();
    this.#sweep();
  }

  /** What Twitch or OBS says, or was seen when looking. */
  onStream(live: boolean | null): void {
    // Nobody saw this stream end; what was set in this run may be meant for the one to come.
    const isFirstLook = this.#isLive === null;
    this.#isLive = live;
    if (live === false) this.endStream(isFirstLook);
  }

  /** @param onlyOlder as `Overrides.endStream` */
  endStream(onlyOlder = false): void {
    this.overrides.endStream(onlyOlder).catch((error: unknown) => {
      this.#parts.log.warn(
        'Access',
        `Overrides until the end of the stream were not ended: ${String(error)}`,
      );
    });
  }

  /** Forgets everybody, durably (`data.delete`). @throws StoreError `not_saved` */
  async deleteAll(): Promise<void> {
    // A change under way rests on what is deleted, and would bring some of it back.
    await this.alone(async () => {
      await this.#parts.stores.access.clear();
      this.overrides.forget();
      this.grants.forget();
      this.names.clear();
      this.#forgetSaid();
      this.#cooldowns.forget();
      this.decisions.forget();
    });
  }

  /** No override and no grant changes while `action` runs. */
  alone<T>(action: () => Promise<T>): Promise<T> {
    return this.overrides.alone(() => this.grants.alone(action));
  }

  async close(): Promise<void> {
    this.#sweeping?.cancel();
    this.overrides.close();
    this.grants.close();
    await this.#cooldowns.close();
  }

  #sweep(): void {
    this.grants.sweep();
    this.#cooldowns.tidy();
    this.#sweeping = this.#parts.clock.after(SWEEP_MS, () => this.#sweep());
  }
}
