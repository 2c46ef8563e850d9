import { describe, expect, it } from 'vitest';
import type { Clock } from '../../server/core/clock.ts';
import { presets } from '../../server/demo/fault-presets.ts';
import { systemClock } from '../../server/clock.ts';
import { fastClock, livedMs } from '../support/fast-clock.ts';
import type { TestApp, TestAppOptions } from '../support/start-app.ts';
import type { TestClient } from '../support/ws-client.ts';
import { app, client, synced } from './app-harness.ts';
import { edit, folderWithLogin, grantOf, pause, twitch, until } from './harness.ts';

const CHANNEL = { subscribers: 5, vips: 2, moderators: 1 };

interface Status {
  state: string;
  message: string;
  eventsub: { state: string };
  kinds: Record<
    string,
    { state: string; count: number; error: { message: string; fix: string | null } | null }
  >;
}

const statusOf = async (ws: TestClient): Promise<Status> =>
  (await ws.call('sync.status')).result as unknown as Status;

let last: Status;
const becomes = (ws: TestClient, state: string, rolecall: TestApp): Promise<void> =>
  until(state, async () => (last = await statusOf(ws)).state === state, {
    tell: () => [JSON.stringify(last), ...rolecall.lines.slice(-15)].join('\n'),
  });

/** Somebody with a role, by the simulator's truth at the start. */
const vip = (of: { world: { truth: { vips: { ids(): Iterable<string> } } } }): string =>
  [...of.world.truth.vips.ids()][0] ?? '';

/** One time for all: what a start remembers must not lie in its future. */
const clock = fastClock(10);

async function started(options: TestAppOptions): Promise<{ rolecall: TestApp; ws: TestClient }> {
  const rolecall = await app({ app: { clock }, ...options });
  return { rolecall, ws: await client(rolecall) };
}

