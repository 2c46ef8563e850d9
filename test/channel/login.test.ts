import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { NO_DETAIL } from '../../server/core/roles.ts';
import type { Simulator } from '../../server/demo/simulator.ts';
import { app, client, synced } from './app-harness.ts';
import type { TestApp } from '../support/start-app.ts';
import type { TestClient } from '../support/ws-client.ts';
import { BROADCASTER, edit, folder, folderWithLogin, pause, SCOPES, twitch, until } from './harness.ts';

const CHANNEL = { subscribers: 12, vips: 3, moderators: 2 };

interface Connecting {
  userCode: string;
  verificationUri: string;
  expiresAt: string;
}

async function connect(ws: TestClient, params = {}): Promise<Connecting> {
  const reply = await ws.call('twitch.connect', params);
  expect(reply.error).toBeUndefined();
  return reply.result as unknown as Connecting;
}

/** A page that follows the login. */
async function page(rolecall: TestApp): Promise<TestClient> {
  const ws = await client(rolecall);
  await ws.call('events.subscribe', { events: ['twitch.status', 'sync.status', 'sync.finished'] });
  return ws;
}

const tokensOf = async (path: string): Promise<string> => readFile(join(path, 'tokens.json'), 'utf8');
const isKnown = (simulator: Simulator): boolean =>
  simulator.auth.isAuthorized('simulator-client', BROADCASTER);

async function login(simulator: Simulator, ws: TestClient): Promise<void> {
  const { userCode } = await connect(ws);
  simulator.approveDevice(userCode);
  await ws.event('twitch.status', ({ state }) => state === 'connected');
}

