import { describe, expect, it } from 'vitest';
import { SyncError } from '../../server/sync/ports.ts';
import type { SyncListener } from '../../server/sync/ports.ts';
import { CHANNEL, deferred, errorsOf, FakeRuns, flush, rig, row } from './harness.ts';

const down = () => Promise.reject(new SyncError('twitch_unavailable', 'Twitch has a problem.', 'Wait.'));

describe('a list', () => {
  it('is read to its end and becomes the roster', async () => {
    const { twitch, store, full } = rig();
    twitch.set('subscribers', ...['1', '2', '3', '4', '5'].map((id) => row(id, '1000')));
    twitch.set('vips', row('5'));
    const run = await full();
    expect(store.ids('subscribers')).toEqual(['1', '2', '3', '4', '5']);
    expect(store.roster.byName('user5')).toMatchObject({
      subscribers: { tier: '1000' },
      vips: { source: 'test' },
    });
    expect(run.kinds).toEqual([
      { kind: 'subscribers', count: 5, granted: 5, revoked: 0, updated: 0, error: null },
      { kind: 'vips', count: 1, granted: 1, revoked: 0, updated: 0, error: null },
      { kind: 'moderators', count: 0, granted: 0, revoked: 0, updated: 0, error: null },
    ]);
  });

  it('leaves the broadcaster out', async () => {
    const { twitch, store, full } = rig();
    twitch.set('subscribers', row(CHANNEL.userId, '3000'), row('1', '1000'));
    twitch.set('moderators', row(CHANNEL.userId));
    await full();
    expect([store.ids('subscribers'), store.ids('moderators')]).toEqual([['1'], []]);
    expect(twitch.calls.every(({ userIds }) => !userIds)).toBe(true);
  });

  it('writes nothing when nothing changed', async () => {
    const { twitch, store, full } = rig();
    twitch.set('subscribers', row('1', '1000'), row('2', '2000', true));
    await full();
    const written = store.commits.length;
    expect(
      (await full()).kinds.every(({ granted, revoked, updated }) => granted + revoked + updated === 0),
    ).toBe(true);
    expect(store.commits).toHaveLength(written);
  });

  it('changes nothing when it fails in the middle, while the others commit', async () => {
    const { twitch, store, full, sync, clock, runs } = rig();
    for (const kind of ['subscribers', 'vips', 'moderators'] as const) twitch.set(kind, row('1'), row('2'));
    await full();
    const before = clock.now();
    await clock.advance(60_000);
    for (const kind of ['subscribers', 'vips', 'moderators'] as const)
      twitch.set(kind, row('2'), row('3'), row('4'));
    twitch.onPage.vips = (cursor) => (cursor === null ? Promise.resolve(twitch.page('vips', null)) : down());
    const run = await full();
    expect(errorsOf(run)).toEqual({ vips: 'twitch_unavailable' });
    expect(store.ids('vips')).toEqual(['1', '2']);
    expect(store.ids('subscribers')).toEqual(['2', '3', '4']);
    expect(run.kinds[1]).toMatchObject({ kind: 'vips', count: 2, granted: 0, revoked: 0 });
    expect(sync.memory.vips).toEqual({
      lastSuccessAt: before,
      lastAttemptAt: clock.now(),
      error: { code: 'twitch_unavailable', message: 'Twitch has a problem.', fix: 'Wait.' },
    });
    expect(sync.memory.moderators).toEqual({
      lastSuccessAt: clock.now(),
      lastAttemptAt: clock.now(),
      error: null,
    });
    expect(runs.saved).toEqual(sync.memory);
    delete twitch.onPage.vips;
    await full();
    expect(sync.memory.vips).toMatchObject({ lastSuccessAt: clock.now(), error: null });
    expect(store.ids('vips')).toEqual(['2', '3', '4']);
  });

  it('is marked when it could not be saved, and tells nobody of changes', async () => {
    const { twitch, store, full, told } = rig();
    twitch.set('subscribers', row('1', '1000'));
    store.beforeWrite = () => Promise.reject(new SyncError('not_saved', 'The disk is full.', 'Make room.'));
    expect(errorsOf(await full())).toMatchObject({ subscribers: 'not_saved' });
    expect([told.changes, store.ids('subscribers')]).toEqual([[], []]);
  });

  it('keeps unexpected errors to the log', async () => {
    const { twitch, full, lines } = rig();
    twitch.onPage.vips = () => Promise.reject(new TypeError('secret detail'));
    const run = await full();
    expect(run.kinds[1]?.error).toEqual({
      code: 'internal',
      message: 'Something unexpected went wrong.',
      fix: 'Look into the log.',
    });
    expect(lines).toContainEqual('[RoleSync] Reading the vips list failed unexpectedly');
  });
});

