import { describe, expect, it } from 'vitest';
import { DEFAULT_POLICY, EVERYONE, LIMITED, PRESETS } from '../../server/core/policy.ts';
import { KINDS } from '../../server/core/roles.ts';
import { MAX_RUNS, openRuns } from '../../server/store/run-file.ts';
import { parsePolicy } from '../../server/store/parse-policy.ts';
import { openSettings } from '../../server/store/settings-store.ts';
import { openTokens, type TwitchLogin } from '../../server/store/token-store.ts';
import type { KindMemory, RunRecord } from '../../server/sync/ports.ts';
import { NOW, reopen, rig } from './harness.ts';

describe('settings', () => {
  it('start with a sync every 30 minutes and the preset "Limited"', async () => {
    const settings = await openSettings(await rig());
    expect(settings.get()).toMatchObject({ intervalMinutes: 30, policy: DEFAULT_POLICY });
  });

  it('are changed one by one and survive', async () => {
    const parts = await rig();
    const settings = await openSettings(parts);
    await Promise.all([
      settings.update({ intervalMinutes: 5 }),
      settings.updatePolicy((policy) => ({ ...policy, 'song-request': EVERYONE })),
    ]);
    const again = await openSettings(await reopen(parts));
    expect(again.get().intervalMinutes).toBe(5);
    expect(again.get().policy).toEqual({ ...DEFAULT_POLICY, 'song-request': EVERYONE });
  });

  it.each([4, 241, 30.5, NaN, '30', null])('refuse an interval of %j minutes', async (intervalMinutes) => {
    const settings = await openSettings(await rig());
    const wrong = { intervalMinutes } as { intervalMinutes: number };
    await expect(settings.update(wrong)).rejects.toMatchObject({ code: 'invalid_data' });
    expect(settings.get().intervalMinutes).toBe(30);
  });

  it('that are damaged are those of the copy', async () => {
    const parts = await rig();
    const settings = await openSettings(parts);
    const strict = { tts: { ...LIMITED, allow: { ...LIMITED.allow, vips: false } } };
    await settings.update({ policy: PRESETS.everyone });
    await settings.update({ policy: strict });
    const text = await parts.text('settings.json');
    await parts.put('settings.json', text.replace('"vips": false', '"vips": true'));
    const next = await reopen(parts);
    const again = await openSettings(next);
    expect(again.get()).toMatchObject({ policy: strict, areRulesUnknown: false });
    expect(next.codes()).toEqual(['file_restored']);
  });

  it('of which nothing good is left say so until they are saved, also after a restart', async () => {
    const parts = await rig();
    await (await openSettings(parts)).update({ policy: PRESETS.everyone });
    for (const name of ['settings.json', 'settings.copy.json']) await parts.put(name, '{');
    const next = await reopen(parts);
    const settings = await openSettings(next);
    expect(settings.get()).toMatchObject({ policy: DEFAULT_POLICY, areRulesUnknown: true });
    expect(next.codes()).toEqual(['rules_unknown']);
    await settings.settle();
    await settings.updateRewards(() => []); // nobody looked at the rules for that
    const third = await reopen(next);
    const again = await openSettings(third);
    expect([again.get().areRulesUnknown, third.codes()]).toEqual([true, []]);
    await again.updatePolicy((policy) => policy);
    expect((await openSettings(await reopen(third))).get().areRulesUnknown).toBe(false);
  });

  it('of version 1, which had no numbers, are read; a version 2 without a number is of a Rolecall to come', async () => {
    const parts = await rig();
    await parts.put('settings.json', '{"version":1,"data":{"intervalMinutes":7}}');
    expect((await openSettings(parts)).get()).toMatchObject({ intervalMinutes: 7, areRulesUnknown: false });
    await parts.put('settings.json', '{"version":2,"data":{"intervalMinutes":7}}');
    await expect(openSettings(parts)).rejects.toMatchObject({ code: 'file_too_new' });
  });
});

describe('a policy from a file', () => {
  const at = (change: object): unknown => ({ tts: { ...LIMITED, ...change } });

  it.each(Object.entries(PRESETS))('is taken as it is: preset %s', (_, preset) => {
    expect(parsePolicy(JSON.parse(JSON.stringify(preset)))).toEqual(preset);
  });

  it.each([
    null,
    [],
    'everyone',
    { tts: null },
    { tts: {} },
    at({ enabled: 1 }),
    at({ allow: true }),
    at({ allow: { ...LIMITED.allow, everyon: true } }),
    at({ allow: { ...LIMITED.allow, subscribers: { minTier: '4000', gifted: true } } }),
    at({ allow: { ...LIMITED.allow, subscribers: { minTier: 1000, gifted: true } } }),
    at({ allow: { ...LIMITED.allow, followers: { minDays: -1 } } }),
    at({ cooldown: { globalMs: 0, userMs: 0, roleMs: { broadcaster: 0 } } }),
    at({ cooldown: { globalMs: 1.5, userMs: 0, roleMs: {} } }),
    at({ whenStale: 'allow' }),
    { 'Not a name': LIMITED },
    JSON.parse(`{"__proto__":${JSON.stringify(EVERYONE)}}`),
    JSON.parse(`{"tts":${JSON.stringify({ ...LIMITED, cooldown: undefined })}}`),
    JSON.parse('{"tts":{"__proto__":{"enabled":true}}}'),
  ])('is refused if any of it is not understood: %j', (value) => {
    expect(() => parsePolicy(value)).toThrow();
  });

  it('may call a feature "constructor"', () => {
    const policy = parsePolicy(JSON.parse(JSON.stringify({ constructor: LIMITED })));
    expect(Object.hasOwn(policy, 'constructor')).toBe(true);
    expect(Object.hasOwn(policy, 'tts')).toBe(false);
  });
});

