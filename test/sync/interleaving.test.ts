import fc from 'fast-check';
import { expect, it } from 'vitest';
import { Roster } from '../../server/core/roster.ts';
import type { Kind, ListRow, RoleDetail, Tier } from '../../server/core/roles.ts';
import type { EventStamp } from '../../server/sync/ports.ts';
import { FakeTwitch, listening, type Rig, rig, row } from './harness.ts';

/** Something happens at Twitch. `lag`: how many turns later the event is sent off. */
interface Happening {
  readonly kind: Kind;
  readonly userId: string;
  /** null: the role ends. */
  readonly tier: Tier | null | 'ends';
  readonly lag: number;
}

const happening: fc.Arbitrary<Happening> = fc.record({
  kind: fc.constantFrom<Kind>('vips', 'subscribers'),
  userId: fc.integer({ min: 1, max: 5 }).map(String),
  tier: fc.constantFrom<Happening['tier']>('1000', '2000', 'ends'),
  lag: fc.nat({ max: 3 }),
});

const start = fc.record({
  vips: fc.uniqueArray(fc.integer({ min: 1, max: 5 }).map(String)),
  subscribers: fc.uniqueArray(fc.integer({ min: 1, max: 5 }).map(String)),
});

function rowOf({ kind, userId, tier }: Happening): ListRow | null {
  if (tier === 'ends') return null;
  return row(userId, kind === 'subscribers' ? tier : null);
}

/** Twitch answers as it is when the question arrives; the answer travels as long as the scheduler likes. */
class TravellingTwitch extends FakeTwitch {
  constructor(scheduler: fc.Scheduler) {
    super();
    const travel = (what: string) => scheduler.schedule(Promise.resolve(), what);
    for (const kind of ['vips', 'subscribers', 'moderators'] as const) {
      this.onPage[kind] = async (cursor) => {
        await travel(`ask ${kind}`);
        const answer = this.page(kind, cursor);
        await travel(`page of ${kind}`);
        return answer;
      };
      this.onLookUp[kind] = async (userIds) => {
        await travel(`ask about ${kind}`);
        const answer = this.find(kind, userIds);
        await travel(`answer about ${kind}`);
        return answer;
      };
    }
  }
}

function worldOf(scheduler: fc.Scheduler, begin: { vips: string[]; subscribers: string[] }) {
  const twitch = new TravellingTwitch(scheduler);
  const made = rig({ source: twitch, windowMs: 0, minGapMs: 0 });
  for (const userId of begin.vips) twitch.truth.vips.set(userId, row(userId));
  for (const userId of begin.subscribers) twitch.truth.subscribers.set(userId, row(userId, '1000'));
  made.store.beforeWrite = () => scheduler.schedule(Promise.resolve(), 'disk');
  const { roles } = listening({ ...made, twitch });
  let sent = 0;
  /** Happens at Twitch. @returns Twitch's event about it, to be heard when it comes */
  const change = (it: Happening): (() => void) => {
    const now = rowOf(it);
    if (now) twitch.truth[it.kind].set(it.userId, now);
    else twitch.truth[it.kind].delete(it.userId);
    const stamp: EventStamp = { sentAt: ++sent, messageId: `m${sent}` };
    return () => roles.onRole(it.kind, row(it.userId).user, now?.detail ?? null, stamp);
  };
  /** Resolves when whatever events brought is stored: one write may wait for the other. */
  const stored = async (): Promise<void> => {
    for (let i = 0; i < 20; i++) await made.store.commit(() => []);
  };
  return { ...made, twitch, roles, change, stored };
}

type World = ReturnType<typeof worldOf>;

function held(roster: Roster): Record<string, [string, RoleDetail['tier']][]> {
  const of = (kind: Kind) =>
    [...roster.viewers()]
      .flatMap((viewer): [string, RoleDetail['tier']][] =>
        viewer[kind] ? [[viewer.userId, viewer[kind].tier]] : [],
      )
      .sort();
  return { vips: of('vips'), subscribers: of('subscribers') };
}