describe('confirm before revoking', () => {
  it('asks about everybody missing and revokes only who is absent again', async () => {
    const { twitch, store, full } = rig();
    twitch.set('subscribers', row('1', '1000'), row('2', '1000'), row('3', '1000'));
    await full();
    twitch.truth.subscribers.delete('3');
    twitch.onPage.subscribers = () => Promise.resolve({ rows: [row('2', '1000')], cursor: null, total: 2 });
    const run = await full();
    expect(twitch.lookUps('subscribers').sort()).toEqual(['1', '3']);
    expect(store.ids('subscribers')).toEqual(['1', '2']);
    expect(run.kinds[0]).toMatchObject({ granted: 0, revoked: 1, count: 2 });
  });

  it('loses nobody to a list that is empty by mistake', async () => {
    const { twitch, store, full } = rig();
    twitch.set('vips', ...Array.from({ length: 250 }, (_, i) => row(String(i + 1))));
    await full();
    twitch.onPage.vips = () => Promise.resolve({ rows: [], cursor: null, total: null });
    await full();
    expect(store.ids('vips')).toHaveLength(250);
    const batches = twitch.calls.flatMap(({ userIds }) => (userIds ? [userIds.length] : []));
    expect(batches).toEqual([100, 100, 50]);
  });

  it('revokes nobody when asking fails, and ignores answers that nobody asked for', async () => {
    const { twitch, store, full } = rig();
    twitch.set('vips', row('1'), row('2'));
    await full();
    twitch.set('vips');
    twitch.onLookUp.vips = down;
    expect(errorsOf(await full())).toEqual({ vips: 'twitch_unavailable' });
    expect(store.ids('vips')).toEqual(['1', '2']);
    twitch.onLookUp.vips = () => Promise.resolve([row('1'), row('77')]);
    await full();
    expect(store.ids('vips')).toEqual(['1']);
  });

  it('takes what the look-up says about tier and names', async () => {
    const { twitch, store, full } = rig();
    twitch.set('subscribers', row('1', '1000'));
    await full();
    twitch.onPage.subscribers = () => Promise.resolve({ rows: [], cursor: null, total: null });
    twitch.set('subscribers', row('1', '3000'));
    expect((await full()).kinds[0]).toMatchObject({ updated: 1, revoked: 0 });
    expect(store.roster.byId('1')?.subscribers?.tier).toBe('3000');
  });
});

describe('paging', () => {
  it('goes on past empty pages and duplicates, and stops at an empty cursor', async () => {
    const { twitch, store, full } = rig();
    const pages = [
      { rows: [], cursor: 'a', total: 3 },
      { rows: [row('1')], cursor: 'b', total: 3 },
      { rows: [], cursor: 'c', total: 3 },
      { rows: [row('1'), row('2')], cursor: '', total: 3 },
    ];
    twitch.onPage.vips = () => Promise.resolve(pages.shift()!);
    expect(errorsOf(await full())).toEqual({});
    expect(store.ids('vips')).toEqual(['1', '2']);
  });

  it.each([
    ['the same cursor again', ['a', 'a']],
    ['a circle', ['a', 'b', 'c', 'a']],
  ])('fails on %s', async (_name, cursors) => {
    const { twitch, store, full } = rig();
    let page = 0;
    twitch.onPage.vips = () =>
      Promise.resolve({
        rows: [row(String(page + 1))],
        cursor: cursors[page++ % cursors.length]!,
        total: null,
      });
    expect(errorsOf(await full())).toEqual({ vips: 'paging_loop' });
    expect(store.ids('vips')).toEqual([]);
    expect(twitch.calls.filter(({ kind }) => kind === 'vips')).toHaveLength(cursors.length);
  });

  it.each([
    ['empty pages', () => []],
    ['pages with the same people', () => [row('1'), row(CHANNEL.userId)]],
  ])('gives up on %s without end, though every cursor is new', async (_name, rows) => {
    const { twitch, full } = rig();
    let page = 0;
    twitch.onPage.vips = () => Promise.resolve({ rows: rows(), cursor: `c${page++}`, total: null });
    expect(errorsOf(await full())).toEqual({ vips: 'bad_answer' });
    expect(page).toBeLessThan(60);
  });
});

