import { describe, expect, it } from 'vitest';
import { NO_DETAIL } from '../../server/core/roles.ts';
import { SyncError } from '../../server/sync/ports.ts';
import { deferred, flush, listening, rig, row } from './harness.ts';

/** A channel with five VIPs, two a page, whose pages a test may break or stop. */
function firstRig() {
  const base = rig();
  const live = listening(base);
  const { twitch, writer } = { ...base, ...live };
  twitch.set('vips', ...['1', '2', '3', '4', '5'].map((userId) => row(userId)));
  const view = writer.firstLists.view;
  const counted = (): string[] => [...view.viewers()].filter(({ vips }) => vips).map(({ userId }) => userId);
  /** From now on the page behind this cursor cannot be read. */
  const breakAt = (broken: string | null): void => {
    twitch.onPage.vips = (cursor) =>
      cursor === broken
        ? Promise.reject(new SyncError('twitch_unavailable', 'Twitch has trouble.'))
        : Promise.resolve(twitch.page('vips', cursor));
  };
  return { ...base, ...live, view, counted, breakAt };
}

describe('a list that was never read to its end', () => {
  it('counts as far as it was read: not stored, not counted, not announced', async () => {
    const it = firstRig();
    it.breakAt('4');
    await it.full();
    expect(it.counted().sort()).toEqual(['1', '2', '3', '4']);
    expect(it.view.byLogin('user3')?.vips).toMatchObject({ source: 'test' });
    expect([it.store.commits, it.store.roster.size, it.told.changes]).toEqual([[], 0, []]);
  });

  it('is of use from its first page on, and whole when it is there', async () => {
    const it = firstRig();
    const second = deferred();
    it.twitch.onPage.vips = async (cursor) => {
      if (cursor !== null) await second.promise;
      return it.twitch.page('vips', cursor);
    };
    const running = it.full();
    await flush();
    expect(it.counted()).toEqual(['1', '2']);
    second.resolve();
    await running;
    expect(it.store.ids('vips')).toEqual(['1', '2', '3', '4', '5']);
    expect(it.view.provisional('vips')).toBe(0);
    expect(it.told.changes).toHaveLength(5);
  });

  it('gives way to an attempt that has read as much, not to one that has read less', async () => {
    const it = firstRig();
    it.breakAt('4');
    await it.full();
    it.breakAt('2');
    await it.full();
    expect(it.counted().sort()).toEqual(['1', '2', '3', '4']);
    // Somebody has gone meanwhile: the better attempt does not show him.
    it.twitch.truth.vips.delete('2');
    it.breakAt(null);
    it.twitch.onPage.vips = (cursor) =>
      cursor === '5' ? Promise.reject(new Error('x')) : Promise.resolve(it.twitch.page('vips', cursor));
    it.twitch.set('vips', ...['1', '3', '4', '5', '6'].map((userId) => row(userId)));
    await it.full();
    expect(it.counted().sort()).toEqual(['1', '3', '4', '5']);
  });

  it('says nothing about a list that was read before', async () => {
    const it = firstRig();
    await it.full();
    it.twitch.set('vips', ...['1', '2', '7', '8', '9'].map((userId) => row(userId)));
    it.breakAt('7');
    it.twitch.pageSize = 3;
    await it.full();
    expect(it.view.provisional('vips')).toBe(0);
    expect(it.view.byId('7')).toBeUndefined();
  });

  it('yields to events, before and after its rows, and to a look at one viewer', async () => {
    const it = firstRig();
    let sent = 0;
    const hear = async (userId: string, isVip: boolean): Promise<void> => {
      it.roles.onRole('vips', row(userId).user, isVip ? NO_DETAIL : null, {
        sentAt: ++sent,
        messageId: `m${sent}`,
      });
      await flush();
    };
    const second = deferred();
    it.twitch.onPage.vips = async (cursor) => {
      if (cursor !== null) await second.promise;
      if (cursor === '4') throw new Error('Twitch has trouble.');
      return it.twitch.page('vips', cursor);
    };
    const running = it.full();
    await flush();
    await hear('1', false);
    await hear('3', false);
    await hear('6', true);
    second.resolve();
    await running;
    expect(it.counted().sort()).toEqual(['2', '4', '6']);
    await it.writer.applyAnswers('vips', new Map([['2', null]]), it.clock.monotonic(), 'api:test');
    expect(it.counted().sort()).toEqual(['4', '6']);
    // Nor do they come back when the events are forgotten.
    it.twitch.truth.vips.delete('1');
    it.twitch.truth.vips.delete('3');
    it.twitch.truth.vips.set('6', row('6'));
    await it.clock.advance(10 * 60_000);
    expect(it.writer.recent.isEmpty).toBe(true);
    expect(it.counted().sort()).toEqual(['4', '6']);
  });

  it('is forgotten with the data, also while it is read', async () => {
    const it = firstRig();
    it.breakAt('4');
    await it.full();
    const page = deferred();
    it.twitch.onPage.vips = async (cursor) => {
      await page.promise;
      return it.twitch.page('vips', cursor);
    };
    const running = it.full();
    await flush();
    it.sync.cancel(new SyncError('cancelled', 'The data was deleted.'));
    it.sync.forget();
    page.resolve();
    await running;
    expect(it.counted()).toEqual([]);
  });
});
