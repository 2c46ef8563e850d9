import { describe, expect, it } from 'vitest';
import { BROADCASTER, ManualClock, apiOf, idsOf, readList, simulator } from './support.ts';

const LISTS = ['/subscriptions', '/channels/vips', '/moderation/moderators'];

describe('the three lists', () => {
  it('come 100 a page with a cursor, and every page carries the ratelimit headers', async () => {
    const sim = await simulator({ subscribers: 250, vips: 130, moderators: 101 });
    const api = apiOf(sim);
    for (const path of LISTS) {
      const pages = await readList(api, path);
      expect(new Set(idsOf(pages)).size).toBe(idsOf(pages).length);
      for (const page of pages) expect(page.headers.get('ratelimit-limit')).toBe('800');
      expect(pages.at(-1)?.body.pagination).toEqual({});
    }
    expect(idsOf(await readList(api, '/subscriptions'))).toHaveLength(251);
    expect(idsOf(await readList(api, '/channels/vips'))).toHaveLength(130);
    expect(idsOf(await readList(api, '/moderation/moderators'))).toHaveLength(101);
    const [page] = await readList(api, '/subscriptions', 20, 1);
    expect(page?.body.data).toHaveLength(20);
    expect(page?.body['total']).toBe(250);
    expect(page?.body['points']).toBe(sim.world.truth.subscriberPoints);
  });

  it('default to 20 rows', async () => {
    const api = apiOf(await simulator({ subscribers: 30 }));
    expect((await api(`/mock/subscriptions?broadcaster_id=${BROADCASTER}`)).body.data).toHaveLength(20);
  });

  it('list the broadcaster as a tier 3000 subscriber of himself, outside the total', async () => {
    const api = apiOf(await simulator());
    const { body } = await api(`/mock/subscriptions?broadcaster_id=${BROADCASTER}`);
    expect(body).toMatchObject({ total: 0, points: 0, data: [{ user_id: BROADCASTER, tier: '3000' }] });
  });

  it('write gifter_* as empty texts when it is no gift', async () => {
    const sim = await simulator();
    sim.world.subscribe('501', { tier: '2000' });
    sim.world.gift('501', ['502']);
    const { body } = await apiOf(sim)(
      `/mock/subscriptions?broadcaster_id=${BROADCASTER}&user_id=501&user_id=502`,
    );
    expect(body.data[0]).toMatchObject({
      tier: '2000',
      is_gift: false,
      gifter_id: '',
      gifter_login: '',
      gifter_name: '',
    });
    expect(body.data[1]).toMatchObject({
      tier: '1000',
      is_gift: true,
      gifter_id: '501',
      user_login: 'viewer502',
    });
  });

  it('answer look-ups by user_id, up to 100, without total and points', async () => {
    const sim = await simulator({ subscribers: 150, vips: 5, moderators: 5 });
    const api = apiOf(sim);
    const wanted = idsOf(await readList(api, '/subscriptions')).slice(0, 100);
    const query = wanted.map((id) => `&user_id=${String(id)}`).join('');
    const found = await api(`/mock/subscriptions?broadcaster_id=${BROADCASTER}${query}`);
    expect(idsOf(found)).toEqual(wanted);
    expect(found.body).not.toHaveProperty('total');
    expect(found.body).not.toHaveProperty('points');
    for (const path of LISTS) {
      const many = await api(`/mock${path}?broadcaster_id=${BROADCASTER}${query}&user_id=1`);
      expect(many.status).toBe(400);
    }
    expect(idsOf(await api(`/mock/channels/vips?broadcaster_id=${BROADCASTER}&user_id=1`))).toEqual([]);
  });

  it('refuse user_id beside a cursor, bad page sizes and bad cursors with 400', async () => {
    const sim = await simulator({ subscribers: 150, vips: 150 });
    const api = apiOf(sim);
    const [page] = await readList(api, '/subscriptions', 100, 1);
    const cursor = encodeURIComponent(page?.body.pagination.cursor ?? '');
    for (const query of [`user_id=1&after=${cursor}`, 'first=101', 'first=0', 'first=x', 'after=nonsense']) {
      const answer = await api(`/mock/subscriptions?broadcaster_id=${BROADCASTER}&${query}`);
      expect([query, answer.status, answer.body['error']]).toEqual([query, 400, 'Bad Request']);
    }
    expect((await api(`/mock/channels/vips?broadcaster_id=${BROADCASTER}&after=${cursor}`)).status).toBe(400);
    expect((await api('/mock/subscriptions')).status).toBe(400);
  });

  it('can be read backwards', async () => {
    const api = apiOf(await simulator({ subscribers: 50 }));
    const [first, second] = await readList(api, '/subscriptions', 10, 2);
    const cursor = encodeURIComponent(second?.body.pagination.cursor ?? '');
    const back = await api(`/mock/subscriptions?broadcaster_id=${BROADCASTER}&first=19&before=${cursor}`);
    expect(idsOf(back)).toEqual([...idsOf(first ?? []), ...idsOf(second ?? [])].slice(0, 19));
  });
});