describe('time', () => {
  it('fails a list after 30 seconds of silence, though the call heeds nothing', async () => {
    const { twitch, full, clock, store } = rig();
    twitch.set('moderators', row('1'));
    twitch.onPage.vips = () => new Promise(() => undefined);
    const running = full();
    await clock.advance(29_999);
    let isDone = false;
    void running.then(() => (isDone = true));
    await flush();
    expect(isDone).toBe(false);
    expect(store.ids('moderators')).toEqual(['1']);
    await clock.advance(1);
    const run = await running;
    expect(errorsOf(run)).toEqual({ vips: 'timeout' });
    expect(run.durationMs).toBe(30_000);
    expect(clock.timers).toBe(0);
  });

  it('counts the silence anew for every page, and stops the call that was given up', async () => {
    const { twitch, full, clock } = rig();
    twitch.set('vips', row('1'), row('2'), row('3'));
    let given: AbortSignal | undefined;
    twitch.onPage.vips = async (cursor, signal) => {
      given = signal;
      await new Promise<void>((resolve) => clock.after(25_000, resolve));
      return twitch.page('vips', cursor);
    };
    const running = full();
    await clock.advance(50_000);
    expect(errorsOf(await running)).toEqual({});
    expect(given?.aborted).toBe(false);
    twitch.onPage.vips = (_cursor, signal) => new Promise(() => void (given = signal));
    const hanging = full();
    await clock.advance(30_000);
    expect(errorsOf(await hanging)).toEqual({ vips: 'timeout' });
    expect(given?.aborted).toBe(true);
  });

  it('waits when told to slow down, as long as told, and then goes on', async () => {
    const { twitch, full, clock, store } = rig();
    twitch.set('vips', row('1'));
    const answers = [() => slowDown(clock.now() + 40_000), () => slowDown(clock.now() - 5)];
    twitch.onPage.vips = (cursor) => answers.shift()?.() ?? Promise.resolve(twitch.page('vips', cursor));
    const running = full();
    await clock.advance(39_999);
    expect(twitch.calls.filter(({ kind }) => kind === 'vips')).toHaveLength(1);
    await clock.advance(1);
    expect(twitch.calls.filter(({ kind }) => kind === 'vips')).toHaveLength(2);
    await clock.advance(1_000);
    expect(errorsOf(await running)).toEqual({});
    expect(store.ids('vips')).toEqual(['1']);
  });

  it('never spins, nor waits for ever, when it is always told to slow down', async () => {
    const { twitch, full, clock } = rig();
    twitch.onPage.vips = () => slowDown(clock.now() + 86_400_000);
    const running = full();
    await clock.advance(5 * 90_000);
    expect(errorsOf(await running)).toEqual({ vips: 'rate_limited' });
    expect(twitch.calls.filter(({ kind }) => kind === 'vips')).toHaveLength(6);
  });

  it('can be cancelled while it waits to go on', async () => {
    const { twitch, sync, full, clock } = rig();
    twitch.onPage.vips = () => slowDown(clock.now() + 60_000);
    const running = full();
    await flush();
    sync.cancel(new SyncError('login_expired', 'Over.'));
    expect(errorsOf(await running)).toEqual({ vips: 'login_expired' });
    expect(clock.timers).toBe(0);
  });

  const slowDown = (retryAt: number): Promise<never> =>
    Promise.reject(new SyncError('rate_limited', 'Slow down.', null, { retryAt }));
});