describe('what Rolecall says about itself', () => {
  it('is never "fresh" from the moment that the network goes until a list was read after it', async () => {
    const simulator = await twitch(CHANNEL);
    const { rolecall, ws } = await started({ simulator });
    await becomes(ws, 'fresh', rolecall);
    await until('events', () => rolecall.app.live.supervisor.state === 'live');
    await ws.call('events.subscribe', { events: ['sync.status'] });
    await simulator.goDark();
    const { data } = await ws.event('sync.status', ({ state }) => state !== 'fresh');
    expect(data?.['state']).toBe('stale');
    expect((await ws.call('access.check', { userId: vip(simulator) })).result).toMatchObject({
      allowed: true,
      evidence: { stale: true, live: false },
    });
    const run = await ws.call('sync.run', { force: true });
    expect(run.result).toMatchObject({ success: false });
    const failed = await statusOf(ws);
    expect(failed.state).toBe('failed');
    expect(failed.kinds['vips']?.error).toMatchObject({
      message: 'Twitch cannot be reached.',
      fix: 'Check the internet connection.',
    });
    const darkUntil = livedMs();
    await simulator.comeBack();
    await becomes(ws, 'fresh', rolecall);
    const good = rolecall.app.stores.runs.runs().find((r) => r.kinds.every(({ error }) => error === null));
    expect(good?.source).toMatch(/eventsub-reconnect|background/);
    expect(
      ws.rest.filter(({ event, data }) => event === 'sync.status' && data?.['state'] === 'fresh').length,
    ).toBeGreaterThan(0);
    expect(livedMs() - darkUntil).toBeLessThan(8_000);
    expect((await ws.call('access.check', { userId: vip(simulator) })).result).toMatchObject({
      evidence: { stale: false },
    });
  });

  it('after a short drop: stale, then fresh by a sync of its own, and what was missed is there', async () => {
    const simulator = await twitch(CHANNEL);
    const { rolecall, ws } = await started({ simulator });
    await becomes(ws, 'fresh', rolecall);
    await until('events', () => rolecall.app.live.supervisor.state === 'live');
    await ws.call('events.subscribe', { events: ['sync.status', 'sync.finished'] });
    simulator.eventsub.dropAll();
    simulator.world.addVip('502');
    await ws.event('sync.status', ({ state }) => state === 'stale');
    const { data } = await ws.event('sync.finished');
    expect(data).toMatchObject({ source: 'eventsub-reconnect', success: true });
    await becomes(ws, 'fresh', rolecall);
    expect(rolecall.app.stores.roster.roster.byId('502')?.vips).not.toBeNull();
  });

  it('says nothing of a graceful move', async () => {
    const simulator = await twitch({ ...CHANNEL, eventsub: { reconnectMs: 200 } });
    const { rolecall, ws } = await started({ simulator });
    await until('events', () => rolecall.app.live.supervisor.state === 'live');
    await becomes(ws, 'fresh', rolecall);
    await ws.call('events.subscribe', { events: ['sync.status', 'sync.finished'] });
    simulator.eventsub.reconnectAll();
    await until('the move', () => simulator.requests.countOf('/ws') === 2);
    await pause(400);
    expect(ws.rest.filter(({ event }) => event === 'sync.finished')).toEqual([]);
    expect(ws.rest.filter(({ data }) => data?.['state'] === 'stale')).toEqual([]);
  });

  it('when the login ends: disconnected, what to do, and checks go on from what is known', async () => {
    const simulator = await twitch(CHANNEL);
    const dataFolder = await folderWithLogin(simulator);
    const { rolecall, ws } = await started({ simulator, isConnected: false, dataFolder });
    await becomes(ws, 'fresh', rolecall);
    await ws.call('events.subscribe', { events: ['twitch.status', 'sync.status'] });
    simulator.auth.killAccessTokens();
    simulator.auth.killRefreshTokens();
    const run = ws.call('sync.run', { force: true });
    const lost = await ws.event('twitch.status', ({ state }) => state === 'lost');
    expect(lost.data).toMatchObject({ problem: { code: 'login_expired', fix: 'Connect Twitch again.' } });
    await run;
    const status = await statusOf(ws);
    expect(status).toMatchObject({ state: 'disconnected', eventsub: { state: 'off' } });
    expect(status.message).toBe('The Twitch login has ended. Connect Twitch again.');
    expect((await ws.call('access.check', { userId: vip(simulator) })).result).toMatchObject({
      allowed: true,
      reason: 'vip',
      evidence: { stale: true, live: false },
    });
    expect((await ws.call('sync.run', {})).error).toMatchObject({ code: 'not_connected' });
  });

  it('when the streamer withdraws the permission at Twitch, at once', async () => {
    const simulator = await twitch(CHANNEL);
    const dataFolder = await folderWithLogin(simulator);
    const { rolecall, ws } = await started({ simulator, isConnected: false, dataFolder });
    await until('events', () => rolecall.app.live.supervisor.state === 'live');
    await becomes(ws, 'fresh', rolecall);
    simulator.revokeAuthorization();
    await becomes(ws, 'disconnected', rolecall);
    await edit2(rolecall);
  });

  it('when this computer’s clock is wrong', async () => {
    const simulator = await twitch(CHANNEL);
    const ahead: Clock = { ...systemClock, now: () => Date.now() + 20 * 60_000 };
    const { rolecall, ws } = await started({ simulator, app: { clock: ahead } });
    await synced(rolecall);
    await until('the warning', async () =>
      (await statusOf(ws)).message.includes('clock is 20 minutes ahead'),
    );
  });

  it('when live news do not come though the lists are read', async () => {
    const simulator = await twitch(CHANNEL);
    simulator.faults.add(presets.failingSubscription(500));
    const { rolecall, ws } = await started({ simulator });
    await becomes(ws, 'fresh', rolecall);
    const status = await statusOf(ws);
    expect(status.eventsub.state).not.toBe('live');
    expect(status.message).toContain('Twitch does not tell of them as they happen');
  });
});

async function edit2(rolecall: TestApp): Promise<void> {
  await rolecall.close();
  await edit(rolecall.dataFolder, ({ tokens }) => expect(tokens.twitch()).toBeNull()).catch(() => undefined);
}

