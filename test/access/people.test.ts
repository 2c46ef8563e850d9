import { describe, expect, it } from 'vitest';
import { Names } from '../../server/access/names.ts';
import { cooldownKey, findHere, foundElsewhere, loginsOf, People } from '../../server/access/people.ts';
import type { UnlistedViewers } from '../../server/access/ports.ts';
import { type NamedUser, NO_DETAIL, type User } from '../../server/core/roles.ts';
import { Roster } from '../../server/core/roster.ts';
import { nameKey } from '../../server/core/spelling.ts';
import { ann, bob } from './harness.ts';

const streamer: User = { userId: '1', userLogin: 'streamer', userDisplayName: '主播' };

interface World {
  readonly vips?: readonly User[];
  readonly former?: readonly User[];
  readonly named?: readonly NamedUser[];
  readonly unlisted?: readonly NamedUser[];
  /** Logins that nobody has. */
  readonly free?: readonly string[];
  readonly broadcaster?: User | null;
}

function people({
  vips = [],
  former = [],
  named = [],
  unlisted,
  free = [],
  broadcaster = streamer,
}: World): People {
  const roster = new Roster();
  const base = { kind: 'vips', at: 1, source: 'startup' } as const;
  for (const user of [...vips, ...former])
    roster.apply({ ...base, change: 'granted', user, detail: NO_DETAIL });
  for (const user of former) roster.apply({ ...base, change: 'revoked', user });
  const names = new Names(roster);
  for (const user of named) names.recall(user, 1);
  const found: UnlistedViewers = {
    byLogin: (login) =>
      unlisted?.find(({ userLogin }) => userLogin === login) ?? (free.includes(login) ? null : undefined),
    byShownName: (key) =>
      (unlisted ?? []).filter(({ userDisplayName }) => nameKey(userDisplayName ?? '') === key),
    lookUp: () => null,
  };
  return new People(names, () => broadcaster, unlisted || free.length > 0 ? found : undefined);
}

const idOf = (user: string, world: World): string | null => findHere({ user }, people(world)).person.userId;
const idsOf = (name: string, world: World): (string | null)[] =>
  people(world)
    .byShownName(nameKey(name))
    .map(({ userId }) => userId);

describe('a login', () => {
  it.each<readonly [string, World, string | null]>([
    ['streamer', {}, '1'],
    ['streamer', { broadcaster: null }, null],
    ['ann', { vips: [ann] }, '11'],
    ['ann', { named: [ann] }, '11'],
    ['ann', { unlisted: [ann] }, '11'],
    ['ann', {}, null],
  ])('%s in %j: %s', (login, world, userId) => {
    expect(idOf(login, world)).toBe(userId);
  });

  it('that changed hands is the broadcaster’s, unless a list of now says otherwise', () => {
    const other = { ...ann, userLogin: 'streamer' };
    expect(idOf('streamer', { former: [other] })).toBe('1');
    expect(idOf('streamer', { named: [other] })).toBe('1');
    expect(idOf('streamer', { vips: [other] })).toBe('11');
  });

  it('of somebody without a role is whose Twitch says it is now', () => {
    const newer = { ...bob, userLogin: 'ann' };
    expect(idOf('ann', { former: [ann], unlisted: [newer] })).toBe('12');
    expect(idOf('ann', { vips: [ann], unlisted: [newer] })).toBe('11');
    expect(idOf('ann', { former: [ann] })).toBe('11');
  });

  it('is free if Twitch has said that nobody has it, and not if nobody has asked', () => {
    const isNobody = (user: string, world: World): boolean => findHere({ user }, people(world)).isNobody;
    expect(isNobody('ann', { free: ['ann'] })).toBe(true);
    expect(isNobody('ann', { free: ['bob'] })).toBe(false);
    expect(isNobody('ann', {})).toBe(false);
    expect(isNobody('ann', { vips: [ann], free: ['ann'] })).toBe(false);
    expect(isNobody('安美', { free: ['安美'] })).toBe(false);
  });
});

