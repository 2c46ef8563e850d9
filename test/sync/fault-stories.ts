import fc from 'fast-check';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { Kind } from '../../server/core/roles.ts';
import { LIST_PATHS, presets } from '../../server/demo/fault-presets.ts';
import type { FaultRule, GarbageBody, HttpFault, ListFault } from '../../server/demo/fault-types.ts';
import type { RunRecord, SyncErrorCode } from '../../server/sync/ports.ts';
import { KINDS, SimulatorRig } from './simulator-harness.ts';
import { errorsOf } from './harness.ts';

/** No list may take longer than its silence, its tries and its slowing down together. */
const LONGEST_RUN_MS = 200_000;

/** All that Twitch may do to a sync, by whichever way it is asked. */
export function tellFaults({ isRelayed }: { readonly isRelayed: boolean }): void {
  let rig: SimulatorRig;
  beforeAll(async () => {
    rig = await SimulatorRig.open(
      { subscribers: 260, vips: 12, moderators: 6, pointsPerMinute: 100_000 },
      { isRelayed },
    );
  });
  afterAll(() => rig.close());

  /** Everything well and in step, and then people come and go. */
  beforeEach(async () => {
    rig.simulator.faults.clear();
    rig.login();
    rig.canRefresh = true;
    await heals();
    rig.takeChanges();
    rig.stir();
  });

  async function heals(): Promise<void> {
    rig.simulator.faults.clear();
    const run = await rig.run();
    expect(errorsOf(run)).toEqual({});
    expect(run.kinds.map(({ count }) => count)).toEqual(KINDS.map((kind) => rig.truth(kind).size));
    for (const kind of KINDS) expect(rig.held(kind)).toEqual(rig.truth(kind));
    expect(rig.wrongDetails()).toEqual([]);
  }

  /** Runs a sync under these faults and checks what must hold under any. */
  async function runUnder(
    rules: readonly FaultRule[],
    ghosts: ReadonlySet<string> = new Set(),
  ): Promise<RunRecord> {
    const before = rig.allHeld();
    const struck = rig.simulator.faults.struck;
    rig.add(...rules);
    const run = await rig.run();
    expect(rig.simulator.faults.struck).toBeGreaterThan(struck);
    for (const change of rig.takeChanges()) {
      const isHolder = rig.truth(change.kind).has(change.user.userId);
      if (change.change === 'revoked') expect(isHolder, `revoked ${change.user.userId}`).toBe(false);
      if (change.change === 'granted') {
        expect(isHolder || ghosts.has(change.user.userId), `granted ${change.user.userId}`).toBe(true);
      }
    }
    for (const { kind, error, count } of run.kinds) {
      expect(count).toBe(rig.held(kind).size);
      if (error) {
        expect(rig.held(kind)).toEqual(before[kind]);
        expect(error.message).toMatch(/^[A-Z].*\.$/);
        expect(error.fix).toMatch(/^[A-Z].*\.$/);
      } else {
        for (const userId of rig.held(kind))
          expect(rig.truth(kind).has(userId) || ghosts.has(userId)).toBe(true);
      }
      expect(rig.sync.memory[kind].error).toEqual(error);
    }
    expect(run.durationMs).toBeLessThan(LONGEST_RUN_MS);
    expect(rig.sync.running).toBeNull();
    return run;
  }

  const inStep = (kinds: readonly Kind[]) => kinds.every((kind) => sameSet(rig.held(kind), rig.truth(kind)));
  const sameSet = (a: Set<string>, b: Set<string>) => a.size === b.size && [...a].every((id) => b.has(id));
  const all = (code: SyncErrorCode) => ({ subscribers: code, vips: code, moderators: code });
  const lists = /^\/(subscriptions|channels\/vips|moderation\/moderators)$/;
  const everyList = (fault: HttpFault | ListFault, more: Partial<FaultRule> = {}): FaultRule => ({
    match: { path: lists, lookup: false },
    do: fault,
    ...more,
  });

  const WRONG_ACCOUNT = "The ID in broadcaster_id must match the user ID found in the request's OAuth token.";

  describe('a fault that passes, or is none, is not even noticed', () => {
    it.each<[string, FaultRule[]]>([
      ['latency', [everyList({ kind: 'latency', ms: 400 })]],
      ['latency after the work', [everyList({ kind: 'latency', ms: 400, when: 'after' })]],
      ['short pages', [everyList({ kind: 'short-pages', size: 7 })]],
      ['an empty page', [everyList({ kind: 'empty-page' }, { match: { path: lists, page: 2 }, times: 3 })]],
      ['three empty pages first', [everyList({ kind: 'empty-page' }, { times: 9 })]],
      ['an empty cursor', [everyList({ kind: 'empty-cursor' })]],
      ['a trailing page', [everyList({ kind: 'trailing-page' })]],
      ['a user on two pages', [everyList({ kind: 'overlap' }), everyList({ kind: 'short-pages', size: 50 })]],
      ['one reset', [everyList({ kind: 'reset' }, { times: 1 })]],
      ['one reset after the work', [everyList({ kind: 'reset', when: 'after' }, { times: 1 })]],
      ['one 500', [everyList({ kind: 'status', status: 500 }, { times: 1 })]],
      [
        'two 503 without headers',
        [everyList({ kind: 'status', status: 503, rateHeaders: false }, { times: 2 })],
      ],
      ['one silence', [everyList({ kind: 'silence' }, { times: 1 })]],
      ['one silence after the headers', [everyList({ kind: 'silence', when: 'headers' }, { times: 1 })]],
      ['one page of a proxy', [everyList({ kind: 'garbage', body: 'html' }, { times: 1 })]],
      ['one page cut short', [everyList({ kind: 'garbage', body: 'truncated' }, { times: 1 })]],
      ['429 with headers', [everyList({ kind: 'rate-limited', resetInS: 3 }, { times: 2 })]],
      ['429 without headers', [everyList({ kind: 'rate-limited', headers: false }, { times: 1 })]],
      [
        '429 with points left',
        [everyList({ kind: 'rate-limited', remaining: 10, resetInS: 2 }, { times: 1 })],
      ],
      ['a token that died, and a login that lives', [everyList({ kind: 'dead-token' }, { times: 1 })]],
    ])('%s', async (_name, rules) => {
      const run = await runUnder(rules);
      expect(errorsOf(run)).toEqual({});
      expect(inStep(KINDS)).toBe(true);
    });

    it('answers without pagination are the end of a list that fits on a page', async () => {
      const run = await runUnder([
        everyList({ kind: 'garbage', body: 'no-pagination' }, { match: { path: '/channels/vips' } }),
      ]);
      expect(errorsOf(run)).toEqual({});
      expect(inStep(KINDS)).toBe(true);
    });

    it('a look-up that fails once is asked again', async () => {
      const rule = {
        match: { path: lists, lookup: true },
        do: { kind: 'status', status: 502 },
        times: 2,
      } as const;
      expect(errorsOf(await runUnder([rule]))).toEqual({});
      expect(inStep(KINDS)).toBe(true);
    });
  });

  describe('a fault of everything fails every list and changes nothing', () => {
    it.each<[string, SyncErrorCode, HttpFault | ListFault]>([
      ['silence', 'timeout', { kind: 'silence' }],
      ['silence after the work', 'timeout', { kind: 'silence', when: 'after' }],
      ['silence after the headers', 'timeout', { kind: 'silence', when: 'headers' }],
      ['latency of a minute', 'timeout', { kind: 'latency', ms: 60_000 }],
      ['resets', 'network', { kind: 'reset' }],
      ['resets after the work', 'network', { kind: 'reset', when: 'after' }],
      ['500', 'twitch_unavailable', { kind: 'status', status: 500 }],
      ['503', 'twitch_unavailable', { kind: 'status', status: 503, rateHeaders: false }],
      ['403', 'forbidden', { kind: 'status', status: 403 }],
      ['400', 'bad_answer', { kind: 'status', status: 400 }],
      ['404', 'bad_answer', { kind: 'status', status: 404 }],
      ['429 for ever', 'rate_limited', { kind: 'rate-limited', resetInS: 2 }],
      ['429 for ever, without headers', 'rate_limited', { kind: 'rate-limited', headers: false }],
      ['the cursor again and again', 'paging_loop', { kind: 'repeat-cursor' }],
      ['empty pages without end', 'bad_answer', { kind: 'empty-page' }],
      ['another account’s token', 'wrong_account', { kind: 'status', status: 401, message: WRONG_ACCOUNT }],
    ])('%s: %s', async (_name, code, fault) => {
      const calls = rig.simulator.requests.total;
      const run = await runUnder([everyList(fault)]);
      expect(errorsOf(run)).toEqual(all(code));
      expect(rig.simulator.requests.total - calls).toBeLessThan(200);
      await heals();
    });

    it.each<[GarbageBody]>([
      ['html'],
      ['empty'],
      ['truncated'],
      ['null'],
      ['no-data'],
      ['null-rows'],
      [{ text: '[]' }],
      [{ text: '"data"' }],
      [{ text: '{"data":{"0":{}}}' }],
      [{ text: '{"data":[],"pagination":[]}' }],
      [{ text: '{"data":[],"pagination":{"cursor":7}}' }],
      [{ text: '{"data":[{"user_id":1}],"pagination":{}}' }],
      [{ text: '{"data":[{"user_id":"../../1","tier":"1000"}],"pagination":{}}' }],
      [{ text: '{"__proto__":{"data":[]}}' }],
      [{ text: '\u0000\ufffd{' }],
    ])('garbage: %j', async (body) => {
      const run = await runUnder([everyList({ kind: 'garbage', body })]);
      expect(errorsOf(run)).toEqual(all('bad_answer'));
      await heals();
    });

    it('null in the place of an empty list takes nothing from anybody, and is no failure for ever', async () => {
      const run = await runUnder([everyList({ kind: 'garbage', body: 'null-data' })]);
      // Twitch says how many subscribers there are: none is a contradiction.
      expect(errorsOf(run)).toEqual({ subscribers: 'bad_answer' });
      await heals();
    });

    it('a first page of many without pagination is no list', async () => {
      const run = await runUnder([everyList({ kind: 'garbage', body: 'no-pagination' })]);
      expect(errorsOf(run)).toEqual({ subscribers: 'bad_answer' });
    });

    it('a 401 that is not Twitch’s own does not end the login', async () => {
      const before = rig.replaced;
      const rules = [
        everyList({ kind: 'status', status: 401 }),
        everyList({ kind: 'garbage', body: 'html' }),
      ];
      expect(errorsOf(await runUnder(rules))).toEqual(all('bad_answer'));
      rig.simulator.faults.clear();
      const silent = [everyList({ kind: 'status', status: 401, message: '' })];
      expect(errorsOf(await runUnder(silent))).toEqual(all('bad_answer'));
      expect(rig.replaced).toBe(before);
    });
  });

  describe('a fault of one list leaves the others alone', () => {
    it.each(KINDS)('%s: a page fails in the middle, or the first one, or the look-up', async (kind) => {
      const page = kind === 'subscribers' ? 3 : 1;
      const others = KINDS.filter((other) => other !== kind);
      const run = await runUnder([presets.failingList(kind, 500, { page })]);
      expect(errorsOf(run)).toEqual({ [kind]: 'twitch_unavailable' });
      expect(inStep(others)).toBe(true);
      rig.simulator.faults.clear();
      const lookUp = {
        match: { path: LIST_PATHS[kind], lookup: true },
        do: { kind: 'status', status: 500 },
      } as const;
      expect(errorsOf(await runUnder([lookUp]))).toEqual({ [kind]: 'twitch_unavailable' });
      await heals();
    });

    it.each([
      ['subscribers', 'channel:read:subscriptions'],
      ['vips', 'channel:read:vips'],
      ['moderators', 'moderation:read'],
    ] as const)('%s: a missing scope is named, with what to do', async (kind, scope) => {
      const rule: FaultRule = { match: { path: LIST_PATHS[kind] }, do: { kind: 'missing-scope', scope } };
      const run = await runUnder([rule]);
      const error = run.kinds.find((result) => result.kind === kind)?.error;
      expect(errorsOf(run)).toEqual({ [kind]: 'missing_scope' });
      expect([error?.message, error?.fix]).toEqual([
        `The Twitch login lacks the permission “${scope}”.`,
        `Connect Twitch again and allow “${scope}”.`,
      ]);
      expect(rig.lines.some((line) => line.includes(scope))).toBe(true);
    });

    it('a login that may read subscribers alone reads subscribers alone', async () => {
      rig.login(['channel:read:subscriptions']);
      const run = await rig.run();
      expect(errorsOf(run)).toEqual({ vips: 'missing_scope', moderators: 'missing_scope' });
      expect(inStep(['subscribers'])).toBe(true);
    });
  });

  describe('a list that lies', () => {
    it.each(KINDS)('loses nobody: %s', async (kind) => {
      const hidden = [...rig.held(kind)].filter((userId) => rig.truth(kind).has(userId));
      const run = await runUnder([presets.lyingList(kind, hidden)]);
      expect(errorsOf(run)).toEqual({});
      expect(inStep(KINDS)).toBe(true);
    });

    it('is believed about strangers, until it stops showing them', async () => {
      const ghosts = ['777001', '777002'];
      for (const userId of ghosts) rig.simulator.world.truth.users.ensure(userId);
      await runUnder([presets.ghostList('vips', ghosts)], new Set(ghosts));
      expect(rig.held('vips').has('777001')).toBe(true);
      await heals();
    });
  });

  describe('the login', () => {
    it('that died for good fails every list with what to do, and a new one heals', async () => {
      rig.canRefresh = false;
      const run = await runUnder([everyList({ kind: 'dead-token' }, { times: 1 })]);
      const codes = Object.values(errorsOf(run));
      expect(codes.length).toBeGreaterThan(0);
      expect(new Set(codes)).toEqual(new Set(['login_expired']));
      await expect(rig.run()).rejects.toMatchObject({ code: 'not_connected', fix: 'Connect Twitch first.' });
      rig.login();
      await heals();
    });

    it('is renewed once for all lists', async () => {
      const before = rig.replaced;
      rig.simulator.auth.killAccessTokens();
      expect(errorsOf(await rig.run())).toEqual({});
      expect(rig.replaced).toBe(before + 1);
    });
  });

  describe('Twitch gone', () => {
    it('fails within seconds, keeps everything, and heals when it is back', async () => {
      const before = rig.allHeld();
      await rig.simulator.goDark();
      try {
        const run = await rig.run();
        expect(errorsOf(run)).toEqual(all('network'));
        expect(run.durationMs).toBeLessThan(30_000);
        expect(rig.allHeld()).toEqual(before);
      } finally {
        await rig.simulator.comeBack();
      }
      await heals();
    });

    it('in the middle of a list: nothing half is kept', async () => {
      const before = rig.allHeld();
      rig.add(everyList({ kind: 'latency', ms: 1_500 }), everyList({ kind: 'short-pages', size: 10 }));
      const running = rig.run();
      await new Promise((resolve) => setTimeout(resolve, 200));
      await rig.simulator.goDark();
      try {
        expect(errorsOf(await running)).toMatchObject({ subscribers: 'network' });
        expect(rig.held('subscribers')).toEqual(before.subscribers);
      } finally {
        await rig.simulator.comeBack();
      }
      await heals();
    });
  });

  it('writes nothing when nothing changed', async () => {
    await rig.run();
    const before = await rig.journalBytes();
    await rig.run();
    expect(await rig.journalBytes()).toBe(before);
  });

  describe('random combinations', () => {
    const garbage = fc.constantFrom<GarbageBody>(
      'html',
      'empty',
      'truncated',
      'null',
      'no-data',
      'null-data',
      'null-rows',
    );
    const fault = (known: Record<Kind, string[]>, kind: Kind): fc.Arbitrary<HttpFault | ListFault> =>
      fc.oneof(
        fc.constantFrom<HttpFault | ListFault>(
          { kind: 'latency', ms: 700 },
          { kind: 'silence' },
          { kind: 'silence', when: 'headers' },
          { kind: 'reset' },
          { kind: 'reset', when: 'after' },
          { kind: 'rate-limited', resetInS: 2 },
          { kind: 'rate-limited', remaining: 5, resetInS: 1 },
          { kind: 'dead-token' },
          { kind: 'missing-scope', scope: 'channel:read:vips' },
          { kind: 'short-pages', size: 3 },
          { kind: 'short-pages', size: 60 },
          { kind: 'empty-page' },
          { kind: 'empty-cursor' },
          { kind: 'trailing-page' },
          { kind: 'repeat-cursor' },
          { kind: 'overlap' },
        ),
        fc
          .constantFrom(400, 401, 403, 404, 500, 502, 503)
          .map((status) => ({ kind: 'status', status }) as const),
        garbage.map((body) => ({ kind: 'garbage', body }) as const),
        fc.subarray(known[kind]).map((userIds) => ({ kind: 'hide', userIds }) as const),
      );
    const rule = (known: Record<Kind, string[]>): fc.Arbitrary<FaultRule> =>
      fc
        .record({
          kind: fc.constantFrom<Kind>(...KINDS),
          lookup: fc.constantFrom(true, false, undefined),
          page: fc.constantFrom(1, 2, 3, undefined, undefined),
          times: fc.constantFrom(1, 2, 4, undefined),
          skip: fc.constantFrom(0, 0, 1),
        })
        .chain(({ kind, lookup, page, times, skip }) =>
          fault(known, kind).map((does) => {
            // A look-up that lies as well is Twitch's word: nothing could be right then.
            const isLie = does.kind === 'hide';
            const match = {
              path: LIST_PATHS[kind],
              ...(isLie ? { lookup: false } : lookup !== undefined && { lookup }),
              ...(page !== undefined && { page }),
            };
            return { match, do: does, skip, ...(times !== undefined && { times }) };
          }),
        );

    it.each(Array.from({ length: 24 }, (_, seed) => seed))(
      'seed %d: no wrong revoke, no hang, and it heals',
      async (seed) => {
        const known = Object.fromEntries(KINDS.map((kind) => [kind, [...rig.truth(kind)]])) as Record<
          Kind,
          string[]
        >;
        const [rules] = fc.sample(fc.array(rule(known), { minLength: 1, maxLength: 4 }), {
          seed,
          numRuns: 1,
        });
        // So that there is always something that strikes.
        await runUnder([...(rules ?? []), everyList({ kind: 'latency', ms: 1 })]);
        rig.login();
        await heals();
      },
    );
  });
}
