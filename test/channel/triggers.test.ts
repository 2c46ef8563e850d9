import { describe, expect, it } from 'vitest';
import type { Simulator } from '../../server/demo/simulator.ts';
import { DenialLookUp } from '../../server/sync/denial-lookup.ts';
import { fastClock } from '../support/fast-clock.ts';
import { FakeClock, flush } from '../support/fake-clock.ts';
import { app, client, synced } from './app-harness.ts';
import type { TestApp } from '../support/start-app.ts';
import { folder, folderWithLogin, pause, twitch, until } from './harness.ts';

const CHANNEL = { subscribers: 5, vips: 2, moderators: 1 };
const WINDOWS = { syncWindowMs: 5 * 60_000, syncMinGapMs: 0 };

describe('what starts a sync', () => {
  it('a start: once events come, so that nothing falls between', async () => {
    const simulator = await twitch(CHANNEL);
    simulator.faults.add({
      match: { path: '/eventsub/subscriptions', type: 'channel.vip.add' },
      do: { kind: 'latency', ms: 400 },
      times: 1,
    });
    const rolecall = await app({
      simulator,
      isConnected: false,
      dataFolder: await folderWithLogin(simulator),
    });
    await pause(250);
    expect(simulator.requests.countOf('/channels/vips')).toBe(0);
    await synced(rolecall);
    await pause(1_300);
    // And no second one because events began.
    expect(simulator.requests.countOf('/channels/vips')).toBe(1);
    expect(rolecall.app.stores.runs.runs().map(({ source }) => source)).toEqual(['startup']);
  });

  it('a start does not wait for events longer than five seconds', async () => {
    const simulator = await twitch(CHANNEL);
    simulator.faults.add({ do: { kind: 'no-welcome' } });
    const clock = fastClock(5);
    const begunAt = clock.now();
    const rolecall = await app({ simulator, app: { clock } });
    await synced(rolecall);
    const [run] = rolecall.app.stores.runs.runs();
    expect(run?.source).toBe('startup');
    expect((run?.startedAt ?? 0) - begunAt).toBeGreaterThan(4_900);
    expect((run?.startedAt ?? 0) - begunAt).toBeLessThan(10_000);
  });

  it('the stream’s start, told by Twitch, by OBS, or both: once between them', async () => {
    const simulator = await twitch(CHANNEL);
    const rolecall = await app({ simulator, config: WINDOWS });
    const ws = await client(rolecall);
    await until('events', () => rolecall.app.live.supervisor.state === 'live');
    await synced(rolecall);
    await ws.call('events.subscribe', { events: ['stream.status', 'sync.finished'] });
    await until('a look at the stream', () => rolecall.app.live.stream.state.live === false);
    expect((await ws.call('stream.started')).result).toMatchObject({ live: true });
    await ws.event('stream.status', ({ live }) => live === true);
    expect((await ws.event('sync.finished')).data).toMatchObject({ source: 'stream-start' });
    simulator.world.startStream();
    await pause(150);
    expect((await ws.call('sync.status')).result).toMatchObject({ running: null, stream: { live: true } });
    expect(ws.rest.filter(({ event }) => event === 'sync.finished')).toEqual([]);
    simulator.world.endStream();
    await pause(150);
    expect((await ws.call('sync.status')).result).toMatchObject({ stream: { live: true } });
    expect((await ws.call('stream.stopped')).result).toMatchObject({ live: false, startedAt: null });
    await ws.event('stream.status', ({ live }) => live === false);
    const sources = rolecall.app.stores.runs.runs().map(({ source }) => source);
    expect(sources).toEqual(['stream-start', 'startup']);
  });

  it('Twitch alone tells of the stream too', async () => {
    const simulator = await twitch(CHANNEL);
    const rolecall = await app({ simulator, config: WINDOWS });
    await until('events', () => rolecall.app.live.supervisor.state === 'live');
    await synced(rolecall);
    simulator.world.startStream();
    await until('the sync', () => rolecall.app.stores.runs.runs()[0]?.source === 'stream-start');
    expect(rolecall.app.live.stream.state).toMatchObject({
      live: true,
      startedAt: simulator.world.truth.stream?.startedAt,
    });
  });

  it('a stream that stumbles while Rolecall is started anew is the same one: who was muted until its end is', async () => {
    const simulator = await twitch(CHANNEL);
    const dataFolder = await folder();
    const begin = async (): Promise<TestApp> => {
      const rolecall = await app({ simulator, dataFolder });
      await until('events', () => rolecall.app.live.supervisor.state === 'live');
      await synced(rolecall);
      return rolecall;
    };
    const mute = { userId: '4711', feature: 'tts' };
    const reason = async (of: TestApp): Promise<unknown> =>
      (await (await client(of)).call('access.check', mute)).result?.['reason'];
    const first = await begin();
    simulator.world.startStream();
    await until('the stream', () => first.app.live.stream.state.live);
    await (await client(first)).call('overrides.set', { ...mute, effect: 'deny', until: 'stream_end' });
    simulator.world.endStream();
    await first.close();
    const second = await begin();
    await until('a look', () => second.app.live.stream.state.live === false);
    expect(await reason(second)).toBe('override_deny');
    simulator.world.startStream();
    await until('the stream', () => second.app.live.stream.state.live);
    expect(await reason(second)).toBe('override_deny');
    await (await client(second)).call('stream.started');
    await (await client(second)).call('stream.stopped');
    await until('its end', async () => (await reason(second)) !== 'override_deny');
  });

  it('a stream that is on already is seen, and starts nothing', async () => {
    const simulator = await twitch(CHANNEL);
    simulator.world.startStream();
    const rolecall = await app({ simulator });
    await until('the stream', () => rolecall.app.live.stream.state.live === true);
    await synced(rolecall);
    await pause(100);
    expect(rolecall.app.stores.runs.runs().map(({ source }) => source)).toEqual(['startup']);
  });
});

