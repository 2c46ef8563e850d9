import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { systemClock } from '../../server/clock.ts';
import { type Clock, FIRST_TIME, LAST_TIME } from '../../server/core/clock.ts';
import {
  type CooldownRules,
  GRANT_MODES,
  LIMITED,
  MAX_COOLDOWN_MS,
  MAX_GRANT_MINUTES,
  PRESET_NAMES,
} from '../../server/core/policy.ts';
import { REASONS } from '../../server/core/decide.ts';
import { type Simulator, startSimulator } from '../../server/demo/simulator.ts';
import { until } from '../channel/harness.ts';
import type { TestClient } from '../support/ws-client.ts';
import { call, copyOf, type Started, startOn } from './damage/scene.ts';
import { temporaryFolder } from './harness.ts';

let simulator: Simulator;
beforeAll(async () => {
  simulator = await startSimulator({ subscribers: 3 });
});
afterAll(() => simulator.close());

type Json = Record<string, unknown>;
type Call = readonly [action: string, params: Json];

/** Everything that a UTF-16 string can be, also half a character. */
const anyText = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 20 }),
  fc.string({
    unit: fc.integer({ min: 0, max: 0xffff }).map((unit) => String.fromCharCode(unit)),
    maxLength: 20,
  }),
);
const two = (max: number) => fc.integer({ min: 0, max }).map((n) => String(n).padStart(2, '0'));
const offset = fc.oneof(
  fc.constant('Z'),
  fc.tuple(fc.constantFrom('+', '-'), two(23), two(59)).map(([sign, h, m]) => `${sign}${h}:${m}`),
);
const year = fc.oneof(
  fc.constantFrom('0000', '0099', '1969', '1970', '1999', '2000', '2099', '9999'),
  fc.integer({ min: 0, max: 9999 }).map((n) => String(n).padStart(4, '0')),
);
/** Times of every year that can be written with four digits, many at the edges, with every offset. */
const anyTime = fc
  .tuple(
    year,
    fc.constantFrom('01-01', '12-31', '02-29', '06-15'),
    fc.constantFrom('00:00', '00:00:00', '23:59:59', '23:59:59.999', '23:59:59.9999999'),
    offset,
  )
  .map(([y, day, time, zone]) => `${y}-${day}T${time}${zone}`);
const userId = fc.integer({ min: 1, max: 9 }).map(String);
const feature = fc.constantFrom('tts', 'premium-voice', 'song-request');
const minutes = fc.oneof(
  fc.constantFrom(MAX_GRANT_MINUTES, MAX_GRANT_MINUTES + 1, 1e308, Number.MIN_VALUE, 0, -1),
  fc.double({ min: 0, max: MAX_GRANT_MINUTES, noNaN: true }),
  fc.integer({ min: 1, max: 1_000 }),
);
const about = { note: fc.option(anyText), by: fc.oneof(fc.constant('test'), anyText) };
const span = fc.oneof(fc.constantFrom(0, MAX_COOLDOWN_MS, MAX_COOLDOWN_MS + 1), fc.nat());
const cooldown: fc.Arbitrary<CooldownRules> = fc.record({
  globalMs: span,
  userMs: span,
  roleMs: fc.record({ vip: span, moderator: span }, { requiredKeys: [] }),
});
const rules = fc.record({ enabled: fc.boolean(), cooldown }).map((some) => ({ ...LIMITED, ...some }));
const place = {
  isOn: fc.constant(false),
  host: fc.oneof(fc.domain(), fc.ipV6(), anyText),
  port: fc.integer({ min: -1, max: 65_536 }),
};

const act = (name: string, params: Record<string, fc.Arbitrary<unknown>>): fc.Arbitrary<Call> =>
  fc.record(params).map((given) => [name, given]);
const ending = fc.option(fc.oneof({ weight: 4, arbitrary: anyTime }, fc.constant('stream_end')));
/** All that is kept because somebody wanted it. */
const anyCall = fc.oneof(
  act('overrides.set', {
    userId,
    feature,
    effect: fc.constantFrom('allow', 'deny'),
    until: ending,
    ...about,
  }),
  act('overrides.clear', { userId, feature, by: about.by }),
  act('grants.add', { userId, feature, minutes, ...about }),
  act('grants.revoke', { userId, feature, by: about.by }),
  act('settings.set', {
    intervalMinutes: fc.integer({ min: 4, max: 241 }),
    grantMode: fc.constantFrom(...GRANT_MODES),
    texts: fc
      .tuple(fc.constantFrom(...REASONS), fc.option(anyText))
      .map((pair) => Object.fromEntries([pair])),
  }),
  act('policy.set', { feature, policy: rules }),
  act('policy.set', { preset: fc.constantFrom(...PRESET_NAMES) }),
  act('features.disable', { feature }),
  act('peers.set', {
    streamerbot: fc.record({
      ...place,
      actions: fc.record({ syncFailed: fc.option(fc.record({ name: anyText })) }),
    }),
    speakerbot: fc.record(place),
    obs: fc.record({ port: place.port, password: fc.option(anyText) }),
  }),
  act('tokens.create', { name: anyText, level: fc.constantFrom('read', 'control', 'owner') }),
);

