import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { ListDiff } from '../../server/core/list-diff.ts';
import { KINDS, type Kind, type ListRow, NO_DETAIL, type RoleChange } from '../../server/core/roles.ts';
import { Roster } from '../../server/core/roster.ts';
import * as arbitrary from './arbitraries.ts';

const KIND: Kind = 'subscribers';

function rosterOf(changes: readonly RoleChange[]): Roster {
  const roster = new Roster();
  for (const change of changes) roster.apply(change);
  return roster;
}

type Gate = ConstructorParameters<typeof ListDiff>[0]['mayDecide'];

/** A list that was begun at 1, its rows asked for one after the other. */
function read(
  roster: Roster,
  rows: readonly ListRow[],
  generation = 1,
  mayDecide: Gate = () => true,
): ListDiff {
  const diff = new ListDiff({ roster, kind: KIND, generation, begunAt: 1, mayDecide });
  rows.forEach((row, i) => diff.add(row, i + 1));
  return diff;
}

function holders(roster: Roster): Map<string, unknown> {
  const held = [...roster.viewers()].filter((viewer) => viewer[KIND]);
  return new Map(held.map((viewer) => [viewer.userId, detailOf(viewer[KIND]!)]));
}

function detailOf({ tier, isGift, gifterId, gifterLogin }: ListRow['detail']): ListRow['detail'] {
  return { tier, isGift, gifterId, gifterLogin };
}

/** The later row of a person counts. */
function listed(rows: readonly ListRow[]): Map<string, unknown> {
  return new Map(rows.map((row) => [row.user.userId, detailOf(row.detail)]));
}

const denied = (ids: readonly string[]) => new Map(ids.map((id) => [id, null]));

