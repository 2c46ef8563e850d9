import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { EVERYONE, LIMITED } from '../../server/core/policy.ts';
import { client, post, rolecall, synced } from '../api/support.ts';
import { onEnd } from '../support/endings.ts';
import { livedMs } from '../support/fast-clock.ts';
import type { TestAppOptions } from '../support/start-app.ts';
import type { TestClient } from '../support/ws-client.ts';

const OFFLINE: TestAppOptions = { isConnected: false, config: { apiToken: 'owner-token-of-the-tests' } };
const owner = { headers: { authorization: 'Bearer owner-token-of-the-tests' } };
const EVENTS = ['access.decided', 'overrides.changed', 'grants.changed', 'policy.changed'];

/** A client that hears everything about access. */
async function listener(app: { wsUrl: string }): Promise<TestClient> {
  const opened = await client(app);
  await opened.call('events.subscribe', { events: EVENTS });
  return opened;
}

async function folder(): Promise<string> {
  const path = await mkdtemp(join(tmpdir(), 'rolecall-access-'));
  onEnd(() => rm(path, { recursive: true, force: true, maxRetries: 3 }));
  return path;
}

async function ok(of: TestClient, action: string, params: unknown = {}): Promise<Record<string, unknown>> {
  const reply = await of.call(action, params);
  expect(reply.error).toBeUndefined();
  return reply.result!;
}

interface Answer extends Record<string, unknown> {
  readonly allowed: boolean;
  readonly reason: string;
}

const check = async (of: TestClient, userId: string, more: object = {}): Promise<Answer> =>
  (await ok(of, 'access.check', { userId, ...more })) as Answer;

