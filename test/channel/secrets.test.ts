import { inspect } from 'node:util';
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { presets } from '../../server/demo/fault-presets.ts';
import type { Simulator } from '../../server/demo/simulator.ts';
import { fastClock } from '../support/fast-clock.ts';
import { app, client } from './app-harness.ts';
import { folder, pause, twitch, until } from './harness.ts';

/** Every token and code that Twitch ever gave away. */
function watchSecrets({ auth }: Simulator): Set<string> {
  const secrets = new Set<string>();
  const note = <T extends object>(issued: T): T => {
    for (const name of ['accessToken', 'refreshToken', 'deviceCode']) {
      const secret = (issued as Record<string, unknown>)[name];
      if (typeof secret === 'string') secrets.add(secret);
    }
    return issued;
  };
  const { devices } = auth;
  const [start, grant, refresh] = [
    devices.start.bind(devices),
    auth.grant.bind(auth),
    auth.refresh.bind(auth),
  ];
  devices.start = (...args) => note(start(...args));
  auth.grant = (...args) => note(grant(...args));
  auth.refresh = (...args) => {
    const issued = refresh(...args);
    return issued && note(issued);
  };
  return secrets;
}

describe('a secret of the login', () => {
  it('is never printed, sent or thrown, whatever happens', async () => {
    const simulator = await twitch({ subscribers: 30, vips: 3, moderators: 2, deviceExpiresS: 30 });
    const secrets = watchSecrets(simulator);
    const dataFolder = await folder();
    const said: string[] = [];
    const clock = fastClock(20);
    const rolecall = await app({ simulator, isConnected: false, dataFolder, app: { clock } });
    // Whatever anybody threw, with all that hangs on it.
    const { app: house } = rolecall;
    for (const method of ['replace', 'check', 'connect', 'disconnect'] as const) {
      const real = (house.login[method] as (...args: unknown[]) => Promise<unknown>).bind(house.login);
      Object.assign(house.login, {
        [method]: (...args: unknown[]) =>
          real(...args).catch((error: unknown) => {
            said.push(inspect(error, { depth: 10, showHidden: true }));
            throw error;
          }),
      });
    }
    const ws = await client(rolecall);
    ws.socket.on('message', (data: Buffer) => said.push(data.toString()));
    const events = [
      'sync.status',
      'sync.progress',
      'sync.finished',
      'roles.changed',
      'stream.status',
      'twitch.status',
    ];
    await ws.call('events.subscribe', { events });
    const get = async (path: string): Promise<void> => {
      const response = await fetch(rolecall.baseUrl + path, { headers: { origin: rolecall.baseUrl } });
      said.push(JSON.stringify([...response.headers]), await response.text());
    };
    const everything = async (): Promise<void> => {
      for (const action of ['twitch.status', 'sync.status', 'sync.history', 'server.info', 'settings.get'])
        await ws.call(action, {});
      await ws.call('sync.run', { force: true });
      await ws.call('viewers.refresh', { user: 'nobody_here' });
      for (const path of ['/health', '/ping', '/api/actions/twitch.status', '/api/check?user=x&format=text'])
        await get(path);
    };
    const trouble = async (...rules: Parameters<Simulator['faults']['add']>[0][]): Promise<void> => {
      const ends = rules.map((rule) => simulator.faults.add(rule));
      const token = house.login.current();
      if (token) await house.login.replace(token).catch(() => undefined);
      await house.login.check();
      await everything();
      for (const end of ends) end();
    };
    const login = async (): Promise<void> => {
      const { result } = await ws.call('twitch.connect', {});
      simulator.approveDevice(String(result?.['userCode']));
      await until('the login', () => house.login.state === 'connected');
    };

    await ws.call('twitch.connect', {});
    await pause(50);
    await login();
    await until('events', () => house.live.supervisor.state === 'live');
    await everything();
    simulator.auth.killAccessTokens();
    await everything();
    await trouble(presets.failingRefresh(503), { do: { kind: 'dead-token' } });
    await trouble(presets.failingRefresh(400, 'missing client secret'));
    await trouble({ do: { kind: 'reset' } });
    await trouble({ match: { path: /^\/auth/ }, do: { kind: 'garbage', body: 'html' } });
    await trouble({ match: { path: '/auth/validate' }, do: { kind: 'status', status: 401, message: 'no' } });
    simulator.eventsub.sendRaw('{"metadata":');
    await simulator.goDark();
    await everything();
    await simulator.comeBack();
    // An answer that was no JSON has spent the refresh token for nothing.
    if (house.login.state !== 'connected') await login();
    expect(await readAll(dataFolder)).toContain('refreshToken');
    // A data folder that cannot be written.
    const { tokens } = house.stores;
    const save = tokens.setTwitch.bind(tokens);
    tokens.setTwitch = (grant) => Promise.reject(new Error(`ENOSPC ${grant.userLogin}`));
    await trouble();
    tokens.setTwitch = save;
    if (house.login.state !== 'connected') await login();
    simulator.revokeAuthorization();
    await until('the end', () => house.login.state === 'lost');
    await everything();
    await login();
    await ws.call('twitch.disconnect', { deleteData: true });
    await everything();
    await rolecall.close();

    expect(secrets.size).toBeGreaterThan(12);
    const all = [...said, ...rolecall.lines];
    expect(all.length).toBeGreaterThan(100);
    const leaks = [...secrets].flatMap((secret) => all.filter((text) => text.includes(secret)));
    expect(leaks).toEqual([]);
    const files = await readAll(dataFolder);
    expect([...secrets].filter((secret) => files.includes(secret))).toEqual([]);
    // The search would have found one.
    expect(rolecall.lines.join('\n')).toContain('Connected as maplekettle');
  });
});

async function readAll(path: string): Promise<string> {
  const names = await readdir(path);
  const texts = await Promise.all(names.map((name) => readFile(join(path, name), 'utf8').catch(() => '')));
  return texts.join('\n');
}
