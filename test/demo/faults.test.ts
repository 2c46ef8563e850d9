import { describe, expect, it } from 'vitest';
import { DEFAULT_CLIENT_ID } from '../../server/demo/auth.ts';
import { presets } from '../../server/demo/fault-presets.ts';
import type { FaultRule } from '../../server/demo/fault-types.ts';
import type { Simulator } from '../../server/demo/simulator.ts';
import { BROADCASTER, apiOf, idsOf, postForm, readList, simulator } from './support.ts';

const LIST = `/mock/subscriptions?broadcaster_id=${BROADCASTER}&first=100`;
const lookup = (id: string): string => `/mock/subscriptions?broadcaster_id=${BROADCASTER}&user_id=${id}`;
const path = '/subscriptions';
const idOf = (sim: Simulator, index: number): string => sim.world.truth.users.idAt(index);

describe('lists that are bent', () => {
  const bent = (rule: FaultRule): Promise<{ sim: Simulator; api: ReturnType<typeof apiOf> }> =>
    simulator({ subscribers: 250, listBroadcaster: false }).then((sim) => {
      sim.faults.add(rule);
      return { sim, api: apiOf(sim) };
    });

  it('short pages', async () => {
    const { api } = await bent({ match: { path }, do: { kind: 'short-pages', size: 30 } });
    const pages = await readList(api, path);
    expect(pages).toHaveLength(9);
    expect(idsOf(pages)).toHaveLength(250);
  });

  it('an empty page with a cursor in the middle loses nobody', async () => {
    const { api } = await bent({ match: { path, page: 2 }, do: { kind: 'empty-page' } });
    const pages = await readList(api, path);
    expect(pages.map((page) => page.body.data.length)).toEqual([100, 0, 100, 50]);
    expect(new Set(idsOf(pages)).size).toBe(250);
  });

  it('an empty text as cursor at the end', async () => {
    const { api } = await bent({ match: { path }, do: { kind: 'empty-cursor' } });
    expect((await readList(api, path)).at(-1)?.body.pagination).toEqual({ cursor: '' });
  });

  it('a last page with a cursor, then one empty page without', async () => {
    const { api } = await bent({ match: { path }, do: { kind: 'trailing-page' } });
    const pages = await readList(api, path);
    expect(pages.map((page) => page.body.data.length)).toEqual([100, 100, 50, 0]);
    expect(pages.at(-1)?.body.pagination).toEqual({});
  });

  it.each([1, 2])('a repeated cursor on page %i never ends', async (page) => {
    const { api } = await bent({ match: { path, page }, do: { kind: 'repeat-cursor' } });
    const pages = await readList(api, path, 100, 8);
    expect(pages).toHaveLength(8);
    expect(new Set(pages.slice(1).map((answer) => answer.body.pagination.cursor)).size).toBe(1);
  });

  it('one user on two pages', async () => {
    const { api } = await bent({ match: { path, page: 2 }, do: { kind: 'overlap' } });
    const ids = idsOf(await readList(api, path));
    expect([ids.length, new Set(ids).size]).toEqual([251, 250]);
  });

  it('members that are missing from the list and found by user_id', async () => {
    const { sim, api } = await bent(presets.lyingList('subscribers', []));
    sim.faults.clear();
    const hidden = [idOf(sim, 3), idOf(sim, 200)];
    sim.faults.add(presets.lyingList('subscribers', hidden));
    const ids = idsOf(await readList(api, path));
    expect(ids).toHaveLength(248);
    expect(ids).not.toContain(hidden[0]);
    expect(idsOf(await api(lookup(hidden[0] ?? '')))).toEqual([hidden[0]]);
    sim.faults.add({ match: { path, lookup: true }, do: { kind: 'hide', userIds: hidden } });
    expect(idsOf(await api(lookup(hidden[0] ?? '')))).toEqual([]);
  });

  it('ex-members that the list still shows', async () => {
    const { api } = await bent(presets.ghostList('subscribers', ['999']));
    expect(idsOf(await readList(api, path))).toContain('999');
    expect(idsOf(await api(lookup('999')))).toEqual([]);
  });
});

