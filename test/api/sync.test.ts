import { describe, expect, it } from 'vitest';
import { client, post, rolecall, synced, untilSettled, wait } from './support.ts';
import { livedMs } from '../support/fast-clock.ts';

const channel = { subscribers: 12, vips: 3, moderators: 2 };
/** The rules about how often, as they are for streamers. */
const strict = { config: { syncWindowMs: 300_000, syncMinGapMs: 60_000 } };

describe('sync.run', () => {
  it('answers when finished, with counts and what changed', async () => {
    const app = await synced({ channel });
    const { world } = app.simulator;
    const [gone] = [...world.truth.subscriberIds()];
    world.endSubscription(gone!, { announce: false });
    world.addUser({ userId: '9', userLogin: 'nine', userDisplayName: 'Nine' });
    world.addVip('9', { announce: false });
    const { json, status } = await post(app.port, 'sync.run', { source: 'api:deck' });
    expect(status).toBe(200);
    expect(json.result).toEqual({
      outcome: 'ran',
      runId: expect.any(String),
      success: true,
      subCount: 11,
      vipCount: 4,
      modCount: 2,
      granted: 1,
      revoked: 1,
      errors: [],
      source: 'api:deck',
      startedAt: expect.any(String),
      durationMs: expect.any(Number),
      ageMs: null,
      retryAfterMs: null,
      kinds: ['subscribers', 'vips', 'moderators'],
    });
    expect((await post(app.port, 'access.check', { userId: gone })).json.result).toMatchObject({
      allowed: false,
    });
  });

  it('answers at once with wait: false, and the run is to be found by its id', async () => {
    const app = await synced({ channel: { ...channel, latencyMs: 60 } });
    const listener = await client(app);
    await listener.call('events.subscribe', { events: ['sync.finished'] });
    const before = livedMs();
    const { result } = await listener.call('sync.run', { wait: false });
    expect(livedMs() - before).toBeLessThan(60);
    expect(result).toEqual({ runId: expect.any(String) });
    expect(await listener.call('sync.status')).toMatchObject({
      result: { running: { runId: result!['runId'] } },
    });
    await listener.event('sync.finished', ({ runId }) => runId === result!['runId']);
    const { json } = await post(app.port, 'sync.history', { limit: 1 });
    expect(json.result!['items']).toMatchObject([{ runId: result!['runId'], success: true }]);
  });

  it('joins what is under way if that covers it, and says so to each caller', async () => {
    const app = await synced({ channel: { ...channel, latencyMs: 50 } });
    const answers = await Promise.all([
      post(app.port, 'sync.run', { source: 'api:one' }),
      wait(10).then(() => post(app.port, 'sync.run', { source: 'api:two', kinds: ['vips'] })),
      wait(10).then(() => post(app.port, 'sync.run', { source: 'manual-ui' })),
    ]);
    const results = answers.map(({ json }) => json.result!);
    expect(results.map(({ outcome }) => outcome)).toEqual(['ran', 'joined', 'joined']);
    expect(new Set(results.map(({ runId }) => runId)).size).toBe(1);
  });

  it('is answered "skipped" while what we have is young, and force gets past that once', async () => {
    const app = await synced({ channel, ...strict });
    const skipped = await post(app.port, 'sync.run', { source: 'api:bot' });
    expect(skipped).toMatchObject({
      status: 200,
      json: {
        result: { outcome: 'skipped', runId: null, success: true, subCount: 12, startedAt: null, granted: 0 },
      },
    });
    const { ageMs, retryAfterMs } = skipped.json.result as { ageMs: number; retryAfterMs: number };
    expect(ageMs).toBeGreaterThanOrEqual(0);
    expect(ageMs).toBeLessThan(10_000);
    expect(retryAfterMs).toBeGreaterThan(50_000);
    expect(retryAfterMs).toBeLessThanOrEqual(60_000);
    const forced = await post(app.port, 'sync.run', { source: 'api:bot', force: true });
    expect(forced.json.result).toMatchObject({ outcome: 'ran' });
    const again = await post(app.port, 'sync.run', { source: 'api:bot', force: true });
    expect(again.json.result).toMatchObject({ outcome: 'skipped' });
    const notWaiting = await post(app.port, 'sync.run', { source: 'api:bot', wait: false });
    expect(notWaiting.json.result).toMatchObject({ outcome: 'skipped' });
  });

  it('tells which list failed, why, and what to do; the others commit', async () => {
    const scopes = ['channel:read:subscriptions', 'moderation:read'];
    const app = await synced({ channel, scopes });
    const { json } = await post(app.port, 'sync.run');
    expect(json).toMatchObject({
      ok: true,
      result: { success: false, subCount: 12, vipCount: 0, modCount: 2 },
    });
    expect(json.result!['errors']).toEqual([
      {
        kind: 'vips',
        code: 'missing_scope',
        message: expect.stringContaining('channel:read:vips'),
        fix: expect.any(String),
      },
    ]);
    expect((await post(app.port, 'sync.status')).json.result).toMatchObject({
      state: 'partial',
      kinds: { vips: { state: 'failed', error: { code: 'missing_scope' } }, subscribers: { state: 'fresh' } },
    });
  });

  it('without a login is an error of its own', async () => {
    const app = await rolecall({ isConnected: false });
    expect(await post(app.port, 'sync.run')).toMatchObject({
      status: 409,
      json: { error: { code: 'not_connected', message: expect.stringMatching(/Connect Twitch/) } },
    });
  });

  it.each([
    { source: 'startup' },
    { source: 'background-30min' },
    { source: 'api:' },
    { source: `api:${'x'.repeat(41)}` },
    { source: 'api:a\nb' },
    { kinds: [] },
    { kinds: ['vip'] },
    { kinds: ['vips', 'vips', 'vips', 'vips'] },
    { force: 1 },
  ])('%j is refused', async (params) => {
    const app = await rolecall({ isConnected: false });
    expect((await post(app.port, 'sync.run', params)).json.error!.code).toBe('invalid_params');
  });

  it('reads only the kinds that were asked for, each once', async () => {
    const app = await synced({ channel });
    const { json } = await post(app.port, 'sync.run', { kinds: ['vips', 'vips'] });
    expect(json.result).toMatchObject({ kinds: ['vips'], outcome: 'ran' });
  });

  it('under way when Rolecall closes ends in an answer or a closed connection, never in a hang', async () => {
    const app = await synced({ channel: { ...channel, latencyMs: 400 } });
    const caller = await client(app);
    const closed = new Promise((done) => caller.socket.once('close', done));
    void caller.call('sync.run').catch(() => undefined);
    await wait(30);
    const started = livedMs();
    await app.close();
    await closed;
    expect(livedMs() - started).toBeLessThan(1_500);
  });
});