describe('what is told', () => {
  it('writes the log lines that the design promises', async () => {
    const { twitch, sync, lines, clock } = rig();
    twitch.set('subscribers', ...Array.from({ length: 15 }, (_, i) => row(String(i + 1), '1000')));
    twitch.set('vips', row('1'), row('2'));
    twitch.set('moderators', row('3'), row('4'), row('5'));
    twitch.onPage.moderators = async (cursor) => {
      await new Promise<void>((resolve) => clock.after(117, resolve));
      return twitch.page('moderators', cursor);
    };
    const run = sync.syncAllRoles('startup');
    await clock.advance(500);
    await run;
    expect(lines).toEqual([
      '[RoleSync:startup] Starting sync for channel 12345678…',
      '[RoleSync:startup] Complete in 234ms: 15 subs, 2 VIPs, 3 mods',
    ]);
  });

  it('says which list failed, why, and what is kept', async () => {
    const { twitch, sync, lines } = rig();
    twitch.onPage.vips = down;
    await sync.syncAllRoles('manual-ui');
    expect(lines.slice(1)).toEqual([
      '[RoleSync:manual-ui] vips: Twitch has a problem. Wait. (twitch_unavailable)',
      '[RoleSync:manual-ui] Incomplete after 0ms; kept 0 subs, 0 VIPs, 0 mods',
    ]);
  });

  it('tells every change once, after it is stored, and the run at its end', async () => {
    const { twitch, store, full, told, sync } = rig();
    twitch.set('vips', row('1'));
    const gate = deferred();
    store.beforeWrite = () => gate.promise;
    const running = full();
    await flush();
    expect([told.changes, store.ids('vips'), sync.running?.kinds.size]).toEqual([[], [], 3]);
    gate.resolve();
    const run = await running;
    expect(told.changes).toMatchObject([
      { change: 'granted', kind: 'vips', user: { userId: '1' }, source: 'test' },
    ]);
    expect(told.finished).toEqual([run]);
    expect(sync.running).toBeNull();
  });

  it('tells progress, not too often, with an estimate', async () => {
    const { twitch, full, clock, told } = rig();
    twitch.set('subscribers', ...Array.from({ length: 10 }, (_, i) => row(String(i + 1), '1000')));
    twitch.onPage.subscribers = async (cursor) => {
      await new Promise<void>((resolve) => clock.after(100, resolve));
      return twitch.page('subscribers', cursor);
    };
    const running = full();
    await clock.advance(500);
    await running;
    const shown = told.progress.filter(({ kind }) => kind === 'subscribers');
    expect(shown).toEqual([
      { runId: 'run1', kind: 'subscribers', done: 2, total: 10, etaMs: 400 },
      { runId: 'run1', kind: 'subscribers', done: 8, total: 10, etaMs: 100 },
    ]);
  });

  it('never shows more done than there are', async () => {
    const { twitch, full, told } = rig();
    const rows = [row('1'), row('2'), row(CHANNEL.userId)];
    twitch.onPage.subscribers = () => Promise.resolve({ rows, cursor: null, total: 2 });
    await full();
    expect(told.progress[0]).toMatchObject({ done: 3, total: 3, etaMs: 0 });
  });

  it('is not stopped by a listener that throws, nor by a history that cannot be written', async () => {
    const fail = (): never => {
      throw new Error('a page is broken');
    };
    const listener: SyncListener = {
      onStatus: fail,
      onProgress: fail,
      onFinished: fail,
      onRolesChanged: fail,
    };
    class BrokenRuns extends FakeRuns {
      override add(): Promise<void> {
        return Promise.reject(new Error('no'));
      }
    }
    const { twitch, full, sync, store, lines } = rig({ listener, runs: new BrokenRuns() });
    twitch.set('vips', row('1'));
    expect(errorsOf(await full())).toEqual({});
    expect(store.ids('vips')).toEqual(['1']);
    expect(sync.running).toBeNull();
    expect(await full()).toMatchObject({ runId: 'run2' });
    expect(lines).toContain('[RoleSync] News of a sync could not be passed on');
  });

  it('knows from an earlier launch when the lists were read', () => {
    const runs = new FakeRuns();
    const known = { lastSuccessAt: 5, lastAttemptAt: 6, error: null };
    runs.saved = { ...runs.saved, vips: known };
    expect(rig({ runs }).sync.memory.vips).toEqual(known);
  });
});
