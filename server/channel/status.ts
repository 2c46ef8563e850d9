import type { Freshness, ListFreshness } from '../access/ports.ts';
import type { Clock, Timer } from '../core/clock.ts';
import {
  type HealthFacts,
  type HealthState,
  type KindFacts,
  kindState,
  type KindState,
  nextHealthChangeAt,
  overallState,
  trustOf,
} from '../core/health.ts';
import type { ProblemView } from '../core/problem.ts';
import { type Kind, KINDS, type User } from '../core/roles.ts';
import type { RosterView } from '../core/roster.ts';
import type { Warning, Warnings } from '../core/warnings.ts';
import type { BackgroundSync } from '../sync/background.ts';
import type { GapSync } from '../sync/gap-sync.ts';
import type { KindMemory, SyncSettings } from '../sync/ports.ts';
import type { SyncRun } from '../sync/run.ts';
import type { StreamState, StreamWatch } from '../sync/stream-state.ts';
import type { EventSubSupervisor, LiveState } from '../twitch/supervisor.ts';
import type { Account } from './account.ts';
import { statusMessage } from './status-message.ts';

/** How it stands, for pages and tools. Times are epoch ms. */
export interface StatusView {
  readonly state: HealthState;
  readonly message: string;
  readonly channel: User | null;
  readonly warnings: readonly Warning[];
  readonly kinds: Readonly<Record<Kind, KindView>>;
  readonly running: RunView | null;
  readonly nextSyncAt: number | null;
  readonly eventsub: { readonly state: LiveState; readonly since: number | null };
  readonly stream: StreamState;
}

export interface KindView {
  readonly state: KindState;
  readonly count: number;
  /** Whether every change of it reaches us as it happens. */
  readonly live: boolean;
  readonly lastSuccessAt: number | null;
  readonly lastAttemptAt: number | null;
  readonly error: ProblemView | null;
}

export interface ProgressView {
  readonly done: number;
  readonly total: number | null;
  readonly etaMs: number | null;
}

export interface RunView {
  readonly runId: string;
  readonly source: string;
  readonly startedAt: number;
  readonly progress: Readonly<Record<Kind, ProgressView | null>>;
}

export interface StatusDeps {
  readonly clock: Clock;
  readonly roster: RosterView;
  readonly settings: SyncSettings;
  readonly login: Pick<Account, 'channel' | 'problem' | 'isReachable'>;
  readonly sync: {
    readonly running: SyncRun | null;
    readonly memory: Readonly<Record<Kind, KindMemory>>;
  };
  readonly background: Pick<BackgroundSync, 'nextAt'>;
  readonly live: {
    readonly gap: Pick<GapSync, 'lostAt'>;
    readonly supervisor: Pick<EventSubSupervisor, 'state' | 'since' | 'hears'>;
    readonly stream: Pick<StreamWatch, 'state'>;
  };
  /** How far the clock of this PC is off Twitch's, ms; 0 if it is right or unknown. */
  readonly clockSkewMs: () => number;
  /** Whether changes of a list were lost by damage. */
  readonly isDoubted: (kind: Kind) => boolean;
  readonly warnings: Pick<Warnings, 'list'>;
  /** Whose channel this is, also while logged out. */
  readonly channel: () => User | null;
  /** Health has changed by time alone: a list turned stale. */
  readonly onAged: () => void;
}

/**
 * How fresh the lists are. Health is made anew by `renew()`, when a list, the login, the gap or time changes
 * it, and kept: a check reads the last one.
 */
export class Status implements Freshness {
  readonly #deps: StatusDeps;
  #health: HealthFacts;
  #lists: Readonly<Record<Kind, ListFreshness>>;
  #broadcaster: User | null = null;
  /** By time alone nothing changes before then, epoch ms. */
  #until = 0;
  #timer: Timer | null = null;

  constructor(deps: StatusDeps) {
    this.#deps = deps;
    this.#health = this.#judge();
    this.#lists = this.#listsOf(this.#health);
    this.#remake();
  }

