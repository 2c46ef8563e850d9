import { describe, expect, it } from 'vitest';
import { type Kind, NO_DETAIL, type RoleDetail, type User } from '../../server/core/roles.ts';
import { SyncError } from '../../server/sync/ports.ts';
import { CHANNEL, deferred, flush, listening, rig, row } from './harness.ts';

const sub = (more: Partial<RoleDetail> = {}): RoleDetail => ({ ...NO_DETAIL, tier: '1000', ...more });

/** A rig that hears events; `hear()` resolves when one has come as far as it will. */
function hearing() {
  const base = rig();
  const live = listening(base);
  let sent = 0;
  const hear = async (
    userId: string,
    detail: RoleDetail | null,
    kind: Kind = 'vips',
    user: User = row(userId).user,
  ): Promise<void> => {
    live.roles.onRole(kind, user, detail, { sentAt: ++sent, messageId: `m${sent}` });
    await flush();
  };
  return { ...base, ...live, hear };
}

describe('an event by itself', () => {
  it('applies at once, is stored before it is told, and is no news the second time', async () => {
    const { hear, store, told } = hearing();
    const gate = deferred();
    store.beforeWrite = () => gate.promise;
    await hear('1', NO_DETAIL);
    expect([store.ids('vips'), told.changes]).toEqual([[], []]);
    gate.resolve();
    await flush();
    expect(told.changes).toMatchObject([{ change: 'granted', source: 'event' }]);
    await hear('1', NO_DETAIL);
    expect(told.changes).toHaveLength(1);
    await hear('1', null);
    await hear('1', null);
    expect(told.changes.slice(1)).toMatchObject([{ change: 'revoked' }]);
    expect(store.commits).toHaveLength(2);
  });

  it('is not told when it could not be stored, but that it is missing', async () => {
    const { hear, store, told, lost } = hearing();
    store.beforeWrite = () => Promise.reject(new SyncError('not_saved', 'The disk is full.'));
    await hear('1', sub(), 'subscribers');
    expect([told.changes, store.ids('subscribers'), lost]).toEqual([[], [], [['subscribers']]]);
  });

  it('never makes the broadcaster a member', async () => {
    const { hear, store, writer } = hearing();
    await hear(CHANNEL.userId, NO_DETAIL);
    expect([store.roster.size, writer.recent.isEmpty]).toEqual([0, true]);
  });

  it('keeps the gifter that a list told of, and forgets him when the gift is over', async () => {
    const { hear, roles, twitch, store, told, full } = hearing();
    const gift = sub({ isGift: true, gifterId: '9', gifterLogin: 'kind' });
    twitch.set('subscribers', { ...row('1'), detail: gift });
    await full();
    const heard = told.changes.length;
    await hear('1', sub({ isGift: true }), 'subscribers');
    expect(told.changes).toHaveLength(heard);
    roles.onResub(row('1').user, '3000', { sentAt: 1_000, messageId: 'resub' });
    await flush();
    expect(store.roster.byId('1')?.subscribers).toMatchObject({ ...gift, tier: '3000' });
    await hear('1', sub({ isGift: true, tier: '2000' }), 'subscribers');
    // It was sent before the other.
    expect(store.roster.byId('1')?.subscribers).toMatchObject({ ...gift, tier: '3000' });
    roles.onRole('subscribers', row('1').user, sub(), { sentAt: 2_000, messageId: 'paid' });
    await flush();
    expect(store.roster.byId('1')?.subscribers).toMatchObject(sub());
  });

  it('is told by a list at once who gave the gift that it told of', async () => {
    const { hear, twitch, store, full, clock } = hearing();
    await hear('1', sub({ isGift: true }), 'subscribers');
    await clock.advance(1_000);
    const gift = sub({ isGift: true, gifterId: '9', gifterLogin: 'kind' });
    twitch.set('subscribers', { ...row('1'), detail: gift });
    await full();
    expect(store.roster.byId('1')?.subscribers).toMatchObject(gift);
  });

  it('brings a new name, and an empty one is no news', async () => {
    const { hear, store, told } = hearing();
    await hear('1', NO_DETAIL);
    await hear('1', NO_DETAIL, 'vips', { userId: '1', userLogin: 'renamed', userDisplayName: 'Renamed' });
    expect(told.changes.slice(1)).toMatchObject([{ change: 'updated' }]);
    expect(store.roster.byName('renamed')?.userId).toBe('1');
    await hear('1', NO_DETAIL, 'vips', { userId: '1', userLogin: '', userDisplayName: '' });
    expect(told.changes).toHaveLength(2);
  });
});