describe('a shown name', () => {
  const mei = { userId: '21', userLogin: 'mei', userDisplayName: '安美' };
  const an = { userId: '22', userLogin: 'an', userDisplayName: '安美' };

  it.each<readonly [string, World, readonly string[]]>([
    ['主播', {}, ['1']],
    ['主播', { broadcaster: null }, []],
    ['安美', {}, []],
    ['安美', { vips: [mei] }, ['21']],
    ['安美', { unlisted: [an] }, ['22']],
    ['安美', { vips: [mei], unlisted: [an] }, ['21', '22']],
    ['安美', { vips: [mei], unlisted: [mei] }, ['21']],
    [
      '安美',
      { vips: [mei], unlisted: [an], broadcaster: { ...streamer, userDisplayName: '安美' } },
      ['21', '1', '22'],
    ],
    ['主播', { vips: [streamer] }, ['1']],
  ])('%s in %j: %j', (name, world, ids) => {
    expect(idsOf(name, world)).toEqual(ids);
  });

  it('asks nobody who cannot be asked by it', () => {
    const byLogin = { byLogin: () => undefined, lookUp: () => null };
    expect(new People(new Names(new Roster()), () => null, byLogin).byShownName('安美')).toEqual([]);
  });

  it('of several is all of them, and of one nobody else', () => {
    const all = findHere({ user: '安美' }, people({ vips: [mei, an] }));
    expect(all.sharers.map(({ userId }) => userId).sort()).toEqual(['21', '22']);
    expect(findHere({ user: '安美' }, people({ vips: [mei] })).sharers).toEqual([]);
  });

  it('is the newest that is known', () => {
    const among = people({ vips: [ann], named: [bob], unlisted: [mei] });
    const shown = (id: string): string | null => among.shownNameOf(among.byId(id));
    expect([shown('11'), shown('12'), shown('99')]).toEqual(['Ann', 'Bob', null]);
    expect(among.byLogin('mei')).toMatchObject({ named: mei, viewer: undefined });
    const both = people({ named: [bob], unlisted: [{ ...bob, userLogin: 'bobby' }] });
    expect(both.byLogin('bobby')?.named).toEqual(bob);
  });
});

describe('who was found', () => {
  it('by id is taken as given, and has no name', () => {
    expect(findHere({ userId: '7' }, people({}))).toEqual({
      person: { userId: '7', viewer: undefined, named: undefined },
      isNobody: false,
      login: null,
      name: null,
      sharers: [],
    });
  });

  it('nowhere by no name is an error', () => {
    expect(() => findHere({}, people({}))).toThrow('user: the variable was not filled in');
  });

  it('elsewhere is nobody here, whatever the name', () => {
    const nobody = { person: { userId: null }, isNobody: false, login: null, sharers: [] };
    expect(foundElsewhere({ user: 'Ann' })).toMatchObject({ ...nobody, name: 'Ann' });
    expect(foundElsewhere({})).toMatchObject({ ...nobody, name: null });
    expect(foundElsewhere({ user: '' })).toMatchObject({ name: null });
  });

  it('has one cooldown, by id, else by login, else by name in any spelling', () => {
    const key = (asked: { user?: string; userId?: string }): string =>
      cooldownKey(findHere(asked, people({ vips: [ann] })));
    expect([key({ user: 'ANN' }), key({ userId: '11' })]).toEqual(['11', '11']);
    expect([key({ user: 'Bob' }), key({ user: '@bob' })]).toEqual(['@bob', '@bob']);
    expect([key({ user: 'ＢＯＢ安' }), key({ user: 'bob安' })]).toEqual(['@bob安', '@bob安']);
    expect(cooldownKey(foundElsewhere({}))).toBe('@');
  });

  it('is told apart from who shares the name by login, or by id', () => {
    const among = people({
      vips: [bob],
      named: [ann, { userId: '13', userLogin: null, userDisplayName: null }],
    });
    expect(loginsOf(['12', '11', '13', '14'].map((id) => among.byId(id)))).toBe('13, 14, ann, bob');
  });
});
