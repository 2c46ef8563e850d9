import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type HeldRole, NO_DETAIL, type RoleChange } from '../../server/core/roles.ts';
import type { DurableRoster } from '../../server/store/roster/roster-store.ts';
import { openRoster } from '../../server/store/roster/open.ts';
import { anyChange } from './changes.ts';
import { granted, NOW, reopen, revoked, rig } from './harness.ts';

const JOURNAL = 'roster.journal.ndjson';

async function readAll(store: DurableRoster): Promise<HeldRole[]> {
  const all: HeldRole[] = [];
  for await (const roles of store.allRoles()) all.push(...roles);
  return all;
}

/** As `viewers.history` tells it, for everybody. */
async function byViewer(store: DurableRoster, ids: readonly string[]): Promise<unknown[]> {
  const histories = await Promise.all(ids.map((id) => store.history(id)));
  return histories.flatMap((history, i) =>
    history.map(
      ({ kind, grantedAt, source, revokedAt, revokedSource, tier, isGift, gifterId, gifterLogin }) => {
        const detail = { tier, isGift, gifterId, gifterLogin };
        return { userId: ids[i], kind, detail, grantedAt, source, revokedAt, revokedSource };
      },
    ),
  );
}

const inOrder = (records: readonly unknown[]): string[] =>
  records.map((record) => JSON.stringify(record, Object.keys(record as object).sort())).sort();
const flat = (roles: readonly HeldRole[]): unknown[] =>
  roles.map(({ user, ...role }) => ({ userId: user.userId, ...role }));

describe('all roles in one pass', () => {
  it('are those that the history of each viewer has, also with damaged lines', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(anyChange, { maxLength: 40 }), fc.nat(60), async (changes, at) => {
        const parts = await rig();
        const store = await openRoster(parts);
        for (const change of changes) await store.commit(() => [change]);
        const lines = (await parts.text(JOURNAL).catch(() => '')).split('\n');
        const damaged = lines.map((line, i) => (i === at && i > 0 ? line.replace(/\d/, 'x') : line));
        await parts.put(JOURNAL, damaged.join('\n'));
        const ids = [1, 2, 3, 4, 5, 6, 7, 8].map(String);
        expect(inOrder(flat(await readAll(store)))).toEqual(inOrder(await byViewer(store, ids)));
        await store.close();
      }),
      { numRuns: 40 },
    );
  });

  it('come with the newest name and detail of their time: ended ones first, by their end', async () => {
    const store = await openRoster(await rig());
    const gold = { tier: '3000', isGift: true, gifterId: '9', gifterLogin: 'gifter' } as const;
    const user = { userId: '1', userLogin: 'renamed', userDisplayName: 'Renamed' };
    const updated: RoleChange = {
      ...granted(1, 'subscribers'),
      change: 'updated',
      user,
      detail: gold,
    };
    for (const change of [
      granted(1, 'subscribers'),
      granted(2),
      granted(3),
      updated,
      revoked(2),
      revoked(3, 'vips', NOW + 1),
    ])
      await store.commit(() => [change]);
    const all = await readAll(store);
    expect(all.map(({ user: { userId }, revokedAt }) => [userId, revokedAt])).toEqual([
      ['2', NOW],
      ['3', NOW + 1],
      ['1', null],
    ]);
    expect(all[2]).toMatchObject({ user, detail: gold, grantedAt: NOW, source: 'startup' });
  });

  it('have the names that they ended with, whatever the viewer is called when they end', async () => {
    const store = await openRoster(await rig());
    const called = (change: RoleChange, userLogin: string, userDisplayName: string): RoleChange => ({
      ...change,
      user: { userId: '1', userLogin, userDisplayName },
    });
    for (const change of [
      called(granted(1), 'first', 'First'),
      called(revoked(1), 'second', 'Second'),
      called(granted(1), 'second', 'Zweite'),
      called({ ...granted(1), change: 'updated', detail: NO_DETAIL }, 'third', 'Third'),
      called(revoked(1), 'third', 'Third'),
      called(granted(1), 'fourth', 'Fourth'),
    ])
      await store.commit(() => [change]);
    const names = (await readAll(store)).map(({ user }) => `${user.userLogin} ${user.userDisplayName}`);
    expect(names).toEqual(['first First', 'third Third', 'fourth Fourth']);
  });

  it('are those of the moment that they were asked for', async () => {
    const store = await openRoster(await rig());
    await store.commit(() => [granted(1)]);
    const roles = store.allRoles();
    await store.commit(() => [revoked(1), granted(2)]);
    const first = await roles.next();
    expect(first.value).toMatchObject([{ user: { userId: '1' }, revokedAt: null }]);
    expect((await roles.next()).done).toBe(true);
  });

  it('are not told when everything is deleted meanwhile, nor when some of it is missing', async () => {
    const parts = await rig();
    const store = await openRoster(parts);
    const many = Array.from({ length: 3_000 }, (_, i) => granted(i));
    await store.commit(() => many);
    const roles = store.allRoles();
    await roles.next();
    const deleting = store.deleteAll();
    const rest = async (): Promise<void> => {
      while (!(await roles.next()).done);
    };
    await expect(rest()).rejects.toMatchObject({ message: 'The data was deleted meanwhile.' });
    await deleting;
    await store.commit(() => many);
    await parts.put(JOURNAL, (await parts.text(JOURNAL)).slice(0, 10_000));
    await expect(readAll(store)).rejects.toThrow('the journal ends at');
  });

  it('leave no file open, whether read to the end or not', async () => {
    const parts = await rig();
    const before = parts.files.openCount;
    const store = await openRoster(parts);
    await store.commit(() => Array.from({ length: 3_000 }, (_, i) => granted(i)));
    const roles = store.allRoles();
    await roles.next();
    await roles.return();
    await readAll(store);
    await store.close();
    expect(parts.files.openCount).toBe(before);
    await reopen(parts);
  });
});
