import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { cutPage } from '../../server/demo/paging.ts';
import type { Cursor } from '../../server/demo/paging.ts';
import { decodeCursor } from '../../server/demo/paging.ts';
import { Roster, START } from '../../server/demo/roster.ts';
import { ChannelState } from '../../server/demo/channel-state.ts';
import { Users } from '../../server/demo/users.ts';
import { ManualClock } from './support.ts';

describe('made-up users', () => {
  it('are the same for the same seed, unique, and found by id and by login', () => {
    const users = new Users(7, 20_000);
    const again = new Users(7, 20_000);
    const logins = new Set<string>();
    for (let i = 0; i < users.count; i++) {
      const user = users.get(users.idAt(i));
      expect(user).toEqual(again.get(users.idAt(i)));
      logins.add(user?.userLogin ?? '');
      expect(users.byLogin(user?.userLogin ?? '')?.userId).toBe(users.idAt(i));
    }
    expect(logins.size).toBe(20_000);
    expect([...logins].every((login) => /^[a-z0-9_]{4,25}$/.test(login))).toBe(true);
  });

  it('have display names in other scripts now and then', () => {
    const users = new Users(1, 1000);
    const foreign = Array.from({ length: 1000 }, (_, i) => users.get(users.idAt(i))?.userDisplayName ?? '');
    const count = foreign.filter((name) => /[^\x20-\x7e]/.test(name)).length;
    expect(count).toBeGreaterThan(20);
    expect(count).toBeLessThan(150);
  });

  it('give up their login when renamed, and another account may take it', () => {
    const users = new Users(1, 10);
    const first = users.get(users.idAt(0));
    const login = first?.userLogin ?? '';
    users.rename(users.idAt(0), 'brand_new');
    expect(users.byLogin(login)).toBeUndefined();
    users.add({ userId: '99', userLogin: login, userDisplayName: login });
    expect(users.byLogin(login)?.userId).toBe('99');
    expect(users.byLogin('BRAND_NEW')?.userId).toBe(users.idAt(0));
    expect(() => users.rename(users.idAt(1), login)).toThrow('is held by 99');
  });
});

describe('a roster under paging', () => {
  const read = (roster: Roster, change: (page: number) => void): string[] => {
    const seen: string[] = [];
    let after: Cursor | null = null;
    for (let page = 1; ; page++) {
      const cut = cutPage(roster, { list: 'x', first: 10, after, before: null }, []);
      seen.push(...cut.userIds);
      if (cut.cursor === undefined) return seen;
      after = decodeCursor(cut.cursor);
      change(page);
    }
  };

  it.each([false, true])(
    'shows those who stay exactly once while others come and go (newest first: %s)',
    (newest) => {
      const base = { count: 50, idAt: (i: number) => `b${i}`, indexOf: (id: string) => Number(id.slice(1)) };
      const roster = new Roster(base, newest);
      const seen = read(roster, (page) => {
        roster.remove(`b${page * 7}`);
        roster.remove(`b${page * 10 - 1}`);
        roster.add(`b${1000 + page}`);
      });
      expect(new Set(seen).size).toBe(seen.length);
      for (const id of roster.ids()) if (Number(id.slice(1)) < 50) expect(seen).toContain(id);
      expect(seen.includes('b1001')).toBe(!newest);
      expect(roster.size).toBe([...roster.ids()].length);
    },
  );
});

describe('a roster that remembers', () => {
  const people = ['b0', 'b1', 'b2', 'b3', 'x', 'y'];
  const base = { count: 4, idAt: (i: number) => `b${i}`, indexOf: (id: string) => people.indexOf(id) };
  const step = fc.record({ userId: fc.constantFrom(...people), waitMs: fc.integer({ min: 0, max: 3 }) });

  it('shows at any time what it was then, in the order of then, whoever came back since', () => {
    fc.assert(
      fc.property(fc.boolean(), fc.array(step, { maxLength: 40 }), (newestFirst, steps) => {
        let now = 0;
        const roster = new Roster(base, newestFirst, () => now);
        const seen = new Map<number, string[]>([[-1, [...roster.ids()]]]);
        for (const { userId, waitMs } of steps) {
          now += waitMs;
          if (!roster.remove(userId)) roster.add(userId);
          seen.set(now, [...roster.ids()]);
        }
        for (let time = -1, ids = seen.get(-1) ?? []; time <= now; time++) {
          ids = seen.get(time) ?? ids;
          const then = roster.asOf(time);
          expect([...then.ids()]).toEqual(ids);
          expect(then.size).toBe(ids.length);
          expect(people.filter((userId) => then.has(userId))).toEqual([...ids].sort());
          for (const userId of ids) expect(then.at(then.positionOf(userId))).toBe(userId);
          const last = ids.at(-1);
          if (last !== undefined) expect(then.next(then.positionOf(last))).toBe(START);
        }
      }),
    );
  });
});

describe('the truth of a channel', () => {
  it('knows total and points apart from the broadcaster, through every change', () => {
    const truth = new ChannelState({ subscribers: 200, vips: 10, moderators: 5 }, new ManualClock());
    const count = (): number =>
      [...truth.subscriberIds()].reduce((sum, id) => {
        const tier = truth.subscription(id)?.tier;
        return sum + (tier === '3000' ? 6 : tier === '2000' ? 2 : 1);
      }, 0);
    expect(truth.subscriberPoints).toBe(count());
    const [first = '', second = ''] = truth.subscriberIds();
    truth.setSubscription(first, { tier: '3000', isGift: false, gifterId: null });
    truth.endSubscription(second);
    truth.setSubscription('55', { tier: '2000', isGift: true, gifterId: null });
    expect(truth.subscriberPoints).toBe(count());
    expect(truth.subscriberCount).toBe(200);
    expect(truth.vips.size).toBe(10);
    expect([...truth.moderators.ids()].some((id) => truth.vips.has(id))).toBe(false);
  });
});