describe('who may ask', () => {
  it('a token without the scope gets 401 naming it; either of two scopes is enough', async () => {
    const sim = await simulator();
    const call = (scopes: string[], path: string): ReturnType<ReturnType<typeof apiOf>> =>
      apiOf(sim, sim.issueToken({ scopes }).accessToken)(`/mock${path}?broadcaster_id=${BROADCASTER}`);
    expect(await call([], '/subscriptions')).toMatchObject({
      status: 401,
      body: { error: 'Unauthorized', status: 401, message: 'Missing scope: channel:read:subscriptions' },
    });
    expect((await call(['channel:manage:vips'], '/channels/vips')).status).toBe(200);
    expect((await call(['channel:manage:moderators'], '/moderation/moderators')).status).toBe(200);
    expect((await call(['channel:read:vips'], '/moderation/moderators')).status).toBe(401);
  });

  it("somebody else's token, a moderator's too, gets 401", async () => {
    const sim = await simulator();
    sim.world.addModerator('77');
    const api = apiOf(sim, sim.issueToken({ userId: '77' }).accessToken);
    for (const path of LISTS)
      expect((await api(`/mock${path}?broadcaster_id=${BROADCASTER}`)).status).toBe(401);
  });

  it('tells a dead token, no token and a foreign client id apart by message only', async () => {
    const sim = await simulator();
    const { accessToken } = sim.issueToken();
    const path = `/mock/channels/vips?broadcaster_id=${BROADCASTER}`;
    const dead = await apiOf(sim, 'nonsense')(path);
    expect(dead).toMatchObject({ status: 401, body: { message: 'Invalid OAuth token' } });
    expect(dead.headers.has('ratelimit-remaining')).toBe(true);
    const foreign = await apiOf(sim, accessToken)(path, { clientId: 'other' });
    expect(foreign).toMatchObject({
      status: 401,
      body: { message: 'Client ID and OAuth token do not match' },
    });
    expect((await fetch(sim.url + path)).status).toBe(401);
    expect((await apiOf(sim)('/mock/nowhere')).status).toBe(404);
  });
});

describe('the rate limit', () => {
  it('is one bucket per client id and user, refuses with 429 when empty, and refills with time', async () => {
    const clock = new ManualClock();
    const sim = await simulator({ clock, pointsPerMinute: 60 });
    const token = sim.issueToken().accessToken;
    const api = apiOf(sim, token);
    for (let left = 59; left >= 0; left--) {
      const { headers } = await api('/mock/users');
      expect(headers.get('ratelimit-remaining')).toBe(String(left));
    }
    const refused = await api('/mock/users');
    expect(refused).toMatchObject({ status: 429, body: { error: 'Too Many Requests', status: 429 } });
    expect(refused.headers.get('ratelimit-reset')).toBe(String(clock.now() / 1000 + 60));
    expect(
      (
        await apiOf(sim, sim.issueToken({ clientId: 'second' }).accessToken)('/mock/users', {
          clientId: 'second',
        })
      ).status,
    ).toBe(200);
    clock.advance(2000);
    expect((await api('/mock/users')).status).toBe(200);
    expect((await api('/mock/users')).status).toBe(200);
    expect((await api('/mock/users')).status).toBe(429);
  });
});

/** What this process has worked, ms: the machine may have other work. */
function cpuMs(): number {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1000;
}

describe('a channel of a million', () => {
  it('is made at once, and any page of it too', async () => {
    const started = cpuMs();
    const sim = await simulator({ subscribers: 1_000_000, pointsPerMinute: 1e9 });
    const created = cpuMs() - started;
    const api = apiOf(sim);
    const { body } = await api(`/mock/subscriptions?broadcaster_id=${BROADCASTER}&first=100`);
    expect(body['total']).toBe(1_000_000);
    const ids = [...sim.world.truth.subscriberIds()];
    for (const id of ids.slice(0, 300_000)) sim.world.endSubscription(id, { announce: false });
    const asked = cpuMs();
    expect(idsOf(await readList(api, '/subscriptions', 100, 50))).toHaveLength(5000);
    const paged = (cpuMs() - asked) / 50;
    // Two orders of magnitude of room: this catches a page that costs the whole list, not a slow machine.
    expect(created).toBeLessThan(5000);
    expect(paged).toBeLessThan(200);
  });
});
