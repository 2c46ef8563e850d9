import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { systemClock } from '../../server/clock.ts';
import { DEMO_CHANNEL } from '../../server/demo/demo-channel.ts';
import { createDemoPast, type DemoPast } from '../../server/demo/demo-past.ts';
import { startSimulator } from '../../server/demo/simulator.ts';
import { startTestApp, type TestApp } from '../support/start-app.ts';
import { onEnd } from '../support/endings.ts';

const DAY = 24 * 3600_000;
const NOW = { subscribers: 340, vips: 12, moderators: 6 };

interface Demo {
  readonly past: DemoPast;
  readonly dataFolder: string;
  open(past?: DemoPast): Promise<TestApp>;
}

/** The demo's channel, and a folder for what is noted of it. */
async function demo(): Promise<Demo> {
  const simulator = await startSimulator(DEMO_CHANNEL);
  onEnd(() => simulator.close());
  const dataFolder = await mkdtemp(join(tmpdir(), 'rolecall-past-'));
  onEnd(() => rm(dataFolder, { recursive: true, force: true, maxRetries: 5 }));
  const open = async (past?: DemoPast): Promise<TestApp> => {
    const app = await startTestApp({ simulator, dataFolder, app: past ? { past } : {} });
    onEnd(() => app.close());
    return app;
  };
  return { past: createDemoPast(simulator.world.truth, systemClock.now()), dataFolder, open };
}

async function call<T>({ baseUrl }: TestApp, action: string, params: object = {}): Promise<T> {
  const response = await fetch(`${baseUrl}/api/actions/${action}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(params),
  });
  const { result } = (await response.json()) as { result: T };
  return result;
}

interface Point {
  readonly at: string;
  readonly subscribers: number;
}

it('shows 30 days of counts, changes and syncs that end with the channel of now', async () => {
  const { past, open } = await demo();
  const app = await open(past);
  // The first sync finds nothing: what was noted is what Twitch says.
  const run = {
    outcome: 'ran',
    success: true,
    granted: 0,
    revoked: 0,
    subCount: 340,
    vipCount: 12,
    modCount: 6,
  };
  expect(await call(app, 'sync.run', { source: 'api:test', force: true })).toMatchObject(run);
  const { items } = await call<{ items: Point[] }>(app, 'sync.stats', { days: 30, points: 200 });
  expect(items.length).toBeGreaterThan(50);
  expect(Date.parse(items.at(-1)!.at) - Date.parse(items[0]!.at)).toBeGreaterThan(29.9 * DAY);
  expect(items.at(-1)).toMatchObject(NOW);
  const counts = items.map(({ subscribers }) => subscribers);
  expect(Math.min(...counts)).toBeGreaterThan(250);
  expect(Math.max(...counts)).toBeLessThan(400);
  expect(new Set(counts).size).toBeGreaterThan(10);
  const { items: changes } = await call<{ items: { change: string }[] }>(app, 'roles.recent', { limit: 50 });
  expect(new Set(changes.map(({ change }) => change))).toEqual(new Set(['granted', 'revoked']));
  const { items: runs } = await call<{ items: { kinds: { updated: number }[] }[] }>(app, 'sync.history', {
    limit: 100,
  });
  expect(runs.length).toBeGreaterThan(40);
  expect(runs[0]!.kinds.map(({ updated }) => updated)).toEqual([0, 0, 0]);
  const { items: grants } = await call<{ items: object[] }>(app, 'grants.list');
  expect(grants).toHaveLength(2);
});

it('tells of somebody who left and came back', async () => {
  const { past, open } = await demo();
  const app = await open(past);
  const back = past.changes.find(
    ({ change, user }, i) =>
      change === 'revoked' &&
      past.changes.slice(i).some((later) => later.change === 'granted' && later.user.userId === user.userId),
  );
  const { items } = await call<{ items: { revokedAt: string | null }[] }>(app, 'viewers.history', {
    userId: back!.user.userId,
  });
  expect(items.length).toBeGreaterThan(1);
  expect(items[0]!.revokedAt).not.toBeNull();
  expect(items.at(-1)!.revokedAt).toBeNull();
});

it('is no damage to the next start, which finds all of it', async () => {
  const { past, open } = await demo();
  const first = await open(past);
  expect(first.app.stores.warnings.list()).toEqual([]);
  await first.close();
  const second = await open();
  expect(second.app.stores.warnings.list()).toEqual([]);
  expect(second.app.stores.roster.roster.counts).toEqual(NOW);
  expect(second.app.stores.counts.history().length).toBeGreaterThan(50);
});

it('never counts less than nobody, runs forward in time, and is the same for the same channel', async () => {
  const { past } = await demo();
  const again = await demo();
  const times = past.changes.map(({ at }) => at);
  expect(times).toEqual([...times].sort((a, b) => a - b));
  expect(times.every((at) => at < systemClock.now() - 10 * 60_000)).toBe(true);
  const who = (one: DemoPast): string[] => one.changes.map(({ change, user }) => change + user.userId);
  expect(who(again.past)).toEqual(who(past));
  // Nobody is granted what they hold, or loses what they do not.
  const held = new Set<string>();
  for (const { change, kind, user } of past.changes) {
    const key = `${kind} ${user.userId}`;
    expect(held.has(key)).toBe(change === 'revoked');
    if (change === 'granted') held.add(key);
    else held.delete(key);
  }
});
