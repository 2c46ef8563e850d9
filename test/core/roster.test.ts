import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { KINDS, NO_DETAIL, type RoleChange, type User } from '../../server/core/roles.ts';
import { Roster } from '../../server/core/roster.ts';
import type { Viewer } from '../../server/core/viewer.ts';
import { nameKey } from '../../server/core/spelling.ts';
import * as arbitrary from './arbitraries.ts';

const someone = (userId: string, userLogin: string, userDisplayName = userLogin): User => ({
  userId,
  userLogin,
  userDisplayName,
});
const grant = (user: User, at = 1): RoleChange => ({
  change: 'granted',
  kind: 'vips',
  user,
  detail: NO_DETAIL,
  at,
  source: 'startup',
});

function rosterOf(changes: readonly RoleChange[]): Roster {
  const roster = new Roster();
  for (const change of changes) roster.apply(change);
  return roster;
}

function shown(roster: Roster): Viewer[] {
  return [...roster.viewers()].map((viewer) => structuredClone(viewer));
}

describe('Roster', () => {
  it('counts exactly those who hold a role, whatever happened', () => {
    fc.assert(
      fc.property(fc.array(arbitrary.change), (changes) => {
        const roster = rosterOf(changes);
        const viewers = [...roster.viewers()];
        for (const kind of KINDS) {
          expect(roster.counts[kind]).toBe(viewers.filter((viewer) => viewer[kind]).length);
        }
        expect(roster.size).toBe(new Set(changes.map(({ user }) => user.userId)).size);
      }),
    );
  });

  it('holds a role exactly if the last change about it was no revocation', () => {
    fc.assert(
      fc.property(fc.array(arbitrary.change), (changes) => {
        const roster = rosterOf(changes);
        const last = new Map(changes.map((change) => [`${change.user.userId} ${change.kind}`, change]));
        for (const change of last.values()) {
          const record = roster.byId(change.user.userId)?.[change.kind] ?? null;
          if (change.change === 'revoked') expect(record).toBeNull();
          else expect(record).toMatchObject(change.detail);
        }
      }),
    );
  });

  it('changes nothing when the same change is applied again', () => {
    fc.assert(
      fc.property(fc.array(arbitrary.change), arbitrary.change, (changes, again) => {
        const roster = rosterOf([...changes, again]);
        const before = shown(roster);
        roster.apply(again);
        expect(shown(roster)).toEqual(before);
      }),
    );
  });

  it('finds each viewer by his login, and never two by one', () => {
    fc.assert(
      fc.property(fc.array(arbitrary.change), (changes) => {
        const roster = rosterOf(changes);
        const named = [...roster.viewers()].filter(({ userLogin }) => userLogin !== '');
        expect(new Set(named.map(({ userLogin }) => userLogin)).size).toBe(named.length);
        for (const viewer of named)
          expect(roster.byName(` @${viewer.userLogin.toUpperCase()} `)).toBe(viewer);
        expect(roster.byName('')).toBeUndefined();
      }),
    );
  });

  it('finds nobody by a name that was given up', () => {
    const roster = rosterOf([grant(someone('1', 'ann')), grant(someone('1', 'anna'))]);
    expect(roster.byName('ann')).toBeUndefined();
    expect(roster.byName('anna')?.userId).toBe('1');
  });

  it('gives a recycled login to its newest holder, and the former one keeps his role', () => {
    const roster = rosterOf([grant(someone('1', 'ann')), grant(someone('2', 'ann'))]);
    expect(roster.byName('ann')?.userId).toBe('2');
    expect(roster.byId('1')).toMatchObject({ userLogin: '', vips: { source: 'startup' } });
    roster.apply(grant(someone('1', 'anna')));
    expect(roster.byName('ann')?.userId).toBe('2');
    expect(roster.byName('anna')?.userId).toBe('1');
  });

  it('finds by display name, but a login beats it', () => {
    const roster = rosterOf([grant(someone('1', 'ann', 'Ünal')), grant(someone('2', 'bob', 'cat'))]);
    expect(roster.byName('ÜNAL')?.userId).toBe('1');
    expect(roster.byName('cat')?.userId).toBe('2');
    roster.apply(grant(someone('3', 'cat')));
    expect(roster.byName('cat')?.userId).toBe('3');
  });

  it('keeps the names of an account that was deleted', () => {
    const roster = rosterOf([grant(someone('1', 'ann', 'Ann')), grant(someone('1', '', ''))]);
    expect(roster.byName('ann')).toMatchObject({ userId: '1', userDisplayName: 'Ann' });
    expect(roster.isUnchanged('vips', someone('1', '', ''), NO_DETAIL)).toBe(true);
  });

  it('survives names that are properties of every object', () => {
    const roster = rosterOf([grant(someone('1', '__proto__')), grant(someone('2', 'constructor'))]);
    expect(roster.byName('__proto__')?.userId).toBe('1');
    expect(roster.byName('constructor')?.userId).toBe('2');
    expect(roster.byName('tostring')).toBeUndefined();
  });

  it('an update keeps when and how the role began, a new grant begins anew', () => {
    const user = someone('1', 'ann');
    const roster = rosterOf([grant(user, 5)]);
    roster.apply({ ...grant(user, 9), change: 'updated', source: 'event' } as RoleChange);
    expect(roster.byId('1')?.vips).toMatchObject({ grantedAt: 5, source: 'startup' });
    roster.apply({ change: 'revoked', kind: 'vips', user, at: 10, source: 'event' });
    roster.apply(grant(user, 11));
    expect(roster.byId('1')?.vips?.grantedAt).toBe(11);
  });

  it('takes rehearsed changes back without a trace', () => {
    fc.assert(
      fc.property(fc.array(arbitrary.change), fc.array(arbitrary.change), (changes, rehearsed) => {
        const roster = rosterOf(changes);
        const before = shown(roster);
        const counts = { ...roster.counts };
        const names = ['ann', 'bob', 'cat', 'dan', 'eve', '안녕', 'ünal'];
        const owners = names.map((name) => roster.byName(name)?.userId);
        const undo = rehearsed.map((change) => roster.applyTentatively(change));
        for (const takeBack of undo.reverse()) takeBack();
        expect(shown(roster).sort(byId)).toEqual(before.sort(byId));
        expect(roster.counts).toEqual(counts);
        expect(names.map((name) => roster.byName(name)?.userId)).toEqual(owners);
      }),
    );
  });

  it('forgets everybody when cleared', () => {
    const roster = rosterOf([grant(someone('1', 'ann'))]);
    roster.clear();
    expect([roster.size, roster.byName('ann'), roster.counts.vips]).toEqual([0, undefined, 0]);
  });

  it('is the same again after restoring what it held', () => {
    fc.assert(
      fc.property(fc.array(arbitrary.change), (changes) => {
        const roster = rosterOf(changes);
        const copy = new Roster();
        for (const viewer of roster.viewers()) copy.restore(viewer);
        for (const viewer of roster.viewers()) copy.restore(viewer);
        const roles = (of: Roster) =>
          shown(of).map(({ userId, subscribers, vips, moderators }) => [
            userId,
            subscribers,
            vips,
            moderators,
          ]);
        expect(new Set(roles(copy).map(String))).toEqual(new Set(roles(roster).map(String)));
        expect(copy.counts).toEqual(roster.counts);
      }),
    );
  });
});