describe('rules over the wire', () => {
  it('are set, announced, enforced, and there after a restart', async () => {
    const dataFolder = await folder();
    const app = await rolecall({ ...OFFLINE, dataFolder });
    const ws = await listener(app);
    expect((await check(ws, '5')).allowed).toBe(false);
    const result = await ok(ws, 'policy.set', { feature: 'tts', policy: EVERYONE });
    expect(result).toMatchObject({ features: { tts: EVERYONE, 'premium-voice': LIMITED } });
    expect((await ws.event('policy.changed')).data).toEqual(result);
    expect(await check(ws, '5')).toMatchObject({ allowed: true, reason: 'everyone' });
    await app.close();
    const again = await client(await rolecall({ ...OFFLINE, dataFolder }));
    expect((await check(again, '5')).allowed).toBe(true);
  });

  it('come as presets, which leave switches, cooldowns and other features alone', async () => {
    const ws = await listener(await rolecall(OFFLINE));
    const cooldown = { globalMs: 0, userMs: 5_000, roleMs: {} };
    await ok(ws, 'policy.set', { feature: 'tts', policy: { ...LIMITED, cooldown } });
    await ok(ws, 'policy.set', { feature: 'song-request', policy: LIMITED });
    const { features } = await ok(ws, 'policy.set', { preset: 'premium-voices-only' });
    expect(features).toEqual({
      tts: { ...EVERYONE, cooldown },
      'premium-voice': LIMITED,
      'song-request': LIMITED,
    });
  });

  it('switch a feature on and off, and say nothing if nothing changes', async () => {
    const ws = await listener(await rolecall(OFFLINE));
    const off = { ...LIMITED, enabled: false };
    expect(await ok(ws, 'features.disable', { feature: 'tts' })).toEqual({ features: { tts: off } });
    await ok(ws, 'features.disable', { feature: 'tts' });
    expect((await check(ws, '5')).reason).toBe('feature_off');
    await ok(ws, 'features.enable', { feature: 'tts' });
    await ok(ws, 'features.enable', { feature: 'tts' });
    const events = ws.rest.filter(({ event }) => event === 'policy.changed');
    expect(events).toHaveLength(2);
  });

  it('can be removed, but for those that come with Rolecall', async () => {
    const ws = await client(await rolecall(OFFLINE));
    await ok(ws, 'policy.set', { feature: 'song-request', policy: EVERYONE });
    expect((await check(ws, '5', { feature: 'song-request' })).allowed).toBe(true);
    await ok(ws, 'policy.set', { feature: 'song-request', policy: null });
    expect((await ws.call('access.check', { userId: '5', feature: 'song-request' })).error).toMatchObject({
      code: 'not_found',
      message: 'There is no feature "song-request". There are: tts, premium-voice.',
    });
  });

  it.each([
    [{ feature: 'tts', policy: null }, 'invalid_params', 'cannot be removed'],
    [{ feature: 'nothing', policy: null }, 'not_found', 'There is no feature "nothing"'],
    [{ feature: 'tts' }, 'invalid_params', 'give either "feature" and "policy", or "preset"'],
    [{ preset: 'everyone', feature: 'tts' }, 'invalid_params', 'or "preset"'],
    [{ preset: 'all' }, 'invalid_params', 'preset: '],
    [{ feature: 'Not a name', policy: LIMITED }, 'invalid_params', 'feature: lower case letters'],
    [{ feature: 'tts', policy: { ...LIMITED, enabled: 1 } }, 'invalid_params', 'policy.enabled'],
    [{ feature: 'tts', policy: { ...LIMITED, everyone: true } }, 'invalid_params', 'everyone'],
    [
      { feature: 'tts', policy: { ...LIMITED, cooldown: { globalMs: 1e12, userMs: 0, roleMs: {} } } },
      'invalid_params',
      'policy.cooldown.globalMs',
    ],
  ])('refuse %j', async (params, code, message) => {
    const ws = await client(await rolecall(OFFLINE));
    const before = await ok(ws, 'policy.get');
    const { error } = await ws.call('policy.set', params);
    expect(error?.code).toBe(code);
    expect(error?.message).toContain(message);
    expect(await ok(ws, 'policy.get')).toEqual(before);
  });

  it('in a broken file are those of its copy: what was saved last, and not the version before', async () => {
    const dataFolder = await folder();
    const app = await rolecall({ ...OFFLINE, dataFolder });
    const ws = await client(app);
    await ok(ws, 'policy.set', { preset: 'everyone' });
    await ok(ws, 'features.disable', { feature: 'tts' });
    await app.close();
    const path = join(dataFolder, 'settings.json');
    await writeFile(path, (await readFile(path, 'utf8')).slice(0, -30));
    const again = await client(await rolecall({ ...OFFLINE, dataFolder }));
    expect(await check(again, '5')).toMatchObject({ allowed: false, reason: 'feature_off' });
    expect(await check(again, '5', { feature: 'premium-voice' })).toMatchObject({ allowed: true });
  });

  it('are previewed without being saved', async () => {
    const app = await synced({ channel: { moderators: 3, subscribers: 2 } });
    const ws = await listener(app);
    const policy = { ...LIMITED, allow: { ...LIMITED.allow, moderators: false } };
    const result = await ok(ws, 'access.preview', { feature: 'tts', policy, limit: 2 });
    const { moderators } = app.app.stores.roster.roster.counts;
    expect(moderators).toBeGreaterThan(0);
    expect(result['gained']).toBe(0);
    expect(result['lost']).toBeGreaterThan(0);
    expect((result['losses'] as unknown[])[0]).toMatchObject({
      before: 'moderator',
      after: 'no_matching_rule',
    });
    expect(await ok(ws, 'decisions.list')).toMatchObject({ items: [] });
    expect(await ok(ws, 'policy.get', { feature: 'tts' })).toEqual({ features: { tts: LIMITED } });
    expect((await ws.call('access.preview', { feature: 'tts', policy: null })).error?.code).toBe(
      'invalid_params',
    );
  });
});

