import { describe, expect, it } from 'vitest';
import type { Simulator } from '../../server/demo/simulator.ts';
import { app, client, synced } from './app-harness.ts';
import { twitch, until } from './harness.ts';

const CHANNEL = { subscribers: 250, vips: 2, moderators: 1 };
const NOT_SURE = { stale: true, syncedAt: null };

/** Subscribers on a page of the list, the broadcaster left out. */
const onPage = ({ world }: Simulator, page: number): string[] => {
  const ids = [...world.truth.subscriberIds()].slice((page - 1) * 100, page * 100);
  return ids.filter((userId) => userId !== '12345678');
};

describe('a first read that Twitch does not let come to its end', () => {
  it('lets those speak who were read, says that it is not sure, and grants nobody anything', async () => {
    const simulator = await twitch(CHANNEL);
    simulator.faults.add({
      match: { path: '/subscriptions', page: 3, lookup: false },
      do: { kind: 'status', status: 500 },
    });
    const rolecall = await app({ simulator });
    const ws = await client(rolecall);
    await ws.call('events.subscribe', { events: ['roles.changed'] });
    await synced(rolecall);
    const check = async (who: object): Promise<unknown> => (await ws.call('access.check', who)).result;
    const known = onPage(simulator, 2)[7] ?? '';
    const login = simulator.world.truth.users.get(known)?.userLogin;
    for (const who of [{ userId: known }, { user: login }])
      expect(await check(who)).toMatchObject({ allowed: true, reason: 'subscriber', evidence: NOT_SURE });
    expect(await check({ userId: onPage(simulator, 3)[0] })).toMatchObject({
      allowed: false,
      reason: 'roles_unknown',
    });
    const { result } = await ws.call('sync.status');
    expect(result).toMatchObject({ state: 'partial', kinds: { subscribers: { state: 'failed', count: 0 } } });
    expect(JSON.stringify(ws.rest)).not.toContain('"subscriber"');
    expect((await ws.call('viewers.list', { role: 'subscriber' })).result).toMatchObject({ total: 0 });
    // Whoever is to be denied while nothing is sure is denied.
    const { tts } = (await ws.call('policy.get')).result?.['features'] as Record<string, object>;
    await ws.call('policy.set', { feature: 'tts', policy: { ...tts, whenStale: 'deny' } });
    expect(await check({ userId: known })).toMatchObject({ allowed: false });
  });

  it('is of use from its first page on', async () => {
    const simulator = await twitch(CHANNEL);
    simulator.faults.add({
      match: { path: '/subscriptions', page: 3, lookup: false },
      do: { kind: 'silence' },
    });
    const rolecall = await app({ simulator });
    const ws = await client(rolecall);
    const known = onPage(simulator, 1)[7];
    await until('the first page', async () => {
      const { result } = await ws.call('access.check', { userId: known, record: false });
      return result?.['allowed'];
    });
    expect((await ws.call('sync.status')).result).toMatchObject({
      running: {},
      kinds: { subscribers: { count: 0 } },
    });
  });
});
