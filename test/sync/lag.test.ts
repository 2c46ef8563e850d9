import { describe, expect, it } from 'vitest';
import { type Kind, NO_DETAIL, type RoleDetail } from '../../server/core/roles.ts';
import { SyncError } from '../../server/sync/ports.ts';
import { held, launch, type Launch, resub, say, started, sub } from './lag-world.ts';

const SECOND = 1_000;
const MINUTE = 60 * SECOND;
/** Two minutes, two wake-ups, and no time for the calls. */
const CHECKED = 130 * SECOND;

/** Something is changed at Twitch, which says so at once and shows it in its answers later. */
function change(it: Launch, kind: Kind, userId: string, detail: RoleDetail | null): void {
  it.twitch.set(kind, userId, detail);
  say(it, kind, userId, detail);
}

/** Looks every second, through syncs and refreshes, whether a viewer is what he should be. */
async function staysSo(it: Launch, userId: string, right: string, ms = 6 * MINUTE): Promise<void> {
  for (let passed = 0; passed < ms; passed += SECOND) {
    await it.clock.advance(SECOND);
    expect([passed, held(it, userId)]).toEqual([passed, right]);
    if (passed % (7 * SECOND) === 0) void it.sync.run({ source: 'test', isExempt: true });
    if (passed % (11 * SECOND) === 0) void it.refresh(userId).catch(() => undefined);
  }
}

describe('answers that are older than an event', () => {
  it('do not make a VIP of who was one until a moment ago', async () => {
    const it = await started();
    change(it, 'vips', '1', NO_DETAIL);
    await it.clock.advance(5 * MINUTE);
    it.twitch.lag = () => 3 * SECOND;
    change(it, 'vips', '1', null);
    await it.clock.advance(6);
    expect(held(it, '1')).toBe('');
    await staysSo(it, '1', '');
  });

  it('do not revoke who has just come, in a sync a second later', async () => {
    const it = await started();
    it.twitch.lag = () => 8 * SECOND;
    change(it, 'subscribers', '1', sub());
    change(it, 'vips', '2', NO_DETAIL);
    await it.clock.advance(SECOND);
    await it.full();
    expect([held(it, '1'), held(it, '2')]).toEqual(['subscriber 1000', 'vip']);
    await Promise.all([staysSo(it, '1', 'subscriber 1000')]);
    expect(held(it, '2')).toBe('vip');
  });

  it.each([
    ['Twitch tells of the VIP too', true],
    ['Twitch tells of the moderator only', false],
  ])('leave a VIP who became moderator a moderator, and no VIP (%s)', async (_what, isTold) => {
    const it = await started((twitch) => twitch.set('vips', '1', NO_DETAIL));
    expect(held(it, '1')).toBe('vip');
    it.twitch.lag = (kind) => (kind === 'moderators' ? 50 : 3 * SECOND);
    it.twitch.set('vips', '1', null);
    if (isTold) say(it, 'vips', '1', null);
    change(it, 'moderators', '1', NO_DETAIL);
    await staysSo(it, '1', 'moderator');
  });

  it('leave who was made moderator after an unvip a moderator', async () => {
    const it = await started((twitch) => twitch.set('vips', '1', NO_DETAIL));
    it.twitch.lag = () => 3 * SECOND;
    change(it, 'vips', '1', null);
    await it.clock.advance(SECOND);
    change(it, 'moderators', '1', NO_DETAIL);
    await staysSo(it, '1', 'moderator');
  });

  it('leave a moderator who was unmodded by mistake, and modded again, a moderator', async () => {
    const it = await started();
    change(it, 'moderators', '1', NO_DETAIL);
    await it.clock.advance(5 * MINUTE);
    it.twitch.lag = () => SECOND;
    change(it, 'moderators', '1', null);
    await it.clock.advance(500);
    change(it, 'moderators', '1', NO_DETAIL);
    await staysSo(it, '1', 'moderator');
  });

  it('leave a subscriber whose next subscription began half a second after the last', async () => {
    const it = await started((twitch) => twitch.set('subscribers', '1', sub()));
    it.twitch.lag = () => 3 * SECOND;
    change(it, 'subscribers', '1', null);
    await it.clock.advance(500);
    change(it, 'subscribers', '1', sub());
    await staysSo(it, '1', 'subscriber 1000');
  });

  it('do not make a moderator of who was unmodded, in a sync right after', async () => {
    const it = await started((twitch) => twitch.set('moderators', '1', NO_DETAIL));
    it.twitch.lag = () => 20 * SECOND;
    change(it, 'moderators', '1', null);
    await it.full();
    expect(held(it, '1')).toBe('');
    await staysSo(it, '1', '');
  });

  it('do not make a subscriber of whose subscription ended, in a list 0.3 s later', async () => {
    const it = await started((twitch) => twitch.set('subscribers', '1', sub()));
    it.twitch.lag = () => SECOND;
    change(it, 'subscribers', '1', null);
    await it.clock.advance(300);
    await it.full();
    expect(held(it, '1')).toBe('');
    await staysSo(it, '1', '');
  });

  it('do not undo an event that came while the list was read, or before it and late to the disk', async () => {
    const it = await started((twitch) => twitch.set('vips', '1', NO_DETAIL));
    it.twitch.latency = () => 20 * SECOND;
    it.twitch.lag = () => 90 * SECOND;
    const running = it.full();
    await it.clock.advance(SECOND);
    change(it, 'vips', '1', null);
    change(it, 'vips', '2', NO_DETAIL);
    await it.clock.advance(3 * MINUTE);
    await running;
    expect([held(it, '1'), held(it, '2')]).toEqual(['', 'vip']);
  });

  it('decide from two minutes after the event on, also within a list that was begun before', async () => {
    const it = await started((twitch) => ['1', '2', '3'].forEach((id) => twitch.set('vips', id, NO_DETAIL)));
    // Nobody is looked up: only the list can tell.
    it.verifier.close();
    say(it, 'vips', '1', null);
    say(it, 'vips', '3', null);
    await it.clock.advance(110 * SECOND);
    it.twitch.pageSize = 1;
    it.twitch.latency = (_kind, way) => (way === 'list' ? 8 * SECOND : 0);
    const running = it.full();
    await it.clock.advance(MINUTE);
    await running;
    expect([held(it, '1'), held(it, '2'), held(it, '3')]).toEqual(['', 'vip', 'vip']);
  });
});