describe('connecting Twitch', () => {
  it('from the code to the first sync, and is still connected after a restart', async () => {
    const simulator = await twitch(CHANNEL);
    const dataFolder = await folder();
    const rolecall = await app({ simulator, isConnected: false, dataFolder });
    const ws = await page(rolecall);
    const { userCode, verificationUri, expiresAt } = await connect(ws);
    expect(verificationUri).toContain(userCode);
    expect(Date.parse(expiresAt) - Date.now()).toBeGreaterThan(1_700_000);
    const pending = await ws.event('twitch.status', ({ state }) => state === 'pending');
    expect(pending.data).toMatchObject({ pending: { userCode, verificationUri, expiresAt }, problem: null });
    simulator.approveDevice(userCode);
    const connected = await ws.event('twitch.status', ({ state }) => state === 'connected');
    expect(connected.data).toMatchObject({
      channel: { userId: BROADCASTER, userDisplayName: 'MapleKettle' },
      scopes: SCOPES,
      missing: [],
      pending: null,
      problem: null,
    });
    const { data } = await ws.event('sync.finished');
    expect(data).toMatchObject({ source: 'oauth-connect', success: true });
    await rolecall.close();

    simulator.requests.clear();
    const again = await app({ simulator, isConnected: false, dataFolder });
    const ws2 = await page(again);
    await until('its own sync', () => again.app.stores.runs.runs()[0]?.source === 'startup');
    expect((await ws2.call('twitch.status')).result).toMatchObject({ state: 'connected', problem: null });
    expect(simulator.requests.countOf('/auth/device')).toBe(0);
  });

  it('asks Twitch at its own pace, and shows the same code to whoever asks again', async () => {
    const simulator = await twitch({ ...CHANNEL, deviceIntervalS: 0.3 });
    const ws = await page(await app({ simulator, isConnected: false }));
    const [first, second] = await Promise.all([connect(ws), connect(ws)]);
    expect(second).toEqual(first);
    await pause(1000);
    expect(await connect(ws)).toEqual(first);
    expect(simulator.requests.countOf('/auth/device')).toBe(1);
    expect(simulator.requests.countOf('/auth/token')).toBeGreaterThan(1);
    expect(simulator.requests.countOf('/auth/token')).toBeLessThanOrEqual(4);
  });

  it('says that a code ran out, and gives a new one', async () => {
    const simulator = await twitch({ ...CHANNEL, deviceExpiresS: 0.4 });
    const ws = await page(await app({ simulator, isConnected: false }));
    await connect(ws);
    const over = await ws.event('twitch.status', ({ problem }) => problem !== null);
    expect(over.data).toMatchObject({ state: 'lost', pending: null, problem: { fix: 'Connect again.' } });
    expect(JSON.stringify(over.data)).toContain('run out');
    await login(simulator, ws);
  });

  it('gives a new code to whoever declined the first and asks again', async () => {
    const simulator = await twitch(CHANNEL);
    const ws = await page(await app({ simulator, isConnected: false }));
    const { userCode } = await connect(ws);
    simulator.auth.devices.deny(userCode);
    await pause(250);
    expect((await connect(ws)).userCode).not.toBe(userCode);
    await login(simulator, ws);
  });

  it('goes on when Twitch stumbles while the streamer decides', async () => {
    const simulator = await twitch(CHANNEL);
    const ws = await page(await app({ simulator, isConnected: false }));
    const { userCode } = await connect(ws);
    simulator.faults.add({
      match: { path: '/auth/token' },
      do: { kind: 'status', status: 400, message: 'invalid device code' },
      times: 1,
    });
    simulator.faults.add({
      match: { path: '/auth/validate' },
      do: { kind: 'status', status: 503 },
      times: 1,
    });
    simulator.approveDevice(userCode);
    await ws.event('twitch.status', ({ state }) => state === 'connected');
  });

  it('says that Twitch does not know the client id, and takes another', async () => {
    const simulator = await twitch(CHANNEL);
    const ws = await page(await app({ simulator, isConnected: false }));
    const { userCode } = await connect(ws);
    const wrong = await ws.call('twitch.connect', { clientId: 'q6batx0epp608isickayubi39itsckt' });
    expect(wrong.error).toMatchObject({ code: 'unavailable' });
    expect(wrong.error?.message).toMatch(/does not know this client id.*Public/);
    // No dead code stays on show.
    expect((await ws.call('twitch.status')).result).toMatchObject({ pending: null });
    expect((await connect(ws)).userCode).not.toBe(userCode);
    await login(simulator, ws);
  });

  it('asks for a client id if there is none', async () => {
    const simulator = await twitch(CHANNEL);
    const rolecall = await app({ simulator, isConnected: false, config: { twitchClientId: null } });
    const ws = await page(rolecall);
    expect((await ws.call('twitch.connect', {})).error).toMatchObject({ code: 'invalid_params' });
    const { userCode } = await connect(ws, { clientId: 'simulator-client' });
    simulator.approveDevice(userCode);
    await ws.event('twitch.status', ({ state }) => state === 'connected');
  });

  it('refuses the account of another channel, and keeps nothing of it', async () => {
    const simulator = await twitch(CHANNEL);
    const dataFolder = await folder();
    await edit(dataFolder, async ({ tokens, roster }) => {
      await tokens.rememberBroadcaster({
        userId: '77',
        userLogin: 'somebody_else',
        userDisplayName: 'Somebody',
      });
      // Somebody of that channel is kept here: an empty folder would take another.
      const user = { userId: '8', userLogin: 'vip_of_somebody', userDisplayName: 'VIP' };
      const change = {
        change: 'granted',
        kind: 'vips',
        user,
        detail: NO_DETAIL,
        at: 1,
        source: 'startup',
      } as const;
      await roster.commit(() => [change]);
    });
    const rolecall = await app({ simulator, isConnected: false, dataFolder });
    const ws = await page(rolecall);
    const { userCode } = await connect(ws);
    simulator.approveDevice(userCode);
    const refused = await ws.event('twitch.status', ({ problem }) => problem !== null);
    expect(refused.data).toMatchObject({ state: 'lost', problem: { code: 'wrong_account' } });
    expect(JSON.stringify(refused.data)).toMatch(/somebody_else.*maplekettle/);
    await until('the revocation', () => !isKnown(simulator));
    expect(await tokensOf(dataFolder).catch(() => '')).not.toContain('accessToken');
    // Whoever means it deletes the other channel's data and connects.
    await ws.call('data.delete', { confirm: 'delete everything' });
    await login(simulator, ws);
  });

  it('refuses another account while connected, and stays connected', async () => {
    const simulator = await twitch(CHANNEL);
    simulator.world.addUser({ userId: '555', userLogin: 'stranger', userDisplayName: 'Stranger' });
    const dataFolder = await folderWithLogin(simulator);
    const rolecall = await app({ simulator, isConnected: false, dataFolder });
    const ws = await page(rolecall);
    await synced(rolecall);
    const { userCode } = await connect(ws);
    simulator.auth.devices.approve('555', userCode);
    const refused = await ws.event('twitch.status', ({ problem }) => problem !== null);
    expect(refused.data).toMatchObject({
      state: 'connected',
      channel: { userId: BROADCASTER },
      problem: { code: 'wrong_account' },
    });
    await until('the revocation', () => !simulator.auth.isAuthorized('simulator-client', '555'));
  });

  it('says that a new login could not be saved, and leaves no orphan at Twitch', async () => {
    const simulator = await twitch(CHANNEL);
    const rolecall = await app({ simulator, isConnected: false });
    const ws = await page(rolecall);
    const { tokens } = rolecall.app.stores;
    const save = tokens.setTwitch.bind(tokens);
    tokens.setTwitch = () => Promise.reject(new Error('ENOSPC'));
    const { userCode } = await connect(ws);
    simulator.approveDevice(userCode);
    const { data } = await ws.event('twitch.status', ({ problem }) => problem !== null);
    expect(data).toMatchObject({ state: 'lost', problem: { code: 'not_saved' } });
    expect(JSON.stringify(data)).toContain('Make room on the disk');
    await until('the revocation', () => !isKnown(simulator));
    tokens.setTwitch = save;
    await login(simulator, ws);
  });

  it('names a permission that is missing, and asks for it together with what was granted', async () => {
    const simulator = await twitch(CHANNEL);
    const scopes = ['channel:read:subscriptions', 'moderation:read', 'user:read:chat'];
    const dataFolder = await folderWithLogin(simulator, simulatorGrant(simulator, scopes));
    const rolecall = await app({ simulator, isConnected: false, dataFolder });
    const ws = await page(rolecall);
    await synced(rolecall);
    const status = (await ws.call('sync.status')).result;
    expect(status).toMatchObject({ state: 'partial', kinds: { subscribers: { count: 12 } } });
    expect(JSON.stringify(status)).toContain('allow “channel:read:vips”');
    const { result } = await ws.call('twitch.status');
    expect(result?.['missing']).toEqual([{ scope: 'channel:read:vips', neededFor: 'reading your VIPs' }]);
    const { userCode } = await connect(ws);
    const asked = simulator.auth.devices.pending().find((request) => request.userCode === userCode);
    expect([...(asked?.scopes ?? [])].sort()).toEqual([...SCOPES, 'user:read:chat'].sort());
    simulator.approveDevice(userCode);
    const next = await ws.event('sync.finished', ({ source }) => source === 'oauth-connect');
    expect(next.data).toMatchObject({ success: true });
    expect((await ws.call('twitch.status')).result).toMatchObject({ missing: [], problem: null });
  });

  it('says that Twitch cannot be reached', async () => {
    const simulator = await twitch(CHANNEL);
    const ws = await page(await app({ simulator, isConnected: false }));
    await simulator.goDark();
    expect((await ws.call('twitch.connect', {})).error).toMatchObject({
      code: 'unavailable',
      message: 'Twitch cannot be reached. Check the internet connection.',
    });
    await simulator.comeBack();
    await login(simulator, ws);
  });
});