async function readAll(client: TestClient, action: string, params: Json = {}): Promise<unknown[]> {
  const items: unknown[] = [];
  let cursor: unknown = null;
  do {
    const page: Json = await call(client, action, { ...params, limit: 500, cursor });
    items.push(...(page['items'] as unknown[]));
    cursor = page['cursor'];
  } while (cursor !== null);
  return items;
}

/** What somebody sees who looks at everything, without what passes by itself. */
async function everything({ client, app }: Started): Promise<Json> {
  const still = (items: unknown[]): unknown[] =>
    (items as Json[]).map(({ remainingMs: _passes, active: _too, ...item }) => item);
  const peers = await call(client, 'peers.get');
  const programs = Object.entries(peers).map(([name, peer]) => [name, { ...(peer as Json), state: null }]);
  return {
    overrides: still(await readAll(client, 'overrides.list', { all: true })),
    grants: still(await readAll(client, 'grants.list', { all: true })),
    settings: await call(client, 'settings.get'),
    policy: await call(client, 'policy.get'),
    peers: Object.fromEntries(programs),
    passwords: app.app.stores.peers.passwords(),
    tokens: await readAll(client, 'tokens.list'),
    rewards: app.app.stores.settings.get().rewards,
  };
}

/** Makes the calls; what is refused has to be the caller's mistake. @returns how many were acknowledged */
async function doAll({ client }: Started, calls: readonly Call[]): Promise<number> {
  let done = 0;
  for (const [action, params] of calls) {
    const { ok, error } = await client.call(action, params);
    if (ok) done++;
    else
      expect([action, params, error?.code]).toEqual([
        action,
        params,
        expect.stringMatching(/^(invalid_params|not_found)$/),
      ]);
  }
  return done;
}

describe('what was acknowledged can be read again after a restart', () => {
  it('of every action that keeps something, whatever it is given', async () => {
    let done = 0;
    await fc.assert(
      fc.asyncProperty(fc.array(anyCall, { minLength: 30, maxLength: 60 }), async (calls) => {
        const folder = await temporaryFolder();
        const first = await startOn(folder);
        await call(first.client, 'policy.set', { feature: 'song-request', policy: LIMITED });
        done += await doAll(first, calls);
        const before = await everything(first);
        await first.close();
        const again = await startOn(folder);
        expect(await everything(again)).toEqual(before);
        expect((await call(again.client, 'sync.status'))['warnings']).toEqual([]);
        await again.close();
      }),
      { numRuns: 8 },
    );
    expect(done).toBeGreaterThan(50);
  });

  it('of rewards', async () => {
    const folder = await temporaryFolder();
    const first = await startOn(folder, { simulator, isConnected: true });
    await until('the login', async () => (await call(first.client, 'sync.status'))['channel'] !== null);
    const made = fc.sample(fc.record({ title: fc.string({ minLength: 1, maxLength: 45 }), minutes }), 15);
    for (const given of made) {
      const { error } = await first.client.call('rewards.create', { ...given, cost: 5, feature: 'tts' });
      if (error)
        expect([given, error.code]).toEqual([given, expect.stringMatching(/^(invalid_params|unavailable)$/)]);
    }
    const before = await everything(first);
    expect((before['rewards'] as unknown[]).length).toBeGreaterThan(0);
    await first.close();
    expect((await everything(await startOn(folder)))['rewards']).toEqual(before['rewards']);
  });

  const names = { userLogin: null, userDisplayName: null };
  const open = { endedAt: null, endedBy: null, endReason: null };
  const exported = fc
    .record({ at: anyTime, until: anyTime, minutes })
    .map(({ at, until: end, minutes: some }) => {
      const inUtc = (time: string): string => time.replace(/T.*/, 'T12:00:00.000Z');
      const common = { ...names, ...open, feature: 'tts', note: null, by: 'x' };
      return {
        rolecall: { export: 1, version: '1', exportedAt: '2026-01-01T00:00:00.000Z', channel: null },
        settings: {},
        policy: { tts: LIMITED, 'premium-voice': LIMITED },
        rewards: [{ rewardId: 'r', title: 'x', feature: 'tts', minutes: 5, own: true, linkedAt: inUtc(at) }],
        overrides: [{ ...common, userId: '5', effect: 'deny', until: inUtc(end), setAt: inUtc(at) }],
        grants: [
          {
            ...{ ...common, userId: '6', minutes: some, source: 'redemption', redemptionId: 'x' },
            ...{ addedAt: inUtc(at), expiresAt: inUtc(end) },
          },
        ],
      };
    });

  it('of an import', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(exported, { minLength: 20, maxLength: 20 }), async (imports) => {
        const folder = await temporaryFolder();
        const first = await startOn(folder);
        await doImports(first, imports);
        const before = await everything(first);
        await first.close();
        const again = await startOn(folder);
        expect(await everything(again)).toEqual(before);
        await again.close();
      }),
      { numRuns: 5 },
    );
  });

  /** Until one is taken: the others then find that something is set up. */
  async function doImports({ client }: Started, imports: readonly Json[]): Promise<void> {
    for (const data of imports) {
      const { ok, error } = await client.call('data.import', { data });
      if (ok) return;
      expect([data, error?.code]).toEqual([data, 'invalid_params']);
    }
  }
});