describe('overrides over the wire', () => {
  it('are set, announced after they are stored, listed, and ended', async () => {
    const app = await rolecall(OFFLINE);
    const ws = await listener(app);
    const until = new Date(Date.now() + 3_600_000).toISOString();
    const set = await ok(ws, 'overrides.set', {
      userId: '5',
      feature: 'tts',
      effect: 'allow',
      until,
      note: ' ok ',
    });
    expect(set).toMatchObject({
      userId: '5',
      userLogin: null,
      effect: 'allow',
      until,
      note: 'ok',
      by: 'api',
    });
    expect(set).toMatchObject({ active: true, endedAt: null, endedBy: null, endReason: null });
    const { data } = await ws.event('overrides.changed');
    expect(data).toEqual({ changes: [{ change: 'set', override: set }], total: 1 });
    expect(await readFile(join(app.dataFolder, 'access.ndjson'), 'utf8')).toContain('"userId":"5"');
    expect(await check(ws, '5')).toMatchObject({ reason: 'override_allow', expiresAt: until });
    expect(await ok(ws, 'overrides.list', { userId: '5' })).toEqual({ items: [set], cursor: null });
    expect(await ok(ws, 'overrides.list', { feature: 'premium-voice' })).toEqual({ items: [], cursor: null });
    const cleared = await ok(ws, 'overrides.clear', { userId: '5', feature: 'tts', by: 'mod' });
    expect(cleared).toMatchObject({ cleared: true, override: { endReason: 'cleared', endedBy: 'mod' } });
    expect(await ok(ws, 'overrides.clear', { userId: '5', feature: 'tts' })).toEqual({
      cleared: false,
      override: null,
    });
    expect((await check(ws, '5')).reason).not.toBe('override_allow');
    expect((await ok(ws, 'overrides.list'))['items']).toEqual([]);
    expect((await ok(ws, 'overrides.list', { all: true }))['items']).toHaveLength(1);
  });

  it('announce that they ran out', async () => {
    const ws = await listener(await rolecall(OFFLINE));
    const setAt = livedMs();
    const until = new Date(Date.now() + 300).toISOString();
    await ok(ws, 'overrides.set', { userId: '5', feature: 'tts', effect: 'allow', until });
    const isExpired = (data: Record<string, unknown>): boolean => JSON.stringify(data).includes('"expired"');
    const { data } = await ws.event('overrides.changed', isExpired);
    expect(Date.now()).toBeGreaterThanOrEqual(Date.parse(until));
    expect(livedMs() - setAt).toBeLessThan(1_300);
    expect(data).toMatchObject({
      changes: [{ change: 'expired', override: { endedAt: until, active: false } }],
    });
  });

  it('until the stream ends are over when OBS says so', async () => {
    const ws = await listener(await rolecall(OFFLINE));
    await ok(ws, 'overrides.set', { userId: '5', feature: 'tts', effect: 'deny', until: 'stream_end' });
    await ok(ws, 'stream.started');
    expect(await check(ws, '5')).toMatchObject({ reason: 'override_deny', expiresAt: null });
    await ok(ws, 'stream.stopped');
    await ws.event('overrides.changed', (data) => JSON.stringify(data).includes('stream_end","override'));
    expect((await check(ws, '5')).reason).not.toBe('override_deny');
  });

  it('of an earlier run are over when the stream is seen to be off at the start', async () => {
    const dataFolder = await folder();
    const app = await rolecall({ ...OFFLINE, dataFolder });
    const ws = await client(app);
    await ok(ws, 'overrides.set', { userId: '5', feature: 'tts', effect: 'deny', until: 'stream_end' });
    await app.close();
    const next = await synced({ dataFolder });
    const again = await client(next);
    let reason: unknown = 'override_deny';
    for (let i = 0; i < 200 && reason === 'override_deny'; i++) {
      reason = (await check(again, '5')).reason;
      await new Promise((done) => setTimeout(done, 20));
    }
    expect(reason).toBe('no_matching_rule');
  });

  it('find somebody who is on no list by asking Twitch, who then is known by name', async () => {
    const app = await synced();
    const ws = await client(app);
    app.simulator.world.addUser({ userId: '777001', userLogin: 'new_one', userDisplayName: 'New_One' });
    const params = { user: '@New_One', feature: 'tts', effect: 'deny' };
    expect(await ok(ws, 'overrides.set', params)).toMatchObject({ userId: '777001', userLogin: 'new_one' });
    expect(await ok(ws, 'access.check', { user: 'NEW_one' })).toMatchObject({
      reason: 'override_deny',
      user: { userId: '777001', userDisplayName: 'New_One' },
    });
    expect(await ok(ws, 'viewers.history', { user: 'new_one' })).toMatchObject({
      items: [],
      overrides: [{ effect: 'deny', active: true }],
      grants: [],
    });
    expect((await ws.call('overrides.set', { ...params, user: 'nobody_at_all_9' })).error).toMatchObject({
      code: 'not_found',
    });
  });

  it.each([
    [{ user: 'stranger', feature: 'tts', effect: 'deny' }, 'not_found', 'Give "userId" instead'],
    [{ userId: 'UC-youtube', feature: 'tts', effect: 'deny' }, 'invalid_params', 'no id of Twitch'],
    [{ userId: '5', feature: 'nothing', effect: 'deny' }, 'not_found', 'no feature "nothing"'],
    [{ userId: '5', feature: 'tts', effect: 'maybe' }, 'invalid_params', 'effect'],
    [{ feature: 'tts', effect: 'deny' }, 'invalid_params', 'give either "user"'],
    [{ userId: '5', user: 'a', feature: 'tts', effect: 'deny' }, 'invalid_params', 'give either "user"'],
    [{ userId: '5', feature: 'tts', effect: 'deny', until: 'tomorrow' }, 'invalid_params', 'stream_end'],
    [
      { userId: '5', feature: 'tts', effect: 'deny', until: '2020-01-01T00:00:00Z' },
      'invalid_params',
      'over',
    ],
    [{ userId: '5', feature: 'tts', effect: 'deny', by: '%user%' }, 'invalid_params', 'not filled in'],
  ])('refuse %j', async (params, code, message) => {
    const ws = await client(await rolecall(OFFLINE));
    const { error } = await ws.call('overrides.set', params);
    expect(error?.code).toBe(code);
    expect(error?.message).toContain(message);
  });
});

