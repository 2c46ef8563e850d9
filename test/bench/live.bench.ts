import { mkdtemp, open, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startTestApp } from '../support/start-app.ts';
import { TestClient } from '../support/ws-client.ts';
import { median, percentile, printTable, timeOf } from './support.ts';

/** From Twitch's event on its socket to `roles.changed` at a client, the durable write included. */

const CHANNEL = { subscribers: 5_000, vips: 20, moderators: 10, viewers: 1_000 };
const ROUNDS = 200;
const LINE = `${'x'.repeat(150)}\n`;

async function main(): Promise<void> {
  const app = await startTestApp({ channel: CHANNEL });
  const folder = await mkdtemp(join(tmpdir(), 'rolecall-bench-'));
  const file = await open(join(folder, 'floor'), 'a');
  const client = await TestClient.open(app.wsUrl);
  await client.call('events.subscribe', { events: ['roles.changed', 'sync.finished'] });
  await client.event('sync.finished');
  const { world } = app.simulator;
  const strangers = CHANNEL.subscribers + CHANNEL.vips + CHANNEL.moderators;
  const events: number[] = [];
  const floors: number[] = [];
  for (let i = 0; i < ROUNDS; i++) {
    floors.push(
      await timeOf(async () => {
        await file.write(LINE);
        await file.datasync();
      }),
    );
    const userId = world.truth.users.idAt(strangers + i);
    const told = client.event('roles.changed', ({ changes }) =>
      JSON.stringify(changes).includes(`"${userId}"`),
    );
    events.push(
      await timeOf(async () => {
        world.subscribe(userId, { tier: '1000' });
        await told;
      }),
    );
  }
  await client.close();
  await file.close();
  await app.close();
  await rm(folder, { recursive: true });
  const floor = median(floors);
  printTable([
    {
      name: 'Twitch’s event to roles.changed at a client, p50 (floor: write + fdatasync)',
      value: median(events),
      unit: 'ms',
      floor,
    },
    { name: 'the same, p99', value: percentile(events, 0.99), unit: 'ms', floor: percentile(floors, 0.99) },
  ]);
}

await main();