describe('tokens', () => {
  const login: TwitchLogin = {
    clientId: 'client',
    accessToken: 'secret-access',
    refreshToken: 'secret-refresh',
    scopes: ['channel:read:subscriptions'],
    userId: '1',
    userLogin: 'streamer',
    userDisplayName: 'Streamer',
    obtainedAt: 1,
    expiresInS: null,
  };

  it('are there after a restart, and whose channel it is', async () => {
    const parts = await rig();
    const tokens = await openTokens(parts);
    expect([tokens.twitch(), tokens.lastBroadcaster()]).toEqual([null, null]);
    await tokens.setTwitch(login);
    const again = await openTokens(await reopen(parts));
    expect(again.twitch()).toEqual(login);
    expect(again.lastBroadcaster()).toEqual({
      userId: '1',
      userLogin: 'streamer',
      userDisplayName: 'Streamer',
    });
  });

  it('leave no trace in the folder when they are cleared; the channel is still known', async () => {
    const parts = await rig();
    const tokens = await openTokens(parts);
    await tokens.setTwitch(login);
    await tokens.setTwitch({ ...login, refreshToken: 'secret-next' });
    await tokens.clearTwitch();
    for (const name of await parts.names()) expect(await parts.text(name)).not.toContain('secret');
    const again = await openTokens(await reopen(parts));
    expect(again.twitch()).toBeNull();
    expect(again.lastBroadcaster()?.userId).toBe('1');
    await again.forgetBroadcaster();
    expect(again.lastBroadcaster()).toBeNull();
  });

  it('are the old ones if the new ones could not be saved, and no secret is in the log', async () => {
    const parts = await rig();
    const tokens = await openTokens(parts);
    await tokens.setTwitch(login);
    parts.files.fail('write', 'ENOSPC');
    await expect(tokens.setTwitch({ ...login, refreshToken: 'secret-next' })).rejects.toMatchObject({
      code: 'not_saved',
    });
    expect(tokens.twitch()).toEqual(login);
    expect(parts.log.lines.join()).not.toContain('secret');
  });

  it('in damaged files are gone, but whose channel it is is not', async () => {
    const parts = await rig();
    const tokens = await openTokens(parts);
    await tokens.setTwitch(login);
    const damaged = '{"version":1,"data":{"twitch":{"accessToken":"secret-access"},"api":[]}}';
    for (const name of ['tokens.json', 'tokens.copy.json']) await parts.put(name, damaged);
    const next = await reopen(parts);
    const again = await openTokens(next);
    expect([again.twitch(), next.codes()]).toEqual([null, ['login_lost']]);
    expect(again.lastBroadcaster()?.userLogin).toBe('streamer');
    expect(next.log.lines.join() + next.told()).not.toContain('secret');
  });

  it('in one damaged file are those of the copy', async () => {
    const parts = await rig();
    await (await openTokens(parts)).setTwitch(login);
    await parts.put('tokens.json', 'x');
    const next = await reopen(parts);
    expect([(await openTokens(next)).twitch(), next.codes()]).toEqual([login, ['file_restored']]);
  });
});

describe('runs', () => {
  const never: KindMemory = { lastSuccessAt: null, lastAttemptAt: null, error: null };
  const memory = { subscribers: { ...never, lastSuccessAt: NOW }, vips: never, moderators: never };
  const run = (i: number): RunRecord => ({
    runId: `run-${i}`,
    source: 'startup',
    startedAt: NOW + i,
    durationMs: 1.5,
    kinds: KINDS.map((kind) => ({ kind, count: i, granted: 1, revoked: 0, updated: 0, error: null })),
  });

  it('are kept newest first, with what is remembered of the lists', async () => {
    const parts = await rig();
    const runs = await openRuns(parts);
    const error = { code: 'timeout', message: 'Twitch did not answer.', fix: null } as const;
    await runs.add(run(1), memory);
    await runs.add(run(2), { ...memory, vips: { ...never, error } });
    const again = await openRuns(await reopen(parts));
    expect(again.runs()).toEqual([run(2), run(1)]);
    expect(again.memory()).toEqual({ ...memory, vips: { ...never, error } });
  });

  it('are bounded', async () => {
    const parts = await rig();
    const runs = await openRuns(parts);
    for (let i = 0; i < MAX_RUNS + 5; i++) void runs.add(run(i), memory);
    await runs.add(run(9999), memory);
    expect(runs.runs()).toHaveLength(MAX_RUNS);
    const again = await openRuns(await reopen(parts));
    expect(again.runs()).toHaveLength(MAX_RUNS);
    expect(again.runs()[0]).toEqual(run(9999));
  });

  it('that could not be saved are in the log, in memory, and in the file with the next one', async () => {
    const parts = await rig();
    const runs = await openRuns(parts);
    parts.files.fail('write', 'ENOSPC');
    await runs.add(run(1), memory);
    expect(parts.log.lines[0]).toMatch(/^error runs.json: Not saved: .* full/);
    expect(runs.runs()).toEqual([run(1)]);
    parts.files.heal();
    await runs.add(run(2), memory);
    const next = await reopen(parts);
    const again = await openRuns(next);
    expect(again.runs()).toEqual([run(2), run(1)]);
    await again.clear();
    expect((await openRuns(await reopen(next))).runs()).toEqual([]);
  });
});
