import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { describe, expect, it } from 'vitest';
import type { HttpFault } from '../../server/demo/fault-types.ts';
import type { Simulator } from '../../server/demo/simulator.ts';
import { BROADCASTER, ManualClock, apiOf, connect, control, simulator, subscribe } from './support.ts';

const VIPS = `/mock/channels/vips?broadcaster_id=${BROADCASTER}&first=100`;

/** A Twitch with five VIPs that answers with a fault. */
async function faulty(fault: HttpFault, path = '/channels/vips'): Promise<Simulator> {
  const sim = await simulator({ vips: 5, control: true });
  const added = await control(sim, 'POST', 'faults', { match: { path }, do: fault });
  expect([added.status, added.body.message]).toEqual([200, undefined]);
  return sim;
}

function ask(sim: Simulator, options: RequestInit = {}, path = VIPS): Promise<Response> {
  const headers = {
    Authorization: `Bearer ${sim.issueToken().accessToken}`,
    'Client-Id': 'simulator-client',
  };
  return fetch(sim.url + path, { headers, ...options });
}

describe('redirects', () => {
  it.each([301, 302, 303, 307, 308])('with %i lead to another host that knows nobody', async (status) => {
    const sim = await faulty({ kind: 'redirect', status });
    const answer = await ask(sim, { redirect: 'manual' });
    expect(answer.status).toBe(status);
    const location = new URL(answer.headers.get('location') ?? '');
    expect(location.host).toBe(`localhost:${sim.port}`);
    expect(location.pathname + location.search).toBe(`/elsewhere${VIPS}`);
    expect(sim.requests.where({ path: '/elsewhere/mock/channels/vips' })).toEqual([]);
  });

  it('whoever follows them is seen there, with what he brought', async () => {
    const sim = await faulty({ kind: 'redirect', to: 'here' });
    const followed = await ask(sim);
    expect(await followed.json()).toEqual({ data: [], total: 0, points: 0, pagination: {} });
    const { body } = await control(sim, 'GET', 'requests');
    expect(body['entries']).toMatchObject([
      { path: '/channels/vips', status: 302 },
      { path: '/elsewhere/mock/channels/vips', status: 200, credentials: ['authorization', 'client-id'] },
    ]);
  });

  it('lead to themselves for ever, or to any address', async () => {
    const looping = await faulty({ kind: 'redirect', to: 'itself' });
    await expect(ask(looping)).rejects.toThrow('fetch failed');
    expect(looping.requests.countOf('/channels/vips')).toBeGreaterThan(10);
    const other = createServer((_request, response) => response.end('elsewhere'));
    await new Promise<void>((resolve) => other.listen(0, '127.0.0.1', resolve));
    const { port } = other.address() as AddressInfo;
    const sim = await faulty({ kind: 'redirect', status: 307, to: `http://127.0.0.1:${port}/x` });
    expect(await (await ask(sim)).text()).toBe('elsewhere');
    other.closeAllConnections();
    await new Promise((resolve) => other.close(resolve));
  });

  it('strike the token service too: there the login is somebody else’s', async () => {
    const sim = await faulty({ kind: 'redirect', to: 'here' }, '/auth/*');
    const answer = await ask(sim, {}, '/auth/validate');
    expect(await answer.json()).toMatchObject({ login: 'elsewhere', user_id: '1' });
    const refresh = await ask(sim, { method: 'POST', redirect: 'manual' }, '/auth/token');
    expect(refresh.status).toBe(302);
  });
});

