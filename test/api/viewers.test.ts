import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { byId, byLogin, type Page, topBy } from '../../server/api/paging.ts';
import type { Viewer } from '../../server/core/viewer.ts';
import { startTestApp, type TestApp } from '../support/start-app.ts';
import { post, synced, untilSettled } from './support.ts';

let app: TestApp;
beforeAll(async () => {
  app = await startTestApp({ channel: { subscribers: 1_234, vips: 40, moderators: 11 } });
  await untilSettled(app);
});
afterAll(() => app.close());

type Item = { userId: string; userLogin: string; roles: { role: string }[] };

const call = async (action: string, params: object) => (await post(app.port, action, params)).json;

async function readAll(
  target: TestApp,
  params: object,
  between: () => Promise<unknown> = async () => undefined,
) {
  const items: Item[] = [];
  let cursor: unknown = null;
  do {
    const { json } = await post(target.port, 'viewers.list', { ...params, cursor });
    const page = json.result as { items: Item[]; cursor: string | null };
    items.push(...page.items);
    cursor = page.cursor;
    await between();
  } while (cursor !== null);
  return items;
}

describe('viewers.list', () => {
  it.each([
    ['subscriber', 1_234, 500],
    ['subscriber', 1_234, 97],
    ['vip', 40, 40],
    ['vip', 40, 39],
    ['moderator', 11, 1],
  ])('of %s holds all %i, each once and in order, %i a page', async (role, count, limit) => {
    const items = await readAll(app, { role, limit });
    expect(items).toHaveLength(count);
    expect(new Set(items.map(({ userId }) => userId)).size).toBe(count);
    const logins = items.map(({ userLogin }) => userLogin);
    expect(logins).toEqual([...logins].sort());
    for (const item of items) expect(item.roles.map((each) => each.role)).toContain(role);
  });

  it('of all roles holds everybody who has one', async () => {
    const { truth } = app.simulator.world;
    const everybody = new Set([...truth.subscriberIds(), ...truth.vips.ids(), ...truth.moderators.ids()]);
    const items = await readAll(app, { limit: 333 });
    expect(new Set(items.map(({ userId }) => userId))).toEqual(everybody);
  });

  it('neither repeats nor hides those who stay, while others come and go', async () => {
    const changing = await synced({ channel: { subscribers: 300, viewers: 2_000 } });
    const { world } = changing.simulator;
    const before = [...world.truth.subscriberIds()];
    const leaving = new Set(before.filter((_, i) => i % 5 === 0));
    const queue = [...leaving];
    let next = 0;
    const items = await readAll(changing, { role: 'subscriber', limit: 25 }, async () => {
      for (const userId of queue.splice(0, 6)) world.endSubscription(userId, { announce: false });
      for (let i = 0; i < 5; i++) {
        const userId = String(900 + next++);
        world.addUser({ userId, userLogin: `${'amz'[next % 3]!}_late_${userId}`, userDisplayName: userId });
        world.subscribe(userId, { announce: false });
      }
      await changing.app.sync.run({ source: 'api:test' });
    });
    const ids = items.map(({ userId }) => userId);
    expect(new Set(ids).size).toBe(ids.length);
    expect(ids).toEqual(expect.arrayContaining(before.filter((userId) => !leaving.has(userId))));
  });

  it.each([
    { limit: 0 },
    { limit: 501 },
    { limit: 1.5 },
    { role: 'king' },
    { cursor: 'x'.repeat(201) },
    { role: '__proto__' },
  ])('%j is refused', async (params) => {
    expect(await call('viewers.list', params)).toMatchObject({ error: { code: 'invalid_params' } });
  });
});

describe('viewers.search', () => {
  it('finds by the beginning first, then by what is inside, in any case', async () => {
    const searched = await synced({ channel: { subscribers: 50 } });
    const { world } = searched.simulator;
    for (const [userId, userLogin] of [
      ['1', 'xyz_begins'],
      ['2', 'in_the_xyz_middle'],
      ['3', 'xyz'],
    ] as const) {
      world.addUser({ userId, userLogin, userDisplayName: userLogin.toUpperCase() });
      world.addVip(userId, { announce: false });
    }
    world.addUser({ userId: '4', userLogin: 'plain', userDisplayName: 'カエル' });
    world.addVip('4', { announce: false });
    await searched.app.sync.run({ source: 'api:test' });
    const search = async (query: string) =>
      ((await post(searched.port, 'viewers.search', { query })).json.result!['items'] as Item[]).map(
        ({ userLogin }) => userLogin,
      );
    expect(await search('@XyZ')).toEqual(['xyz', 'xyz_begins', 'in_the_xyz_middle']);
    expect(await search('カエ')).toEqual(['plain']);
    expect(await search('エル')).toEqual(['plain']);
    expect(await search('.*')).toEqual([]);
    expect((await call('viewers.search', { query: 'a', limit: 3 })).result!['items']).toHaveLength(3);
  });
});

