import { describe, expect, it } from 'vitest';
import { silentLog } from '../../server/core/log.ts';
import { type StreamTeller, StreamWatch } from '../../server/sync/stream-state.ts';
import { FakeClock } from '../support/fake-clock.ts';

const MINUTE = 60_000;
const NOT_LIVE = { live: false, startedAt: null };

function watch(wasHereLately = false) {
  const clock = new FakeClock();
  const seen: (boolean | null)[] = [];
  const over: string[] = [];
  let syncs = 0;
  const stream = new StreamWatch({
    clock,
    log: silentLog,
    run: () => {
      syncs++;
      return Promise.resolve({ outcome: 'skipped', ageMs: 0, retryAfterMs: 0 });
    },
    onChange: ({ live }) => seen.push(live),
    onOver: (wasSeen) => over.push(wasSeen ? 'seen' : 'before'),
    wasHereLately,
  });
  return { clock, stream, seen, over, syncs: () => syncs };
}

describe('whether the stream is on', () => {
  it('is what OBS has just told, while Twitch does not show it yet', async () => {
    const { clock, stream, seen } = watch();
    stream.onStarted('obs', null);
    stream.onSeen(NOT_LIVE);
    await clock.advance(MINUTE);
    stream.onStopped('obs');
    stream.onSeen({ live: true, startedAt: 0 });
    expect(seen).toEqual([true, false]);
  });

  it('is what Twitch shows, where OBS says nothing', async () => {
    const { clock, stream, seen } = watch();
    stream.onSeen({ live: true, startedAt: 7 });
    expect(stream.state).toEqual({ live: true, startedAt: 7 });
    stream.onSeen(NOT_LIVE);
    await clock.advance(5 * MINUTE);
    expect(seen).toEqual([true, false]);
  });

  it('is known from the first look', () => {
    const { stream, seen } = watch();
    stream.onSeen(NOT_LIVE);
    expect(seen).toEqual([false]);
  });

  it('goes on where OBS does, whatever Twitch says', async () => {
    const { clock, stream, seen } = watch();
    stream.onStarted('obs', null);
    stream.onStarted('twitch', null);
    stream.onStopped('twitch');
    await clock.advance(3_000);
    stream.onStarted('twitch', null);
    await clock.advance(10 * MINUTE);
    stream.onStopped('twitch');
    await clock.advance(60 * MINUTE);
    stream.onSeen(NOT_LIVE);
    expect(seen).toEqual([true]);
    stream.onStopped('obs');
    expect(seen).toEqual([true, false]);
  });

  it('goes on where Twitch only stumbled, and is over when it stays offline for 5 minutes', async () => {
    const { clock, stream, seen } = watch();
    stream.onStarted('twitch', null);
    for (let stumbles = 0; stumbles < 3; stumbles++) {
      stream.onStopped('twitch');
      await clock.advance(5 * MINUTE - 1);
      stream.onStarted('twitch', null);
    }
    expect(seen).toEqual([true]);
    stream.onStopped('twitch');
    await clock.advance(MINUTE);
    stream.onStopped('twitch');
    await clock.advance(4 * MINUTE - 1);
    expect(seen).toEqual([true]);
    await clock.advance(1);
    expect(seen).toEqual([true, false]);
  });

  it('is not ended by an OBS that never said that this one is on', () => {
    const { stream, seen } = watch();
    stream.onStarted('twitch', null);
    stream.onStopped('obs');
    expect(seen).toEqual([true]);
  });

  it('is over when OBS says so, though Twitch does not know yet', async () => {
    const { clock, stream, seen } = watch();
    stream.onStarted('obs', null);
    stream.onStarted('twitch', null);
    stream.onStopped('obs');
    expect(seen).toEqual([true, false]);
    stream.onStopped('twitch');
    await clock.advance(10 * MINUTE);
    expect(seen).toEqual([true, false]);
  });

  it('is not ended by Twitch’s stumbling when OBS comes in the middle of it', async () => {
    const { clock, stream, seen } = watch();
    stream.onStarted('twitch', null);
    stream.onStopped('twitch');
    await clock.advance(MINUTE);
    stream.onStarted('obs', null); // it crashed, and is back before Twitch shows it
    await clock.advance(60 * MINUTE);
    expect(seen).toEqual([true]);
    stream.onStopped('obs');
    expect(seen).toEqual([true, false]);
  });

  it.each<[StreamTeller, StreamTeller]>([
    ['twitch', 'obs'],
    ['obs', 'twitch'],
  ])('is over when both say so, %s first, whoever began it', async (first, second) => {
    const { clock, stream, seen, over } = watch();
    stream.onStarted('twitch', null);
    stream.onStopped(first);
    await clock.advance(MINUTE);
    expect(seen).toEqual([true]);
    stream.onStopped(second);
    expect([seen, over]).toEqual([[true, false], ['seen']]);
  });

  it('stumbles on although an OBS that has nothing to do with it stopped long ago', async () => {
    const { clock, stream, seen } = watch();
    stream.onStarted('twitch', null);
    stream.onStopped('obs');
    await clock.advance(5 * MINUTE);
    stream.onStopped('twitch');
    stream.onStarted('twitch', null);
    stream.onStopped('twitch');
    await clock.advance(5 * MINUTE - 1);
    expect(seen).toEqual([true]);
  });

  it.each<[string, boolean, (stream: StreamWatch) => void, string[]]>([
    ['back within 5 minutes', true, (stream) => stream.onStarted('twitch', null), []],
    ['back in OBS', true, (stream) => stream.onStarted('obs', null), []],
    ['seen again', true, (stream) => stream.onSeen({ live: true, startedAt: 7 }), []],
    ['off all the time', true, () => undefined, ['before']],
    ['ended by OBS', true, (stream) => stream.onStopped('obs'), ['seen']],
    ['off after a night', false, () => undefined, ['before']],
  ])('that a launch finds off, and that was on shortly before, %s', async (_what, lately, then, ends) => {
    const { clock, stream, seen, over } = watch(lately);
    stream.onSeen(NOT_LIVE);
    expect([seen, over]).toEqual([[false], lately ? [] : ['before']]);
    await clock.advance(5 * MINUTE - 1);
    expect(over).toEqual(lately ? [] : ['before']);
    then(stream);
    await clock.advance(5 * MINUTE);
    expect(over).toEqual(ends);
  });

  it('leaves no timer behind', () => {
    const { clock, stream } = watch();
    stream.onStarted('twitch', null);
    stream.onStopped('twitch');
    stream.close();
    expect(clock.timers).toBe(0);
  });
});
