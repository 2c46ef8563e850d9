import { describe, expect, it } from 'vitest';
import type { SyncRequest } from '../../server/sync/run.ts';
import { GapSync } from '../../server/sync/gap-sync.ts';
import { type Rig, rig } from '../sync/harness.ts';

const MINUTE = 60_000;

function gapRig() {
  const base: Rig = rig();
  const asked: { at: number; request: SyncRequest }[] = [];
  const gap = new GapSync({
    clock: base.clock,
    log: { debug() {}, info() {}, warn() {}, error() {} },
    memory: () => base.sync.memory,
    running: () => base.sync.running,
    run: (request) => {
      asked.push({ at: base.clock.monotonic(), request });
      return base.sync.run(request);
    },
  });
  return { ...base, gap, asked, logout: () => (base.login = null) };
}

describe('making good what was missed', () => {
  it('reads every list again, even just after a good sync', async () => {
    const it = gapRig();
    await it.full();
    await it.clock.advance(10);
    it.gap.onLost();
    it.gap.onLive();
    await it.clock.advance(2_000);
    expect(it.asked.map(({ request }) => request.source)).toEqual(['eventsub-reconnect']);
    expect(it.runs.added.at(-1)?.startedAt).toBeGreaterThanOrEqual(it.gap.lostAt);
  });

  it('does not, if a sync began meanwhile that covers it', async () => {
    const it = gapRig();
    it.gap.onLive();
    await it.full();
    await it.clock.advance(MINUTE);
    expect(it.asked).toEqual([]);
  });

  it('waits for one that began before the gap, and then begins its own', async () => {
    const it = gapRig();
    const slow = it.sync.run({ source: 'slow', isExempt: true });
    await it.clock.advance(5);
    it.gap.onLive();
    await it.clock.advance(2_000);
    await slow;
    await it.clock.advance(10);
    expect(it.runs.added.map(({ source }) => source)).toEqual(['slow', 'eventsub-reconnect']);
  });

  it('not before events come again, even if it was about to begin', async () => {
    const it = gapRig();
    it.gap.onLive();
    await it.clock.advance(500);
    it.gap.onLost();
    await it.clock.advance(MINUTE);
    expect(it.asked).toEqual([]);
    it.gap.onLive();
    await it.clock.advance(2_000);
    expect(it.runs.added.at(-1)?.startedAt).toBeGreaterThanOrEqual(it.gap.lostAt);
  });

  it('at most once in five minutes, put off and never dropped', async () => {
    const it = gapRig();
    for (let minute = 0; minute < 30; minute++) {
      it.gap.onLost();
      it.gap.onLive();
      await it.clock.advance(MINUTE);
    }
    await it.clock.advance(10 * MINUTE);
    const times = it.asked.map(({ at }) => at);
    expect(times.length).toBeGreaterThan(3);
    for (const [i, at] of times.entries())
      if (i > 0) expect(at - (times[i - 1] ?? 0)).toBeGreaterThanOrEqual(5 * MINUTE);
    expect(it.runs.added.at(-1)?.startedAt).toBeGreaterThanOrEqual(it.gap.lostAt);
  });

  it('does not read on and on because one list is forbidden', async () => {
    const it = gapRig();
    it.twitch.onPage.vips = () => Promise.reject(new Error('forbidden'));
    it.gap.onLive();
    await it.clock.advance(60 * MINUTE);
    expect(it.asked).toHaveLength(1);
  });

  it('is silent without a login, and after closing', async () => {
    const it = gapRig();
    it.logout();
    it.gap.onLive();
    await it.clock.advance(10 * MINUTE);
    expect(it.runs.added).toEqual([]);
    it.gap.onLive();
    it.gap.close();
    it.gap.onLive();
    await it.clock.advance(10 * MINUTE);
    expect(it.asked).toHaveLength(1);
    expect(it.clock.timers).toBe(0);
  });
});