describe('grants over the wire', () => {
  it('add up, are listed with what is left, and are there after a restart', async () => {
    const dataFolder = await folder();
    const app = await rolecall({ ...OFFLINE, dataFolder });
    const ws = await listener(app);
    const first = await ok(ws, 'grants.add', { userId: '5', feature: 'tts', minutes: 10, note: 'raid' });
    const second = await ok(ws, 'grants.add', { userId: '5', feature: 'tts', minutes: 5, by: 'mod' });
    expect(Date.parse(second['expiresAt'] as string)).toBe(
      Date.parse(first['expiresAt'] as string) + 300_000,
    );
    expect((await ws.event('grants.changed')).data).toMatchObject({
      changes: [{ change: 'added', grant: { grantId: first['grantId'], note: 'raid' } }],
    });
    const { items } = (await ok(ws, 'grants.list')) as { items: Record<string, unknown>[] };
    expect(items).toHaveLength(1);
    expect(items[0]).toMatchObject({
      minutes: 5,
      by: 'mod',
      active: true,
      source: 'api',
      redemptionId: null,
    });
    expect(items[0]!['remainingMs']).toBeGreaterThan(14 * 60_000);
    await app.close();
    const again = await listener(await rolecall({ ...OFFLINE, dataFolder }));
    const { expiresAt } = second;
    expect(await check(again, '5')).toMatchObject({ allowed: true, reason: 'grant', expiresAt });
    expect(await ok(again, 'grants.revoke', { userId: '5', feature: 'tts' })).toMatchObject({
      revoked: true,
      grant: { endReason: 'revoked', remainingMs: 0, active: false },
    });
    await again.event('grants.changed', (data) => JSON.stringify(data).includes('"revoked"'));
    expect(await ok(again, 'grants.revoke', { userId: '5', feature: 'tts' })).toEqual({
      revoked: false,
      grant: null,
    });
    expect(await ok(again, 'viewers.history', { userId: '5' })).toMatchObject({
      items: [],
      overrides: [],
      grants: [{ endReason: 'extended' }, { endReason: 'revoked' }],
    });
    expect((await again.call('viewers.history', { userId: '6' })).error?.code).toBe('not_found');
    const all = (await ok(again, 'grants.list', { all: true })) as { items: Record<string, unknown>[] };
    expect(all.items.map(({ endReason }) => endReason)).toEqual(['revoked', 'extended']);
  });

  it('replace what is left if the setting says so', async () => {
    const app = await rolecall(OFFLINE);
    const ws = await client(app);
    await post(app.port, 'settings.set', { grantMode: 'replace' }, owner);
    await ok(ws, 'grants.add', { userId: '5', feature: 'tts', minutes: 60 });
    const { expiresAt } = await ok(ws, 'grants.add', { userId: '5', feature: 'tts', minutes: 5 });
    expect(Date.parse(expiresAt as string)).toBeLessThanOrEqual(Date.now() + 300_000);
  });

  it('announce their own end', async () => {
    const ws = await listener(await rolecall(OFFLINE));
    const givenAt = livedMs();
    const { expiresAt } = await ok(ws, 'grants.add', { userId: '5', feature: 'tts', minutes: 0.005 });
    await ws.event('grants.changed', (data) => JSON.stringify(data).includes('"expired"'));
    const lateMs = Date.now() - Date.parse(expiresAt as string);
    expect(lateMs).toBeGreaterThanOrEqual(0);
    expect(livedMs() - givenAt).toBeLessThan(1_300);
    expect((await check(ws, '5')).allowed).toBe(false);
  });

  it.each([
    [{ userId: '5', feature: 'tts', minutes: 0 }, 'invalid_params', 'minutes'],
    [{ userId: '5', feature: 'tts', minutes: 1e9 }, 'invalid_params', 'minutes'],
    [{ userId: '5', feature: 'tts' }, 'invalid_params', 'minutes'],
    [{ userId: '5', feature: 'nothing', minutes: 1 }, 'not_found', 'no feature'],
    [{ user: 'stranger', feature: 'tts', minutes: 1 }, 'not_found', 'userId'],
  ])('refuse %j', async (params, code, message) => {
    const ws = await client(await rolecall(OFFLINE));
    const { error } = await ws.call('grants.add', params);
    expect(error?.code).toBe(code);
    expect(error?.message).toContain(message);
  });

  it('are paged, newest first', async () => {
    const ws = await client(await rolecall(OFFLINE));
    for (let i = 1; i <= 5; i++) await ok(ws, 'grants.add', { userId: `${i}`, feature: 'tts', minutes: i });
    const seen: unknown[] = [];
    for (let cursor: unknown = null, pages = 0; pages === 0 || cursor !== null; pages++) {
      const page = (await ok(ws, 'grants.list', { limit: 2, cursor })) as {
        items: { userId: string }[];
      } & Record<string, unknown>;
      seen.push(...page.items.map(({ userId }) => userId));
      ({ cursor } = page);
    }
    expect(seen).toEqual(['5', '4', '3', '2', '1']);
    expect(await ok(ws, 'grants.list', { cursor: 'x' })).toEqual({ items: [], cursor: null });
  });

  it('and overrides are gone with all other data', async () => {
    const app = await rolecall(OFFLINE);
    const ws = await client(app);
    await ok(ws, 'grants.add', { userId: '5', feature: 'tts', minutes: 5 });
    await ok(ws, 'overrides.set', { userId: '6', feature: 'tts', effect: 'allow' });
    const deletion = await post(app.port, 'data.delete', { confirm: 'delete everything' }, owner);
    expect(deletion.status).toBe(200);
    expect((await check(ws, '5')).allowed).toBe(false);
    expect((await check(ws, '6')).allowed).toBe(false);
    expect(await ok(ws, 'grants.list', { all: true })).toEqual({ items: [], cursor: null });
    await expect(readFile(join(app.dataFolder, 'access.ndjson'))).rejects.toThrow('ENOENT');
  });
});

