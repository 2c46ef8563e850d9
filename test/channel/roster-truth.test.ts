import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { sleep } from '../../server/core/clock.ts';
import { type Kind, KINDS, NO_DETAIL, type RoleDetail, type User } from '../../server/core/roles.ts';
import { LiveRoles } from '../../server/sync/live-roles.ts';
import { refreshViewer } from '../../server/sync/viewer-refresh.ts';
import { type Rig, rig, row } from '../sync/harness.ts';

const MINUTE = 60_000;
const USERS = ['1', '2', '3'];

/** RoleSync and LiveRoles as they are put together in the house, with a Twitch in memory. */
function liveRig() {
  const base: Rig = rig();
  const { sync, clock, twitch } = base;
  const asked: string[] = [];
  let lost = 0;
  const roles = new LiveRoles({
    roster: sync.roster,
    clock,
    log: { debug() {}, info() {}, warn() {}, error() {} },
    applyNews: (news) => sync.applyNews(news),
    refresh: (user, source, kinds) => {
      asked.push(...kinds.map((kind) => `${kind} ${user.userId}`));
      const parts = {
        source: twitch,
        clock,
        applyNews: (news: Parameters<typeof sync.applyNews>[0]) => sync.applyNews(news),
        watch: (kind: Kind) => sync.watch(kind),
      };
      return refreshViewer(parts, user, source, kinds);
    },
    onLost: () => lost++,
  });
  base.told.onRolesChanged = (changes) => roles.onChanges(changes);
  return { ...base, roles, asked, lostCount: () => lost };
}

type LiveRig = ReturnType<typeof liveRig>;
const ids = (it: LiveRig) => Object.fromEntries(KINDS.map((kind) => [kind, it.store.ids(kind)]));
const truth = (it: LiveRig) =>
  Object.fromEntries(KINDS.map((kind) => [kind, [...it.twitch.truth[kind].keys()].sort()]));
const user = (userId: string): User => row(userId).user;
const sub = (tier: '1000' | '2000' | '3000', isGift = false): RoleDetail => ({ ...NO_DETAIL, tier, isGift });

describe('role events', () => {
  it('take the newer of two that came in the wrong order', async () => {
    const it = liveRig();
    it.roles.onRole('vips', user('1'), null);
    it.roles.onRole('vips', user('1'), NO_DETAIL);
    await it.clock.advance(10);
    expect(it.store.ids('vips')).toEqual([]);
  });

  it('ask nothing of Twitch when nothing is doubtful', async () => {
    const it = liveRig();
    it.twitch.set('vips', row('1'));
    for (let i = 0; i < 3; i++) it.roles.onRole('vips', user('1'), NO_DETAIL);
    await it.clock.advance(11 * MINUTE);
    it.twitch.set('vips');
    for (let i = 0; i < 3; i++) it.roles.onRole('vips', user('1'), null);
    await it.clock.advance(11 * MINUTE);
    it.roles.onRole('vips', user('1'), null);
    await it.clock.advance(10);
    expect(it.asked).toEqual([]);
    expect(it.store.ids('vips')).toEqual([]);
  });

  it('that come late do not undo what a list found', async () => {
    const it = liveRig();
    it.twitch.set('vips', row('1'));
    await it.full();
    it.twitch.set('vips');
    await it.full();
    it.roles.onRole('vips', user('1'), NO_DETAIL);
    await it.clock.advance(10);
    expect(it.store.ids('vips')).toEqual([]);
  });

  it.each([true, false])('make a moderator of a VIP (Twitch tells of the VIP: %s)', async (isTold) => {
    const it = liveRig();
    it.roles.onRole('vips', user('1'), NO_DETAIL);
    await it.clock.advance(11 * MINUTE);
    it.twitch.set('moderators', row('1'));
    if (isTold) it.roles.onRole('vips', user('1'), null);
    it.roles.onRole('moderators', user('1'), NO_DETAIL);
    await it.clock.advance(10);
    expect(ids(it)).toEqual({ subscribers: [], vips: [], moderators: ['1'] });
    // The word that made a VIP once, again and late.
    it.roles.onRole('vips', user('1'), NO_DETAIL);
    await it.clock.advance(10);
    expect(ids(it)).toEqual({ subscribers: [], vips: [], moderators: ['1'] });
  });

  it('keep what is known of a gift when a resub message does not say', async () => {
    const it = liveRig();
    const gift = { ...sub('1000', true), gifterId: '9', gifterLogin: 'giver' };
    it.twitch.set('subscribers', { user: user('1'), detail: gift });
    await it.full();
    await it.clock.advance(11 * MINUTE);
    it.roles.onResub(user('1'), '2000');
    it.roles.onResub(user('2'), '3000');
    await it.clock.advance(10);
    expect(it.sync.roster.byId('1')?.subscribers).toMatchObject({ ...gift, tier: '2000' });
    expect(it.sync.roster.byId('2')?.subscribers).toMatchObject({ tier: '3000', isGift: false });
    expect(it.told.changes).toHaveLength(0);
  });

  it('tell the tier right when two came in the wrong order', async () => {
    const it = liveRig();
    it.twitch.set('subscribers', row('1', '3000'));
    it.roles.onResub(user('1'), '3000');
    it.roles.onRole('subscribers', user('1'), sub('1000'));
    await it.clock.advance(10);
    expect(it.sync.roster.byId('1')?.subscribers?.tier).toBe('3000');
  });

  it('that cannot be saved, or asked about, are made good by reading the lists', async () => {
    const it = liveRig();
    it.store.beforeWrite = () => Promise.reject(new Error('ENOSPC'));
    it.roles.onRole('vips', user('1'), NO_DETAIL);
    await it.clock.advance(10);
    expect(it.lostCount()).toBe(1);
  });

  it('come to the truth, however they, the lists and the look-ups interleave', async () => {
    const step = fc.oneof(
      {
        weight: 4,
        arbitrary: fc.record({
          do: fc.constant('change'),
          kind: fc.constantFrom(...KINDS),
          user: fc.constantFrom(...USERS),
          add: fc.boolean(),
        }),
      },
      {
        weight: 6,
        arbitrary: fc.record({ do: fc.constant('deliver'), which: fc.nat(), again: fc.boolean() }),
      },
      { weight: 1, arbitrary: fc.record({ do: fc.constant('sync') }) },
      { weight: 2, arbitrary: fc.record({ do: fc.constant('wait'), ms: fc.integer({ min: 1, max: 40 }) }) },
    ) as fc.Arbitrary<Step>;
    const delays = fc.array(fc.integer({ min: 0, max: 25 }), { minLength: 1, maxLength: 8 });
    await fc.assert(
      fc.asyncProperty(
        fc.array(step, { maxLength: 40 }),
        delays,
        fc.boolean(),
        async (steps, waits, isTold) => {
          const it = liveRig();
          await play(it, steps, waits, isTold);
          expect(ids(it)).toEqual(truth(it));
        },
      ),
      { numRuns: 400 },
    );
  });
});

