import { describe, expect, it } from 'vitest';
import { NO_DETAIL, type RoleDetail } from '../../server/core/roles.ts';
import { SyncError } from '../../server/sync/ports.ts';
import { CHANNEL, deferred, flush, rig, row } from './harness.ts';

const sub = (more: Partial<RoleDetail> = {}): RoleDetail => ({ ...NO_DETAIL, tier: '1000', ...more });
const told = (userId: string, detail: RoleDetail | null, kind: 'vips' | 'subscribers' = 'vips') => ({
  kind,
  user: row(userId).user,
  detail,
  source: 'event',
});

describe('an event by itself', () => {
  it('applies at once, is stored before it is told, and is no news the second time', async () => {
    const { sync, store, told: heard } = rig();
    const gate = deferred();
    store.beforeWrite = () => gate.promise;
    const first = sync.applyNews(told('1', NO_DETAIL));
    await flush();
    expect([store.ids('vips'), heard.changes]).toEqual([[], []]);
    gate.resolve();
    expect(await first).toMatchObject([{ change: 'granted', source: 'event' }]);
    expect(heard.changes).toHaveLength(1);
    expect(await sync.applyNews(told('1', NO_DETAIL))).toEqual([]);
    expect(await sync.applyNews(told('1', null))).toMatchObject([{ change: 'revoked' }]);
    expect(await sync.applyNews(told('1', null))).toEqual([]);
    expect(store.commits).toHaveLength(2);
  });

  it('is not told when it could not be stored', async () => {
    const { sync, store, told: heard } = rig();
    store.beforeWrite = () => Promise.reject(new SyncError('not_saved', 'The disk is full.'));
    await expect(sync.applyNews(told('1', NO_DETAIL))).rejects.toMatchObject({ code: 'not_saved' });
    expect([heard.changes, store.ids('vips')]).toEqual([[], []]);
  });

  it('never makes the broadcaster a member', async () => {
    const { sync, store } = rig();
    expect(await sync.applyNews(told(CHANNEL.userId, NO_DETAIL))).toEqual([]);
    expect(store.roster.size).toBe(0);
  });

  it('keeps the gifter that a list told of, and forgets him when the gift is over', async () => {
    const { sync, twitch, store, full } = rig();
    const gift = sub({ isGift: true, gifterId: '9', gifterLogin: 'kind' });
    twitch.set('subscribers', { ...row('1'), detail: gift });
    await full();
    expect(await sync.applyNews(told('1', sub({ isGift: true }), 'subscribers'))).toEqual([]);
    await sync.applyNews(told('1', sub({ isGift: true, tier: '2000' }), 'subscribers'));
    expect(store.roster.byId('1')?.subscribers).toMatchObject({
      tier: '2000',
      gifterId: '9',
      gifterLogin: 'kind',
    });
    await sync.applyNews(told('1', sub(), 'subscribers'));
    expect(store.roster.byId('1')?.subscribers).toMatchObject({
      isGift: false,
      gifterId: null,
      gifterLogin: null,
    });
  });

  it('brings a new name, and an empty one is no news', async () => {
    const { sync, store } = rig();
    await sync.applyNews(told('1', NO_DETAIL));
    const user = { userId: '1', userLogin: 'renamed', userDisplayName: 'Renamed' };
    expect(await sync.applyNews({ ...told('1', NO_DETAIL), user })).toMatchObject([{ change: 'updated' }]);
    expect(store.roster.byName('renamed')?.userId).toBe('1');
    const nameless = { userId: '1', userLogin: '', userDisplayName: '' };
    expect(await sync.applyNews({ ...told('1', NO_DETAIL), user: nameless })).toEqual([]);
  });
});

describe('an event while the list is read', () => {
  /** A sync of VIPs that stops where the test likes. */
  function slow() {
    const made = rig();
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

  it('is asked about, and the answer stands: the list was older', async () => {
    const { full, page, lookUp, sync, twitch, store } = slow();
    const running = full();
    await flush();
    twitch.truth.vips.delete('2');
    await sync.applyNews(told('2', null));
    page.resolve();
    lookUp.resolve();
    await running;
    expect(twitch.lookUps('vips')).toEqual(['2']);
    expect(store.ids('vips')).toEqual(['1']);
  });

  it('is asked about, and the answer stands: the event was older', async () => {
    const { full, page, lookUp, sync, twitch, store } = slow();
    const running = full();
    await flush();
    await sync.applyNews(told('2', null));
    page.resolve();
    lookUp.resolve();
    await running;
    expect(twitch.lookUps('vips')).toEqual(['2']);
    expect(store.ids('vips')).toEqual(['1', '2']);
  });

  it('is asked about again when it came during the question', async () => {
    const { full, page, lookUp, sync, twitch, store } = slow();
    const running = full();
    await flush();
    await sync.applyNews(told('3', NO_DETAIL));
    page.resolve();
    await flush();
    twitch.truth.vips.set('3', row('3'));
    await sync.applyNews(told('3', NO_DETAIL));
    lookUp.resolve();
    await running;
    expect(twitch.lookUps('vips')).toEqual(['3', '3']);
    expect(store.ids('vips')).toEqual(['1', '2', '3']);
  });

  it('stands when it came after the last question, during the commit', async () => {
    const { full, page, sync, store, twitch } = slow();
    const running = full();
    await flush();
    const gate = deferred();
    store.beforeWrite = () => gate.promise;
    page.resolve();
    await flush();
    const event = sync.applyNews(told('2', null));
    gate.resolve();
    await Promise.all([running, event]);
    expect(twitch.lookUps('vips')).toEqual([]);
    expect(store.ids('vips')).toEqual(['1']);
  });

  it('is asked about although the disk is so slow that nothing of it is in the roster yet', async () => {
    const { full, page, lookUp, sync, store, twitch } = slow();
    const running = full();
    await flush();
    const gate = deferred();
    store.beforeWrite = () => gate.promise;
    const event = sync.applyNews(told('2', null));
    page.resolve();
    lookUp.resolve();
    await flush();
    expect(twitch.lookUps('vips')).toEqual(['2']);
    gate.resolve();
    await Promise.all([running, event]);
    expect(store.ids('vips')).toEqual(['1', '2']);
  });

  it('is asked about although it came before the list was begun, if it was stored only then', async () => {
    const { full, page, lookUp, sync, store, twitch } = slow();
    page.resolve();
    lookUp.resolve();
    await full();
    const disk = deferred();
    store.beforeWrite = () => disk.promise;
    const event = sync.applyNews(told('2', null));
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
    await event;
    expect(store.ids('vips')).toEqual(['1']);
    second.resolve();
    await running;
    expect(store.ids('vips')).toEqual(['1', '2', '3']);
  });

  it('stands when events never stop coming during the questions', async () => {
    const { full, sync, store, twitch } = rig();
    twitch.set('vips', row('1'));
    twitch.onLookUp.vips = async () => {
      await sync.applyNews(told('2', NO_DETAIL));
      return [];
    };
    twitch.onPage.vips = async (cursor) => {
      await sync.applyNews(told('2', NO_DETAIL));
      return twitch.page('vips', cursor);
    };
    await full();
    expect(store.ids('vips')).toEqual(['1', '2']);
    expect(twitch.calls.filter(({ userIds }) => userIds).length).toBeLessThanOrEqual(5);
  });

  it('of another list leads to no question', async () => {
    const { full, page, sync, twitch } = slow();
    const running = full();
    await flush();
    await sync.applyNews(told('1', sub(), 'subscribers'));
    page.resolve();
    await running;
    expect(twitch.lookUps('vips')).toEqual([]);
  });
});