describe('decisions over the wire', () => {
  it('are told as they fall, and can be looked up', async () => {
    const ws = await listener(await rolecall(OFFLINE));
    const answer = await ok(ws, 'access.check', { user: 'Somebody', consume: true });
    const { data } = await ws.event('access.decided');
    const { evidence: _evidence, ...shown } = answer;
    expect(data).toMatchObject({ ...shown, platform: 'twitch', consume: true, decisionId: 1 });
    await ok(ws, 'access.check', { userId: '1', platform: 'youtube' });
    const list = (await ok(ws, 'decisions.list', { limit: 1 })) as { items: unknown[]; cursor: string };
    expect(list).toMatchObject({
      items: [{ reason: 'other_platform', platform: 'youtube' }],
      counts: { roles_unknown: 1, other_platform: 1 },
    });
    expect(await ok(ws, 'decisions.list', { cursor: list.cursor })).toMatchObject({
      items: [data],
      cursor: null,
    });
    expect(await ok(ws, 'decisions.list', { allowed: true })).toMatchObject({ items: [], counts: {} });
  });

  it('keep to their cooldowns across a restart', async () => {
    const dataFolder = await folder();
    const app = await rolecall({ ...OFFLINE, dataFolder });
    const ws = await client(app);
    const cooldown = { globalMs: 0, userMs: 600_000, roleMs: {} };
    await ok(ws, 'policy.set', { feature: 'tts', policy: { ...EVERYONE, cooldown } });
    const both = await Promise.all([check(ws, '5', { consume: true }), check(ws, '5', { consume: true })]);
    expect(both.map(({ allowed }) => allowed)).toEqual([true, false]);
    await app.close();
    const again = await client(await rolecall({ ...OFFLINE, dataFolder }));
    const answer = await check(again, '5');
    expect(answer).toMatchObject({ allowed: false, reason: 'cooldown' });
    expect(answer['retryAfterMs']).toBeGreaterThan(500_000);
  });
});