function simulatorGrant(simulator: Simulator, scopes: string[]) {
  return { ...simulator.issueToken({ clientId: 'simulator-client', scopes }), scopes };
}

describe('disconnecting Twitch', () => {
  it('ends the login here, on disk and at Twitch, and keeps the lists', async () => {
    const simulator = await twitch(CHANNEL);
    const dataFolder = await folderWithLogin(simulator);
    const rolecall = await app({ simulator, isConnected: false, dataFolder });
    const ws = await page(rolecall);
    await synced(rolecall);
    const { result } = await ws.call('twitch.disconnect', {});
    expect(result).toMatchObject({ state: 'none', problem: null, scopes: [] });
    expect(isKnown(simulator)).toBe(false);
    expect(await tokensOf(dataFolder)).not.toContain('accessToken');
    expect((await ws.call('sync.status')).result).toMatchObject({
      state: 'disconnected',
      kinds: { subscribers: { count: 12 } },
      eventsub: { state: 'off' },
    });
    await until('the sockets', () => simulator.eventsub.socketCount === 0);
    // The same streamer may come back, another may not.
    await login(simulator, ws);
  });

  it('deletes the data too if asked', async () => {
    const simulator = await twitch(CHANNEL);
    const dataFolder = await folderWithLogin(simulator);
    const rolecall = await app({ simulator, isConnected: false, dataFolder });
    const ws = await page(rolecall);
    await synced(rolecall);
    await ws.call('twitch.disconnect', { deleteData: true });
    const { result } = await ws.call('sync.status');
    expect(result).toMatchObject({
      channel: null,
      kinds: { subscribers: { count: 0, lastSuccessAt: null } },
    });
    await rolecall.close();
    await edit(dataFolder, ({ roster, tokens }) => {
      expect(roster.roster.size).toBe(0);
      expect(tokens.lastBroadcaster()).toBeNull();
    });
  });

  it('works while Twitch is away', async () => {
    const simulator = await twitch(CHANNEL);
    const dataFolder = await folderWithLogin(simulator);
    const rolecall = await app({ simulator, isConnected: false, dataFolder });
    const ws = await page(rolecall);
    await synced(rolecall);
    await simulator.goDark();
    expect((await ws.call('twitch.disconnect', {})).result).toMatchObject({ state: 'none' });
    expect(await tokensOf(dataFolder)).not.toContain('accessToken');
  });

  it('stops a login that waits', async () => {
    const simulator = await twitch(CHANNEL);
    const ws = await page(await app({ simulator, isConnected: false }));
    const { userCode } = await connect(ws);
    expect((await ws.call('twitch.disconnect', {})).result).toMatchObject({ state: 'none', pending: null });
    simulator.approveDevice(userCode);
    await pause(250);
    expect((await ws.call('twitch.status')).result).toMatchObject({ state: 'none' });
  });
});

