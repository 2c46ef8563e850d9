import fc from 'fast-check';
import { type Kind, KINDS, NO_DETAIL, type RoleDetail, TIERS } from '../../server/core/roles.ts';
import type { RunRecord } from '../../server/sync/ports.ts';
import { FakeClock } from '../support/fake-clock.ts';
import { FakeRuns, FakeStore, row } from './harness.ts';
import { LaggingTwitch, launch, type Launch, sub, type Way } from './lag-world.ts';

/**
 * A story of one channel on a Twitch that is late, and a judge who knows the truth. Written from the rule that
 * the README states, not from the engine: who may be wrong for how long, and why.
 */

const SECOND = 1_000;
const MAX_LAG = 90 * SECOND;
const STANDS = 120 * SECOND;
/** The longest that a look-up travels; a list takes up to three minutes. */
const CALL = 3 * SECOND;
/** Between two wake-ups there may be a round of three calls, and each round is another. */
const CHECKED = 130 * SECOND + 9 * CALL;
const RESTORED = 150 * SECOND;
const USERS = ['1', '2', '3', '4', '5', '6'];

const ms = (max: number): fc.Arbitrary<number> =>
  fc.integer({ min: 0, max: max / SECOND }).map((s) => s * SECOND);
const kind = fc.constantFrom(...KINDS);
/** Few, so that much happens to each. */
const user = fc.constantFrom('1', '2', '6');
const detail = fc.constantFrom(null, sub('1000'), sub('2000'), sub('1000', true));
const said = fc.record({ kind, user, detail });

const step = fc.oneof(
  {
    weight: 8,
    arbitrary: fc.record({
      do: fc.constant('change' as const),
      said,
      isTold: fc.boolean(),
      isMeant: fc.boolean(),
      delay: fc.oneof(fc.constant(0), ms(20 * SECOND)),
      repeat: fc.option(ms(100 * SECOND), { freq: 3 }),
    }),
  },
  { weight: 3, arbitrary: fc.record({ do: fc.constant('untrue' as const), said }) },
  {
    weight: 1,
    arbitrary: fc.record({ do: fc.constant('resub' as const), user, tier: fc.constantFrom(...TIERS) }),
  },
  { weight: 3, arbitrary: fc.record({ do: fc.constant('sync' as const) }) },
  { weight: 2, arbitrary: fc.record({ do: fc.constant('refresh' as const), user }) },
  { weight: 6, arbitrary: fc.record({ do: fc.constant('wait' as const), ms: ms(20 * SECOND) }) },
  { weight: 3, arbitrary: fc.record({ do: fc.constant('wait' as const), ms: ms(150 * SECOND) }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('restart' as const) }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('away' as const), ms: ms(200 * SECOND) }) },
  {
    weight: 1,
    arbitrary: fc.record({
      do: fc.constant('jump' as const),
      ms: fc.constantFrom(-7.2e6, -20_000, 30_000, 3.6e6),
    }),
  },
);
type Step = typeof step extends fc.Arbitrary<infer T> ? T : never;

const lags = fc.constantFrom(0, 50, 3 * SECOND, 30 * SECOND, MAX_LAG);
export const story = fc.record({
  steps: fc.array(step, { maxLength: 30, size: 'max' }),
  seed: fc.integer(),
  lag: fc.record({
    list: fc.record({ subscribers: lags, vips: lags, moderators: lags }),
    lookUp: fc.record({ subscribers: lags, vips: lags, moderators: lags }),
  }),
  pageSize: fc.constantFrom(1, 2, 6),
  pageMs: fc.constantFrom(0, 5 * SECOND, 28 * SECOND),
});
export type Story = typeof story extends fc.Arbitrary<infer T> ? T : never;

interface Event {
  readonly kind: Kind;
  readonly user: string;
  readonly detail: RoleDetail | null;
  readonly isVague: boolean;
  /** By Twitch's clock, which is the one that never jumps here. */
  readonly sentAt: number;
  readonly messageId: string;
}

/** What is known of one viewer and kind. */
interface Side {
  /** The last change of the truth. `event` null: Twitch did not tell, or it was lost. */
  change: { at: number; event: Event | null } | null;
  /** The one that counts of those that came. */
  readonly heard: Set<string>;
  /** The last change of the roster. */
  journal: { at: number; isByEvent: boolean } | null;
  newest: (Event & { readonly arrivedAt: number; standsUntil: number }) | null;
}