describe('calls that fail', () => {
  it('a failing kind, once or always, leaves the others and the look-ups alone', async () => {
    const sim = await simulator({ subscribers: 250, vips: 5 });
    const api = apiOf(sim);
    const remove = sim.faults.add(presets.failingList('subscribers', 503));
    expect(await api(LIST)).toMatchObject({
      status: 503,
      body: { error: 'Service Unavailable', status: 503 },
    });
    expect((await api(lookup('1'))).status).toBe(200);
    expect((await api(`/mock/channels/vips?broadcaster_id=${BROADCASTER}`)).status).toBe(200);
    remove();
    sim.faults.add(presets.failingList('subscribers', 500, { page: 2, times: 1 }));
    const [first] = await readList(api, path, 100, 1);
    const next = `${LIST}&after=${encodeURIComponent(first?.body.pagination.cursor ?? '')}`;
    expect((await api(next)).status).toBe(500);
    expect((await api(next)).status).toBe(200);
    expect(sim.faults.struck).toBe(2);
  });

  it('skip and times choose which calls are struck', async () => {
    const sim = await simulator();
    const api = apiOf(sim);
    sim.faults.add({ match: { path: '/users' }, skip: 1, times: 2, do: { kind: 'status', status: 502 } });
    const statuses = [];
    for (let i = 0; i < 5; i++) statuses.push((await api('/mock/users')).status);
    expect(statuses).toEqual([200, 502, 502, 200, 200]);
  });

  it('401 for a scope, and for a token that dies on the server until it is refreshed', async () => {
    const sim = await simulator();
    const { accessToken, refreshToken } = sim.issueToken();
    const api = apiOf(sim, accessToken);
    sim.faults.add({ times: 1, do: { kind: 'missing-scope', scope: 'channel:read:vips' } });
    expect((await api('/mock/users')).body.message).toBe('Missing scope: channel:read:vips');
    sim.faults.add({ times: 1, do: { kind: 'dead-token' } });
    expect((await api('/mock/users')).body.message).toBe('Invalid OAuth token');
    expect((await api('/mock/users')).status).toBe(401);
    const fields = { client_id: DEFAULT_CLIENT_ID, grant_type: 'refresh_token', refresh_token: refreshToken };
    const next = await postForm(sim, '/auth/token', fields);
    expect((await apiOf(sim, String(next.body['access_token']))('/mock/users')).status).toBe(200);
  });

  it('429 with headers, without them, and with points remaining', async () => {
    const sim = await simulator();
    const api = apiOf(sim);
    sim.faults.add({ times: 1, do: { kind: 'rate-limited', resetInS: 5 } });
    sim.faults.add({ skip: 1, times: 1, do: { kind: 'rate-limited', headers: false } });
    sim.faults.add({ skip: 2, times: 1, do: { kind: 'rate-limited', remaining: 700 } });
    const remaining = [];
    for (let i = 0; i < 3; i++) {
      const { status, headers } = await api('/mock/users');
      remaining.push([status, headers.get('ratelimit-remaining')]);
    }
    expect(remaining).toEqual([
      [429, '0'],
      [429, null],
      [429, '700'],
    ]);
  });

  it('latency, and calls in flight are counted', async () => {
    const sim = await simulator({ latencyMs: 40 });
    const api = apiOf(sim);
    const started = performance.now();
    await Promise.all([api('/mock/users'), api('/mock/users'), api('/mock/users')]);
    expect(performance.now() - started).toBeGreaterThan(38);
    expect(sim.requests.maxInFlight).toBe(3);
    expect(sim.requests.countOf('/users')).toBe(3);
    expect(sim.requests.where({ path: '/users', status: 200 })).toHaveLength(3);
  });

  it.each(['before', 'headers', 'after'] as const)(
    'silence (%s): accepted and never answered',
    async (when) => {
      const sim = await simulator();
      sim.faults.add({ do: { kind: 'silence', when } });
      const answered = apiOf(sim)('/mock/users', { signal: AbortSignal.timeout(150) });
      await expect(answered).rejects.toThrow(/abort|timeout/i);
    },
  );

  it('reset, refused, and back again with everything it knew', async () => {
    const sim = await simulator({ subscribers: 5 });
    const api = apiOf(sim);
    sim.faults.add({ times: 1, do: { kind: 'reset' } });
    await expect(api('/mock/users')).rejects.toThrow('fetch failed');
    await sim.goDark();
    await expect(api('/mock/users')).rejects.toThrow('fetch failed');
    await sim.comeBack();
    expect((await api(LIST)).body['total']).toBe(5);
  });

  it('a reply lost on its way: the refresh token is spent all the same', async () => {
    const sim = await simulator();
    const { refreshToken } = sim.issueToken();
    const fields = { client_id: DEFAULT_CLIENT_ID, grant_type: 'refresh_token', refresh_token: refreshToken };
    sim.faults.add({ match: { path: '/auth/token' }, times: 1, do: { kind: 'reset', when: 'after' } });
    await expect(postForm(sim, '/auth/token', fields)).rejects.toThrow('fetch failed');
    expect((await postForm(sim, '/auth/token', fields)).body.message).toBe('Invalid refresh token');
  });

  it('auth down, or only refreshing', async () => {
    const sim = await simulator();
    const { refreshToken } = sim.issueToken();
    const fields = { client_id: DEFAULT_CLIENT_ID, grant_type: 'refresh_token', refresh_token: refreshToken };
    const remove = sim.faults.add(presets.authDown());
    expect((await postForm(sim, '/auth/device', { client_id: DEFAULT_CLIENT_ID })).status).toBe(503);
    remove();
    sim.faults.add(presets.failingRefresh(500));
    expect((await postForm(sim, '/auth/token', fields)).status).toBe(500);
    expect((await postForm(sim, '/auth/device', { client_id: DEFAULT_CLIENT_ID })).status).toBe(200);
    sim.faults.clear();
    expect((await postForm(sim, '/auth/token', fields)).status).toBe(200);
  });

  it('garbage of every kind', async () => {
    const sim = await simulator({ subscribers: 3 });
    const api = apiOf(sim);
    const garbled = async (
      body:
        | 'html'
        | 'empty'
        | 'truncated'
        | 'null'
        | 'no-data'
        | 'null-data'
        | 'null-rows'
        | 'no-pagination'
        | { text: string },
    ) => {
      sim.faults.add({ times: 1, do: { kind: 'garbage', body } });
      return api(LIST);
    };
    expect((await garbled('html')).text).toMatch(/^<html>/);
    expect((await garbled('empty')).text).toBe('');
    const cut = (await garbled('truncated')).text;
    expect(() => JSON.parse(cut) as unknown).toThrow();
    expect((await garbled('null')).text).toBe('null');
    expect((await garbled('no-data')).body).not.toHaveProperty('data');
    expect((await garbled('null-data')).body.data).toBeNull();
    expect((await garbled('null-rows')).body.data).toEqual([null, {}, 7]);
    expect((await garbled('no-pagination')).body).not.toHaveProperty('pagination');
    expect((await garbled({ text: '[]' })).text).toBe('[]');
  });

  it('a kind that does not exist is refused', async () => {
    const sim = await simulator();
    expect(() => sim.faults.add({ do: { kind: 'nonsense' } } as never)).toThrow('unknown fault "nonsense"');
  });
});
