import type { ChangeSet } from '../../server/core/change-set.ts';
import type { Log } from '../../server/core/log.ts';
import { type Kind, type ListRow, NO_DETAIL, type RoleChange, type Tier } from '../../server/core/roles.ts';
import type { RoleNews } from '../../server/core/role-news.ts';
import { Roster } from '../../server/core/roster.ts';
import { LiveRoles } from '../../server/sync/live-roles.ts';
import {
  EVENT_SOURCE,
  type Channel,
  type KindMemory,
  type ListPage,
  type RoleSource,
  type OnApplied,
  type RosterStore,
  type RunRecord,
  type RunStore,
  type SyncListener,
  type SyncProgress,
} from '../../server/sync/ports.ts';
import { RoleSync, type RoleSyncDeps } from '../../server/sync/role-sync.ts';
import { Verifier } from '../../server/sync/verifier.ts';
import { FakeClock, flush } from '../support/fake-clock.ts';
import { newsOf } from '../support/news.ts';

export const CHANNEL: Channel = { userId: '12345678', userLogin: 'boss', userDisplayName: 'Boss' };

export function row(userId: string, tier: Tier | null = null, isGift = false): ListRow {
  const user = { userId, userLogin: `user${userId}`, userDisplayName: `User${userId}` };
  return { user, detail: { ...NO_DETAIL, tier, isGift } };
}

/** A promise that a test keeps when it likes. */
export function deferred<T = void>() {
  let resolve!: (value: T) => void;
  let reject!: (error: Error) => void;
  const promise = new Promise<T>((yes, no) => ([resolve, reject] = [yes, no]));
  return { promise, resolve, reject };
}

export interface Call {
  readonly kind: Kind;
  /** undefined for look-ups. */
  readonly cursor?: string | null;
  readonly userIds?: readonly string[];
}

type Each<T> = Partial<Record<Kind, T>>;

/** Twitch's lists in memory; single kinds can be told to behave otherwise. */
export class FakeTwitch implements RoleSource {
  readonly truth: Record<Kind, Map<string, ListRow>> = {
    subscribers: new Map(),
    vips: new Map(),
    moderators: new Map(),
  };
  readonly calls: Call[] = [];
  pageSize = 2;
  readonly onPage: Each<(cursor: string | null, signal: AbortSignal) => Promise<ListPage>> = {};
  readonly onLookUp: Each<(userIds: readonly string[], signal: AbortSignal) => Promise<ListRow[]>> = {};

  set(kind: Kind, ...rows: readonly ListRow[]): void {
    this.truth[kind] = new Map(rows.map((each) => [each.user.userId, each]));
  }

  fetchPage(kind: Kind, cursor: string | null, signal: AbortSignal): Promise<ListPage> {
    this.calls.push({ kind, cursor });
    return this.onPage[kind]?.(cursor, signal) ?? Promise.resolve(this.page(kind, cursor));
  }

  lookUp(kind: Kind, userIds: readonly string[], signal: AbortSignal): Promise<ListRow[]> {
    this.calls.push({ kind, userIds });
    return this.onLookUp[kind]?.(userIds, signal) ?? Promise.resolve(this.find(kind, userIds));
  }

  /** In the order of ids, with the last one as cursor: who comes or goes shifts nobody past a reader. */
  page(kind: Kind, cursor: string | null): ListPage {
    const all = [...this.truth[kind].values()].sort((a, b) => Number(a.user.userId) - Number(b.user.userId));
    const rest = all.filter(({ user }) => Number(user.userId) > Number(cursor ?? 0));
    const rows = rest.slice(0, this.pageSize);
    const last = rest.length > rows.length ? (rows.at(-1)?.user.userId ?? null) : null;
    return { rows, cursor: last, total: kind === 'subscribers' ? all.length : null };
  }

  find(kind: Kind, userIds: readonly string[]): ListRow[] {
    return userIds.flatMap((userId) => this.truth[kind].get(userId) ?? []);
  }

  lookUps(kind: Kind): string[] {
    return this.calls.flatMap((call) => (call.kind === kind && call.userIds ? call.userIds : []));
  }
}

interface Waiting {
  readonly build: () => readonly RoleChange[] | ChangeSet;
  readonly onApplied: OnApplied | undefined;
  readonly resolve: (news: RoleNews) => void;
  readonly reject: (error: Error) => void;
}

/** A store whose disk is as slow, or as full, as a test wants it. Commits that wait share a write. */
export class FakeStore implements RosterStore {
  readonly roster = new Roster();
  readonly commits: (readonly RoleChange[])[] = [];
  /** Those of this launch and the last, oldest first. */
  readonly #changes: RoleChange[] = [];
  #before: readonly RoleChange[] = [];
  /** Called before every write. */
  beforeWrite: () => Promise<void> = () => Promise.resolve();
  #waiting: Waiting[] = [];
  #isWriting = false;