describe('sync.history', () => {
  it('is newest first and pages to the end, though runs come in between', async () => {
    const app = await synced({ channel });
    for (let i = 0; i < 7; i++) await app.app.sync.run({ source: `api:run ${i}` });
    const sources: unknown[] = [];
    let cursor: unknown = null;
    do {
      const { json } = await post(app.port, 'sync.history', { limit: 3, cursor });
      sources.push(...(json.result!['items'] as { source: string }[]).map(({ source }) => source));
      cursor = json.result!['cursor'];
      await app.app.sync.run({ source: 'api:in between' });
    } while (cursor !== null);
    expect(sources).toEqual([...[6, 5, 4, 3, 2, 1, 0].map((i) => `api:run ${i}`), 'startup']);
  });

  it('a cursor of nobody is the end, not the beginning', async () => {
    const app = await synced({ channel });
    const { json } = await post(app.port, 'sync.history', { cursor: 'nonsense' });
    expect(json.result).toEqual({ items: [], cursor: null });
  });

  it('outlives a restart', async () => {
    const first = await synced({ channel });
    await post(first.port, 'sync.run', { source: 'api:before' });
    await first.app.close();
    const again = await rolecall({ simulator: first.simulator, dataFolder: first.dataFolder });
    await untilSettled(again);
    const { json } = await post(again.port, 'sync.history');
    expect((json.result!['items'] as { source: string }[]).map(({ source }) => source)).toContain(
      'api:before',
    );
    await again.app.close();
  });
});
