import { describe, expect, it } from 'vitest';
import { silentLog } from '../../server/core/log.ts';
import { BackgroundSync } from '../../server/sync/background.ts';
import type { RunRecord, SyncErrorCode } from '../../server/sync/ports.ts';
import type { SyncOutcome, SyncRequest } from '../../server/sync/run.ts';
import { FakeClock } from '../support/fake-clock.ts';
import { CHANNEL } from './harness.ts';

const MINUTE = 60_000;

function record(...codes: SyncErrorCode[]): RunRecord {
  const error = (code: SyncErrorCode) => ({ code, message: '', fix: null });
  const counts = { count: 0, granted: 0, revoked: 0, updated: 0 };
  const kinds = (['subscribers', 'vips', 'moderators'] as const).map((kind, i) => ({
    kind,
    ...counts,
    error: codes[i] ? error(codes[i]) : null,
  }));
  return { runId: 'r', source: 's', startedAt: 0, durationMs: 0, kinds };
}

/** Every run ends at once, as `result` says. */
function set() {
  const clock = new FakeClock();
  const asked: { source: string; atMin: number; isExempt: boolean | undefined }[] = [];
  const made = { minutes: 30, isConnected: true, result: (): RunRecord => record() };
  const background: BackgroundSync = new BackgroundSync({
    settings: { intervalMs: () => made.minutes * MINUTE, windowMs: 0, minGapMs: 0 },
    connection: { channel: () => (made.isConnected ? CHANNEL : null) },
    clock,
    log: silentLog,
    random: () => 0.5,
    run({ source, isExempt }: SyncRequest): Promise<SyncOutcome> {
      asked.push({ source, isExempt, atMin: clock.monotonic() / MINUTE });
      const run = made.result();
      background.onFinished(run);
      return Promise.resolve({ outcome: 'ran', run });
    },
  });
  const times = () => asked.map(({ atMin }) => atMin);
  const dueInMin = () => (background.nextAt === null ? null : (background.nextAt - clock.now()) / MINUTE);
  return { clock, asked, made, background, times, dueInMin };
}

describe('the background sync', () => {
  it('runs every so many minutes under a name that says so, and no rule holds it back', async () => {
    const { clock, asked, background, dueInMin } = set();
    background.start();
    expect(dueInMin()).toBe(30);
    await clock.advance(61 * MINUTE);
    expect(asked).toEqual([
      { source: 'background-30min', isExempt: true, atMin: 30 },
      { source: 'background-30min', isExempt: true, atMin: 60 },
    ]);
  });

  it('waits an interval after any run, whoever asked for it', async () => {
    const { clock, background, times } = set();
    background.start();
    await clock.advance(20 * MINUTE);
    background.onFinished(record());
    await clock.advance(29 * MINUTE);
    expect(times()).toEqual([]);
    await clock.advance(MINUTE);
    expect(times()).toEqual([50]);
  });

  it('is skipped while there is no login, and goes on when there is one', async () => {
    const { clock, background, times, made, dueInMin } = set();
    made.isConnected = false;
    background.start();
    await clock.advance(31 * MINUTE);
    expect([times(), dueInMin()]).toEqual([[], null]);
    made.isConnected = true;
    expect(dueInMin()).toBe(29);
    await clock.advance(29 * MINUTE);
    expect(times()).toEqual([60]);
  });

  it('comes back sooner after a failure that may pass, later each time, never later than usual', async () => {
    const { clock, background, times, made } = set();
    made.result = () => record('network', 'network', 'network');
    background.start();
    await clock.advance(30 * MINUTE + 46 * MINUTE);
    expect(times()).toEqual([30, 31, 33, 37, 45, 60, 75]);
    made.result = () => record();
    await clock.advance(15 * MINUTE);
    await clock.advance(31 * MINUTE);
    expect(times().slice(-2)).toEqual([90, 120]);
  });

  it('retries no sooner than the interval when that is short', async () => {
    const { clock, background, times, made } = set();
    made.minutes = 5;
    made.result = () => record('timeout');
    background.start();
    await clock.advance(30 * MINUTE);
    expect(times()).toEqual([5, 6, 8, 12, 17, 22, 27]);
  });

  it.each(['missing_scope', 'wrong_account', 'forbidden', 'login_expired'] as const)(
    'does not hammer Twitch for what needs a hand: %s',
    async (code) => {
      const { clock, background, times, made } = set();
      made.result = () => record(code);
      background.start();
      await clock.advance(61 * MINUTE);
      expect(times()).toEqual([30, 60]);
    },
  );

  it('retries when only one of the failures may pass', async () => {
    const { clock, background, times, made } = set();
    made.result = () => record('missing_scope', 'timeout');
    background.start();
    await clock.advance(31 * MINUTE);
    expect(times()).toEqual([30, 31]);
  });

  it('survives a run that is refused', async () => {
    const { clock, background, dueInMin } = set();
    const refusing = new BackgroundSync({
      settings: { intervalMs: () => 30 * MINUTE, windowMs: 0, minGapMs: 0 },
      connection: { channel: () => CHANNEL },
      clock,
      log: silentLog,
      random: () => 0,
      run: () => Promise.reject(new Error('closing')),
    });
    refusing.start();
    await clock.advance(30 * MINUTE);
    expect(refusing.nextAt).toBe(clock.now() + 30 * MINUTE);
    expect([background.nextAt, dueInMin()]).toEqual([null, null]);
  });

  describe('when the interval is changed', () => {
    it('counts it from the last run, and setting it again puts nothing off', async () => {
      const { clock, background, made, dueInMin } = set();
      background.start();
      await clock.advance(10 * MINUTE);
      made.minutes = 240;
      background.reschedule();
      expect(dueInMin()).toBe(230);
      made.minutes = 15;
      background.reschedule();
      background.reschedule();
      expect(dueInMin()).toBe(5);
    });

    it('runs at once if it is overdue by that, under its new name', async () => {
      const { clock, background, made, asked } = set();
      background.start();
      await clock.advance(10 * MINUTE);
      made.minutes = 5;
      background.reschedule();
      await clock.advance(0);
      expect(asked).toEqual([{ source: 'background-5min', isExempt: true, atMin: 10 }]);
    });

    it('does not put off a retry after a failure', async () => {
      const { background, made, dueInMin } = set();
      background.start();
      background.onFinished(record('network'));
      expect(dueInMin()).toBe(1);
      made.minutes = 240;
      background.reschedule();
      expect(dueInMin()).toBe(1);
    });

    it('starts nothing that was not started, or was closed', async () => {
      const { clock, background, times } = set();
      background.reschedule();
      expect(clock.timers).toBe(0);
      background.start();
      background.close();
      background.reschedule();
      background.onFinished(record());
      expect([clock.timers, background.nextAt]).toEqual([0, null]);
      await clock.advance(60 * MINUTE);
      expect(times()).toEqual([]);
    });
  });
});
