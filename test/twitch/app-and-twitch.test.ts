import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { startSimulator, type StartOptions, type Simulator } from '../../server/demo/simulator.ts';
import { fastClock, livedMs } from '../support/fast-clock.ts';
import { startTestApp, type TestApp, type TestAppOptions } from '../support/start-app.ts';

const CHANNEL: StartOptions = { subscribers: 230, vips: 5, moderators: 3 };
const open: (() => Promise<unknown>)[] = [];
afterEach(async () => {
  for (const close of open.splice(0).reverse()) await close();
});

/** Half a minute takes a second. */
const clock = fastClock(30);
const app = async (options: TestAppOptions = {}): Promise<TestApp> => {
  const started = await startTestApp({ ...options, app: { clock } });
  open.push(() => started.close());
  return started;
};
const twitch = async (options: StartOptions = CHANNEL): Promise<Simulator> => {
  const simulator = await startSimulator({ ...options, clock });
  open.push(() => simulator.close());
  return simulator;
};
const folder = async (): Promise<string> => {
  const path = await mkdtemp(join(tmpdir(), 'rolecall-twitch-'));
  open.push(() => rm(path, { recursive: true, force: true, maxRetries: 3 }));
  return path;
};

interface Status {
  state: string;
  message: string;
  running: object | null;
  kinds: Record<string, { count: number; state: string; error: { code: string } | null }>;
}

const status = async ({ baseUrl }: TestApp): Promise<Status> =>
  (await (await fetch(`${baseUrl}/health`)).json()) as Status;
const check = async ({ baseUrl }: TestApp, userId: string): Promise<string> =>
  (await fetch(`${baseUrl}/api/check?userId=${userId}&format=text`)).text();

/** Asks until it is so; fails by telling what is. */
async function until(app: TestApp, isSo: (status: Status) => boolean, ms = 30_000): Promise<Status> {
  const end = Date.now() + ms;
  for (;;) {
    const now = await status(app);
    if (isSo(now)) return now;
    if (Date.now() > end) throw new Error(`still ${JSON.stringify(now)}\n${app.lines.slice(-15).join('\n')}`);
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}

describe('Rolecall and Twitch', () => {
  it('syncs at start, by itself', async () => {
    const rolecall = await app({ simulator: await twitch() });
    const { kinds } = await until(rolecall, ({ state }) => state === 'fresh');
    expect(Object.values(kinds).map(({ count }) => count)).toEqual([230, 5, 3]);
  });

  it('started without network, heals by itself when it is there: the first time', async () => {
    const simulator = await twitch();
    await simulator.goDark();
    const rolecall = await app({ simulator });
    const offline = await until(rolecall, ({ message }) => message.includes('cannot be reached'));
    expect(offline.state).toBe('disconnected');
    await simulator.comeBack();
    await until(rolecall, ({ state, kinds }) => state === 'fresh' && kinds['subscribers']?.count === 230);
  });

  it('started without network on known data, answers from it, and heals by itself', async () => {
    const simulator = await twitch();
    const dataFolder = await folder();
    const before = await startTestApp({ simulator, dataFolder, app: { clock } });
    await until(before, ({ state }) => state === 'fresh');
    await before.close();
    await simulator.goDark();
    const rolecall = await app({ simulator, dataFolder });
    const [vip] = simulator.world.truth.vips.ids();
    expect(await check(rolecall, vip ?? '')).toBe('allow');
    await until(rolecall, ({ state }) => state === 'failed');
    expect(await check(rolecall, vip ?? '')).toBe('allow');
    await simulator.comeBack();
    await until(rolecall, ({ state }) => state === 'fresh');
  });

  it('with a dead token says so and goes on answering checks', async () => {
    const simulator = await twitch();
    const rolecall = await app({ simulator });
    await until(rolecall, ({ state }) => state === 'fresh');
    simulator.auth.killAccessTokens();
    const answer = await rolecall.app.sync.run({ source: 'api:test', isExempt: true });
    expect(answer).toMatchObject({
      outcome: 'ran',
      run: { kinds: Array(3).fill({ error: { code: 'login_expired' } }) },
    });
    const { state, message } = await until(rolecall, ({ state }) => state === 'disconnected');
    expect(state).toBe('disconnected');
    expect(message).toMatch(/has ended\. Connect Twitch/);
    const [vip] = simulator.world.truth.vips.ids();
    expect(await check(rolecall, vip ?? '')).toBe('allow');
    expect(await check(rolecall, '999')).toBe('deny');
  });

  it('does not mix the data of one channel with the login of another', async () => {
    const dataFolder = await folder();
    const mine = await twitch();
    const before = await startTestApp({ simulator: mine, dataFolder, app: { clock } });
    await until(before, ({ state }) => state === 'fresh');
    await before.close();
    const other = { userId: '87654321', userLogin: 'somebody', userDisplayName: 'Somebody' };
    const rolecall = await app({ simulator: await twitch({ ...CHANNEL, broadcaster: other }), dataFolder });
    const { state, message } = await until(rolecall, (now) => now.state === 'disconnected');
    expect(state).toBe('disconnected');
    expect(message).toContain('belongs to the channel maplekettle, the login to somebody.');
    const [vip] = mine.world.truth.vips.ids();
    expect(await check(rolecall, vip ?? '')).toBe('allow');
  });

  it('with a login that lacks a scope names it, and reads the other lists', async () => {
    const rolecall = await app({
      simulator: await twitch(),
      scopes: ['channel:read:subscriptions', 'moderation:read'],
    });
    const { kinds } = await until(rolecall, ({ state, running }) => state === 'partial' && !running);
    expect(kinds['vips']?.error).toMatchObject({
      code: 'missing_scope',
      fix: 'Connect Twitch again and allow “channel:read:vips”.',
    });
    expect(kinds['subscribers']).toMatchObject({ state: 'fresh', count: 230 });
  });

  it('closes at once in the middle of a silent sync', async () => {
    const simulator = await twitch();
    const rolecall = await startTestApp({ simulator, app: { clock } });
    await until(rolecall, ({ state }) => state === 'fresh');
    simulator.faults.add({ do: { kind: 'silence' } });
    const running = rolecall.app.sync.run({ source: 'api:test', isExempt: true });
    await new Promise((resolve) => setTimeout(resolve, 30));
    const begunAt = livedMs();
    await rolecall.close();
    expect(livedMs() - begunAt).toBeLessThan(2_000);
    expect(await running).toMatchObject({ run: { kinds: Array(3).fill({ error: { code: 'cancelled' } }) } });
  });
});