describe('cancelling', () => {
  it('gives up the login that waits: its code is good for nothing', async () => {
    const simulator = await twitch(CHANNEL);
    const ws = await page(await app({ simulator, isConnected: false }));
    const { userCode } = await connect(ws);
    expect((await ws.call('twitch.cancel')).result).toMatchObject({ state: 'none', pending: null });
    simulator.approveDevice(userCode);
    await pause(250);
    expect((await ws.call('twitch.status')).result).toMatchObject({ state: 'none', problem: null });
  });

  it('leaves the login that stands', async () => {
    const simulator = await twitch(CHANNEL);
    const rolecall = await app({
      simulator,
      isConnected: false,
      dataFolder: await folderWithLogin(simulator),
    });
    const ws = await page(rolecall);
    await synced(rolecall);
    await connect(ws);
    const { result } = await ws.call('twitch.cancel');
    expect(result).toMatchObject({ state: 'connected', pending: null, problem: null });
  });
});

describe('deleting the data', () => {
  it('forgets every viewer and stays connected', async () => {
    const simulator = await twitch(CHANNEL);
    const dataFolder = await folderWithLogin(simulator);
    const rolecall = await app({ simulator, isConnected: false, dataFolder });
    const ws = await page(rolecall);
    await synced(rolecall);
    const { result } = await ws.call('data.delete', { confirm: 'delete everything' });
    expect(result?.['deletedViewers']).toBeGreaterThanOrEqual(12);
    expect((await ws.call('sync.status')).result).toMatchObject({ kinds: { vips: { count: 0 } } });
    expect((await ws.call('twitch.status')).result).toMatchObject({ state: 'connected' });
  });
});
