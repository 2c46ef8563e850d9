import { sleep } from '../../server/core/clock.ts';
import {
  type Kind,
  KINDS,
  type ListRow,
  NO_DETAIL,
  type RoleDetail,
  type Tier,
} from '../../server/core/roles.ts';
import { type ListPage, type RoleSource, SyncError } from '../../server/sync/ports.ts';
import { refreshViewer } from '../../server/sync/viewer-refresh.ts';
import { FakeRuns, FakeStore, listening, rig, row } from './harness.ts';
import { FakeClock } from '../support/fake-clock.ts';

/** A Twitch whose lists and look-ups follow the truth later, and the sync engine as the house puts it together. */

export const sub = (tier: Tier = '1000', isGift = false): RoleDetail => ({ ...NO_DETAIL, tier, isGift });

export type Way = 'list' | 'lookUp';

interface Change {
  readonly at: number;
  readonly kind: Kind;
  readonly userId: string;
  readonly detail: RoleDetail | null;
}

/** Answers as it was some time before it was asked. */
export class LaggingTwitch implements RoleSource {
  readonly #clock: FakeClock;
  readonly #changes: Change[] = [];
  /** How many ms the next answer is behind. */
  lag: (kind: Kind, way: Way) => number = () => 0;
  /** How long an answer travels. */
  latency: (kind: Kind, way: Way) => number = () => 0;
  isAway = false;
  pageSize = 100;
  readonly calls: { kind: Kind; way: Way; at: number; userIds: readonly string[] }[] = [];

  constructor(clock: FakeClock) {
    this.#clock = clock;
  }

  set(kind: Kind, userId: string, detail: RoleDetail | null): void {
    this.#changes.push({ at: this.#clock.monotonic(), kind, userId, detail });
  }

  /** What was so at that time. */
  heldAt(kind: Kind, userId: string, at = this.#clock.monotonic()): RoleDetail | null {
    const last = this.#changes.findLast((it) => it.kind === kind && it.userId === userId && it.at <= at);
    return last?.detail ?? null;
  }

  async fetchPage(kind: Kind, cursor: string | null): Promise<ListPage> {
    const rest = [...new Set(this.#changes.map(({ userId }) => userId))]
      .sort((a, b) => Number(a) - Number(b))
      .filter((userId) => Number(userId) > Number(cursor ?? 0));
    const shown = rest.slice(0, this.pageSize);
    const rows = await this.#answer(kind, 'list', shown);
    return { rows, cursor: rest.length > shown.length ? (shown.at(-1) ?? null) : null, total: null };
  }

  lookUp(kind: Kind, userIds: readonly string[]): Promise<ListRow[]> {
    return this.#answer(kind, 'lookUp', userIds);
  }

  async #answer(kind: Kind, way: Way, userIds: readonly string[]): Promise<ListRow[]> {
    const at = this.#clock.monotonic();
    this.calls.push({ kind, way, at, userIds });
    const asOf = at - this.lag(kind, way);
    const latencyMs = this.latency(kind, way);
    if (latencyMs > 0 && !this.isAway) await sleep(this.#clock, latencyMs);
    if (this.isAway) throw new SyncError('network', 'Twitch cannot be reached.');
    return userIds.flatMap((userId) => {
      const detail = this.heldAt(kind, userId, asOf);
      return detail ? [{ ...row(userId), detail }] : [];
    });
  }

  lookUps(kind?: Kind): string[] {
    const asked = this.calls.filter((call) => call.way === 'lookUp' && (!kind || call.kind === kind));
    return asked.flatMap(({ kind, userIds }) => userIds.map((userId) => `${kind} ${userId}`));
  }
}

/** One launch of the engine; the next one has the same store and the same Twitch. */
export function launch(clock: FakeClock, twitch: LaggingTwitch, store: FakeStore, runs: FakeRuns) {
  const base = rig({ clock, source: twitch, store, runs, windowMs: 0, minGapMs: 0 });
  const { sync } = base;
  const live = listening({ sync, clock, twitch });
  const refresh = (userId: string) =>
    refreshViewer({ source: twitch, clock, writer: live.writer }, userId, 'api:test');
  const close = async (): Promise<void> => {
    live.verifier.close();
    await sync.close();
  };
  return { ...base, ...live, clock, twitch, store, runs, refresh, close };
}

/** A first launch, with everybody read. */
export async function started(begin: (twitch: LaggingTwitch) => void = () => undefined): Promise<Launch> {
  const clock = new FakeClock();
  const twitch = new LaggingTwitch(clock);
  begin(twitch);
  const launched = launch(clock, twitch, new FakeStore(), new FakeRuns());
  await launched.full();
  // Nothing that happens from here on has to do with it.
  await clock.advance(60 * 60_000);
  return launched;
}

export type Launch = ReturnType<typeof launch>;

let messages = 0;

/** Twitch's event, with its time if that is not now. */
export function say(
  { roles, clock }: Launch,
  kind: Kind,
  userId: string,
  detail: RoleDetail | null,
  { sentAt = clock.now(), messageId = `m${++messages}` }: { sentAt?: number; messageId?: string } = {},
): void {
  roles.onRole(kind, row(userId).user, detail, { sentAt, messageId });
}

export function resub({ roles, clock }: Launch, userId: string, tier: Tier): void {
  roles.onResub(row(userId).user, tier, { sentAt: clock.now(), messageId: `m${++messages}` });
}

/** What the roster says of a viewer: `subscriber 1000 gift`, `vip`. */
export function held({ store }: Pick<Launch, 'store'>, userId: string): string {
  const viewer = store.roster.byId(userId);
  return KINDS.map((kind) => shown(kind, viewer?.[kind] ?? null))
    .filter((text) => text !== '')
    .join(', ');
}

function shown(kind: Kind, detail: RoleDetail | null): string {
  if (!detail) return '';
  if (kind !== 'subscribers') return kind.slice(0, -1);
  return `subscriber ${detail.tier}${detail.isGift ? ' gift' : ''}`;
}