  commit(build: () => readonly RoleChange[] | ChangeSet, onApplied?: OnApplied): Promise<RoleNews> {
    const { promise, resolve, reject } = deferred<RoleNews>();
    this.#waiting.push({ build, onApplied, resolve, reject });
    if (!this.#isWriting) void this.#write();
    return promise;
  }

  async #write(): Promise<void> {
    this.#isWriting = true;
    while (this.#waiting.length > 0) {
      try {
        await this.beforeWrite();
        this.#writeGroup();
      } catch (error) {
        for (const { reject } of this.#waiting.splice(0)) reject(error as Error);
      }
    }
    this.#isWriting = false;
  }

  #writeGroup(): void {
    const group = this.#waiting.splice(0);
    const built = group.map(({ build, onApplied }) => {
      const changes = [...build()];
      if (changes.length > 0) this.commits.push(changes);
      this.#changes.push(...changes);
      for (const change of changes) this.roster.apply(change);
      onApplied?.(changes);
      return newsOf(changes);
    });
    group.forEach(({ resolve }, i) => resolve(built[i] ?? newsOf([])));
  }

  get heardBefore(): readonly RoleChange[] {
    return this.#before;
  }

  /** The same data in the next launch; this one writes no more. */
  reopened(): FakeStore {
    const next = new FakeStore();
    for (const viewer of this.roster.viewers()) next.roster.restore(viewer);
    next.#changes.push(...this.#changes);
    next.#before = this.#changes.filter(({ source }) => source === EVENT_SOURCE).reverse();
    this.beforeWrite = () => Promise.reject(new Error('closed'));
    return next;
  }

  ids(kind: Kind): string[] {
    return [...this.roster.viewers()]
      .filter((viewer) => viewer[kind])
      .map(({ userId }) => userId)
      .sort();
  }
}

const NEVER: KindMemory = { lastSuccessAt: null, lastAttemptAt: null, error: null };

export class FakeRuns implements RunStore {
  readonly added: RunRecord[] = [];
  saved: Readonly<Record<Kind, KindMemory>> = { subscribers: NEVER, vips: NEVER, moderators: NEVER };
  runs(): readonly RunRecord[] {
    return [...this.added].reverse();
  }
  memory(): Readonly<Record<Kind, KindMemory>> {
    return this.saved;
  }
  add(run: RunRecord, memory: Readonly<Record<Kind, KindMemory>>): Promise<void> {
    this.added.push(run);
    this.saved = memory;
    return Promise.resolve();
  }
}

/** Writes down everything it is told. */
export class Told implements SyncListener {
  readonly progress: SyncProgress[] = [];
  readonly finished: RunRecord[] = [];
  readonly changes: RoleChange[] = [];
  status = 0;
  onStatus = (): void => void this.status++;
  onProgress = (progress: SyncProgress): void => void this.progress.push(progress);
  onFinished = (run: RunRecord): void => void this.finished.push(run);
  onRolesChanged = ({ first }: RoleNews): void => void this.changes.push(...first);
}

export function recordingLog(): Log & { readonly lines: string[] } {
  const lines: string[] = [];
  const write = (scope: string, message: string): void => void lines.push(`[${scope}] ${message}`);
  return { lines, debug: write, info: write, warn: write, error: write };
}

export interface Rig {
  readonly twitch: FakeTwitch;
  readonly store: FakeStore;
  readonly runs: FakeRuns;
  readonly told: Told;
  readonly clock: FakeClock;
  readonly lines: string[];
  readonly sync: RoleSync;
  /** null: logged out. */
  login: Channel | null;
  intervalMs: number;
  /** Syncs everything as a source that no rule holds back. */
  full(): Promise<RunRecord>;
}

export function rig(more: Partial<RoleSyncDeps> & { windowMs?: number; minGapMs?: number } = {}): Rig {
  const twitch = new FakeTwitch();
  const store = new FakeStore();
  const runs = new FakeRuns();
  const told = new Told();
  const clock = new FakeClock();
  const log = recordingLog();
  const { windowMs = 300_000, minGapMs = 60_000, ...parts } = more;
  let runId = 0;
  const sync = new RoleSync({
    source: twitch,
    store,
    runs,
    connection: { channel: () => made.login },
    settings: { intervalMs: () => made.intervalMs, windowMs, minGapMs },
    clock,
    log,
    listener: told,
    isStale: () => false,
    newRunId: () => `run${++runId}`,
    ...parts,
  });
  const made: Rig = {
    twitch,
    store,
    runs,
    told,
    clock,
    lines: log.lines,
    sync,
    login: CHANNEL,
    intervalMs: 30 * 60_000,
    async full() {
      const answer = await sync.run({ source: 'test', isExempt: true });
      if (answer.outcome === 'skipped') throw new Error('an exempt run was skipped');
      return answer.run;
    },
  };
  return made;
}

/** Live events for a rig, as the house puts them together. */
export function listening({ sync, clock, twitch }: Pick<Rig, 'sync' | 'clock'> & { twitch: RoleSource }) {
  const log = recordingLog();
  const { writer } = sync;
  const verifier = new Verifier({ source: twitch, writer, clock, log });
  const lost: (readonly Kind[])[] = [];
  const roles = new LiveRoles({
    writer,
    connection: { channel: () => CHANNEL },
    log,
    onNoted: () => verifier.wake(),
    onLost: (kinds) => lost.push(kinds),
  });
  verifier.wake();
  return { writer, verifier, roles, lost };
}

export const errorsOf = (run: RunRecord) =>
  Object.fromEntries(run.kinds.flatMap(({ kind, error }) => (error ? [[kind, error.code]] : [])));

export { flush };
