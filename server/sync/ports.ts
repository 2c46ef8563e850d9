import { Problem, type ProblemView } from '../core/problem.ts';
import type { Kind, ListRow, RoleChange, RoleDetail, User } from '../core/roles.ts';
import type { ChangeSet } from '../core/change-set.ts';
import type { RoleNews } from '../core/role-news.ts';
import type { Roster } from '../core/roster.ts';

/** Why something with Twitch did not work. The `code` is what machines read; see `SYNC_ERROR_CODES`. */
export const SYNC_ERROR_CODES = [
  'missing_scope',
  'login_expired',
  'wrong_account',
  'forbidden',
  'rate_limited',
  'twitch_unavailable',
  'network',
  'timeout',
  'bad_answer',
  'paging_loop',
  'not_saved',
  'not_connected',
  /** The program that asks Twitch for us is not there. */
  'source_away',
  /** It is there, and has not got what it needs to ask. */
  'source_not_set_up',
  /** Only a login of our own can do that. */
  'needs_login',
  'cancelled',
  'internal',
] as const;
export type SyncErrorCode = (typeof SYNC_ERROR_CODES)[number];

/** Something with Twitch, or with storing what it said, did not work. */
export class SyncError extends Problem<SyncErrorCode> {
  /** For `rate_limited`: when trying again makes sense, epoch ms. */
  readonly retryAt: number | null;
  /** For `missing_scope`: the platform's name of the permission. */
  readonly scope: string | null;

  constructor(code: SyncErrorCode, message: string, fix: string | null = null, more: SyncErrorMore = {}) {
    super(code, message, fix, more.cause);
    this.retryAt = more.retryAt ?? null;
    this.scope = more.scope ?? null;
  }
}

export interface SyncErrorMore {
  readonly cause?: unknown;
  readonly retryAt?: number;
  readonly scope?: string | null;
}

/** One page of a list. `cursor` is null on the last page; `total` is the list's own claim, if it makes one. */
export interface ListPage {
  readonly rows: readonly ListRow[];
  readonly cursor: string | null;
  readonly total: number | null;
}

/** How many people one look-up may ask for. */
export const MAX_LOOK_UP = 100;

/** The platform that owns the truth. Every call ends: with an answer, a `SyncError`, or when `signal` aborts. */
export interface RoleSource {
  /** @throws SyncError */
  fetchPage(kind: Kind, cursor: string | null, signal: AbortSignal): Promise<ListPage>;
  /**
   * Who of these holds the role now; absent ones do not. At most `MAX_LOOK_UP` ids.
   * @throws SyncError
   */
  lookUp(kind: Kind, userIds: readonly string[], signal: AbortSignal): Promise<ListRow[]>;
}

/** The channel that we are logged in to. */
export interface Channel {
  readonly userId: string;
  readonly userLogin: string;
  readonly userDisplayName: string;
}

/** Whether there is a login, and whose. */
export interface Connection {
  /** null: no login. */
  channel(): Channel | null;
}

/** A question about one list that goes through a relay: a page (from `cursor`), or who of `userIds` is on it. */
export interface RelayQuestion {
  readonly kind: Kind;
  /** Where the platform serves this list. */
  readonly path: string;
  readonly channelId: string;
  readonly cursor: string | null;
  readonly userIds: readonly string[];
}

/** What the platform answered to it, word by word. */
export interface RelayAnswer {
  readonly status: number;
  readonly body: string;
  /** Those that tell the time and how much may still be asked. */
  readonly headers: Readonly<Record<string, string>>;
}

/** What a relay can tell as it happens; the names are Twitch's own. */
export const RELAYED_TYPES = [
  'channel.subscribe',
  'channel.subscription.message',
  'channel.vip.add',
  'channel.vip.remove',
  'channel.moderator.add',
  'channel.moderator.remove',
  'stream.online',
  'stream.offline',
] as const;
export type RelayedType = (typeof RELAYED_TYPES)[number];

/** `user` is null where it is about the stream; `detail` is that of a subscription. */
export interface RelayedNews {
  readonly type: RelayedType;
  readonly user: User | null;
  readonly detail: RoleDetail;
}

