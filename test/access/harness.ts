import { Access } from '../../server/access/access.ts';
import type { AccessAnswer, CheckRequest } from '../../server/access/check.ts';
import { Cooldowns } from '../../server/access/cooldowns.ts';
import { type DecisionRecord, Decisions } from '../../server/access/decisions.ts';
import { type GrantChange, Grants } from '../../server/access/grants.ts';
import { Names } from '../../server/access/names.ts';
import { type OverrideChange, Overrides } from '../../server/access/overrides.ts';
import type {
  AccessEntry,
  AccessReads,
  AccessStore,
  GrantRecord,
  OverrideRecord,
  Uses,
} from '../../server/access/ports.ts';
import type { Trust } from '../../server/core/decide.ts';
import { DEFAULT_POLICY, type GrantMode, type Policy } from '../../server/core/policy.ts';
import type { Kind, User } from '../../server/core/roles.ts';
import { NO_DETAIL } from '../../server/core/roles.ts';
import { Roster } from '../../server/core/roster.ts';
import { FakeClock } from '../support/fake-clock.ts';

/** Keeps records in memory; writes that a test holds back or fails. */
export class MemoryStore implements AccessStore {
  readonly saved = new Map<string, AccessEntry>();
  /** Waited for by every write. */
  gate: Promise<void> = Promise.resolve();
  isFull = false;
  writes = 0;

  *overrides(): Generator<OverrideRecord> {
    for (const entry of this.saved.values()) if (entry.kind === 'override') yield entry.record;
  }

  *grants(): Generator<GrantRecord> {
    for (const entry of this.saved.values()) if (entry.kind === 'grant') yield entry.record;
  }

  async save(entries: readonly AccessEntry[]): Promise<void> {
    await this.gate;
    if (this.isFull) throw new Error('the disk is full');
    this.writes++;
    for (const entry of entries) this.saved.set(`${entry.kind} ${entry.record.id}`, entry);
  }

  inDoubt: readonly AccessEntry[] = [];

  async resolveDoubt(entries: readonly AccessEntry[]): Promise<void> {
    await this.save(entries);
    this.inDoubt = [];
  }

  dropGrants(ids: readonly number[]): void {
    for (const id of ids) this.saved.delete(`grant ${id}`);
  }

  async clear(): Promise<void> {
    this.saved.clear();
  }
}

export interface RigOptions {
  readonly clock?: FakeClock;
  readonly store?: MemoryStore;
  readonly uses?: Uses;
}

/** The access part without a server: time by hand, a store in memory. */
export class AccessRig {
  readonly clock: FakeClock;
  readonly store: MemoryStore;
  readonly roster = new Roster();
  readonly names: Names;
  readonly grants: Grants;
  readonly overrides: Overrides;
  readonly cooldowns: Cooldowns;
  readonly decisions: Decisions;
  readonly access: Access;
  readonly reads: AccessReads;
  readonly grantChanges: { change: GrantChange; grant: GrantRecord }[] = [];
  readonly overrideChanges: { change: OverrideChange; override: OverrideRecord }[] = [];
  readonly decided: DecisionRecord[] = [];
  policy: Policy = DEFAULT_POLICY;
  areRulesUnknown = false;
  isClockRight = true;
  mode: GrantMode = 'add';
  trust: Trust = 'fresh';
  uses: Uses;
  readonly bots = new Set(['nightbot']);
  readonly banned = new Set<string>();
  readonly followedAt = new Map<string, number | null>();

  constructor({ clock = new FakeClock(), store = new MemoryStore(), uses = {} }: RigOptions = {}) {
    this.clock = clock;
    this.store = store;
    this.uses = uses;
    this.names = new Names(this.roster);
    const names = this.names;
    const lists = () => {
      const list = {
        trust: this.trust,
        live: true,
        lastSuccessAt: this.trust === 'unknown' ? null : clock.now(),
      };
      return { subscribers: list, vips: list, moderators: list };
    };
    this.reads = {
      roster: this.roster,
      freshness: { lists },
      policy: () => this.policy,
      areRulesUnknown: () => this.areRulesUnknown,
      texts: () => ({}),
      chatLanguage: () => 'en',
      bots: () => this.bots,
      broadcaster: () => ({ userId: '1', userLogin: 'streamer', userDisplayName: 'Streamer' }),
      isBanned: (userId) => this.banned.has(userId),
      followedAt: (userId) => this.followedAt.get(userId) ?? 'unknown',
    };
    this.grants = new Grants({
      store,
      clock,
      names,
      mode: () => this.mode,
      onChange: (change, grants) => this.grantChanges.push(...grants.map((grant) => ({ change, grant }))),
    });
    this.overrides = new Overrides({
      store,
      clock,
      names,
      onChange: (change, overrides) =>
        this.overrideChanges.push(...overrides.map((override) => ({ change, override }))),
    });
    const useStore = { load: () => this.uses, save: async (saved: Uses) => void (this.uses = saved) };
    this.cooldowns = new Cooldowns({
      store: useStore,
      clock,
      policy: () => this.policy,
      isClockRight: () => this.isClockRight,
    });
    this.decisions = new Decisions(clock.now(), (decision) => this.decided.push(decision));
    this.access = new Access({ ...this.parts, cooldowns: this.cooldowns, decisions: this.decisions });
    this.grants.start();
    this.overrides.start();
  }

  get parts() {
    const { reads, overrides, grants, clock, names } = this;
    return { reads, overrides, grants, clock, names };
  }

  /** The next process on the same data. The roster is empty again. */
  restart(): AccessRig {
    return new AccessRig({ clock: this.clock, store: this.store, uses: this.uses });
  }

  check(request: Partial<CheckRequest>): AccessAnswer {
    const answer = this.access.check({ platform: 'twitch', feature: 'tts', consume: false, ...request });
    if (!answer) throw new Error('no such feature');
    return answer;
  }

  /** Puts somebody on a list. */
  hold(kind: Kind, user: User): void {
    this.roster.apply({ change: 'granted', kind, user, detail: NO_DETAIL, at: 1, source: 'startup' });
  }

  drop(kind: Kind, user: User): void {
    this.roster.apply({ change: 'revoked', kind, user, at: 2, source: 'event' });
  }
}

export const ann: User = { userId: '11', userLogin: 'ann', userDisplayName: 'Ann' };
export const bob: User = { userId: '12', userLogin: 'bob', userDisplayName: 'Bob' };

export const byHand = { note: null, by: 'test', source: 'api', redemptionId: null };
