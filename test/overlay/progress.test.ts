import { describe, expect, it } from 'vitest';
import { kindProgress, overallProgress } from '../../overlay/lib/format/progress.ts';
import { type Progress, type Status, syncedAt } from '../../overlay/lib/state/view-state.ts';

const STARTED = '2026-11-22T20:00:00.000Z';
const BEFORE = '2026-11-22T19:00:00.000Z';
const AFTER = '2026-11-22T20:00:04.000Z';

function running(
  progress: Partial<Record<keyof Status['kinds'], Progress>>,
  attempts: Partial<Record<keyof Status['kinds'], string>> = {},
): Status {
  const kind = (name: keyof Status['kinds'], count: number): Status['kinds']['vips'] => {
    const at = attempts[name] ?? BEFORE;
    return { state: 'syncing', count, live: true, lastSuccessAt: at, lastAttemptAt: at, error: null };
  };
  return {
    state: 'syncing',
    message: '',
    channel: null,
    warnings: [],
    kinds: {
      subscribers: kind('subscribers', 900),
      vips: kind('vips', 60),
      moderators: kind('moderators', 40),
    },
    running: {
      runId: 'r',
      source: 'manual-ui',
      startedAt: STARTED,
      progress: { subscribers: null, vips: null, moderators: null, ...progress },
    },
    nextSyncAt: null,
    eventsub: { state: 'off', since: null },
    stream: { live: null, startedAt: null },
  };
}

describe('the bar over all lists', () => {
  it('is not there without a run', () => {
    expect(overallProgress({ ...running({}), running: null })).toBeNull();
  });

  it('says nothing before the first page', () => {
    expect(overallProgress(running({}))).toEqual({ fraction: null, etaMs: null });
  });

  it('guesses the size of a list without a total by its last count', () => {
    const status = running({
      subscribers: { done: 450, total: 900, etaMs: 8_000 },
      vips: { done: 30, total: null, etaMs: null },
    });
    expect(overallProgress(status)).toEqual({ fraction: 0.48, etaMs: 8_000 });
  });

  it('counts a list that is done as whole, and shows it as no longer read', () => {
    const status = running({ vips: { done: 20, total: null, etaMs: null } }, { vips: AFTER });
    expect(overallProgress(status)?.fraction).toBe(0.06);
    expect(kindProgress(status, 'vips')).toBeNull();
  });

  it('never goes beyond the end when a list has grown', () => {
    const status = running({
      subscribers: { done: 5_000, total: null, etaMs: null },
      vips: { done: 99, total: 60, etaMs: null },
    });
    expect(overallProgress(status)?.fraction).toBeLessThan(1);
  });
});

describe('"last synced" of the whole', () => {
  it('is the oldest of the last successes', () => {
    expect(syncedAt(running({}, { vips: AFTER }))).toBe(BEFORE);
  });

  it('is unknown when no list was ever read', () => {
    const status = running({});
    for (const kind of Object.values(status.kinds)) Object.assign(kind, { lastSuccessAt: null });
    expect(syncedAt(status)).toBeNull();
  });
});
