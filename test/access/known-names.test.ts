import { describe, expect, it } from 'vitest';
import { isVouchedFor, Names } from '../../server/access/names.ts';
import { NO_DETAIL, type User } from '../../server/core/roles.ts';
import { Roster } from '../../server/core/roster.ts';
import { nameKey } from '../../server/core/spelling.ts';

const ann: User = { userId: '11', userLogin: 'ann', userDisplayName: '安美' };
const anna: User = { userId: '11', userLogin: 'anna', userDisplayName: '安娜' };
const bob: User = { userId: '12', userLogin: 'bob', userDisplayName: '安美' };

/** Names beside a roster of VIPs, and of people who were VIPs. */
function namesOf({ vips = [], former = [] }: { vips?: readonly User[]; former?: readonly User[] }) {
  const roster = new Roster();
  const base = { kind: 'vips', at: 1, source: 'startup' } as const;
  for (const user of [...vips, ...former])
    roster.apply({ ...base, change: 'granted', user, detail: NO_DETAIL });
  for (const user of former) roster.apply({ ...base, change: 'revoked', user });
  const names = new Names(roster);
  const shown = (name: string) => names.byShownName(nameKey(name)).map(({ userId }) => userId);
  const login = (name: string) => names.byLogin(name)?.userId;
  return { names, roster, shown, login };
}

describe('names that were recalled', () => {
  it('are found by login and by shown name, and by neither when everything was deleted', () => {
    const { names, shown, login } = namesOf({});
    names.recall(ann, 1);
    expect([login('ann'), shown('安美'), names.byId('11').named]).toEqual(['11', ['11'], ann]);
    names.clear();
    expect([login('ann'), shown('安美'), names.byId('11').named]).toEqual([undefined, [], undefined]);
  });

  it('give way to newer ones, and nobody else loses the name', () => {
    const { names, shown, login } = namesOf({});
    names.recall(ann, 1);
    names.recall(bob, 1);
    names.recall(anna, 2);
    expect([login('ann'), login('anna')]).toEqual([undefined, '11']);
    expect([shown('安美'), shown('安娜')]).toEqual([['12'], ['11']]);
    names.recall(ann, 1);
    expect([login('ann'), login('anna')]).toEqual([undefined, '11']);
    names.recall(ann, 2);
    expect([login('ann'), login('anna'), shown('安美'), shown('安娜')]).toEqual([
      '11',
      undefined,
      ['12', '11'],
      [],
    ]);
  });

  it('stay when only the id is known later, and come when it was known before', () => {
    const { names, login } = namesOf({});
    const onlyId = { userId: '11', userLogin: null, userDisplayName: null };
    names.recall(onlyId, 1);
    expect(names.byId('11').named).toEqual(onlyId);
    names.recall(ann, 1);
    names.recall(onlyId, 5);
    expect([login('ann'), names.current(onlyId)]).toEqual(['11', ann]);
  });

  it('that two had are those of the later one; of the former nothing is taken away with them', () => {
    const { names, login } = namesOf({});
    const second = { ...bob, userLogin: 'ann' };
    names.recall(ann, 1);
    names.recall(second, 1);
    expect(login('ann')).toBe('12');
    names.recall(anna, 2);
    expect([login('ann'), login('anna')]).toEqual(['12', '11']);
  });

  it('are no shown names where they are the login in other letters, or nothing', () => {
    const { names, shown } = namesOf({});
    names.recall({ ...ann, userDisplayName: 'ANN' }, 1);
    names.recall({ ...bob, userDisplayName: null }, 1);
    expect([shown('ann'), shown('')]).toEqual([[], []]);
  });
});

describe('names beside those on the lists', () => {
  it('make nobody two people', () => {
    const { names, shown } = namesOf({ vips: [ann] });
    names.recall(ann, 1);
    expect(shown('安美')).toEqual(['11']);
    expect(names.byLogin('ann')).toMatchObject({ viewer: { userId: '11' }, named: undefined });
  });

  it('are out of date where a role is held by another name', () => {
    const { names, shown, login } = namesOf({ vips: [anna] });
    names.recall(ann, 1);
    expect([login('ann'), shown('安美'), login('anna'), shown('安娜')]).toEqual([
      undefined,
      [],
      '11',
      ['11'],
    ]);
    expect(names.current(ann)).toEqual(anna);
  });

  it('are as good as an old list, for who holds no role any more', () => {
    const { names, shown, login } = namesOf({ former: [anna] });
    names.recall(ann, 1);
    expect([login('ann'), shown('安美')]).toEqual(['11', ['11']]);
    expect(names.byLogin('ann')?.named).toEqual(ann);
  });

  it('said by Twitch are newer than the lists: the old ones find nobody', () => {
    const { names, shown, login } = namesOf({ vips: [ann] });
    names.learn(anna);
    expect([login('ann'), login('anna'), shown('安美'), shown('安娜')]).toEqual([
      undefined,
      '11',
      [],
      ['11'],
    ]);
    expect([names.byId('11').named, names.byLogin('anna')?.named, names.current(ann)]).toEqual([
      anna,
      anna,
      anna,
    ]);
  });

  it('said by Twitch may be new in the shown one alone', () => {
    const { names, shown } = namesOf({ vips: [ann] });
    const reshown = { ...ann, userDisplayName: '安娜' };
    names.learn(reshown);
    expect([shown('安美'), shown('安娜'), names.byLogin('ann')?.named]).toEqual([[], ['11'], reshown]);
  });

  it('said by Twitch as the lists have them, or of nobody who is here, are not kept', () => {
    const { names, login } = namesOf({ vips: [ann] });
    names.learn(ann);
    names.learn(bob);
    expect([names.byId('11').named, login('bob'), names.byId('12').named]).toEqual([
      undefined,
      undefined,
      undefined,
    ]);
  });

  it('of who lost the login to somebody else are what Twitch says', () => {
    const { names, roster, login } = namesOf({ vips: [ann] });
    roster.apply({
      ...{ kind: 'vips', at: 2, source: 's', change: 'granted', detail: NO_DETAIL },
      user: { ...bob, userLogin: 'ann' },
    });
    names.learn(anna);
    expect([login('ann'), login('anna'), names.current(ann)]).toEqual(['12', '11', anna]);
  });

  it('are vouched for by a role held now, and by nothing else', () => {
    const { names } = namesOf({ vips: [ann], former: [bob] });
    expect(['11', '12', '13'].map((id) => isVouchedFor(names.byId(id)))).toEqual([true, false, false]);
    expect(isVouchedFor({ userId: null, viewer: undefined, named: undefined })).toBe(false);
  });

  it('to be shown are the given ones where nothing is known', () => {
    expect(namesOf({}).names.current(ann)).toEqual(ann);
  });
});
