import { readdir, readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { client } from '../api/support.ts';
import { onEnd } from '../support/endings.ts';
import { startTestApp } from '../support/start-app.ts';
import { TRIGGER_NAMES } from '../../server/peers/streamerbot-triggers.ts';
import { FakeObs } from './fake-obs.ts';
import { FakeStreamerbot } from './fake-streamerbot.ts';
import { mutePort, owned, until } from './harness.ts';
import { livedMs } from '../support/fast-clock.ts';

interface Ticked {
  readonly hasTriggers: boolean;
}
const SECRET = 'only the streamer knows this';
const OFF = { isOn: false, host: '127.0.0.1', state: { status: 'off', problem: null } };

describe('peers.get and peers.set', () => {
  it('begin with everything off, at the usual ports', async () => {
    const { get } = await owned({ isConnected: false }, false);
    expect(await get()).toMatchObject({
      streamerbot: { ...OFF, port: 8080, hasPassword: false, actions: { rolesChanged: null } },
      speakerbot: { ...OFF, port: 6669, regulars: 0, pending: 0 },
      obs: { ...OFF, port: 4455, hasPassword: false },
    });
  });

  it('change what is given and keep the rest, over a restart too', async () => {
    const { app, set, get } = await owned({ isConnected: false }, false);
    await set({ streamerbot: { port: 8090, password: SECRET, actions: { syncFailed: { name: 'Alarm' } } } });
    await set({
      streamerbot: { actions: { grantEnded: { id: 'x', name: 'Bye' } } },
      obs: { host: 'obs-pc' },
    });
    const now = await get();
    expect(now.streamerbot).toMatchObject({ port: 8090, hasPassword: true });
    expect(now.streamerbot.actions).toMatchObject({
      syncFailed: { id: null, name: 'Alarm' },
      grantEnded: { id: 'x', name: 'Bye' },
      rolesChanged: null,
    });
    expect(now.obs).toMatchObject({ host: 'obs-pc', port: 4455 });
    await set({ streamerbot: { password: null, actions: { syncFailed: null } } });
    const { streamerbot } = await get();
    expect(streamerbot).toMatchObject({ hasPassword: false, actions: { syncFailed: null } });
    expect(app.app.stores.peers.get().streamerbot.actions.grantEnded).toEqual({ id: 'x', name: 'Bye' });
  });

  it.each([
    [{ obs: { port: 0 } }],
    [{ obs: { port: 70_000 } }],
    [{ obs: { host: 'http://x/' } }],
    [{ obs: { host: '' } }],
    [{ streamerbot: { actions: { rolesChanged: {} } } }],
    [{ streamerbot: { actions: { other: null } } }],
    [{ speakerbot: { password: 'x' } }],
  ])('refuse %j', async (patch) => {
    const { page, get } = await owned({ isConnected: false }, false);
    const before = await get();
    expect((await page.call('peers.set', patch)).error?.code).toBe('invalid_params');
    expect(await get()).toEqual(before);
  });

  it('take a password as it was pasted', async () => {
    const obs = await FakeObs.start(SECRET);
    onEnd(() => obs.stop());
    const { set, status } = await owned({ isConnected: false }, false);
    await set({ obs: { isOn: true, port: obs.port, password: ` ${SECRET}\n` } });
    await status('obs', 'connected');
  });

  it('peers.retry calls at once, instead of minutes later', async () => {
    const obs = await FakeObs.start(SECRET);
    onEnd(() => obs.stop());
    const { call, set, get, status } = await owned({ isConnected: false }, false);
    await set({ obs: { isOn: true, port: obs.port, password: 'wrong' } });
    const { since } = await status('obs', 'failed');
    await call('peers.retry', { peer: 'obs' });
    await expect.poll(async () => (await get()).obs.state.since).not.toBe(since);
    await status('obs', 'failed');
    // What is off stays off.
    await call('peers.retry', { peer: 'streamerbot' });
    expect((await get()).streamerbot.state.status).toBe('off');
  });

  it("are the streamer's alone", async () => {
    const { app } = await owned({ isConnected: false }, false);
    const stranger = await client(app);
    for (const action of ['peers.get', 'peers.set', 'peers.actions', 'peers.resend'])
      expect((await stranger.call(action, {})).error?.code).toBe('forbidden');
    expect((await stranger.call('events.subscribe', { events: ['peers.status'] })).ok).toBe(false);
  });

  it('keep passwords out of every reply, event, log line and file but theirs', async () => {
    const bot = await FakeStreamerbot.start({ password: SECRET, isEnforced: true });
    const obs = await FakeObs.start('another');
    onEnd(() => Promise.all([bot.stop(), obs.stop()]));
    const { app, page, set, status } = await owned({ isConnected: false }, false);
    const heard: string[] = [];
    page.socket.on('message', (data: Buffer) => heard.push(data.toString()));
    await page.call('events.subscribe', { events: ['peers.status'] });
    await set({ streamerbot: { isOn: true, port: bot.port, password: SECRET } });
    await set({ obs: { isOn: true, port: obs.port, password: SECRET } });
    await status('streamerbot', 'connected');
    expect((await status('obs', 'failed')).problem?.code).toBe('wrong_password');
    await page.event('peers.status', (data) => JSON.stringify(data).includes('wrong_password'));
    await page.call('peers.set', { obs: { password: `${SECRET}${'!'.repeat(300)}` } });
    await page.call('peers.set', { obs: { isOn: SECRET } });
    expect([...heard, ...app.lines].filter((text) => text.includes(SECRET))).toEqual([]);
    const files = (await readdir(app.dataFolder)).filter((name) => !name.endsWith('.sock'));
    const holding: string[] = [];
    for (const file of files)
      if ((await readFile(join(app.dataFolder, file), 'utf8')).includes(SECRET)) holding.push(file);
    expect(holding.sort()).toEqual(['peer-passwords.copy.json', 'peer-passwords.json']);
    if (process.platform !== 'win32')
      expect((await stat(join(app.dataFolder, 'peer-passwords.json'))).mode & 0o777).toBe(0o600);
  });
});

describe('in a whole Rolecall', () => {
  it('Streamer.bot hears of syncs, role changes and grants, and shows its actions', async () => {
    const bot = await FakeStreamerbot.start();
    onEnd(() => bot.stop());
    const { app, page, call, set, status } = await owned({ channel: { subscribers: 3, vips: 2 } });
    expect((await page.call('peers.actions')).error).toMatchObject({ code: 'not_connected' });
    const every = ['rolesChanged', 'syncFinished', 'syncFailed', 'grantStarted', 'grantEnded'];
    const actions = Object.fromEntries(every.map((event) => [event, { id: 'a1' }]));
    await set({ streamerbot: { isOn: true, port: bot.port, actions } });
    await status('streamerbot', 'connected');
    expect((await call('peers.actions'))['items']).toHaveLength(2);

    await call('grants.add', { userId: '777', feature: 'tts', minutes: 5 });
    expect((await bot.done.take()).args).toMatchObject({
      rolecallEvent: 'grantStarted',
      rolecallUserId: '777',
      rolecallFeature: 'tts',
      rolecallMinutes: 5,
    });
    await call('grants.revoke', { userId: '777', feature: 'tts' });
    expect((await bot.done.take()).args).toMatchObject({
      rolecallEvent: 'grantEnded',
      rolecallChange: 'revoked',
    });

    app.simulator.world.addVip('888', { announce: false });
    await call('sync.run');
    const told = [(await bot.done.take()).args, (await bot.done.take()).args];
    expect(told.find((args) => args['rolecallEvent'] === 'rolesChanged')).toMatchObject({
      rolecallUserId: '888',
      rolecallRole: 'vip',
      rolecallChange: 'granted',
    });
    expect(told.find((args) => args['rolecallEvent'] === 'syncFinished')).toMatchObject({ rolecallVips: 3 });

    app.simulator.faults.add({ do: { kind: 'status', status: 400, message: 'no' } });
    await call('sync.run');
    const failed = (await bot.done.take()).args;
    expect(failed).toMatchObject({ rolecallEvent: 'syncFailed' });
    expect(failed['rolecallMessage']).not.toBe('');
  });

  it('Streamer.bot’s triggers are fired, once each, and ticked off', async () => {
    const bot = await FakeStreamerbot.start();
    onEnd(() => bot.stop());
    const { app, page, call, set, get } = await owned({ channel: { subscribers: 3, vips: 2 } });
    await page.call('events.subscribe', { events: ['peers.status'] });
    await set({ streamerbot: { isOn: true, port: bot.port } });
    expect((await get()).streamerbot.hasTriggers).toBe(false);
    bot.triggers = TRIGGER_NAMES;
    bot.drop(); // it reads them whenever it connects
    await page.event('peers.status', ({ streamerbot }) => (streamerbot as Ticked).hasTriggers);
    await call('grants.add', { userId: '777', platform: 'kick', feature: 'tts', minutes: 5 });
    await call('grants.revoke', { userId: '777', platform: 'kick', feature: 'tts' });
    app.simulator.world.addVip('888', { announce: false });
    await call('sync.run');
    const expected = ['vip_gained', 'time_given', 'time_taken', 'sync_finished'];
    const fired = new Map<string, unknown>();
    while (fired.size < expected.length) {
      const { triggerName, args } = await bot.fired.take();
      fired.set(triggerName.replace('rolecall_', ''), args);
    }
    expect([...fired.keys()].sort()).toEqual(expected.sort());
    expect(fired.get('vip_gained')).toMatchObject({ rolecallUserId: '888', rolecallCount: 1 });
    expect(fired.get('time_given')).toMatchObject({ rolecallUserId: '777', rolecallPlatform: 'kick' });
    app.simulator.auth.killAccessTokens();
    app.simulator.auth.killRefreshTokens();
    await call('sync.run');
    const last = [(await bot.fired.take()).triggerName, (await bot.fired.take()).triggerName];
    expect(last.sort()).toEqual(['rolecall_login_lost', 'rolecall_sync_failed']);
    expect([bot.fired.size, bot.done.size]).toEqual([0, 0]);
  });

  it('OBS starts and stops the stream', async () => {
    const obs = await FakeObs.start();
    onEnd(() => obs.stop());
    const { page, set, status } = await owned({ isConnected: false }, false);
    await page.call('events.subscribe', { events: ['stream.status'] });
    await set({ obs: { isOn: true, port: obs.port } });
    await status('obs', 'connected');
    obs.setStreaming(true);
    await page.event('stream.status', ({ live }) => live === true);
    obs.setStreaming(false);
    await page.event('stream.status', ({ live }) => live === false);
  });

  it('closing takes no second, whatever the others do', async () => {
    const port = await mutePort();
    const obs = await FakeObs.start(null, 0, true);
    onEnd(() => obs.stop());
    const app = await startTestApp({ isConnected: false });
    await app.app.stores.peers.update((peers) => ({
      streamerbot: { ...peers.streamerbot, isOn: true, port },
      speakerbot: { ...peers.speakerbot, isOn: true, port },
      obs: { ...peers.obs, isOn: true, port: obs.port },
    }));
    await app.app.close();
    const again = await startTestApp({ isConnected: false, dataFolder: app.dataFolder });
    await until(() => obs.open === 1, 'OBS is called after a restart');
    const began = livedMs();
    await again.app.close();
    expect(livedMs() - began).toBeLessThan(1_000);
    await until(() => obs.open === 0, 'and left');
    await Promise.all([app.simulator.close(), again.simulator.close()]);
  });
});
