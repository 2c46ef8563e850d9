import type { ListFreshness } from '../access/ports.ts';
import type { KindFactsShown, StatusFacts } from '../api/status-facts.ts';
import type { Clock, Timer } from '../core/clock.ts';
import {
  type HealthFacts,
  type HealthState,
  type KindFacts,
  kindState,
  nextHealthChangeAt,
  overallState,
  trustOf,
} from '../core/health.ts';
import { type Kind, KINDS } from '../core/roles.ts';
import type { RosterView } from '../core/roster.ts';
import type { Live } from './live.ts';
import type { BackgroundSync } from '../sync/background.ts';
import type { Channel, Connection, KindMemory, SyncError, SyncSettings } from '../sync/ports.ts';
import type { SyncRun } from '../sync/run.ts';

export interface StatusBoardParts {
  readonly clock: Clock;
  readonly roster: RosterView;
  readonly settings: SyncSettings;
  readonly connection: Connection & { readonly problem: SyncError | null };
  readonly sync: {
    readonly running: SyncRun | null;
    readonly memory: Readonly<Record<Kind, KindMemory>>;
  };
  readonly background: Pick<BackgroundSync, 'nextAt'>;
  readonly live: () => Pick<Live, 'gap' | 'supervisor' | 'stream'>;
  /** How far the clock of this PC is off Twitch's, ms; 0 if it is right or unknown. */
  readonly clockSkewMs: () => number;
  /** Whose channel this is, also while logged out. */
  channel(): Channel | null;
}

const LIST_NAMES: Readonly<Record<Kind, string>> = {
  subscribers: 'your subscribers',
  vips: 'your VIPs',
  moderators: 'your moderators',
};

/** twurple drops events that look older than this. */
const MAX_SKEW_MIN = 10;

/** Puts together what is known about freshness: for `sync.status`, for decisions, for the pages. */
export class StatusBoard {
  readonly #parts: StatusBoardParts;
  #timer: Timer | null = null;

  constructor(parts: StatusBoardParts) {
    this.#parts = parts;
  }

  lists(): Readonly<Record<Kind, ListFreshness>> {
    const health = this.#health();
    return {
      subscribers: freshnessOf(health, 'subscribers'),
      vips: freshnessOf(health, 'vips'),
      moderators: freshnessOf(health, 'moderators'),
    };
  }

  isLive(): boolean {
    return this.#parts.live().supervisor.state === 'live';
  }

  facts(): StatusFacts {
    const health = this.#health();
    const state = overallState(health);
    const { sync, background } = this.#parts;
    return {
      state,
      message: this.#clockWarning() ?? this.#message(state),
      channel: this.#channel(),
      kinds: {
        subscribers: this.#kind(health, 'subscribers'),
        vips: this.#kind(health, 'vips'),
        moderators: this.#kind(health, 'moderators'),
      },
      running: sync.running && runningFacts(sync.running),
      nextSyncAt: background.nextAt,
      eventsub: eventsubFacts(this.#parts.live().supervisor),
      stream: this.#parts.live().stream.state,
    };
  }

  /** Calls back whenever health changes by time alone (a list turns stale). */
  watch(onChange: () => void): void {
    this.#timer?.cancel();
    const health = this.#health();
    const at = nextHealthChangeAt(health);
    if (at !== null) this.#timer = this.#parts.clock.after(at - health.now, onChange);
  }

  close(): void {
    this.#timer?.cancel();
  }

  #health(): HealthFacts {
    const { clock, settings, connection, sync } = this.#parts;
    return {
      now: clock.now(),
      isConnected: connection.channel() !== null,
      intervalMs: settings.intervalMs(),
      eventsLostAt: this.#parts.live().gap.lostAt,
      kinds: {
        subscribers: kindFacts(sync, 'subscribers'),
        vips: kindFacts(sync, 'vips'),
        moderators: kindFacts(sync, 'moderators'),
      },
    };
  }

  #kind(health: HealthFacts, kind: Kind): KindFactsShown {
    const { lastSuccessAt, lastAttemptAt, error } = this.#parts.sync.memory[kind];
    const count = this.#parts.roster.counts[kind];
    return { state: kindState(health, kind), count, lastSuccessAt, lastAttemptAt, error };
  }

  #channel(): Channel | null {
    const channel = this.#parts.channel();
    if (!channel) return null;
    const { userId, userLogin, userDisplayName } = channel;
    return { userId, userLogin, userDisplayName };
  }

  #message(state: HealthState): string {
    const { connection } = this.#parts;
    switch (state) {
      case 'disconnected':
        return (
          connection.problem?.text ?? 'Not connected to Twitch. Connect it to let Rolecall read your lists.'
        );
      case 'failed':
        return 'No list could be read from Twitch; the last known ones are in use.';
      case 'partial':
        return `Could not read ${this.#broken()}; the last known list is in use.`;
      case 'stale':
        if (this.#isSuspect())
          return 'Twitch may have told of changes while the connection was away. Checking soon.';
        if (KINDS.every((kind) => this.#parts.sync.memory[kind].lastSuccessAt === null))
          return 'The lists have not been read yet. Sync now, or wait for the next one.';
        return 'The lists are older than they should be. Sync now, or wait for the next one.';
      case 'syncing':
        return 'Reading the lists from Twitch.';
      case 'fresh':
        if (this.isLive()) return 'Everything is up to date.';
        return 'The lists are up to date. Changes show with the next sync: live news from Twitch are not coming in.';
    }
  }

  /** `your subscribers and your VIPs` */
  #broken(): string {
    const { memory } = this.#parts.sync;
    return KINDS.filter((kind) => memory[kind].error)
      .map((kind) => LIST_NAMES[kind])
      .join(' and ');
  }

  /** Nothing is old: changes may just have been missed. */
  #isSuspect(): boolean {
    const health = this.#health();
    const untouched = { ...health, eventsLostAt: null };
    return overallState(untouched) === 'fresh';
  }

  /** Twitch's events carry times, and a clock that is far off makes them look too old to be true. */
  #clockWarning(): string | null {
    const minutes = Math.round(this.#parts.clockSkewMs() / 60_000);
    if (Math.abs(minutes) < MAX_SKEW_MIN) return null;
    const way = minutes > 0 ? 'ahead' : 'behind';
    return `This computer’s clock is ${Math.abs(minutes)} minutes ${way}: set it right, or changes come late.`;
  }
}

function freshnessOf(health: HealthFacts, kind: Kind): ListFreshness {
  return { trust: trustOf(health, kind), lastSuccessAt: health.kinds[kind].lastSuccessAt };
}

function kindFacts({ memory, running }: StatusBoardParts['sync'], kind: Kind): KindFacts {
  const { lastSuccessAt, lastAttemptAt, error } = memory[kind];
  return {
    lastSuccessAt,
    readFromAt: error ? null : lastAttemptAt,
    isFailed: error !== null,
    isRunning: running?.kinds.has(kind) ?? false,
  };
}

function eventsubFacts(supervisor: Live['supervisor']): StatusFacts['eventsub'] {
  return { state: supervisor.state, since: supervisor.state === 'off' ? null : supervisor.since };
}

function runningFacts(run: SyncRun): StatusFacts['running'] {
  const { runId, source, startedAt } = run;
  const of = (kind: Kind) => {
    const progress = run.progress.get(kind);
    return progress ? { done: progress.done, total: progress.total, etaMs: progress.etaMs } : null;
  };
  const progress = { subscribers: of('subscribers'), vips: of('vips'), moderators: of('moderators') };
  return { runId, source, startedAt, progress };
}