describe('times of callers', () => {
  const iso = (at: number): string => new Date(at).toISOString();
  const BEFORE = ['0000-01-01T00:00:00.000Z', '1969-12-31T23:59:59.999Z', iso(FIRST_TIME - 1)];

  it('have to be from 2000 to 9999, UTC', async () => {
    const { client } = await startOn(await temporaryFolder());
    const mute = (time: string) => ({ userId: '5', feature: 'tts', effect: 'deny', until: time });
    const after = ['2000-01-01T00:00:00+00:01', '9999-12-31T23:59:59-00:01', '9999-12-31T23:59:59-05:00'];
    for (const time of [...BEFORE, ...after]) {
      const message = expect.stringMatching(/until: .*2000 to 9999/);
      const { error } = await client.call('overrides.set', mute(time));
      expect([time, error]).toEqual([time, expect.objectContaining({ code: 'invalid_params', message })]);
    }
    for (const time of ['9999-12-31T23:59:59.999+05:00', iso(LAST_TIME)])
      expect(await call(client, 'overrides.set', mute(time))).toMatchObject({ active: true });
  });

  it('have to be so in an import, too', async () => {
    const { client } = await startOn(await temporaryFolder());
    const fields = ['setAt', 'endedAt', 'until', 'addedAt', 'expiresAt', 'linkedAt', 'exportedAt'];
    for (const [field, time] of fields.flatMap((name) => BEFORE.map((each) => [name, each] as const))) {
      const message = expect.stringMatching(new RegExp(`${field}: .*2000 to 9999`));
      const { error } = await client.call('data.import', { data: exportedWith(field, time) });
      expect([field, error]).toEqual([field, expect.objectContaining({ code: 'invalid_params', message })]);
    }
  });

  const FINE = '2026-01-01T00:00:00.000Z';
  function exportedWith(field: string, time: string): Json {
    const at = (name: string): string => (name === field ? time : FINE);
    const ended = { endedAt: at('endedAt'), endedBy: 'x', endReason: 'replaced' };
    const common = { userLogin: null, userDisplayName: null, feature: 'tts', note: null, by: 'x', ...ended };
    return {
      rolecall: { export: 1, version: '1', exportedAt: at('exportedAt'), channel: null },
      settings: {},
      policy: { tts: LIMITED, 'premium-voice': LIMITED },
      rewards: [
        { rewardId: 'r', title: 'x', feature: 'tts', minutes: 5, own: true, linkedAt: at('linkedAt') },
      ],
      overrides: [{ ...common, userId: '5', effect: 'deny', until: at('until'), setAt: at('setAt') }],
      grants: [
        {
          ...{ ...common, userId: '6', minutes: 5, source: 'api', redemptionId: null },
          ...{ addedAt: at('addedAt'), expiresAt: at('expiresAt') },
        },
      ],
    };
  }
});

describe('a computer whose clock is far off', () => {
  const starting = (at: number): { clock: Clock } => ({
    clock: { ...systemClock, now: () => at + Math.floor(performance.now()) },
  });
  const mute = { userId: '5', feature: 'tts', effect: 'deny', by: 'test' };

  it.each([
    ['1966', Date.UTC(1966, 4, 1)],
    ['1970', 0],
    ['the year 12026', Date.UTC(12026, 0, 1)],
    ['the last time that there is', 8.64e15 - 1e9],
  ])('%s: who is muted stays muted, also when it is put right', async (_, at) => {
    const folder = await temporaryFolder();
    const first = await startOn(folder, { app: starting(at) });
    await call(first.client, 'policy.set', { preset: 'everyone' });
    await call(first.client, 'overrides.set', mute);
    expect(await call(first.client, 'grants.add', { userId: '6', feature: 'tts', minutes: 5 })).toMatchObject(
      {
        active: true,
      },
    );
    await call(first.client, 'tokens.create', { name: 'Deck', level: 'read' });
    const before = await everything(first);
    const killed = await copyOf(folder);
    await first.close();
    for (const [left, clock] of [
      [killed, starting(at).clock],
      [folder, starting(at).clock],
      [folder, systemClock],
    ] as const) {
      const again = await startOn(left, { app: { clock } });
      const { reason } = await call(again.client, 'access.check', { userId: '5' });
      const { overrides, tokens } = await everything(again);
      expect([reason, overrides, tokens]).toEqual(['override_deny', before['overrides'], before['tokens']]);
      expect((await call(again.client, 'sync.status'))['warnings']).toEqual([]);
      await again.close();
    }
  });
});