describe('an event while the list is read', () => {
  /** A sync of VIPs that stops where the test likes. */
  function slow() {
    const made = hearing();
    const page = deferred();
    const lookUp = deferred();
    made.twitch.set('vips', row('1'), row('2'));
    made.twitch.onPage.vips = async (cursor) => {
      const answer = made.twitch.page('vips', cursor);
      await page.promise;
      return answer;
    };
    made.twitch.onLookUp.vips = async (userIds) => {
      const answer = made.twitch.find('vips', userIds);
      await lookUp.promise;
      return answer;
    };
    return { ...made, page, lookUp };
  }

  it('stands, and nobody is asked: who is right shows two minutes later', async () => {
    const { full, page, lookUp, hear, twitch, store, clock } = slow();
    const running = full();
    await flush();
    await hear('2', null);
    page.resolve();
    lookUp.resolve();
    await running;
    expect([twitch.lookUps('vips'), store.ids('vips')]).toEqual([[], ['1']]);
    await clock.advance(130_000);
    expect(store.ids('vips')).toEqual(['1', '2']);
  });

  it('stands when it came while those who are missing were asked for', async () => {
    const { full, page, lookUp, hear, twitch, store, clock } = slow();
    page.resolve();
    lookUp.resolve();
    await full();
    await clock.advance(130_000);
    const answer = deferred();
    twitch.set('vips', row('1'));
    twitch.onLookUp.vips = () => answer.promise.then(() => []);
    const running = full();
    await flush();
    await hear('2', NO_DETAIL);
    answer.resolve();
    await running;
    expect([twitch.lookUps('vips'), store.ids('vips')]).toEqual([['2'], ['1', '2']]);
  });

  it('stands when it came during the commit', async () => {
    const { full, page, hear, store, twitch } = slow();
    const running = full();
    await flush();
    const gate = deferred();
    store.beforeWrite = () => gate.promise;
    page.resolve();
    await flush();
    await hear('2', null);
    gate.resolve();
    await running;
    await flush();
    expect([twitch.lookUps('vips'), store.ids('vips')]).toEqual([[], ['1']]);
  });

  it('stands although it came before the list was begun, if it was stored only then', async () => {
    const { full, page, hear, store, twitch } = slow();
    page.resolve();
    await full();
    const disk = deferred();
    store.beforeWrite = () => disk.promise;
    await hear('2', null);
    // The first page is read before the event is in the roster, the second one after.
    const second = deferred();
    twitch.truth.vips.set('3', row('3'));
    twitch.onPage.vips = async (cursor) => {
      if (cursor !== null) await second.promise;
      return twitch.page('vips', cursor);
    };
    const running = full();
    await flush();
    disk.resolve();
    await flush();
    expect(store.ids('vips')).toEqual(['1']);
    second.resolve();
    await running;
    expect(store.ids('vips')).toEqual(['1', '3']);
  });

  it('keeps no sync from its end, however often it comes', async () => {
    const { full, hear, store, twitch } = hearing();
    twitch.set('vips', row('1'));
    twitch.onPage.vips = async (cursor) => {
      await hear('2', NO_DETAIL);
      return twitch.page('vips', cursor);
    };
    await full();
    expect(store.ids('vips')).toEqual(['1', '2']);
    expect(twitch.lookUps('vips')).toEqual([]);
  });

  it('of another list leads to nothing in this one', async () => {
    const { full, page, hear, twitch, store } = slow();
    const running = full();
    await flush();
    await hear('1', sub(), 'subscribers');
    page.resolve();
    await running;
    expect([twitch.lookUps('vips'), store.ids('vips')]).toEqual([[], ['1', '2']]);
  });
});

describe('of two answers', () => {
  it('about one viewer the one counts that was asked for later, a list or a look-up', async () => {
    const { full, twitch, store, writer, clock } = hearing();
    twitch.set('vips', row('1'));
    const page = deferred();
    twitch.onPage.vips = async (cursor) => {
      const answer = twitch.page('vips', cursor);
      await page.promise;
      return answer;
    };
    // The list is asked for first, and comes last.
    const running = full();
    await clock.advance(10);
    const reading = writer.recent.begin('vips');
    await writer.applyAnswers('vips', new Map([['1', null]]), clock.monotonic(), 'api:test');
    reading.end();
    page.resolve();
    await running;
    expect(store.ids('vips')).toEqual([]);
    // And the other way round.
    const askedAt = clock.monotonic();
    await clock.advance(10);
    twitch.set('vips', row('2'));
    await full();
    await writer.applyAnswers('vips', new Map([['2', null]]), askedAt, 'api:test');
    expect(store.ids('vips')).toEqual(['2']);
  });
});