describe('texts', () => {
  it('can be the streamer’s own, and go back to the default', async () => {
    const app = await rolecall(OFFLINE);
    const ws = await client(app);
    const text = 'Sorry {name}, {feature} is for {roles}s only!';
    const set = await post(app.port, 'settings.set', { texts: { roles_unknown: text } }, owner);
    expect(set.json.result).toMatchObject({ grantMode: 'add', texts: { roles_unknown: text } });
    const asked = await ok(ws, 'access.check', { user: 'x' });
    expect(asked['message']).toBe('Sorry x, TTS is for viewers only!');
    await post(app.port, 'settings.set', { texts: { roles_unknown: null } }, owner);
    expect((await ok(ws, 'access.check', { user: 'x' }))['message']).toContain('has not read the lists');
  });

  it.each([
    [{ vip: 'Hi {nmae}' }, '"{nmae}" is not known; there are {name}, {feature}, {timeLeft}, {roles}'],
    [{ vip: ' ' }, 'there has to be a text'],
    [{ vip: 'x'.repeat(301) }, '300'],
    [{ vip: 'a\nb' }, 'no line breaks'],
    [{ nonsense: 'x' }, 'texts'],
    [{ vip: 5 }, 'texts.vip'],
  ])('are refused: %j', async (texts, message) => {
    const app = await rolecall(OFFLINE);
    const { json, status } = await post(app.port, 'settings.set', { texts }, owner);
    expect([status, json.error?.code]).toEqual([400, 'invalid_params']);
    expect(json.error?.message).toContain(message);
  });
});