function truth({ twitch }: World): ReturnType<typeof held> {
  const of = (kind: Kind) =>
    [...twitch.truth[kind].values()]
      .map(({ user, detail }) => [user.userId, detail.tier] as [string, Tier])
      .sort();
  return { vips: of('vips'), subscribers: of('subscribers') };
}

/** Whoever only listens ends with the same roster. */
function heard({ told }: Pick<Rig, 'told'>): Roster {
  const roster = new Roster();
  for (const change of told.changes) roster.apply(change);
  return roster;
}

const turn = (scheduler: fc.Scheduler) => scheduler.schedule(Promise.resolve(), 'turn');

it('equals Twitch’s truth once all events have come, in their order but ever so late, around two syncs', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.scheduler(),
      start,
      fc.array(happening, { maxLength: 8 }),
      async (scheduler, begin, story) => {
        const world = worldOf(scheduler, begin);
        const work: Promise<unknown>[] = [world.full(), turn(scheduler).then(() => world.full())];
        let line = Promise.resolve();
        const live = async (): Promise<void> => {
          for (const it of story) {
            await turn(scheduler);
            const event = world.change(it);
            // One socket: an event never overtakes another, but several may be in the works at once.
            line = line.then(async () => {
              for (let i = 0; i < it.lag; i++) await turn(scheduler);
              event();
            });
          }
          await line;
        };
        work.push(live());
        await scheduler.waitFor(Promise.all(work));
        await scheduler.waitFor(Promise.all(work));
        await scheduler.waitFor(world.stored());
        expect(held(world.store.roster)).toEqual(truth(world));
        expect(held(heard(world))).toEqual(truth(world));
      },
    ),
    { numRuns: 1_000 },
  );
});

it('equals it too whatever order, doubling or delay the events had', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.scheduler(),
      start,
      fc.array(happening, { maxLength: 8 }),
      fc.array(fc.nat(7), { maxLength: 4 }),
      async (scheduler, begin, story, again) => {
        const world = worldOf(scheduler, begin);
        const work: Promise<unknown>[] = [world.full()];
        const send = async (event: () => void): Promise<void> => {
          await turn(scheduler);
          event();
        };
        const live = async (): Promise<void> => {
          const events: (() => void)[] = [];
          for (const it of story) {
            await turn(scheduler);
            events.push(world.change(it));
            work.push(send(events[events.length - 1]!));
          }
          for (const index of again) if (events[index]) work.push(send(events[index]));
        };
        work.push(live());
        await scheduler.waitFor(Promise.all(work));
        await scheduler.waitFor(Promise.all(work));
        await scheduler.waitFor(world.full());
        await scheduler.waitFor(world.stored());
        expect(held(world.store.roster)).toEqual(truth(world));
        expect(held(heard(world))).toEqual(truth(world));
      },
    ),
    { numRuns: 500 },
  );
});

it('revokes nobody whom Twitch never stopped listing, whatever happens around him', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.scheduler(),
      start,
      fc.array(happening, { maxLength: 8 }),
      async (scheduler, begin, story) => {
        const world = worldOf(scheduler, begin);
        const steady = row('99');
        world.twitch.truth.vips.set('99', steady);
        world.roles.onRole('vips', steady.user, steady.detail, { sentAt: 0, messageId: 'steady' });
        await scheduler.waitFor(world.stored());
        const live = async (): Promise<void> => {
          for (const it of story) {
            await turn(scheduler);
            world.change(it)();
          }
        };
        await scheduler.waitFor(
          Promise.all([world.full(), live(), turn(scheduler).then(() => world.full())]),
        );
        const lost = world.told.changes.filter(
          ({ change, user }) => change === 'revoked' && user.userId === '99',
        );
        expect(lost).toEqual([]);
      },
    ),
    { numRuns: 300 },
  );
});