describe('a start', () => {
  /** A folder of yesterday: a login, and lists that were read. */
  async function yesterday(simulator: Awaited<ReturnType<typeof twitch>>): Promise<string> {
    const dataFolder = await folderWithLogin(simulator);
    const { rolecall, ws } = await started({ simulator, isConnected: false, dataFolder });
    await becomes(ws, 'fresh', rolecall);
    await rolecall.close();
    return dataFolder;
  }

  it('with an access token that ran out renews it', async () => {
    const simulator = await twitch(CHANNEL);
    const dataFolder = await yesterday(simulator);
    simulator.auth.killAccessTokens();
    const { rolecall, ws } = await started({ simulator, isConnected: false, dataFolder });
    await becomes(ws, 'fresh', rolecall);
  });

  it('without network answers from the last good lists, says so, and heals by itself', async () => {
    const simulator = await twitch(CHANNEL);
    const dataFolder = await yesterday(simulator);
    await simulator.goDark();
    const { rolecall, ws } = await started({ simulator, isConnected: false, dataFolder });
    const seen = new Set<string>();
    for (const end = clock.now() + 6_000; clock.now() < end; await pause(20))
      seen.add((await statusOf(ws)).state);
    expect(seen).not.toContain('fresh');
    expect((await ws.call('access.check', { userId: vip(simulator) })).result).toMatchObject({
      allowed: true,
      evidence: { stale: true },
    });
    await simulator.comeBack();
    await becomes(ws, 'fresh', rolecall);
    await until('events', () => rolecall.app.live.supervisor.state === 'live');
    expect((await ws.call('twitch.status')).result).toMatchObject({ state: 'connected', problem: null });
  });

  it('with a login that Twitch forgot says what to do', async () => {
    const simulator = await twitch(CHANNEL);
    const dataFolder = await yesterday(simulator);
    simulator.auth.killAccessTokens();
    simulator.auth.killRefreshTokens();
    const { rolecall, ws } = await started({ simulator, isConnected: false, dataFolder });
    await becomes(ws, 'disconnected', rolecall);
    await until('the words', async () => (await statusOf(ws)).message.includes('Connect Twitch again'));
    expect((await ws.call('access.check', { userId: vip(simulator) })).result).toMatchObject({
      allowed: true,
    });
  });

  it('with the login service down works, and renews when it is back', async () => {
    const simulator = await twitch(CHANNEL);
    const dataFolder = await yesterday(simulator);
    simulator.auth.killAccessTokens();
    const end = simulator.faults.add(presets.authDown());
    const { rolecall, ws } = await started({ simulator, isConnected: false, dataFolder });
    await until('the problem', async () => (await ws.call('twitch.status')).result?.['problem']);
    expect((await ws.call('twitch.status')).result).toMatchObject({ state: 'connected' });
    expect((await statusOf(ws)).state).not.toBe('fresh');
    end();
    await becomes(ws, 'fresh', rolecall);
  });
});

describe('an end', () => {
  it.each(['live', 'connecting', 'offline', 'pending'])(
    'leaves no timer and no connection: while %s',
    async (state) => {
      const simulator = await twitch(CHANNEL);
      if (state === 'connecting') simulator.faults.add({ do: { kind: 'no-welcome' } });
      const { clock, timers } = countingClock();
      const dataFolder = await folderWithLogin(simulator, grantOf(simulator));
      if (state === 'pending') await edit(dataFolder, ({ tokens }) => tokens.clearTwitch());
      const { rolecall, ws } = await started({ simulator, isConnected: false, dataFolder, app: { clock } });
      if (state === 'live' || state === 'offline')
        await until('events', () => rolecall.app.live.supervisor.state === 'live');
      if (state === 'offline') await simulator.goDark();
      if (state === 'pending') await ws.call('twitch.connect', {});
      await pause(50);
      await rolecall.close();
      await until('the sockets', () => simulator.eventsub.socketCount === 0);
      await pause(50);
      expect(timers()).toBe(0);
      const { total } = simulator.requests;
      await pause(150);
      expect(simulator.requests.total).toBe(total);
    },
  );
});

/** Real time, and how many timers wait on it. */
function countingClock(): { clock: Clock; timers: () => number } {
  const waiting = new Set<object>();
  const clock: Clock = {
    ...systemClock,
    after(ms, action) {
      const mark = {};
      waiting.add(mark);
      const timer = systemClock.after(ms, () => {
        waiting.delete(mark);
        action();
      });
      return {
        cancel() {
          waiting.delete(mark);
          timer.cancel();
        },
      };
    },
  };
  return { clock, timers: () => waiting.size };
}
