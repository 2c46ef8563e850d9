import { describe, expect, it } from 'vitest';
import type { SyncRequest } from '../../server/sync/run.ts';
import { type Kind, KINDS } from '../../server/core/roles.ts';
import { GapSync } from '../../server/sync/gap-sync.ts';
import { SyncError } from '../../server/sync/ports.ts';
import { type Rig, rig } from './harness.ts';

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
  /** When the gap of some list ended. */
  const lostAt = (): number => Math.max(...KINDS.map((kind) => gap.lostAt[kind]));
  const kindsAsked = (): (readonly Kind[] | undefined)[] => asked.map(({ request }) => request.kinds);
  return { ...base, gap, asked, lostAt, kindsAsked, logout: () => (base.login = null) };
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
    expect(it.runs.added.at(-1)?.startedAt).toBeGreaterThanOrEqual(it.lostAt());
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
    expect(it.runs.added.at(-1)?.startedAt).toBeGreaterThanOrEqual(it.lostAt());
  });

  it('twice at once, then after 1, 2 and 5 minutes, put off and never dropped', async () => {
    const it = gapRig();
    for (let i = 0; i < 60; i++) {
      it.gap.onLost();
      it.gap.onLive();
      await it.clock.advance(30_000);
    }
    await it.clock.advance(10 * MINUTE);
    const times = it.asked.map(({ at }) => at);
    const pauses = times.slice(1).map((at, i) => at - (times[i] ?? 0));
    const least = [0, MINUTE, 2 * MINUTE];
    for (const [i, pause] of pauses.entries()) {
      expect(pause).toBeGreaterThanOrEqual(least[i] ?? 5 * MINUTE);
      expect(pause).toBeLessThanOrEqual((least[i] ?? 5 * MINUTE) + 31_000);
    }
    expect(pauses.length).toBeGreaterThan(5);
    expect(it.runs.added.at(-1)?.startedAt).toBeGreaterThanOrEqual(it.lostAt());
  });

  it('at once again, an hour after', async () => {
    const it = gapRig();
    for (let i = 0; i < 6; i++) {
      it.gap.onLive();
      await it.clock.advance(6 * MINUTE);
    }
    await it.clock.advance(60 * MINUTE);
    const before = it.asked.length;
    for (let i = 1; i <= 2; i++) {
      it.gap.onLive();
      await it.clock.advance(2_000);
      expect(it.asked.length).toBe(before + i);
    }
  });

  it('reads the lists whose events were missed, and no other', async () => {
    const it = gapRig();
    await it.full();
    await it.clock.advance(10);
    it.gap.onLost(['vips']);
    it.gap.onLive(['vips']);
    await it.clock.advance(2_000);
    expect(it.kindsAsked()).toEqual([['vips']]);
    expect(it.gap.lostAt.subscribers).toBeLessThan(it.gap.lostAt.vips);
  });

  it('leaves a list whose events do not come yet, and reads it when they do', async () => {
    const it = gapRig();
    await it.full();
    await it.clock.advance(10);
    it.gap.onLost();
    it.gap.onLive(['subscribers', 'moderators']);
    await it.clock.advance(MINUTE);
    it.gap.onLive(['vips']);
    await it.clock.advance(2_000);
    expect(it.kindsAsked()).toEqual([['subscribers', 'moderators'], ['vips']]);
  });

  it('reads no list twice because another cannot be read: the permission is missing, or Twitch fails', async () => {
    const it = gapRig();
    let error = new SyncError('missing_scope', 'The permission is missing.');
    it.twitch.onPage.vips = () => Promise.reject(error);
    it.gap.onLive();
    await it.full();
    await it.clock.advance(60 * MINUTE);
    expect(it.asked).toEqual([]);
    error = new SyncError('twitch_unavailable', 'Twitch has trouble.');
    await it.full();
    it.gap.onLost();
    it.gap.onLive();
    await it.full();
    await it.clock.advance(60 * MINUTE);
    expect(it.kindsAsked()).toEqual([['vips']]);
  });

  it('reads again a list that misses an event which could not be stored', async () => {
    const it = gapRig();
    await it.full();
    await it.clock.advance(10);
    it.gap.onMissed(['moderators']);
    await it.clock.advance(2_000);
    expect(it.kindsAsked()).toEqual([['moderators']]);
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