describe('ListDiff', () => {
  it('makes the roster equal to the list when everybody missing is confirmed to be gone', () => {
    fc.assert(
      fc.property(fc.array(arbitrary.change), arbitrary.rows, (changes, rows) => {
        const roster = rosterOf(changes);
        const diff = read(roster, rows);
        for (const change of diff.changes(denied(diff.missing()), new Set(), 7, 'startup'))
          roster.apply(change);
        expect(holders(roster)).toEqual(listed(rows));
      }),
    );
  });

  it('leaves other kinds alone', () => {
    fc.assert(
      fc.property(fc.array(arbitrary.change), arbitrary.rows, (changes, rows) => {
        const roster = rosterOf(changes);
        const others = KINDS.filter((kind) => kind !== KIND).map((kind) => roster.counts[kind]);
        const diff = read(roster, rows);
        for (const change of diff.changes(denied(diff.missing()), new Set(), 7, 'startup')) {
          expect(change.kind).toBe(KIND);
          roster.apply(change);
        }
        expect(KINDS.filter((kind) => kind !== KIND).map((kind) => roster.counts[kind])).toEqual(others);
      }),
    );
  });

  it('revokes nobody who was not asked about', () => {
    fc.assert(
      fc.property(fc.array(arbitrary.change), arbitrary.rows, (changes, rows) => {
        const roster = rosterOf(changes);
        const before = new Set(holders(roster).keys());
        const diff = read(roster, rows);
        for (const change of diff.changes(new Map(), new Set(), 7, 'startup')) roster.apply(change);
        expect(new Set([...before, ...listed(rows).keys()])).toEqual(new Set(holders(roster).keys()));
      }),
    );
  });

  it('lets the answer to a question beat the list, and touches nobody who is untouchable', () => {
    const confirmations = fc.dictionary(arbitrary.userId, fc.option(arbitrary.detail));
    const untouchables = fc.uniqueArray(arbitrary.userId);
    fc.assert(
      fc.property(
        fc.array(arbitrary.change),
        arbitrary.rows,
        confirmations,
        untouchables,
        (changes, rows, said, untouchable) => {
          const roster = rosterOf(changes);
          const before = holders(roster);
          const diff = read(roster, rows);
          const confirmed = new Map<string, ListRow | null>(denied(diff.missing()));
          for (const [userId, detail] of Object.entries(said)) {
            const user = { userId, userLogin: '', userDisplayName: '' };
            confirmed.set(userId, detail && { user, detail });
          }
          for (const change of diff.changes(confirmed, new Set(untouchable), 7, 'startup'))
            roster.apply(change);
          const expected = listed(rows);
          for (const [userId, row] of confirmed) {
            if (row) expected.set(userId, detailOf(row.detail));
            else expected.delete(userId);
          }
          for (const userId of untouchable) {
            if (before.has(userId)) expected.set(userId, before.get(userId));
            else expected.delete(userId);
          }
          expect(holders(roster)).toEqual(expected);
        },
      ),
    );
  });

  it('decides nothing about whom it may not, by row or by absence', () => {
    const after = fc.dictionary(arbitrary.userId, fc.integer({ min: 0, max: 12 }));
    fc.assert(
      fc.property(fc.array(arbitrary.change), arbitrary.rows, after, (changes, rows, notBefore) => {
        const roster = rosterOf(changes);
        const before = holders(roster);
        const gate: Gate = (userId, requestedAt) => requestedAt >= (notBefore[userId] ?? 0);
        const diff = read(roster, rows, 1, gate);
        for (const change of diff.changes(denied(diff.missing()), new Set(), 7, 's')) roster.apply(change);
        const expected = new Map(before);
        for (const userId of before.keys()) if (gate(userId, 1, null)) expected.delete(userId);
        const last = new Map(rows.map((row, i) => [row.user.userId, { row, requestedAt: i + 1 }]));
        for (const [userId, { row, requestedAt }] of last) {
          if (gate(userId, requestedAt, row)) expected.set(userId, detailOf(row.detail));
          else if (before.has(userId)) expected.set(userId, before.get(userId));
        }
        expect(holders(roster)).toEqual(expected);
      }),
    );
  });

  it('says nothing the second time', () => {
    // Two people with one login would be news for ever; Twitch has no such thing.
    const distinct = fc.uniqueArray(fc.record({ user: arbitrary.user, detail: arbitrary.detail }), {
      selector: ({ user }) => user.userLogin || user.userId,
    });
    fc.assert(
      fc.property(fc.array(arbitrary.change), distinct, (changes, rows) => {
        const one = [...new Map(rows.map((row) => [row.user.userId, row])).values()];
        const roster = rosterOf(changes);
        const first = read(roster, one, 1);
        for (const change of first.changes(denied(first.missing()), new Set(), 7, 'a')) roster.apply(change);
        const second = read(roster, one, 2);
        expect(second.missing()).toEqual([]);
        expect(second.changes(new Map(), new Set(), 8, 'b')).toEqual([]);
      }),
    );
  });

  it('tells exactly who is missing, once each', () => {
    fc.assert(
      fc.property(fc.array(arbitrary.change), arbitrary.rows, (changes, rows) => {
        const roster = rosterOf(changes);
        const missing = read(roster, rows).missing();
        const expected = [...holders(roster).keys()].filter((userId) => !listed(rows).has(userId));
        expect([...missing].sort()).toEqual(expected.sort());
      }),
    );
  });

  it('counts a person as new only once', () => {
    const user = { userId: '1', userLogin: 'ann', userDisplayName: 'Ann' };
    const row = { user, detail: NO_DETAIL };
    for (const roster of [
      new Roster(),
      rosterOf([{ ...row, change: 'granted', kind: KIND, at: 1, source: 's' }]),
    ]) {
      const diff = read(roster, []);
      expect([diff.add(row, 1), diff.add(row, 1)]).toEqual([true, false]);
      expect(read(roster, [], 2).add(row, 1)).toBe(true);
    }
  });

  it('calls a change of names or detail an update, and a newcomer granted', () => {
    const user = { userId: '1', userLogin: 'ann', userDisplayName: 'Ann' };
    const detail = { ...NO_DETAIL, tier: '1000' } as const;
    const roster = rosterOf([{ change: 'granted', kind: KIND, user, detail, at: 1, source: 's' }]);
    const better = { user, detail: { ...detail, tier: '3000' } as const };
    const renamed = { user: { ...user, userLogin: 'anna' }, detail };
    const newcomer = { user: { ...user, userId: '2', userLogin: 'bob' }, detail };
    const changesFor = (row: ListRow) => read(roster, [row], 5).changes(new Map(), new Set(), 3, 'x');
    expect(changesFor(better)).toMatchObject([{ change: 'updated', detail: { tier: '3000' } }]);
    expect(changesFor(renamed)).toMatchObject([{ change: 'updated', user: { userLogin: 'anna' } }]);
    expect(changesFor(newcomer)).toMatchObject([{ change: 'granted', at: 3, source: 'x' }]);
  });

  it('leaves a login with its new holder although the former one is revoked in the same breath', () => {
    const former = { userId: '1', userLogin: 'ann', userDisplayName: 'Ann' };
    const newcomer = { user: { ...former, userId: '2' }, detail: NO_DETAIL };
    const roster = rosterOf([
      { change: 'granted', kind: KIND, user: former, detail: NO_DETAIL, at: 1, source: 's' },
    ]);
    const diff = read(roster, [newcomer]);
    for (const change of diff.changes(denied(diff.missing()), new Set(), 2, 's')) roster.apply(change);
    expect(roster.byName('ann')?.userId).toBe('2');
  });
});

describe('what a list says', () => {
  const user = { userId: '1', userLogin: 'ann', userDisplayName: 'Ann' };
  const known = { user, detail: NO_DETAIL };
  const newcomer = { user: { ...user, userId: '2', userLogin: 'bob' }, detail: NO_DETAIL };
  const roster = () => rosterOf([{ ...known, change: 'granted', kind: KIND, at: 1, source: 's' }]);

  it('is kept only where it is news', () => {
    expect(read(roster(), [known]).news.size).toBe(0);
    expect([...read(roster(), [known, newcomer]).news.values()]).toMatchObject([newcomer]);
  });

  it('is forgotten once it is planned, but stays where somebody decides by it', () => {
    const plan = (isShared?: boolean) => {
      const diff = read(roster(), [newcomer]);
      const changes = [...diff.plan(new Map(), 7, 's', isShared)];
      return [changes.length, diff.news.get('2')];
    };
    expect(plan()).toEqual([1, undefined]);
    expect(plan(true)).toMatchObject([1, newcomer]);
  });
});
