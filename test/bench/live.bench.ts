import { mkdtemp, open, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { TestClient } from '../support/ws-client.ts';
import { RealRolecall } from './real-rolecall.ts';
import { runTwitch, type TwitchOptions, type TwitchReady } from './rolecall-process.ts';
import { median, type Part, percentile, readRole, runBench, startChild, timeOf } from './support.ts';

/** From Twitch's event on its socket to `roles.changed` at a client, the durable write included. */

const CHANNEL = { subscribers: 5_000, vips: 20, moderators: 10, viewers: 1_000, latencyMs: 0 };
const ROUNDS = 200;
const LINE = `${'x'.repeat(150)}\n`;

/** The floor: a line that is safe on the disk. */
async function withFloor<T>(action: (floor: () => Promise<unknown>) => Promise<T>): Promise<T> {
  const folder = await mkdtemp(join(tmpdir(), 'rolecall-bench-'));
  const file = await open(join(folder, 'floor'), 'a');
  try {
    return await action(async () => {
      await file.write(LINE);
      await file.datasync();
    });
  } finally {
    await file.close();
    await rm(folder, { recursive: true });
  }
}

const oneEvent: Part = {
  rows: [
    { name: 'Twitch’s event to roles.changed at a client, p50 (floor: write + fdatasync)', unit: 'ms' },
    { name: 'Twitch’s event to roles.changed at a client, p99 (floor: write + fdatasync)', unit: 'ms' },
  ],
  async measure() {
    const twitch = await startChild<TwitchReady>('twitch', CHANNEL);
    const rolecall = await RealRolecall.start({ twitch: twitch.ready });
    await rolecall.firstSyncOver();
    const client = await TestClient.open(`ws://127.0.0.1:${rolecall.port}/ws`);
    await client.call('events.subscribe', { events: ['roles.changed'] });
    const strangers = CHANNEL.subscribers + CHANNEL.vips + CHANNEL.moderators;
    const events: number[] = [];
    const floors: number[] = [];
    await withFloor(async (floor) => {
      for (let i = 0; i < ROUNDS; i++) {
        floors.push(await timeOf(floor));
        const told = client.event('roles.changed');
        events.push(await timeOf(() => Promise.all([twitch.ask({ subscribe: strangers + i }), told])));
      }
    });
    await client.close();
    await Promise.all([rolecall.stop(), twitch.stop()]);
    return [0.5, 0.99].map((share) => ({
      value: percentile(events, share),
      floor: share === 0.5 ? median(floors) : percentile(floors, share),
    }));
  },
};

const started = readRole<TwitchOptions>();
if (started) await runTwitch(started.options);
else await runBench([oneEvent]);