  lists(): Readonly<Record<Kind, ListFreshness>> {
    const now = this.#deps.clock.now();
    // A timer is late after a sleep, and the clock may have been set.
    if (now < this.#health.now || now >= this.#until) this.#remake();
    return this.#lists;
  }

  /** Whose channel this is, also while logged out; null: nobody ever logged in. */
  broadcaster(): User | null {
    return this.#broadcaster;
  }

  /** Something that health is judged from has changed. */
  renew(): void {
    const { clock, onAged } = this.#deps;
    this.#remake();
    this.#timer?.cancel();
    const waitMs = this.#until - this.#health.now;
    this.#timer = Number.isFinite(waitMs) ? clock.after(waitMs, onAged) : null;
  }

  view(): StatusView {
    const { login, sync, background, live, channel } = this.#deps;
    const health = this.#judge();
    const { supervisor } = live;
    const { state: eventsub, since } = supervisor;
    const known = channel();
    return {
      state: overallState(health),
      message: statusMessage({
        health,
        problem: login.problem,
        isReachable: login.isReachable,
        unheard: KINDS.filter((kind) => !supervisor.hears(kind)),
        clockSkewMs: this.#deps.clockSkewMs(),
      }),
      channel: known && toUser(known),
      warnings: this.#deps.warnings.list(),
      kinds: {
        subscribers: this.#kind(health, 'subscribers'),
        vips: this.#kind(health, 'vips'),
        moderators: this.#kind(health, 'moderators'),
      },
      running: sync.running && toRunView(sync.running),
      nextSyncAt: background.nextAt,
      eventsub: { state: eventsub, since: eventsub === 'off' ? null : since },
      stream: live.stream.state,
    };
  }

  close(): void {
    this.#timer?.cancel();
  }

  #remake(): void {
    this.#health = this.#judge();
    this.#lists = this.#listsOf(this.#health);
    this.#broadcaster = this.#deps.channel();
    this.#until = nextHealthChangeAt(this.#health) ?? Number.POSITIVE_INFINITY;
  }

  #listsOf(health: HealthFacts): Readonly<Record<Kind, ListFreshness>> {
    const of = (kind: Kind): ListFreshness => ({
      trust: trustOf(health, kind),
      live: this.#deps.live.supervisor.hears(kind),
      lastSuccessAt: health.kinds[kind].lastSuccessAt,
    });
    return { subscribers: of('subscribers'), vips: of('vips'), moderators: of('moderators') };
  }

  #judge(): HealthFacts {
    const { clock, settings, login, live } = this.#deps;
    return {
      now: clock.now(),
      isConnected: login.channel() !== null,
      intervalMs: settings.intervalMs(),
      eventsLostAt: live.gap.lostAt,
      kinds: {
        subscribers: toKindFacts(this.#deps, 'subscribers'),
        vips: toKindFacts(this.#deps, 'vips'),
        moderators: toKindFacts(this.#deps, 'moderators'),
      },
    };
  }

  #kind(health: HealthFacts, kind: Kind): KindView {
    const { lastSuccessAt, lastAttemptAt, error } = this.#deps.sync.memory[kind];
    const count = this.#deps.roster.counts[kind];
    const live = this.#deps.live.supervisor.hears(kind);
    return { state: kindState(health, kind), count, live, lastSuccessAt, lastAttemptAt, error };
  }
}

export function toUser({ userId, userLogin, userDisplayName }: User): User {
  return { userId, userLogin, userDisplayName };
}

function toKindFacts({ sync, isDoubted }: StatusDeps, kind: Kind): KindFacts {
  const { memory, running } = sync;
  const { lastSuccessAt, lastAttemptAt, error } = memory[kind];
  return {
    lastSuccessAt,
    readFromAt: error ? null : lastAttemptAt,
    isDamaged: isDoubted(kind),
    isFailed: error !== null,
    isRunning: running?.kinds.has(kind) ?? false,
  };
}

function toRunView(run: SyncRun): RunView {
  const { runId, source, startedAt } = run;
  const of = (kind: Kind): ProgressView | null => {
    const progress = run.progress.get(kind);
    return progress ? { done: progress.done, total: progress.total, etaMs: progress.etaMs } : null;
  };
  const progress = Object.fromEntries(KINDS.map((kind) => [kind, of(kind)])) as RunView['progress'];
  return { runId, source, startedAt, progress };
}