describe('viewers.get and viewers.history', () => {
  it('tell who it is, what is held, since when and from where', async () => {
    const [userId] = [...app.simulator.world.truth.vips.ids()];
    const { result } = await call('viewers.get', { userId });
    expect(result).toMatchObject({
      userId,
      roles: expect.arrayContaining([
        expect.objectContaining({ role: 'vip', tier: null, isGift: false, source: 'startup' }),
      ]),
    });
    expect(await call('viewers.get', { user: `@${(result!['userLogin'] as string).toUpperCase()}` })).toEqual(
      { ok: true, result },
    );
  });

  it('a role that comes back is a new record; the old one keeps its end', async () => {
    const changing = await synced({ channel: { viewers: 10 } });
    const { world } = changing.simulator;
    world.addUser({ userId: '5', userLogin: 'five', userDisplayName: 'Five' });
    const sync = () => changing.app.sync.run({ source: 'api:test' });
    world.addVip('5', { announce: false });
    await sync();
    world.removeVip('5', { announce: false });
    await sync();
    world.addVip('5', { announce: false });
    await sync();
    const { json } = await post(changing.port, 'viewers.history', { user: 'five' });
    expect(json.result!['items']).toMatchObject([
      { role: 'vip', source: 'api:test', revokedAt: expect.any(String), revokedSource: 'api:test' },
      { role: 'vip', source: 'api:test', revokedAt: null, revokedSource: null },
    ]);
  });

  it.each(['viewers.get', 'viewers.history'])('%s of somebody unknown is not_found', async (action) => {
    expect(await call(action, { user: 'nobody_at_all' })).toMatchObject({ error: { code: 'not_found' } });
    expect(await call(action, { userId: '999999999' })).toMatchObject({ error: { code: 'not_found' } });
    expect(await call(action, {})).toMatchObject({ error: { code: 'invalid_params' } });
  });
});

describe('paging', () => {
  const viewer = (userLogin: string, userId: string): Viewer => ({
    userLogin,
    userId,
    userDisplayName: userLogin,
    subscribers: null,
    vips: null,
    moderators: null,
  });

  it('by login shows everything once, for any names and any page size', async () => {
    const names = fc.uniqueArray(fc.tuple(fc.constantFrom('', 'a', 'b', 'aa', 'Ä'), fc.nat(30).map(String)), {
      selector: ([, userId]) => userId,
    });
    const property = fc.asyncProperty(names, fc.integer({ min: 1, max: 7 }), async (all, limit) => {
      const viewers = all.map(([login, userId]) => viewer(login, userId));
      const seen: string[] = [];
      let cursor: string | null = null;
      do {
        const page: Page<Viewer> = await byLogin(viewers, () => true, limit, cursor);
        expect(page.items.length).toBeLessThanOrEqual(limit);
        seen.push(...page.items.map(({ userId }) => userId));
        cursor = page.cursor;
      } while (cursor !== null);
      expect(seen).toHaveLength(viewers.length);
      expect(new Set(seen)).toEqual(new Set(viewers.map(({ userId }) => userId)));
    });
    await fc.assert(property);
  });

  it('by id shows everything once', () => {
    const ids = fc.uniqueArray(fc.string({ minLength: 1 }));
    const property = fc.property(ids, fc.integer({ min: 1, max: 7 }), (all, limit) => {
      const seen: string[] = [];
      let cursor: string | null = null;
      do {
        const page: Page<string> = byId(all, (item) => item, limit, cursor);
        seen.push(...page.items);
        cursor = page.cursor;
      } while (cursor !== null);
      expect(seen).toEqual(all);
    });
    fc.assert(property);
  });

  it('the first by rank are the first of all of them sorted', async () => {
    const property = fc.asyncProperty(
      fc.array(fc.string()),
      fc.integer({ min: 1, max: 20 }),
      async (all, limit) => {
        expect(await topBy(all, limit, (item) => item)).toEqual([...all].sort().slice(0, limit));
      },
    );
    await fc.assert(property);
  });

  it('over a hundred thousand viewers lets others have their turns', async () => {
    let turns = 0;
    let isOver = false;
    const take = (): void => {
      turns++;
      if (!isOver) setImmediate(take);
    };
    setImmediate(take);
    await topBy({ [Symbol.iterator]: () => Array(100_000).fill('x').values() }, 10, () => null);
    isOver = true;
    expect(turns).toBeGreaterThanOrEqual(40);
  });
});
