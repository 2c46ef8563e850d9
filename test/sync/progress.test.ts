import { describe, expect, it } from 'vitest';
import type { SyncProgress } from '../../server/sync/ports.ts';
import { ProgressMeter } from '../../server/sync/progress.ts';
import { FakeClock } from '../support/fake-clock.ts';

async function meter() {
  const clock = new FakeClock();
  await clock.advance(10_000);
  const told: SyncProgress[] = [];
  return { clock, told, meter: new ProgressMeter(clock, 'run1', 'vips', (progress) => told.push(progress)) };
}

describe('progress', () => {
  it('tells how far it is, and how long the rest takes at this speed', async () => {
    const it = await meter();
    await it.clock.advance(1_000);
    it.meter.report(100, 400);
    expect(it.told).toEqual([{ runId: 'run1', kind: 'vips', done: 100, total: 400, etaMs: 3_000 }]);
  });

  it.each([
    [0, 400, 400, null],
    [0, 0, 0, null],
    [100, null, null, null],
    [101, 100, 101, 0],
  ])('of %j rows of %j: of %j, %j ms left', async (done, total, shown, etaMs) => {
    const it = await meter();
    await it.clock.advance(1_000);
    it.meter.report(done, total);
    expect(it.told).toMatchObject([{ done, total: shown, etaMs }]);
  });

  it('is told four times a second at most', async () => {
    const it = await meter();
    for (let i = 0; i < 10; i++) {
      it.meter.report(i, null);
      await it.clock.advance(125);
    }
    expect(it.told.map(({ done }) => done)).toEqual([0, 2, 4, 6, 8]);
  });
});
