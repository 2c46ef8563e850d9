import { resolve } from 'node:path';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { WebSocket } from 'ws';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { createClient, type RolecallClient } from '../../integrations/client/index.ts';
import { completeScript, SCRIPTS } from '../../integrations/streamerbot/build-scripts.mjs';
import { FakeStreamerbot } from '../peers/fake-streamerbot.ts';
import { findings } from '../support/axe.ts';
import { launchBrowser } from '../support/browser.ts';
import { startTestApp, type TestApp, type TestAppOptions } from '../support/start-app.ts';

const CHANNEL = { subscribers: 3, vips: 2, moderators: 1 } as const;
const TOKEN = 'owner-token-of-a-test-0123456789';
const NEW_HERE = { isConnected: false, config: { twitchClientId: null } } as const;

let browser: Browser;
let context: BrowserContext;
const closers: (() => unknown)[] = [];

beforeAll(async () => {
  browser = await launchBrowser();
});
afterAll(() => browser.close());
afterEach(async () => {
  for (const close of closers.splice(0).reverse()) await close();
});

async function start(options: TestAppOptions = {}): Promise<TestApp> {
  const config = { apiToken: TOKEN, ...options.config };
  const app = await startTestApp({ channel: CHANNEL, ...options, config });
  closers.push(() => app.close());
  return app;
}

async function open(url: string, width = 1000): Promise<Page> {
  context = await browser.newContext({
    viewport: { width, height: 700 },
    locale: 'en-US',
    reducedMotion: 'reduce',
  });
  const opened = context;
  closers.push(() => opened.close());
  const page = await context.newPage();
  await page.goto(url);
  return page;
}

async function owner(app: TestApp): Promise<RolecallClient> {
  const client = createClient({ url: app.wsUrl, token: TOKEN, WebSocket });
  closers.push(() => client.close());
  await client.connect();
  return client;
}

describe('a program that Rolecall calls', () => {
  it('is switched on, found under another port, given an action, and all of it taken back', async () => {
    const bot = await FakeStreamerbot.start();
    closers.push(() => bot.stop());
    const app = await start();
    const client = await owner(app);
    const saved = async () => (await client.call('peers.get')).streamerbot;
    const before = await saved();
    const page = await open(`${app.baseUrl}/settings#integrations`, 280);
    const card = page.locator('rolecall-peer').filter({ hasText: 'Streamer.bot: run your actions' });
    const state = card.locator('[part=state]');
    await card.getByText('Where it listens').click();
    await card.getByLabel('Port').fill(String(bot.port));
    // What is typed outlives the switch beside it.
    await card.getByRole('switch', { name: 'Streamer.bot: run your actions: On' }).click();
    await expect.poll(async () => (await saved()).isOn).toBe(true);
    expect((await saved()).port).toBe(before.port);
    expect(await card.getByLabel('Port').inputValue()).toBe(String(bot.port));
    await card.getByRole('button', { name: 'Save' }).click();
    await card.getByText('Saved', { exact: true }).first().waitFor();
    await expect.poll(() => state.innerText()).toBe('Connected');
    expect(await findings(page)).toEqual([]);
    await card.getByLabel('When a sync failed').selectOption({ label: 'Welcome' });
    await expect.poll(async () => (await saved()).actions.syncFailed?.name).toBe('Welcome');
    await page.getByRole('button', { name: /^Undo/ }).click();
    await expect.poll(async () => (await saved()).actions.syncFailed).toBeNull();
    await card.getByLabel('Computer').fill(' ');
    await card.getByRole('button', { name: 'Save' }).click();
    await card.getByRole('alert').filter({ hasText: 'Type a name or an address' }).waitFor();
    expect(await saved()).toMatchObject({ isOn: true, host: before.host, port: bot.port });
  });
});

