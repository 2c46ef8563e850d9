import { describe, expect, it } from 'vitest';
import { silentLog } from '../../server/core/log.ts';
import { StreamWatch } from '../../server/sync/stream-state.ts';
import { FakeClock } from '../support/fake-clock.ts';

const NOT_LIVE = { live: false, startedAt: null };

function watch() {
  const clock = new FakeClock();
  const seen: (boolean | null)[] = [];
  const stream = new StreamWatch({
    clock,
    log: silentLog,
    run: () => Promise.resolve({ outcome: 'skipped', ageMs: 0, retryAfterMs: 0 }),
    onChange: ({ live }) => seen.push(live),
  });
  return { clock, stream, seen };
}

describe('whether the stream is on', () => {
  it('is what OBS has just told, while Twitch does not show it yet', async () => {
    const { clock, stream, seen } = watch();
    stream.onStarted(null);
    stream.onSeen(NOT_LIVE);
    await clock.advance(60_000);
    stream.onStopped();
    stream.onSeen({ live: true, startedAt: 0 });
    expect(seen).toEqual([true, false]);
  });

  it('is what Twitch shows, when nobody told anything lately', async () => {
    const { clock, stream, seen } = watch();
    stream.onSeen({ live: true, startedAt: 0 });
    stream.onSeen(NOT_LIVE);
    stream.onStarted(null);
    await clock.advance(5 * 60_000);
    stream.onSeen(NOT_LIVE);
    expect(seen).toEqual([true, false, true, false]);
  });
});
