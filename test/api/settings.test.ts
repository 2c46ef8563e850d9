import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { describe, expect, it } from 'vitest';
import { FROM_SOURCES } from '../../server/launch/distribution.mjs';
import { onEnd } from '../support/endings.ts';
import { client, folder, post, rolecall, TOKEN } from './support.ts';

const owner = { headers: { authorization: `Bearer ${TOKEN}` } };
const options = { isConnected: false, config: { apiToken: TOKEN } };

describe('settings', () => {
  it.each<Record<string, unknown>>([
    { intervalMinutes: 4 },
    { intervalMinutes: 241 },
    { intervalMinutes: 5.5 },
    { intervalMinutes: '30' },
    { intervalMinutes: null },
    { intervalminutes: 30 },
    { constructor: 1 },
  ])('refuse %j and stay as they are', async (params) => {
    const app = await rolecall(options);
    const before = (await post(app.port, 'settings.get', {}, owner)).json;
    expect(await post(app.port, 'settings.set', params, owner)).toMatchObject({ status: 400 });
    expect((await post(app.port, 'settings.get', {}, owner)).json).toEqual(before);
  });

  it.each([5, 240])('take %i minutes, and change nothing else', async (intervalMinutes) => {
    const app = await rolecall(options);
    const before = (await post(app.port, 'settings.get', {}, owner)).json.result;
    const { json } = await post(app.port, 'settings.set', { intervalMinutes }, owner);
    expect(json.result).toEqual({ ...before, intervalMinutes });
  });

  it('set with nothing answers all of them', async () => {
    const app = await rolecall(options);
    expect((await post(app.port, 'settings.set', {}, owner)).json.result).toMatchObject({
      intervalMinutes: 30,
    });
  });

  it('that were acknowledged are there after a restart', async () => {
    const first = await rolecall(options);
    const writers = await Promise.all([client(first, `?token=${TOKEN}`), client(first, `?token=${TOKEN}`)]);
    const minutes = Array.from({ length: 40 }, (_, i) => 5 + i);
    await Promise.all(
      minutes.map((intervalMinutes, i) => writers[i % 2]!.call('settings.set', { intervalMinutes })),
    );
    const last = await post(first.port, 'settings.set', { intervalMinutes: 77 }, owner);
    expect(last.status).toBe(200);
    await first.app.close();
    const again = await rolecall({ ...options, dataFolder: first.dataFolder });
    expect((await post(again.port, 'settings.get', {}, owner)).json.result).toMatchObject({
      intervalMinutes: 77,
    });
    await again.app.close();
  });

  it('chatLanguage is that of the sentences that are not the streamer’s own', async () => {
    const app = await rolecall(options);
    const say = async (): Promise<unknown> =>
      (await post(app.port, 'access.check', { user: 'nobody' })).json.result!['message'];
    expect(await say()).toBe('Rolecall has not read the lists from Twitch yet.');
    await post(app.port, 'settings.set', { chatLanguage: 'fr' }, owner);
    expect(await say()).toBe('Rolecall n’a pas encore lu les listes de Twitch.');
    await post(app.port, 'settings.set', { texts: { roles_unknown: 'Bientôt, {name}' } }, owner);
    expect(await say()).toBe('Bientôt, nobody');
    const wrong = await post(app.port, 'settings.set', { chatLanguage: 'xx' }, owner);
    expect(wrong.json).toMatchObject({ ok: false, error: { code: 'invalid_params' } });
  });
});

describe('policy.get', () => {
  it('tells the rules of all features or of one', async () => {
    const app = await rolecall(options);
    const all = (await post(app.port, 'policy.get')).json.result!['features'] as Record<string, unknown>;
    expect(Object.keys(all).sort()).toEqual(['premium-voice', 'tts']);
    expect(all['tts']).toMatchObject({
      enabled: true,
      allow: {
        everyone: false,
        subscribers: { minTier: '1000', gifted: true },
        vips: true,
        moderators: true,
        followers: null,
      },
      whenStale: 'use_last_known',
    });
    const one = (await post(app.port, 'policy.get', { feature: 'tts' })).json.result;
    expect(one).toEqual({ features: { tts: all['tts'] } });
    expect((await post(app.port, 'policy.get', { feature: 'constructor' })).json.error!.code).toBe(
      'not_found',
    );
  });
});

describe('server.updates', () => {
  it('says that there is a newer version once that is wanted, and stays silent when it was put away', async () => {
    const page = createServer((_request, response) =>
      response.writeHead(302, { location: '/releases/tag/v9.0.0' }).end(),
    );
    await new Promise<void>((done) => page.listen(0, '127.0.0.1', done));
    onEnd(() => void page.close());
    const releases = `http://127.0.0.1:${(page.address() as AddressInfo).port}/releases`;
    const distribution = { ...FROM_SOURCES, releases };
    const dataFolder = await folder();
    const wanted = { isConnected: false, config: { apiToken: TOKEN, distribution }, dataFolder };
    let app = await rolecall(wanted);
    const ask = async (action: string, params = {}) =>
      (await post(app.port, action, params, owner)).json.result as Record<string, unknown>;
    const warnings = async () => (await ask('sync.status'))['warnings'];
    expect(await ask('server.updates')).toMatchObject({ enabled: false, releases, newer: null });
    await ask('settings.set', { checkForUpdates: true });
    expect(await ask('server.updates')).toMatchObject({ enabled: true, newer: '9.0.0', failed: false });
    expect(await warnings()).toMatchObject([
      { code: 'newer_version', fix: expect.stringContaining(releases) },
    ]);
    await ask('warnings.dismiss', { code: 'newer_version' });
    expect(await warnings()).toEqual([]);
    await app.app.close();
    app = await rolecall(wanted);
    // Switched on anew it is asked at once.
    for (const checkForUpdates of [false, true]) await ask('settings.set', { checkForUpdates });
    expect(await ask('server.updates')).toMatchObject({ newer: '9.0.0' });
    expect(await warnings()).toEqual([]);
  });

  it('of a build without a page says so', async () => {
    const app = await rolecall(options);
    await post(app.port, 'settings.set', { checkForUpdates: true }, owner);
    const { json } = await post(app.port, 'server.updates', {}, owner);
    expect(json.result).toEqual({ enabled: true, releases: null, newer: null, askedAt: null, failed: false });
  });
});