type Step =
  | { do: 'change'; kind: Kind; user: string; add: boolean }
  | { do: 'deliver'; which: number; again: boolean }
  | { do: 'sync' }
  | { do: 'wait'; ms: number };

/** @param isTold whether Twitch tells that a new moderator is no VIP any more */
async function play(it: LiveRig, steps: Step[], waits: number[], isTold: boolean): Promise<void> {
  const { twitch, clock } = it;
  let calls = 0;
  const slowly = (): Promise<void> => sleep(clock, waits[calls++ % waits.length] ?? 0);
  for (const kind of KINDS) {
    twitch.set(kind, row('1', kind === 'subscribers' ? '1000' : null));
    if (kind === 'moderators') twitch.set('vips');
  }
  await it.full();
  await clock.advance(11 * MINUTE);
  for (const kind of KINDS) {
    twitch.onPage[kind] = async (cursor) => {
      const page = twitch.page(kind, cursor);
      await slowly();
      return page;
    };
    twitch.onLookUp[kind] = async (userIds) => {
      const found = twitch.find(kind, userIds);
      await slowly();
      return found;
    };
  }
  it.store.beforeWrite = slowly;
  const underWay: { kind: Kind; userId: string; add: boolean }[] = [];
  const deliver = (index: number, again: boolean): void => {
    const event = underWay[index];
    if (!event) return;
    if (!again) underWay.splice(index, 1);
    const detail = event.kind === 'subscribers' ? sub('1000') : NO_DETAIL;
    it.roles.onRole(event.kind, user(event.userId), event.add ? detail : null);
  };
  for (const step of steps) {
    if (step.do === 'change') change(it, step, isTold, underWay);
    else if (step.do === 'deliver')
      deliver(underWay.length > 0 ? step.which % underWay.length : 0, step.again);
    else if (step.do === 'sync') void it.sync.run({ source: 'test', isExempt: true });
    else await clock.advance(step.ms);
  }
  while (underWay.length > 0) {
    deliver(steps.length % underWay.length, false);
    await clock.advance(3);
  }
  await clock.advance(5_000);
}

function change(
  { twitch }: LiveRig,
  { kind, user: userId, add }: Extract<Step, { do: 'change' }>,
  isTold: boolean,
  underWay: { kind: Kind; userId: string; add: boolean }[],
): void {
  const members = twitch.truth[kind];
  if (members.has(userId) === add) return;
  if (kind === 'vips' && twitch.truth.moderators.has(userId)) return;
  if (add) members.set(userId, row(userId, kind === 'subscribers' ? '1000' : null));
  else members.delete(userId);
  if (kind === 'moderators' && add && twitch.truth.vips.delete(userId) && isTold)
    underWay.push({ kind: 'vips', userId, add: false });
  underWay.push({ kind, userId, add });
}