describe('events that are not true', () => {
  it.each<[string, RoleDetail, (it: Launch) => void, string, string]>([
    [
      'a resub message with the wrong tier',
      sub('3000'),
      (it) => resub(it, '1', '1000'),
      'subscriber 1000',
      'subscriber 3000',
    ],
    [
      'the end of a gift while a paid one goes on',
      sub('1000'),
      (it) => say(it, 'subscribers', '1', null),
      '',
      'subscriber 1000',
    ],
    [
      'a gift to who pays already',
      sub('2000'),
      (it) => say(it, 'subscribers', '1', sub('1000', true)),
      'subscriber 1000 gift',
      'subscriber 2000',
    ],
  ])('are found out within 130 s: %s', async (_what, truth, event, before, after) => {
    const it = await started((twitch) => twitch.set('subscribers', '1', truth));
    it.twitch.lag = () => 90 * SECOND;
    event(it);
    await it.clock.advance(10);
    expect(held(it, '1')).toBe(before);
    await it.clock.advance(CHECKED);
    expect(held(it, '1')).toBe(after);
    expect(it.told.changes.at(-1)?.source).toBe('event-check');
    await staysSo(it, '1', after);
  });

  it('about nobody: a VIP and a moderator who are none', async () => {
    const it = await started();
    say(it, 'vips', '1', NO_DETAIL);
    say(it, 'moderators', '2', NO_DETAIL);
    await it.clock.advance(10);
    expect([held(it, '1'), held(it, '2')]).toEqual(['vip', 'moderator']);
    await it.clock.advance(CHECKED);
    expect([held(it, '1'), held(it, '2')]).toEqual(['', '']);
  });

  it('tell of a gift that goes on as a paid subscription: what the message leaves open is asked', async () => {
    const it = await started((twitch) => twitch.set('subscribers', '1', sub('1000', true)));
    it.twitch.set('subscribers', '1', sub('1000'));
    resub(it, '1', '1000');
    await it.clock.advance(CHECKED);
    expect(held(it, '1')).toBe('subscriber 1000');
  });

  it('are believed once two answers in a row contradict them alike, else after five minutes', async () => {
    const it = await started();
    let answer: RoleDetail | null = sub('2000');
    it.twitch.latency = () => {
      it.twitch.set('subscribers', '1', answer);
      return 0;
    };
    say(it, 'subscribers', '1', sub('1000'));
    await it.clock.advance(121 * SECOND);
    expect([held(it, '1'), it.twitch.lookUps().length]).toEqual(['subscriber 1000', 1]);
    answer = sub('3000');
    await it.clock.advance(5 * SECOND);
    expect([held(it, '1'), it.twitch.lookUps().length]).toEqual(['subscriber 1000', 2]);
    for (let asked = 3; asked <= 5; asked++) {
      answer = asked % 2 ? sub('2000') : sub('3000');
      await it.clock.advance(65 * SECOND);
      expect(it.twitch.lookUps().length).toBe(asked);
    }
    expect(held(it, '1')).toBe('subscriber 2000');
    await it.clock.advance(10 * MINUTE);
    expect(it.twitch.lookUps().length).toBe(5);
  });
});