describe('a sync that somebody wants while the login is still being asked about', () => {
  const answersLate = (simulator: Simulator): void =>
    void simulator.faults.add({
      match: { path: '/auth/validate' },
      do: { kind: 'latency', ms: 500 },
      times: 1,
    });

  it.each([true, false])('waits for it, and runs (to its end: %s)', async (wait) => {
    const simulator = await twitch(CHANNEL);
    answersLate(simulator);
    const rolecall = await app({ simulator });
    const ws = await client(rolecall);
    expect((await ws.call('sync.status')).result).toMatchObject({ state: 'disconnected' });
    const { result } = await ws.call('sync.run', { source: 'api:early', wait });
    if (wait) expect(result).toMatchObject({ success: true, subCount: 5 });
    else expect(result).toEqual({ runId: expect.any(String) });
  });

  it('is told at once that nobody is logged in, if so', async () => {
    const rolecall = await app({ simulator: await twitch(CHANNEL), isConnected: false });
    const ws = await client(rolecall);
    expect((await ws.call('sync.run')).error).toMatchObject({ code: 'not_connected' });
  });
});

describe('asking about one viewer', () => {
  it('takes one call for the name and one for each list, and no list', async () => {
    const simulator = await twitch(CHANNEL);
    const rolecall = await app({ simulator });
    const ws = await client(rolecall);
    await until('a look at the stream', () => rolecall.app.live.stream.state.live === false);
    await synced(rolecall);
    simulator.world.addUser({ userId: '888', userLogin: 'newbie', userDisplayName: 'NewBie' });
    simulator.world.addVip('888', { announce: false });
    simulator.world.subscribe('888', { announce: false, tier: '2000' });
    simulator.requests.clear();
    const { result } = await ws.call('viewers.refresh', { user: '@NewBie' });
    expect(result).toMatchObject({ userId: '888', userLogin: 'newbie' });
    expect(simulator.requests.counts()).toEqual({
      '/users': 1,
      '/channels/followers': 1,
      '/subscriptions': 1,
      '/channels/vips': 1,
      '/moderation/moderators': 1,
    });
    expect(simulator.requests.entries.slice(1).every(({ query }) => query.get('user_id') === '888')).toBe(
      true,
    );
    expect((await ws.call('access.check', { user: 'newbie' })).result).toMatchObject({
      allowed: true,
      tier: '2000',
    });
    simulator.world.removeVip('888', { announce: false });
    await ws.call('viewers.refresh', { userId: '888' });
    expect(rolecall.app.stores.roster.roster.byId('888')).toMatchObject({
      vips: null,
      subscribers: { tier: '2000' },
    });
  });

  it('that Twitch does not know, or cannot be asked about, is told', async () => {
    const simulator = await twitch(CHANNEL);
    const rolecall = await app({ simulator });
    const ws = await client(rolecall);
    await synced(rolecall);
    expect((await ws.call('viewers.refresh', { user: 'nobody_here' })).error).toMatchObject({
      code: 'not_found',
    });
    expect((await ws.call('viewers.refresh', { userId: '424242424242' })).error).toMatchObject({
      code: 'not_found',
    });
    simulator.revokeAuthorization();
    const { error } = await ws.call('viewers.refresh', { user: 'nobody_here' });
    expect(error?.message).toMatch(/Connect Twitch|not logged in/);
  });

  it('after a denial is off until asked for, and never delays the answer', async () => {
    const simulator = await twitch({ ...CHANNEL, clock: fastClock(1) });
    const rolecall = await app({ simulator });
    const ws = await client(rolecall);
    await synced(rolecall);
    simulator.world.addVip('888', { announce: false });
    expect((await ws.call('access.check', { userId: '888' })).result).toMatchObject({ allowed: false });
    await pause(100);
    expect((await ws.call('access.check', { userId: '888' })).result).toMatchObject({ allowed: false });
    await ws.call('settings.set', { lookUpDenied: true });
    simulator.faults.add({ match: { lookup: true }, do: { kind: 'latency', ms: 300 } });
    expect((await ws.call('access.check', { userId: '888' })).result).toMatchObject({ allowed: false });
    expect(rolecall.app.stores.roster.roster.byId('888')?.vips ?? null).toBeNull();
    await until('the look-up', () => rolecall.app.stores.roster.roster.byId('888')?.vips);
    expect((await ws.call('access.check', { userId: '888' })).result).toMatchObject({ allowed: true });
    expect(rolecall.app.stores.roster.roster.byId('888')?.vips?.source).toBe('access-denial');
  });

  it('after a denial is done once a viewer in five minutes, and ten times a minute', async () => {
    const clock = new FakeClock();
    const asked: string[] = [];
    let isOn = false;
    const denials = new DenialLookUp({
      clock,
      log: { debug() {}, info() {}, warn() {}, error() {} },
      isOn: () => isOn,
      refresh: ({ userId, user }) => Promise.resolve(asked.push(userId ?? user ?? '')),
    });
    denials.onDenied({ userId: '1' });
    expect(asked).toEqual([]);
    isOn = true;
    for (let i = 0; i < 50; i++) denials.onDenied({ userId: '1' });
    denials.onDenied({ user: '@Somebody' });
    denials.onDenied({ user: 'somebody' });
    await flush();
    expect(asked).toEqual(['1', '@Somebody']);
    for (let i = 0; i < 50; i++) denials.onDenied({ userId: `${100 + i}` });
    expect(asked).toHaveLength(10);
    await clock.advance(60_000);
    for (let i = 0; i < 50; i++) denials.onDenied({ userId: `${200 + i}` });
    expect(asked).toHaveLength(20);
    denials.onDenied({ userId: '1' });
    await clock.advance(4 * 60_000);
    denials.onDenied({ userId: '1' });
    expect(asked.filter((id) => id === '1')).toHaveLength(2);
  });
});
