import { existsSync, mkdirSync } from 'node:fs';
import { readFile, rmdir } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { systemClock } from '../../server/clock.ts';
import type { TestApp, TestAppOptions } from '../support/start-app.ts';
import { post, rolecall, synced, TOKEN, until, untilSettled } from './support.ts';

const DAY = 24 * 3600_000;
const CHANNEL = { subscribers: 20, vips: 4, moderators: 3, viewers: 200 };
const owner = { headers: { authorization: `Bearer ${TOKEN}` } };
const QUIETLY = { announce: false } as const;

interface Item {
  readonly at: string;
  readonly subscribers: number | null;
  readonly vips: number | null;
  readonly moderators: number | null;
}

/** Real timers; only the calendar is moved. */
function calendar() {
  let days = 0;
  const clock = { ...systemClock, now: () => systemClock.now() + days * DAY };
  return { clock, pass: (more: number) => void (days += more) };
}

async function stats(app: TestApp, params = {}): Promise<{ items: Item[]; since: string | null }> {
  const { json, status } = await post(app.port, 'sync.stats', params);
  expect(status).toBe(200);
  return json.result as unknown as { items: Item[]; since: string | null };
}

const sync = async (app: TestApp): Promise<void> => {
  expect((await post(app.port, 'sync.run', { force: true })).json).toMatchObject({ ok: true });
};
const config = { apiToken: TOKEN };
const start = (options: TestAppOptions = {}) => synced({ channel: CHANNEL, config, ...options });
const vips = ({ items }: { items: Item[] }) => items.map((item) => item.vips);

/** Makes somebody a VIP at Twitch without telling. */
function addVip(app: TestApp, n: number): void {
  const userId = String(900_000 + n);
  app.simulator.world.addUser({ userId, userLogin: `new_${n}`, userDisplayName: `New ${n}` });
  app.simulator.world.addVip(userId, QUIETLY);
}

/** False while a file of that name is being written. */
function makeFolder(path: string): boolean {
  try {
    mkdirSync(path);
    return true;
  } catch {
    return false;
  }
}

describe('counts over time', () => {
  it('tell nothing of a list that was never read', async () => {
    const app = await rolecall({ isConnected: false });
    expect(await stats(app)).toEqual({ items: [], since: null });
    const partly = await rolecall({ channel: CHANNEL, scopes: ['channel:read:vips'] });
    await untilSettled(partly);
    const { items } = await stats(partly);
    expect(items.at(-1)).toMatchObject({ subscribers: null, vips: 4, moderators: null });
  });

  it('begin with the first sync and go on over days and a restart', async () => {
    const { clock, pass } = calendar();
    const first = await start({ app: { clock } });
    const begin = await stats(first);
    expect(begin.items.at(-1)).toMatchObject({ subscribers: 20, vips: 4, moderators: 3 });
    for (let day = 1; day <= 20; day++) {
      pass(1);
      if (day % 2 === 0) addVip(first, day);
      await sync(first);
    }
    pass(3);
    const shown = await stats(first);
    expect(vips(shown)).toEqual([4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 14]);
    expect(shown.since).toBe(shown.items[0]!.at);
    const times = shown.items.map(({ at }) => Date.parse(at));
    expect(times).toEqual(times.toSorted((a, b) => a - b));
    expect(Math.round((times.at(-1)! - times[0]!) / DAY)).toBe(23);
    // Nothing was lost between two of these days: a week begins with what held then.
    const week = await stats(first, { days: 7 });
    expect(vips(week)).toEqual([12, 13, 14, 14]);
    expect(week.since).toBe(shown.since);
    await first.app.close();
    const again = await rolecall({ channel: CHANNEL, config, dataFolder: first.dataFolder, app: { clock } });
    expect((await stats(again)).since).toBe(shown.since);
    expect(vips(await stats(again)).slice(0, 5)).toEqual([4, 5, 6, 7, 8]);
    await again.app.close();
  });

  it('take up what events changed in between with the next sync, and show what is now at once', async () => {
    const { clock, pass } = calendar();
    const app = await start({ app: { clock } });
    await until(() => app.app.live.supervisor.state === 'live', 'live events');
    const file = join(app.dataFolder, 'counts.json');
    await until(() => existsSync(file), 'a first point');
    const before = await readFile(file, 'utf8');
    pass(1);
    app.simulator.world.addUser({ userId: '777', userLogin: 'ann', userDisplayName: 'Ann' });
    app.simulator.world.addVip('777');
    await until(() => app.app.sync.roster.counts.vips === 5, 'the event');
    expect((await stats(app)).items.at(-1)).toMatchObject({ vips: 5 });
    // An event costs no write of its own.
    expect(await readFile(file, 'utf8')).toBe(before);
    await sync(app);
    pass(1);
    expect(vips(await stats(app))).toEqual([4, 5, 5]);
  });

  it('are thinned to what is asked for', async () => {
    const { clock, pass } = calendar();
    const app = await start({ app: { clock } });
    for (let n = 0; n < 30; n++) {
      pass(1);
      addVip(app, n);
      await sync(app);
    }
    const few = await stats(app, { days: 60, points: 10 });
    expect(few.items.length).toBeLessThanOrEqual(10);
    expect(vips(few)[0]).toBe(4);
    expect(vips(few).at(-1)).toBe(34);
    expect((await stats(app, { days: 60 })).items.length).toBe(32);
  });

  it('are gone with data.delete', async () => {
    const app = await start();
    await until(() => app.app.stores.counts.history().length > 0, 'a first point');
    const { status } = await post(app.port, 'data.delete', { confirm: 'delete everything' }, owner);
    expect(status).toBe(200);
    expect(await stats(app)).toEqual({ items: [], since: null });
    expect(await readFile(join(app.dataFolder, 'counts.json'), 'utf8')).toContain('"data":[]');
  });

  it('outlive a disk that takes nothing for a while', async () => {
    const app = await start();
    await until(() => app.app.stores.counts.history().length > 0, 'a first point');
    const inTheWay = join(app.dataFolder, 'counts.json.tmp');
    // A folder that came while it is being saved would be cleared away with what a crash leaves behind.
    await until(() => existsSync(join(app.dataFolder, 'counts.json')), 'the first point to be saved');
    await until(() => makeFolder(inTheWay), 'room for a folder');
    addVip(app, 1);
    await sync(app);
    expect((await stats(app)).items.map((item) => item.vips)).toEqual([4, 5, 5]);
    await until(() => app.lines.some((line) => line.includes('counts.json: Not saved')), 'a word in the log');
    await rmdir(inTheWay);
    addVip(app, 2);
    await sync(app);
    await app.app.close();
    expect(await readFile(join(app.dataFolder, 'counts.json'), 'utf8')).toMatch(
      /\[\d+,20,4,3\],\[\d+,20,5,3\],\[\d+,20,6,3\]|\[\d+,20,4,3\],\[\d+,20,6,3\]/,
    );
  });

  it.each([{ days: 0 }, { days: 731 }, { days: 1.5 }, { points: 9 }, { points: 501 }, { since: 1 }])(
    'refuse %j',
    async (params) => {
      const app = await rolecall({ isConnected: false });
      expect((await post(app.port, 'sync.stats', params)).json.error!.code).toBe('invalid_params');
    },
  );
});