export class World {
  readonly clock = new FakeClock();
  readonly twitch = new LaggingTwitch(this.clock);
  #store = new FakeStore();
  readonly #runs = new FakeRuns();
  readonly #sides = new Map<string, Side>();
  readonly #underWay = new Set<Event>();
  readonly #awayFrom: { from: number; to: number }[] = [];
  /** Of each list the times of runs that succeeded. */
  readonly #read: Record<Kind, { begun: number; over: number }[]> = {
    subscribers: [],
    vips: [],
    moderators: [],
  };
  #restartedAt = -Infinity;
  #jumpedAt = -Infinity;
  #setBackAt = -Infinity;
  #ids = 0;
  #wrong: string | null = null;
  #launch: Launch;

  constructor(told: Story) {
    const random = randomOf(told.seed);
    this.twitch.lag = (kind, way) => random() * told.lag[way][kind];
    this.twitch.latency = (_kind: Kind, way: Way) => (way === 'list' ? told.pageMs : random() * CALL);
    this.twitch.pageSize = told.pageSize;
    for (const user of USERS) this.#set('subscribers', user, sub(), null);
    for (const user of ['1', '3']) this.#set('vips', user, NO_DETAIL, null);
    for (const user of ['2', '4']) this.#set('moderators', user, NO_DETAIL, null);
    this.#launch = this.#start();
  }

  #start(): Launch {
    const made = launch(this.clock, this.twitch, this.#store, this.#runs);
    // Whoever listens must not stop the engine: what is wrong is kept until the next look.
    made.told.onRolesChanged = ({ first }) => {
      for (const { kind, user, source } of first)
        this.#side(kind, user.userId).journal = { at: this.#now, isByEvent: source === 'event' };
      this.#wrong ??= this.#findWrong(this.#now);
    };
    made.told.onFinished = (run) => this.#noteRun(run);
    return made;
  }

  async play(steps: readonly Step[]): Promise<void> {
    // The first list is read whole before anything happens.
    await this.clock.advance(10 * MAX_LAG);
    void this.#sync();
    await this.clock.advance(STANDS + MAX_LAG);
    for (const it of steps) await this.#do(it);
    // Everything comes to rest: all events are there, all lags are over, and one more list is read.
    await this.#wait(400 * SECOND);
    void this.#sync();
    await this.#wait(200 * SECOND);
    this.judge();
  }

  async #do(it: Step): Promise<void> {
    switch (it.do) {
      case 'change':
        return this.#change(it);
      case 'untrue':
        return this.#deliver(this.#event(it.said.kind, it.said.user, detailFor(it.said)));
      case 'resub':
        return this.#deliver({ ...this.#event('subscribers', it.user, sub(it.tier)), isVague: true });
      case 'sync':
        return void this.#sync();
      case 'refresh':
        return void this.#launch.refresh(it.user).catch(() => undefined);
      case 'wait':
        return this.#wait(it.ms);
      case 'restart':
        return this.#restart();
      case 'jump':
        this.clock.setBack(-it.ms);
        if (it.ms > 0) this.#jumpedAt = this.#now;
        else this.#setBackAt = this.#now;
        return;
      case 'away':
        return this.#away(it.ms);
    }
  }

  #change({ said, isTold, isMeant, delay, repeat }: Extract<Step, { do: 'change' }>): void {
    const { kind, user } = said;
    // Mostly it is a change; who is a moderator cannot become a VIP.
    const is = this.twitch.heldAt(kind, user);
    const to = isMeant && is ? null : detailFor(said);
    if (isSame(is, to) || (kind === 'vips' && this.twitch.heldAt('moderators', user))) return;
    const event = isTold ? this.#event(kind, user, to) : null;
    this.#set(kind, user, to, event);
    if (kind === 'moderators' && to && this.twitch.heldAt('vips', user)) this.#set('vips', user, null, event);
    if (!event) return;
    this.#underWay.add(event);
    this.#later(delay, () => this.#deliver(event));
    if (repeat !== null) this.#later(delay + repeat, () => this.#deliver(event));
  }

  #set(kind: Kind, user: string, to: RoleDetail | null, event: Event | null): void {
    this.twitch.set(kind, user, to);
    this.#side(kind, user).change = { at: this.#now, event };
  }

  #event(kind: Kind, user: string, detail: RoleDetail | null): Event {
    return { kind, user, detail, isVague: false, sentAt: this.#now, messageId: `id${++this.#ids}` };
  }

  /** What is under way when Rolecall ends is lost. */
  #later(ms: number, action: () => void): void {
    const { sync } = this.#launch;
    if (ms === 0) action();
    else this.clock.after(ms, () => void (this.#launch.sync === sync && action()));
  }

  #deliver(event: Event): void {
    this.#underWay.delete(event);
    this.#note(event);
    const twin = event.kind === 'vips' ? 'moderators' : event.kind === 'moderators' ? 'vips' : null;
    if (twin && event.detail) this.#note({ ...event, kind: twin, detail: null });
    const { user, kind, detail, isVague, ...stamp } = event;
    const { roles } = this.#launch;
    if (isVague) roles.onResub(row(user).user, detail?.tier ?? '1000', stamp);
    else roles.onRole(kind, row(user).user, detail, stamp);
  }

  #note(event: Event): void {
    const side = this.#side(event.kind, event.user);
    if (side.heard.has(event.messageId) || event.sentAt < (side.newest?.sentAt ?? -Infinity)) return;
    side.heard.add(event.messageId);
    side.newest = { ...event, arrivedAt: this.#now, standsUntil: this.#now + STANDS };
  }

  async #sync(): Promise<void> {
    const { sync } = this.#launch;
    // Whoever asks while one runs may get what that one read: only how long ago a run began counts.
    await sync.run({ source: 'test', isExempt: true }).catch(() => undefined);
  }

  async #wait(ms: number): Promise<void> {
    for (let left = ms; left > 0; left -= 5 * SECOND) {
      await this.clock.advance(Math.min(left, 5 * SECOND));
      this.judge();
    }
  }

  #noteRun({ durationMs, kinds }: RunRecord): void {
    const over = this.#now;
    for (const { kind, error } of kinds)
      if (!error) this.#read[kind].push({ begun: over - durationMs, over });
  }

  async #restart(): Promise<void> {
    // Nobody can tell how old the journal is after a jump ahead.
    if (this.#now - this.#jumpedAt < RESTORED + 10 * SECOND) return;
    await this.clock.advance(0);
    await this.#launch.close();
    for (const side of this.#sides.values()) this.#lose(side);
    this.#underWay.clear();
    this.#restartedAt = this.#now;
    this.#store = this.#store.reopened();
    this.#launch = this.#start();
    void this.#sync();
  }

  /** What the next launch does not know: what was under way, and what changed nothing in the roster. */
  #lose(side: Side): void {
    const { change, newest, journal } = side;
    const isKnown = journal?.isByEvent && this.#now - journal.at <= RESTORED;
    if (change?.event && (!isKnown || this.#underWay.has(change.event)))
      side.change = { at: change.at, event: null };
    if (!newest) return;
    // Where the clock was set back an event looks younger than it is.
    const at = journal && journal.at > this.#setBackAt ? journal.at : this.#now;
    side.newest = isKnown ? { ...newest, standsUntil: at + STANDS } : { ...newest, arrivedAt: -Infinity };
  }

  async #away(ms: number): Promise<void> {
    this.twitch.isAway = true;
    this.#awayFrom.push({ from: this.#now, to: this.#now + ms });
    await this.#wait(ms);
    this.twitch.isAway = false;
  }

  get #now(): number {
    return this.clock.monotonic();
  }

  #side(kind: Kind, user: string): Side {
    const key = `${kind} ${user}`;
    const side = this.#sides.get(key) ?? {
      change: null,
      newest: null,
      heard: new Set<string>(),
      journal: null,
    };
    this.#sides.set(key, side);
    return side;
  }

  /** @throws if the roster is, or was since the last look, wrong about anybody without a good reason */
  judge(): void {
    this.#wrong ??= this.#findWrong();
    if (this.#wrong) throw new Error(`wrong without a reason: ${this.#wrong}`);
  }

  /** @param writtenAt what came then may still be on its way to the disk */
  #findWrong(writtenAt = NaN): string | null {
    for (const kind of KINDS) {
      for (const user of USERS) {
        const truth = this.twitch.heldAt(kind, user);
        const known = this.#store.roster.byId(user)?.[kind] ?? null;
        if (isSame(truth, known) || this.#isExcused(kind, user, truth, known)) continue;
        const { change, newest } = this.#side(kind, user);
        if (newest?.arrivedAt === writtenAt) continue;
        return JSON.stringify({
          now: this.#now,
          kind,
          user,
          truth,
          known,
          change,
          newest,
          read: this.#read[kind],
        });
      }
    }
    return null;
  }

  #isExcused(kind: Kind, user: string, truth: RoleDetail | null, known: RoleDetail | null): boolean {
    const { change, newest } = this.#side(kind, user);
    if (change?.event && this.#underWay.has(change.event)) return true;
    if (newest && this.#isUnchecked(kind, newest)) {
      if (!isSame(newest.detail, truth)) return true;
      if (newest.isVague && truth && known) return true;
    }
    if (!change || change.event) return false;
    const from = Math.max(change.at + MAX_LAG, newest?.standsUntil ?? -Infinity);
    return !this.#read[kind].some(({ begun }) => begun >= from);
  }

  /** Whether there was no time yet to ask about this event. */
  #isUnchecked(kind: Kind, { arrivedAt, standsUntil }: NonNullable<Side['newest']>): boolean {
    const checkedAt = standsUntil - STANDS + CHECKED + this.#lostTime(arrivedAt);
    if (this.#now <= checkedAt) return true;
    // It was not checked before the end, and is too old to be taken up: the first list decides.
    const isTooOld = arrivedAt < this.#restartedAt - RESTORED;
    return isTooOld && !this.#read[kind].some(({ begun }) => begun >= this.#restartedAt);
  }

  /** While Twitch was away, or Rolecall began anew and had to ask a second time. */
  #lostTime(since: number): number {
    let lost = this.#restartedAt > since ? 30 * SECOND : 0;
    for (const { from, to } of this.#awayFrom) {
      if (to < since) continue;
      lost += Math.min(to, this.#now) - Math.max(from, since) + 6 * CALL;
    }
    return lost;
  }
}

const detailFor = ({ kind, detail }: { kind: Kind; detail: RoleDetail | null }): RoleDetail | null =>
  kind === 'subscribers' || !detail ? detail : NO_DETAIL;

function isSame(a: RoleDetail | null, b: RoleDetail | null): boolean {
  return a?.tier === b?.tier && a?.isGift === b?.isGift;
}

/** mulberry32 */
function randomOf(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}