const byId = (a: Viewer, b: Viewer): number => a.userId.localeCompare(b.userId);

describe('a shown name', () => {
  const shown = (roster: Roster, name: string): string[] =>
    roster.byShownName(nameKey(name)).map(({ userId }) => userId);

  it('may be shared: the newest comes first, and who is renamed goes alone', () => {
    const roster = rosterOf(['1', '2', '3'].map((userId) => grant(someone(userId, `u${userId}`, '安美'))));
    expect(shown(roster, '安美')).toEqual(['3', '2', '1']);
    roster.apply(grant(someone('2', 'u2', '美安')));
    expect([shown(roster, '安美'), shown(roster, '美安')]).toEqual([['3', '1'], ['2']]);
    roster.apply(grant(someone('1', 'u1', '美安')));
    roster.apply(grant(someone('3', 'u3', 'U3')));
    expect([shown(roster, '安美'), shown(roster, '美安')]).toEqual([[], ['1', '2']]);
  });

  it('that is the login in other letters is no name of its own', () => {
    const roster = rosterOf([grant(someone('1', 'ann', 'Ann')), grant(someone('2', 'bob', ''))]);
    expect([shown(roster, 'Ann'), shown(roster, '')]).toEqual([[], []]);
  });

  it('of who lost the login to somebody else is not found any more', () => {
    const roster = rosterOf([grant(someone('1', 'ann', '安美')), grant(someone('2', 'ann', '美安'))]);
    expect([shown(roster, '安美'), shown(roster, '美安'), roster.byLogin('ann')?.userId]).toEqual([
      [],
      ['2'],
      '2',
    ]);
    roster.apply(grant(someone('1', 'anna', '安美')));
    expect([shown(roster, '安美'), roster.byLogin('ann')?.userId]).toEqual([['1'], '2']);
  });
});

describe('a big roster', () => {
  const all = Array.from({ length: 10_000 }, (_, i) => `${10_000_000 + i}`);

  it('tells who is missing from a list a part at a time, each once, and all of them', () => {
    const roster = rosterOf(all.map((userId) => grant(someone(userId, `u${userId}`))));
    for (const userId of all.slice(0, 5_000)) roster.markSeen('vips', userId, 3);
    const parts = [...roster.unseen('vips', 3)];
    expect(
      parts
        .flat()
        .map(({ userId }) => userId)
        .sort(),
    ).toEqual(all.slice(5_000));
    expect(parts.length).toBeGreaterThan(2);
    expect(parts.length).toBeLessThan(8);
    const everybody = [...roster.unseen('vips', 4)];
    for (const part of everybody) expect(part.length).toBeLessThanOrEqual(4_000);
    expect(everybody.flat()).toHaveLength(10_000);
  });
});

it('a role that is granted again begins again', () => {
  const roster = rosterOf([grant(someone('1', 'ann'), 5), grant(someone('1', 'ann'), 9)]);
  expect(roster.byId('1')?.vips?.grantedAt).toBe(9);
});
