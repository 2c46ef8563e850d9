import { describe, expect, it } from 'vitest';
import { NO_DETAIL } from '../../server/core/roles.ts';
import { SyncError } from '../../server/sync/ports.ts';
import { refreshViewer } from '../../server/sync/viewer-refresh.ts';
import { FakeClock, flush } from '../support/fake-clock.ts';
import { CHANNEL, deferred, listening, rig, row } from './harness.ts';
import { held, launch, say, started, sub } from './lag-world.ts';

const SECOND = 1_000;
const MINUTE = 60 * SECOND;

describe('a look at one viewer', () => {
  function looking() {
    const base = rig();
    const live = listening(base);
    const { twitch, clock } = base;
    const look = (userId: string) =>
      refreshViewer({ source: twitch, clock, writer: live.writer }, userId, 'api:test');
    return { ...base, ...live, look };
  }

  it('is three questions about that one, and says whence it knows', async () => {
    const { twitch, told, look, writer } = looking();
    twitch.set('vips', row('1'), row('2'));
    twitch.set('subscribers', row('1', '2000'));
    await look('1');
    expect(twitch.calls.map(({ kind, userIds }) => [kind, userIds])).toEqual([
      ['subscribers', ['1']],
      ['vips', ['1']],
      ['moderators', ['1']],
    ]);
    expect(told.changes.map(({ kind, user, source }) => [kind, user.userId, source])).toEqual([
      ['subscribers', '1', 'api:test'],
      ['vips', '1', 'api:test'],
    ]);
    expect(writer.recent.isEmpty).toBe(true);
  });

  it('applies what it learned, and says what it could not', async () => {
    const { twitch, store, look, writer } = looking();
    twitch.set('vips', row('1'));
    twitch.set('moderators', row('1'));
    twitch.onLookUp.vips = () => Promise.reject(new SyncError('network', 'Twitch cannot be reached.'));
    await expect(look('1')).rejects.toThrow('cannot be reached');
    expect([store.ids('vips'), store.ids('moderators')]).toEqual([[], ['1']]);
    expect(writer.recent.isEmpty).toBe(true);
  });

  it('makes no member of the broadcaster', async () => {
    const { twitch, store, told, look } = looking();
    twitch.set('moderators', row(CHANNEL.userId));
    await look(CHANNEL.userId);
    expect([store.ids('moderators'), told.changes]).toEqual([[], []]);
  });

  it('tells a change of state only where there is one', async () => {
    const { twitch, told, look } = looking();
    twitch.set('vips', row('1'));
    await look('2');
    expect(told.status).toBe(0);
    await look('1');
    expect(told.status).toBe(1);
  });
});

describe('an answer that contradicts an event', () => {
  it.each([
    ['who came', null, NO_DETAIL],
    ['who went', NO_DETAIL, null],
  ])('once is not believed, of %s', async (_who, before, after) => {
    const it = await started((twitch) => twitch.set('vips', '1', before));
    const known = it.told.changes.length;
    it.twitch.set('vips', '1', after);
    say(it, 'vips', '1', after);
    let asked = 0;
    it.twitch.lag = () => (asked++ === 0 ? 10 * MINUTE : 0);
    await it.clock.advance(3 * MINUTE);
    expect(held(it, '1')).toBe(after ? 'vip' : '');
    expect(it.told.changes.slice(known)).toHaveLength(1);
    expect(it.twitch.lookUps('vips')).toEqual(['vips 1', 'vips 1']);
  });

  it.each([
    ['a gift', sub('1000', true)],
    ['another tier', sub('2000')],
  ])('in %s is asked about twice as well', async (_what, old) => {
    const it = await started((twitch) => twitch.set('subscribers', '1', old));
    it.twitch.set('subscribers', '1', sub('1000'));
    say(it, 'subscribers', '1', sub('1000'));
    let asked = 0;
    it.twitch.lag = () => (asked++ === 0 ? 10 * MINUTE : 0);
    await it.clock.advance(3 * MINUTE);
    expect([held(it, '1'), it.twitch.lookUps('subscribers')]).toEqual([
      'subscriber 1000',
      ['subscribers 1', 'subscribers 1'],
    ]);
  });

  it('and another answer that contradicts both decide nothing yet', async () => {
    const it = await started();
    say(it, 'subscribers', '1', sub('1000'));
    let asked = 0;
    it.twitch.latency = () => {
      it.twitch.set('subscribers', '1', asked++ === 0 ? null : sub('2000'));
      return 0;
    };
    await it.clock.advance(130 * SECOND);
    expect([held(it, '1'), asked]).toEqual(['subscriber 1000', 2]);
    await it.clock.advance(2 * MINUTE);
    expect(held(it, '1')).toBe('subscriber 2000');
  });

  it('agrees: nobody is asked about again', async () => {
    const it = await started((twitch) => twitch.set('vips', '2', NO_DETAIL));
    say(it, 'vips', '1', NO_DETAIL);
    say(it, 'vips', '2', null);
    it.twitch.set('vips', '1', NO_DETAIL);
    it.twitch.set('vips', '2', null);
    await it.clock.advance(10 * MINUTE);
    expect(it.twitch.lookUps('vips').sort()).toEqual(['vips 1', 'vips 2']);
  });

  it('decides nothing about what came while it was on its way', async () => {
    const it = await started();
    say(it, 'vips', '1', NO_DETAIL);
    const travel = 10 * SECOND;
    it.twitch.latency = () => travel;
    await it.clock.advance(126 * SECOND);
    expect(it.twitch.lookUps('vips')).toHaveLength(1);
    say(it, 'vips', '1', null);
    say(it, 'vips', '1', NO_DETAIL);
    await it.clock.advance(100 * SECOND);
    expect([held(it, '1'), it.twitch.lookUps('vips').length]).toEqual(['vip', 1]);
    expect(it.writer.recent.isVerifying('1')).toBe(true);
  });
});