describe('the order of events', () => {
  it('is that of their times, by viewer and kind; of equal ones the later counts', async () => {
    const it = await started();
    const at = it.clock.now();
    say(it, 'vips', '1', null, { sentAt: at + 2 });
    say(it, 'vips', '1', NO_DETAIL, { sentAt: at + 1 });
    say(it, 'vips', '2', NO_DETAIL, { sentAt: at + 1 });
    say(it, 'subscribers', '1', sub(), { sentAt: at });
    say(it, 'subscribers', '3', sub('1000'), { sentAt: at });
    say(it, 'subscribers', '3', sub('2000'), { sentAt: at });
    await it.clock.advance(10);
    expect([held(it, '1'), held(it, '2'), held(it, '3')]).toEqual([
      'subscriber 1000',
      'vip',
      'subscriber 2000',
    ]);
  });

  it('holds for what they say of the other role too', async () => {
    const it = await started((twitch) => twitch.set('vips', '1', NO_DETAIL));
    const at = it.clock.now();
    say(it, 'moderators', '1', NO_DETAIL, { sentAt: at + 2 });
    say(it, 'vips', '1', NO_DETAIL, { sentAt: at + 1 });
    await it.clock.advance(10);
    expect(held(it, '1')).toBe('moderator');
  });

  it('is not upset by repeats, which renew nothing either', async () => {
    const it = await started();
    const stamp = { sentAt: it.clock.now(), messageId: 'one' };
    say(it, 'vips', '1', NO_DETAIL, stamp);
    say(it, 'vips', '1', null, { ...stamp, messageId: 'two' });
    await it.clock.advance(100 * SECOND);
    say(it, 'vips', '1', NO_DETAIL, stamp);
    say(it, 'vips', '1', NO_DETAIL, { sentAt: it.clock.now(), messageId: 'one' });
    await it.clock.advance(30 * SECOND);
    expect(held(it, '1')).toBe('');
    expect(it.writer.recent.isVerifying('1')).toBe(false);
  });

  it('is not upset by the clock of this computer', async () => {
    const it = await started((twitch) => twitch.set('vips', '1', NO_DETAIL));
    const at = it.clock.now();
    it.clock.setBack(3_600 * SECOND);
    it.twitch.lag = () => 60 * SECOND;
    say(it, 'vips', '1', null, { sentAt: at });
    await it.full();
    it.clock.setBack(-7_200 * SECOND);
    await it.full();
    expect(held(it, '1')).toBe('');
    await it.clock.advance(CHECKED);
    expect(it.writer.recent.isVerifying('1')).toBe(false);
  });
});