it('a program that does not answer can be tried again at once', async () => {
  const app = await start();
  const client = await owner(app);
  const page = await open(`${app.baseUrl}/settings#integrations`, 700);
  const card = page.locator('rolecall-peer').filter({ hasText: 'OBS: notice your stream' });
  expect(await card.locator('[part=state]').count()).toBe(0);
  await client.call('peers.set', { obs: { isOn: true, port: 1 } });
  await card.locator('[part=state]').getByText('Not connected').waitFor();
  const { since } = (await client.call('peers.get')).obs.state;
  await card.getByRole('button', { name: 'Try again now' }).click();
  await expect.poll(async () => (await client.call('peers.get')).obs.state.since).not.toBe(since);
  await card.locator('[part=state]').getByText('Not connected').waitFor();
  expect(await findings(page)).toEqual([]);
});

describe('what there is to download', () => {
  it('is one click away, with the token of the page where everything needs one', async () => {
    const app = await start({ config: { host: '127.0.0.2' } });
    const base = `http://127.0.0.2:${app.port}`;
    const page = await open(`${base}/settings?token=${TOKEN}#integrations`);
    for (const [name, file] of [
      ['Download rolecall.sb', 'rolecall.sb'],
      ['Download the waiting badge', 'rolecall-badge.html'],
      ['Download the waiting dock', 'rolecall-dock.html'],
    ] as const) {
      const link = page.getByRole('link', { name });
      expect((await fetch(`${base}/integrations/${file}`)).status).toBe(401);
      const download = page.waitForEvent('download');
      await link.click();
      expect((await download).suggestedFilename()).toBe(file);
      expect(await (await download).failure()).toBeNull();
    }
    for (const script of Object.keys(SCRIPTS)) {
      const opened = context.waitForEvent('page');
      await page.getByRole('link', { name: `${script}.cs` }).click();
      const text = await (await opened).locator('pre').innerText();
      expect(text).toBe(completeScript('.', script).replaceAll('http://127.0.0.1:7653', base));
    }
  });
});

describe('the demo', () => {
  const demoProgram = resolve('dist/server/main.js');

  it('opens in a tab of its own at a press, with a channel that is up to date', async () => {
    const app = await start({ ...NEW_HERE, app: { demoProgram } });
    const page = await open(`${app.baseUrl}/settings#connect`);
    const opened = context.waitForEvent('page', { timeout: 15_000 });
    await page.getByRole('button', { name: 'See the demo' }).click();
    await page.getByText('Starting the demo').waitFor();
    const demo = await opened;
    await demo.getByRole('heading', { name: 'TTS: subs · VIPs · mods' }).waitFor();
    const link = page.getByRole('link', { name: 'Open the demo' });
    expect(await link.getAttribute('href')).toBe(demo.url());
    expect(await findings(page)).toEqual([]);
    // The dock offers the same to who has never connected; the demo itself does not.
    const dock = await open(`${app.baseUrl}/dock`, 280);
    await dock.getByRole('button', { name: 'See the demo' }).waitFor();
    expect(await findings(dock)).toEqual([]);
  });

  it('says what to do where it cannot start, and is not offered to a page on another device', async () => {
    const app = await start(NEW_HERE);
    const page = await open(`${app.baseUrl}/settings#connect`);
    await page.getByRole('button', { name: 'See the demo' }).click();
    await page.getByRole('alert').filter({ hasText: 'npm start -- --demo' }).waitFor();
    expect(await page.getByRole('button', { name: 'See the demo' }).isEnabled()).toBe(true);
    const config = { ...NEW_HERE.config, host: '127.0.0.2' };
    const lan = await start({ ...NEW_HERE, config, simulator: app.simulator });
    const far = await open(`http://127.0.0.2:${lan.port}/settings?token=${TOKEN}#connect`);
    await far.getByText('How shall Rolecall ask Twitch?').waitFor();
    expect(await far.getByRole('button', { name: 'See the demo' }).count()).toBe(0);
  });
});