describe('questions about events', () => {
  const ids = (count: number): string[] => Array.from({ length: count }, (_, i) => `${i + 1}`);
  const batches = async (count: number, isAway = false): Promise<number[]> => {
    const it = await started((twitch) => ids(count).forEach((id) => twitch.set('vips', id, NO_DETAIL)));
    for (const id of ids(count)) say(it, 'vips', id, NO_DETAIL);
    it.twitch.calls.length = 0;
    await it.clock.advance(119 * SECOND);
    it.twitch.isAway = isAway;
    await it.clock.advance(3 * SECOND);
    return it.twitch.calls.filter(({ kind }) => kind === 'vips').map(({ userIds }) => userIds.length);
  };

  it.each([
    [1, [1]],
    [100, [100]],
    [101, [100, 1]],
  ])('about %d are these: %j', async (count, sizes) => {
    expect(await batches(count)).toEqual(sizes);
  });

  it('are no more than one in a row that fails', async () => {
    expect(await batches(201, true)).toEqual([100]);
  });

  it('wait for one timer, however often there is something to ask, and for none while one is asked', async () => {
    const { verifier, roles, twitch, clock } = (() => {
      const base = rig();
      return { ...base, ...listening(base) };
    })();
    roles.onRole('vips', row('1').user, NO_DETAIL, { sentAt: 1, messageId: 'm1' });
    await flush();
    for (let i = 0; i < 3; i++) verifier.wake();
    expect(clock.timers).toBe(1);
    const answer = deferred();
    twitch.onLookUp.vips = async () => {
      await answer.promise;
      return [row('1')];
    };
    await clock.advance(125 * SECOND);
    const { timers } = clock;
    verifier.wake();
    expect([twitch.lookUps('vips'), clock.timers]).toEqual([['1'], timers]);
    answer.resolve();
    await flush();
    await clock.advance(5 * SECOND);
    expect([twitch.lookUps('vips'), clock.timers]).toEqual([['1'], 0]);
  });

  it('are none after the end', async () => {
    const clock = new FakeClock();
    const base = rig({ clock });
    const live = listening(base);
    live.roles.onRole('vips', row('1').user, NO_DETAIL, { sentAt: 1, messageId: 'm1' });
    await flush();
    live.verifier.close();
    live.verifier.wake();
    await clock.advance(10 * MINUTE);
    expect([base.twitch.lookUps('vips'), clock.timers]).toEqual([[], 0]);
  });
});

describe('after a start', () => {
  it('an event of a moment ago stands against a list that does not know it yet, whichever way', async () => {
    const first = await started((twitch) => twitch.set('vips', '2', NO_DETAIL));
    say(first, 'vips', '1', NO_DETAIL);
    say(first, 'vips', '2', null);
    await first.clock.advance(SECOND);
    await first.close();
    const next = launch(first.clock, first.twitch, first.store.reopened(), first.runs);
    await next.full();
    expect([held(next, '1'), held(next, '2')]).toEqual(['vip', '']);
    say(next, 'vips', '2', NO_DETAIL, { sentAt: next.clock.now() - MINUTE });
    await next.clock.advance(SECOND);
    expect(held(next, '2')).toBe('vip');
  });

  it('a list that names the giver of a gift contradicts no event of that gift, but one of another does', async () => {
    for (const [tier, isGift, isTold] of [
      ['1000', true, true],
      ['2000', true, false],
      ['1000', false, false],
    ] as const) {
      const it = rig();
      const { roles } = listening(it);
      roles.onRole('subscribers', row('1').user, sub('1000', true), { sentAt: 1, messageId: 'm1' });
      await flush();
      const detail = { ...sub(tier, isGift), gifterId: '9', gifterLogin: 'kind' };
      it.twitch.set('subscribers', { ...row('1'), detail });
      await it.clock.advance(SECOND);
      await it.full();
      const { gifterId } = it.store.roster.byId('1')!.subscribers!;
      expect([tier, isGift, gifterId]).toEqual([tier, isGift, isTold ? '9' : null]);
    }
  });
});

describe('a list', () => {
  it('without the broadcaster asks nobody about the broadcaster', async () => {
    const { store, twitch, full } = rig();
    const base = { kind: 'vips', detail: NO_DETAIL, at: 1, source: 'startup' } as const;
    for (const { user } of [row(CHANNEL.userId), row('1')])
      store.roster.apply({ ...base, change: 'granted', user });
    await full();
    expect(twitch.lookUps('vips')).toEqual(['1']);
    expect(store.ids('vips')).toEqual([CHANNEL.userId]);
  });

  it('in which nothing is new is told to nobody', async () => {
    const { twitch, told, full } = rig();
    const calls: number[] = [];
    told.onRolesChanged = ({ total }) => void calls.push(total);
    twitch.set('vips', row('1'));
    await full();
    await full();
    expect(calls).toEqual([1]);
  });
});