describe('what waits to be checked', () => {
  it('is shown, asked for once, and nothing is asked when nothing waits', async () => {
    const it = await started();
    change(it, 'subscribers', '1', sub());
    await it.clock.advance(10);
    expect([it.writer.recent.isVerifying('1'), it.writer.recent.isVerifying('2')]).toEqual([true, false]);
    await it.clock.advance(119 * SECOND);
    expect(it.twitch.lookUps()).toEqual([]);
    await it.clock.advance(10 * SECOND);
    expect(it.twitch.lookUps()).toEqual(['subscribers 1']);
    expect([it.writer.recent.isVerifying('1'), it.writer.recent.isEmpty]).toEqual([false, true]);
    await it.clock.advance(60 * MINUTE);
    expect(it.twitch.lookUps()).toEqual(['subscribers 1']);
    expect(it.clock.timers).toBe(0);
  });

  it('waits while Twitch is away, however long, and is asked when it is back', async () => {
    const it = await started((twitch) => twitch.set('vips', '1', NO_DETAIL));
    say(it, 'vips', '1', null);
    it.twitch.isAway = true;
    await it.clock.advance(30 * MINUTE);
    expect([held(it, '1'), it.writer.recent.isVerifying('1')]).toEqual(['', true]);
    it.twitch.isAway = false;
    await it.clock.advance(10 * SECOND);
    expect(held(it, '1')).toBe('vip');
  });

  it('is not asked for ever where the permission is missing', async () => {
    const it = await started();
    it.twitch.lookUp = () => Promise.reject(new SyncError('missing_scope', 'The permission is missing.'));
    say(it, 'moderators', '1', NO_DETAIL);
    await it.clock.advance(3 * MINUTE);
    expect([held(it, '1'), it.writer.recent.isEmpty]).toEqual(['moderator', true]);
  });

  it('is taken up by the next launch, and stands until it is asked for', async () => {
    const first = await started((twitch) => twitch.set('vips', '1', NO_DETAIL));
    const { clock, twitch, store, runs } = first;
    twitch.lag = () => 90 * SECOND;
    change(first, 'vips', '1', null);
    say(first, 'subscribers', '2', sub());
    await clock.advance(30 * SECOND);
    await first.close();
    const second = launch(clock, twitch, store.reopened(), runs);
    await second.full();
    expect([held(second, '1'), held(second, '2')]).toEqual(['', 'subscriber 1000']);
    await clock.advance(100 * SECOND);
    expect([held(second, '1'), held(second, '2')]).toEqual(['', '']);
    await second.full();
    expect(held(second, '1')).toBe('');
  });

  it('is taken up although a list has told since who gave the gift', async () => {
    const first = await started();
    const { clock, twitch, store, runs } = first;
    const given = { ...sub('1000', true), gifterId: '9', gifterLogin: 'user9' };
    twitch.set('subscribers', '1', given);
    say(first, 'subscribers', '1', sub('1000', true));
    await clock.advance(SECOND);
    await first.full();
    expect(store.roster.byId('1')?.subscribers?.gifterId).toBe('9');
    await first.close();
    twitch.lag = () => 90 * SECOND;
    const second = launch(clock, twitch, store.reopened(), runs);
    await second.full();
    expect(held(second, '1')).toBe('subscriber 1000 gift');
    await clock.advance(CHECKED);
    expect(held(second, '1')).toBe('subscriber 1000 gift');
  });

  it('is not taken up if it was longer ago, or found by a list', async () => {
    const first = await started();
    change(first, 'vips', '1', NO_DETAIL);
    await first.clock.advance(151 * SECOND);
    first.twitch.set('vips', '2', NO_DETAIL);
    await first.full();
    await first.close();
    const second = launch(first.clock, first.twitch, first.store.reopened(), first.runs);
    expect(second.writer.recent.isEmpty).toBe(true);
  });

  it('is forgotten when all data is deleted', async () => {
    const it = await started();
    say(it, 'vips', '1', NO_DETAIL);
    await it.clock.advance(10);
    it.sync.forget();
    await it.clock.advance(5 * MINUTE);
    expect(it.twitch.lookUps()).toEqual([]);
  });
});

describe('many events at once', () => {
  it('20,000 of them are 200 questions, and few writes', async () => {
    const it = await started();
    for (let i = 1; i <= 20_000; i++) change(it, 'subscribers', String(i), sub('1000', true));
    await it.clock.advance(10);
    expect(it.store.roster.counts.subscribers).toBe(20_000);
    expect(it.store.commits.length).toBeLessThan(100);
    expect(it.clock.timers).toBe(1);
    it.twitch.calls.length = 0;
    await it.clock.advance(CHECKED);
    expect(it.twitch.calls.length).toBe(200);
    expect(it.writer.recent.isEmpty).toBe(true);
  });

  it('of one viewer keep their order and their history, though they share the disk', async () => {
    const it = await started();
    for (let i = 0; i < 5; i++) {
      say(it, 'vips', '1', NO_DETAIL);
      say(it, 'vips', '1', null);
    }
    say(it, 'moderators', '1', NO_DETAIL);
    await it.clock.advance(10);
    expect(held(it, '1')).toBe('moderator');
    expect(it.told.changes.filter(({ change }) => change === 'revoked')).toHaveLength(5);
  });

  it('that cannot be stored are told, do not stand, and come with the next answer', async () => {
    const it = await started();
    it.store.beforeWrite = () => Promise.reject(new Error('ENOSPC'));
    change(it, 'vips', '1', NO_DETAIL);
    change(it, 'subscribers', '1', sub());
    await it.clock.advance(10);
    expect([held(it, '1'), it.lost.flat().sort()]).toEqual(['', ['moderators', 'subscribers', 'vips']]);
    it.store.beforeWrite = () => Promise.resolve();
    await it.full();
    expect(held(it, '1')).toBe('subscriber 1000, vip');
  });
});
