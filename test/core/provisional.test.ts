import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { PartialList, ProvisionalRoster } from '../../server/core/provisional.ts';
import { type Kind, KINDS, type ListRow, NO_DETAIL } from '../../server/core/roles.ts';
import { Roster } from '../../server/core/roster.ts';
import { ShardedMap } from '../../server/core/sharded-map.ts';
import { nameKey } from '../../server/core/spelling.ts';
import * as arbitrary from './arbitraries.ts';

function partial(rows: readonly ListRow[]): PartialList {
  const byId = new ShardedMap<ListRow>();
  const list = new PartialList(7, 'startup', byId);
  for (const row of rows) {
    byId.set(row.user.userId, row);
    list.add(row.user);
  }
  return list;
}

const row = (userId: string, userLogin: string, userDisplayName = userLogin): ListRow => ({
  user: { userId, userLogin, userDisplayName },
  detail: { ...NO_DETAIL, tier: '1000' },
});

describe('a roster that is completed by lists which were not read to their end', () => {
  it('holds what it held, and what the lists say beside it; nothing of that is counted', () => {
    fc.assert(
      fc.property(
        fc.array(arbitrary.change),
        fc.dictionary(arbitrary.kind, arbitrary.rows),
        (changes, lists) => {
          const roster = new Roster();
          for (const change of changes) roster.apply(change);
          const view = new ProvisionalRoster(roster);
          for (const [kind, rows] of Object.entries(lists)) view.complete(kind as Kind, partial(rows));
          const ids = new Set(
            [
              ...roster.viewers(),
              ...Object.values(lists).flatMap((rows) => rows.map(({ user }) => user)),
            ].map(({ userId }) => userId),
          );
          for (const userId of ids) {
            for (const kind of KINDS) {
              const known = roster.byId(userId)?.[kind] ?? null;
              const told = lists[kind]?.findLast(({ user }) => user.userId === userId)?.detail;
              const expected = known ?? (told ? { ...told, grantedAt: 7, source: 'startup' } : null);
              expect(view.byId(userId)?.[kind] ?? null).toEqual(expected);
            }
          }
          expect([...view.viewers()].map(({ userId }) => userId).sort()).toEqual([...ids].sort());
          expect([view.counts, view.size]).toEqual([roster.counts, roster.size]);
        },
      ),
    );
  });

  it('finds its people by login, and by the name that they are shown by', () => {
    const roster = new Roster();
    const view = new ProvisionalRoster(roster);
    const user = { userId: '1', userLogin: 'ann', userDisplayName: 'Ann' };
    roster.apply({ change: 'granted', kind: 'vips', user, detail: NO_DETAIL, at: 1, source: 's' });
    view.complete(
      'subscribers',
      partial([row('2', 'bob', '安美'), row('3', 'anmei', '安美'), row('1', 'ann')]),
    );
    expect(view.byLogin('ann')).toMatchObject({ userId: '1', vips: {}, subscribers: { tier: '1000' } });
    expect(view.byLogin('bob')).toMatchObject({ userId: '2', vips: null });
    expect(view.byLogin('carl')).toBeUndefined();
    expect(view.byShownName(nameKey('安美')).map(({ userId }) => userId)).toEqual(['3', '2']);
    expect(view.byName('@BOB')?.userId).toBe('2');
    expect(view.byName('安美')?.userId).toBe('3');
  });

  it('gives a login that changed hands to the one whom the list shows', () => {
    const roster = new Roster();
    const view = new ProvisionalRoster(roster);
    const user = { userId: '1', userLogin: 'ann', userDisplayName: 'Ann' };
    roster.apply({ change: 'granted', kind: 'vips', user, detail: NO_DETAIL, at: 1, source: 's' });
    view.complete('subscribers', partial([row('2', 'ann')]));
    expect(view.byLogin('ann')?.userId).toBe('2');
  });

  it('is the roster itself again when the lists are gone', () => {
    const roster = new Roster();
    const view = new ProvisionalRoster(roster);
    const list = partial([row('2', 'bob'), row('3', 'cat')]);
    view.complete('vips', list);
    list.drop('3');
    expect([view.byId('2')?.vips?.source, view.byId('3'), view.byLogin('cat')]).toEqual([
      'startup',
      undefined,
      undefined,
    ]);
    expect(view.provisional('vips')).toBe(1);
    view.complete('vips', null);
    expect([view.byId('2'), view.byLogin('bob'), [...view.viewers()], view.provisional('vips')]).toEqual([
      undefined,
      undefined,
      [],
      0,
    ]);
  });
});

describe('names on a list that is being read', () => {
  it('are those of the list and of the roster together, as they are typed', () => {
    const roster = new Roster();
    const view = new ProvisionalRoster(roster);
    const { user } = row('1', 'ann', '安美');
    roster.apply({ change: 'granted', kind: 'vips', user, detail: NO_DETAIL, at: 1, source: 's' });
    const list = partial([row('2', 'bob', '安美'), row('3', 'cat', '安美'), row('4', '', '無名')]);
    view.complete('subscribers', list);
    const shown = (name: string) => view.byShownName(nameKey(name)).map(({ userId }) => userId);
    expect(shown('安美')).toEqual(['1', '3', '2']);
    list.drop('3');
    expect([shown('安美'), list.shownBy(nameKey('安美'))]).toEqual([['1', '2'], ['2']]);
    expect([view.byName(' bob ')?.userId, view.byName('b@ob'), view.byLogin('')]).toEqual([
      '2',
      undefined,
      undefined,
    ]);
  });

  it('that are the login in other letters are no names of their own', () => {
    const list = partial([row('2', 'bob', 'Bob'), row('3', 'cat', '')]);
    expect([list.shownBy('bob'), list.shownBy('')]).toEqual([[], []]);
  });

  it('are there at once, and whoever walks through everybody waits as for the roster', async () => {
    await new ProvisionalRoster(new Roster()).whenAwake();
  });
});