export interface RelayListener {
  onNews(news: RelayedNews): void;
  /** An event came that makes no sense. */
  onNonsense(type: RelayedType): void;
  /** From now on events may be missed. Told once. */
  onEnd(why: string): void;
}

/**
 * Another program on this computer that is logged in to the platform and asks it for us: its token stays there.
 * What it throws is a `Problem` in the streamer's words.
 */
export interface Relay {
  /** Why it cannot be asked now; null: it can. */
  readonly problem: Problem | null;
  /** Whose account it is logged in with, once it has all that it needs to be asked. */
  fetchChannel(): Promise<Channel>;
  ask(question: RelayQuestion, signal: AbortSignal): Promise<RelayAnswer>;
  /** Begins to tell what happens. Resolves with what it tells of: nothing of that is missed from then on. */
  listen(listener: RelayListener): Promise<{ readonly heard: ReadonlySet<RelayedType>; end(): void }>;
  /** Called when `problem` may have changed, or whose account it is. One watcher. */
  watch(onChange: () => void): void;
}

/** When Twitch sent an event, and the id that repeats of it share. */
export interface EventStamp {
  /** Epoch ms by Twitch's clock, with fractions: good for telling which of two events is older. */
  readonly sentAt: number;
  readonly messageId: string;
}

/** In history: told by Twitch as it happened. */
export const EVENT_SOURCE = 'event';

/** After a start events of the last minutes are taken up again; with some room for a clock put right. */
export const RESTORED_MS = 150_000;

export type OnApplied = (part: readonly RoleChange[]) => void;

/** Where the roster is kept. One commit at a time; later ones wait. */
export interface RosterStore {
  /** The roster in memory; never ahead of what is durable. */
  readonly roster: Roster;
  /**
   * Makes a set of changes durable as one, then applies it, then resolves with it. `build` is called when
   * it is this commit's turn, so it sees the roster that the changes will be applied to.
   * All or nothing: on rejection nothing was applied.
   * @param onApplied told of each part of the changes when it is in the roster. Whoever holds on to none of them
   *   keeps memory free for the viewers that they become: of a long list that is most of what it takes
   * @throws SyncError `not_saved`
   */
  commit(build: () => readonly RoleChange[] | ChangeSet, onApplied?: OnApplied): Promise<RoleNews>;
  /** What events (`EVENT_SOURCE`) changed in the last `RESTORED_MS` before this start, newest first. */
  readonly heardBefore: readonly RoleChange[];
}

/** What one list did in a run. `error` is null if it committed. */
export interface KindResult {
  readonly kind: Kind;
  readonly count: number;
  readonly granted: number;
  readonly revoked: number;
  readonly updated: number;
  readonly error: RunError | null;
}

export type RunError = ProblemView<SyncErrorCode>;

/** One finished run, as history keeps it. Times are epoch ms. */
export interface RunRecord {
  readonly runId: string;
  readonly source: string;
  readonly startedAt: number;
  readonly durationMs: number;
  readonly kinds: readonly KindResult[];
}

/** What is remembered of a list between launches. */
export interface KindMemory {
  readonly lastSuccessAt: number | null;
  readonly lastAttemptAt: number | null;
  readonly error: RunError | null;
}

/** The bounded file of past runs. */
export interface RunStore {
  /** Newest first. */
  runs(): readonly RunRecord[];
  memory(): Readonly<Record<Kind, KindMemory>>;
  /** Saves a finished run and what it says about the lists. A failure to save is logged, not thrown. */
  add(run: RunRecord, memory: Readonly<Record<Kind, KindMemory>>): Promise<void>;
}

/** Settings that the sync reads each time it needs them. Spans in ms. */
export interface SyncSettings {
  intervalMs(): number;
  readonly windowMs: number;
  readonly minGapMs: number;
}

/** Progress of one list. `total` and `etaMs` are null while unknown. */
export interface SyncProgress {
  readonly runId: string;
  readonly kind: Kind;
  readonly done: number;
  readonly total: number | null;
  readonly etaMs: number | null;
}

/** What the sync tells the world. Called after the facts are durable. */
export interface SyncListener {
  onStatus(): void;
  onProgress(progress: SyncProgress): void;
  onFinished(run: RunRecord): void;
  onRolesChanged(news: RoleNews): void;
}