describe('answers that are not quite answers', () => {
  it.each([201, 203, 206, 299])('have the true body under %i', async (status) => {
    const answer = await ask(await faulty({ kind: 'answer-as', status }));
    expect(answer.status).toBe(status);
    expect(await answer.json()).toMatchObject({ data: { length: 5 } });
  });

  it('leave refusals what they are', async () => {
    const sim = await faulty({ kind: 'answer-as', status: 206 });
    expect((await ask(sim, { headers: {} })).status).toBe(401);
  });

  it('are not read to their end: too long, with and without saying so', async () => {
    for (const announced of [false, true]) {
      const bytes = 3_000_000;
      const answer = await ask(await faulty({ kind: 'huge', bytes, announced }));
      expect(answer.headers.has('content-length')).toBe(announced);
      const text = await answer.text();
      expect(text.length).toBeGreaterThan(bytes);
      expect(JSON.parse(text)).toMatchObject({ data: { length: 5 } });
    }
  });

  it('never end, for as long as somebody reads', async () => {
    const sim = await faulty({ kind: 'endless', chunkBytes: 100_000 });
    const stop = new AbortController();
    const reader = readerOf(await ask(sim, { signal: stop.signal }));
    let read = 0;
    while (read < 5_000_000) read += (await reader.read()).value?.length ?? 0;
    stop.abort();
    await expect.poll(() => inFlightOf(sim)).toBe(0);
  });

  it('come drop by drop', async () => {
    const clock = new ManualClock();
    const sim = await simulator({ clock });
    sim.faults.add({ do: { kind: 'endless', chunkBytes: 1, everyMs: 1000 } });
    const reader = readerOf(await ask(sim));
    const first = (await reader.read()).value;
    expect(Buffer.from(first ?? []).toString()).toMatch(/^\{"data":\[\]/);
    const second = reader.read();
    clock.advance(1000);
    expect((await second).value).toHaveLength(1);
  });

  it('have no data, and rows without names or with values that Twitch does not have', async () => {
    const nothing = await faulty({ kind: 'garbage', body: 'null-data' });
    expect(await (await ask(nothing)).json()).toEqual({ data: null, pagination: {} });
    const nameless = await faulty({
      kind: 'rows',
      set: { user_login: null, tier: 'x' },
      drop: ['user_name'],
    });
    const { data } = (await (await ask(nameless)).json()) as { data: object[] };
    expect(data).toHaveLength(5);
    for (const row of data) {
      expect(row).toEqual({ user_id: expect.stringMatching(/^\d+$/), user_login: null, tier: 'x' });
    }
  });
});

describe("Twitch's clock", () => {
  const ahead = (answer: Response, than: number): number =>
    Date.parse(answer.headers.get('date') ?? '') - than;

  it('is on every answer, and follows the simulator’s', async () => {
    const clock = new ManualClock();
    const sim = await simulator({ clock });
    expect(ahead(await ask(sim), clock.now())).toBe(0);
    clock.advance(3_600_000);
    expect(ahead(await ask(sim), clock.now())).toBe(0);
    expect(ahead(await fetch(`${sim.url}/auth/validate`), clock.now())).toBe(0);
  });

  it('may be ahead of everybody’s: answers, events and what they say', async () => {
    const clock = new ManualClock();
    const sim = await simulator({ clock, control: true });
    const listener = connect(sim);
    await subscribe(apiOf(sim), await listener.welcome(), 'channel.ban');
    const { body } = await control(sim, 'POST', 'clock', { skewMs: 900_000 });
    expect(body).toMatchObject({ skewMs: 900_000, dateSkewMs: 0 });
    expect(ahead(await ask(sim), clock.now())).toBe(900_000);
    sim.world.ban('7');
    const { metadata, payload } = await listener.next();
    for (const time of [metadata['message_timestamp'], payload.event?.['banned_at']])
      expect(Date.parse(String(time)) - clock.now()).toBe(900_000);
  });

  it('may be told wrongly by the header alone, or not at all', async () => {
    const clock = new ManualClock();
    const sim = await simulator({ clock, control: true });
    await control(sim, 'POST', 'clock', { dateSkewMs: -7_200_000 });
    expect(ahead(await ask(sim), clock.now())).toBe(-7_200_000);
    expect(sim.clock.now()).toBe(clock.now());
    await control(sim, 'POST', 'clock', { dateSkewMs: null });
    expect((await ask(sim)).headers.has('date')).toBe(false);
    sim.faults.add({ do: { kind: 'headers', headers: { Date: 'yesterday', 'Ratelimit-Limit': null } } });
    const { headers } = await ask(sim);
    expect([headers.get('date'), headers.has('ratelimit-limit')]).toEqual(['yesterday', false]);
  });
});

function readerOf({ body }: Response): ReadableStreamDefaultReader<Uint8Array> {
  if (!body) throw new Error('an answer without a body');
  return body.getReader() as ReadableStreamDefaultReader<Uint8Array>;
}

/** Calls whose connection is still open, this simulator's own count. */
function inFlightOf(sim: Simulator): number {
  sim.requests.clear();
  return sim.requests.maxInFlight;
}
