import type { Browser, Page } from 'playwright-core';
import { WebSocket } from 'ws';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { createClient } from '../../integrations/client/index.ts';
import { LANGUAGES } from '../../server/core/languages.ts';
import { startSimulator } from '../../server/demo/simulator.ts';
import { launchBrowser } from '../support/browser.ts';
import { firstLoad, gzippedSize } from '../support/first-load.ts';
import { startTestApp, type TestApp, type TestAppOptions } from '../support/start-app.ts';
import { isFocused, overhang } from './in-page.ts';

const CHANNEL = { subscribers: 345, vips: 12, moderators: 6 } as const;
const STRANGER = CHANNEL.subscribers + CHANNEL.vips + CHANNEL.moderators + 7;

/** Changes that only a sync can find. */
const QUIETLY = { announce: false } as const;

let browser: Browser;
let apps: TestApp[] = [];
let pages: Page[] = [];
/** What no page may ever do: complain, fail to load something, or talk to somebody else. */
let complaints: string[] = [];

beforeAll(async () => {
  browser = await launchBrowser();
});
afterAll(async () => {
  await browser.close();
});
afterEach(async () => {
  for (const page of pages) await page.close();
  for (const app of apps) await app.close();
  const said = complaints;
  [pages, apps, complaints] = [[], [], []];
  expect(said).toEqual([]);
});

async function start(options: TestAppOptions = {}): Promise<TestApp> {
  const app = await startTestApp({ channel: CHANNEL, ...options });
  apps.push(app);
  return app;
}

async function open(app: TestApp, path: string, size = { width: 460, height: 600 }): Promise<Page> {
  const page = await browser.newPage({ viewport: size, locale: 'en-US' });
  pages.push(page);
  page.on('pageerror', (error) => complaints.push(String(error)));
  page.on('console', (message) => {
    // What finds the server away is logged by the browser itself.
    const isAway = /\/ws|ERR_CONNECTION_REFUSED/.test(message.text());
    if (message.type() === 'error' && !isAway) complaints.push(message.text());
  });
  page.on('request', (request) => {
    if (!request.url().startsWith(app.baseUrl)) complaints.push(`asked ${request.url()}`);
  });
  await page.goto(`${app.baseUrl}${path}`);
  return page;
}

const heading = (page: Page, name: string): Promise<void> =>
  page.getByRole('heading', { name, exact: true }).waitFor();
const text = (page: Page, words: string | RegExp): Promise<void> => page.getByText(words).first().waitFor();
/** Waits until the notice says this. */
const outcome = async (page: Page, words: RegExp): Promise<void> => {
  await page.locator('[part=notice]').filter({ hasText: words }).waitFor();
};
/** Waits until the footer says so of the lists. */
const says = async (page: Page, words: RegExp): Promise<void> => {
  await page.locator('rolecall-footer [part=age]').filter({ hasText: words }).waitFor();
};
const syncButton = (page: Page) => page.getByRole('button', { name: 'Sync now' });

const counts = (page: Page): Promise<string> => page.locator('rolecall-footer .counts').innerText();

describe('the dock', () => {
  it('says who may speak and what the first sync found, and follows a manual sync to its result', async () => {
    const app = await start();
    const page = await open(app, '/dock');
    await heading(page, 'TTS: subs · VIPs · mods');
    await says(page, /^Up to date · just now$/);
    expect(await counts(page)).toBe('345 subs · 12 VIPs · 6 mods');
    await page.locator('button[part=counts]').click();
    const sheet = page.locator('rolecall-sheet');
    await expect
      .poll(() => sheet.locator('rolecall-kind [part=count]').allInnerTexts())
      .toEqual(['345', '12', '6']);
    expect(await sheet.locator('rolecall-kind [part=meta]').allInnerTexts()).toEqual([
      'just now',
      'just now',
      'just now',
    ]);
    await text(page, /^\s*Next sync in (29|30) min\s*$/);
    await page.keyboard.press('Escape');

    app.simulator.world.addVip(app.simulator.world.truth.users.idAt(STRANGER), QUIETLY);
    app.simulator.world.endSubscription(app.simulator.world.truth.users.idAt(3), QUIETLY);
    await syncButton(page).click();
    await outcome(page, /1 gained a role, 1 lost one\. 344 subs · 13 VIPs · 6 mods/);
    expect(await counts(page)).toBe('344 subs · 13 VIPs · 6 mods');
  });

  it('has room for ten rows of the feed in 300 by 600', async () => {
    const app = await start();
    const page = await open(app, '/dock', { width: 300, height: 600 });
    const client = createClient({ url: app.wsUrl, WebSocket });
    await client.connect();
    for (let index = 0; index < 20; index++)
      await client.call('access.check', { userId: app.simulator.world.truth.users.idAt(index) });
    client.close();
    const rows = page.locator('rolecall-decision-rows');
    await rows.locator('[aria-posinset="15"]').waitFor();
    const list = (await rows.boundingBox())!;
    const tenth = (await rows.locator('[aria-posinset="10"]').boundingBox())!;
    expect(tenth.y + tenth.height).toBeLessThanOrEqual(list.y + list.height);
    expect(list.y + list.height).toBeLessThanOrEqual(600);
  });

  it('shows progress while a sync runs, and cannot start a second one', async () => {
    const app = await start({ channel: { ...CHANNEL, subscribers: 4_000 } });
    const page = await open(app, '/dock');
    await says(page, /^Up to date/);
    app.simulator.faults.add({ do: { kind: 'latency', ms: 90 } });
    const { width } = (await syncButton(page).boundingBox())!;
    await syncButton(page).click();
    const running = page.getByRole('button', { name: /^Syncing, \d+%$/ });
    await running.waitFor();
    expect((await running.boundingBox())?.width).toBe(width);
    await says(page, /^about \d+ s left$/);
    const bar = page.getByRole('progressbar', { name: 'Sync progress' });
    expect(Number(await bar.getAttribute('aria-valuenow'))).toBeGreaterThan(0);
    await page.getByRole('button', { name: /^Syncing/ }).click({ force: true });
    await outcome(page, /Nothing has changed\. 4,000 subs/);
    expect(await bar.count()).toBe(0);
    const runs = app.lines.filter((line) => line.includes('Starting sync') && line.includes('manual-ui'));
    expect(runs).toHaveLength(1);
  });

  it('says nothing false while the lists are read for the first time', async () => {
    const simulator = await startSimulator({ ...CHANNEL, subscribers: 4_000 });
    simulator.faults.add({ do: { kind: 'latency', ms: 150 } });
    const app = await start({ simulator });
    const page = await open(app, '/dock');
    await page.getByRole('heading', { name: /^Reading your lists: [\d,]+ so far$/ }).waitFor();
    await page
      .locator('rolecall-footer .counts')
      .getByText(/^[\d,]+ read so far$/)
      .waitFor();
    await page.getByRole('tab', { name: 'People' }).click();
    await page
      .locator('rolecall-viewers')
      .getByText(/read so far$|^Waiting for Twitch$/)
      .waitFor();
    expect(await page.getByRole('radio', { name: /^(Subs|VIPs|Mods).*\b0\b/ }).count()).toBe(0);
    await says(page, /^Up to date/);
    await page.getByRole('tab', { name: 'Changes' }).click();
    await page.getByText('First read: 4,000 subs, 12 VIPs, 6 mods').waitFor();
    expect(await page.locator('rolecall-change-rows .row').count()).toBe(1);
    await page.close();
    pages = [];
    await app.close();
    apps = [];
    await simulator.close();
  });

  it('says that it has just been synced, and syncs anyway if asked to', async () => {
    const app = await start({ config: { syncWindowMs: 300_000, syncMinGapMs: 60_000 } });
    const page = await open(app, '/dock');
    await says(page, /^Up to date/);
    await syncButton(page).click();
    await outcome(page, /Synced just now/);
    await page.getByRole('button', { name: 'Sync anyway' }).click();
    await outcome(page, /Nothing has changed\. 345 subs/);
  });

  it('follows a sync that somebody else asked for, without announcing it', async () => {
    const app = await start();
    const page = await open(app, '/dock');
    await says(page, /^Up to date/);
    app.simulator.world.addVip(app.simulator.world.truth.users.idAt(STRANGER), QUIETLY);
    const client = createClient({ url: app.wsUrl, WebSocket });
    await client.connect();
    await client.call('sync.run', { source: 'api:somebody' });
    client.close();
    await page.locator('rolecall-footer').getByText('13 VIPs').waitFor();
    expect(await page.locator('[part=notice]').count()).toBe(0);
  });

  it('says which list failed, why, and how to mend it, in its own words and once', async () => {
    const app = await start({ scopes: ['channel:read:subscriptions', 'moderation:read'] });
    const page = await open(app, '/dock');
    await says(page, /^Partly synced/);
    await text(page, 'VIPs could not be read: Twitch was not asked to allow it.');
    expect(await page.locator('[part=trouble-says]').count()).toBe(1);
    await page.getByRole('button', { name: 'Allow it at Twitch' }).waitFor();
    expect(await page.locator('rolecall-dock').innerText()).not.toMatch(/scope|channel:read/);
    expect(await counts(page)).toBe('345 subs · – VIPs · 6 mods');
  });

  it('shows one error once when all lists fail of it, and recovers', async () => {
    const app = await start();
    const page = await open(app, '/dock');
    await says(page, /^Up to date/);
    const heal = app.simulator.faults.add({ do: { kind: 'status', status: 503 } });
    await syncButton(page).click();
    await says(page, /^Sync failed/);
    await text(page, 'No list could be read: Twitch has trouble of its own.');
    expect(await page.locator('[part=trouble-says]').count()).toBe(1);
    expect(await counts(page)).toBe('345 subs · 12 VIPs · 6 mods');
    heal();
    await page.getByRole('button', { name: 'Try again' }).click();
    await says(page, /^Up to date/);
  });

  it('says clearly that there is no login', async () => {
    const page = await open(await start({ isConnected: false }), '/dock');
    await heading(page, 'Twitch is not connected');
    await page.getByRole('button', { name: 'Connect Twitch' }).waitFor();
    expect(await syncButton(page).getAttribute('aria-disabled')).toBe('true');
  });

  it('leads who uses Streamer.bot to the way without a client id', async () => {
    const page = await open(await start({ isConnected: false, config: { twitchClientId: null } }), '/dock');
    const way = page.getByRole('link', { name: /^Do you use Streamer\.bot/ });
    await way.waitFor();
    await page.goto(new URL((await way.getAttribute('href'))!, page.url()).href);
    await page.getByText('I do not use it').waitFor();
  });

  it('works by keyboard alone and keeps the focus', async () => {
    const app = await start();
    const page = await open(app, '/dock');
    await says(page, /^Up to date/);
    for (let i = 0; i < 14 && !(await isFocused(syncButton(page))); i++) await page.keyboard.press('Tab');
    await page.keyboard.press('Enter');
    await outcome(page, /Nothing has changed\. 345 subs/);
    app.simulator.world.addVip(app.simulator.world.truth.users.idAt(STRANGER), QUIETLY);
    await page.keyboard.press('Space');
    await outcome(page, /1 gained a role, 0 lost one/);
  });

  it.each([
    [280, 500],
    [460, 600],
    [1000, 700],
    [3840, 2160],
  ])('fits %i by %i without scrolling sideways, with the longest feature', async (width, height) => {
    const app = await start();
    const client = createClient({ url: app.wsUrl, WebSocket });
    await client.connect();
    const { tts } = (await client.call('policy.get', {})).features;
    await client.call('policy.set', { feature: 'w'.repeat(40), policy: tts! });
    client.close();
    const page = await open(app, '/dock', { width, height });
    await page.getByRole('switch', { name: 'TTS' }).waitFor();
    const more = page.locator('[part=more]');
    if (await more.isVisible()) await more.click();
    await page.getByRole('switch', { name: /^w+$/ }).waitFor();
    await syncButton(page).click();
    await outcome(page, /Nothing has changed/);
    expect(await page.evaluate('document.documentElement.scrollWidth - innerWidth')).toBe(0);
    await page.getByRole('button', { name: 'Filter' }).click();
    expect(await overhang(page.locator('rolecall-decisions .tools'))).toBe(0);
  });

  it('speaks German if asked to', async () => {
    const page = await open(await start(), '/dock?lang=de');
    await heading(page, 'TTS: Abos · VIPs · Mods');
    await says(page, /^Aktuell · gerade eben$/);
    expect(await page.getAttribute('html', 'lang')).toBe('de');
  });
});

describe('when the server goes away', () => {
  it('the pages keep what was last known, say so, and return by themselves', async () => {
    const app = await start();
    const dock = await open(app, '/dock');
    const badge = await open(app, '/badge', { width: 400, height: 100 });
    await says(dock, /^Up to date/);
    await badge.getByRole('img', { name: 'TTS: subs · VIPs · mods' }).waitFor();
    await app.app.close();
    await heading(dock, 'Rolecall is closed');
    await text(dock, /^\s*Start it again/);
    expect(await counts(dock)).toBe('345 subs · 12 VIPs · 6 mods');
    expect(await syncButton(dock).getAttribute('aria-disabled')).toBe('true');
    await badge.getByRole('img', { name: 'TTS: closed' }).waitFor();

    app.simulator.world.addVip(app.simulator.world.truth.users.idAt(STRANGER), QUIETLY);
    const { dataFolder, simulator, port } = app;
    const again = await startTestApp({ dataFolder, simulator, config: { port } });
    try {
      await heading(dock, 'TTS: subs · VIPs · mods');
      await dock.locator('rolecall-footer').getByText('13 VIPs').waitFor();
      await badge.getByRole('img', { name: 'TTS: subs · VIPs · mods' }).waitFor();
    } finally {
      await again.close();
    }
  });

  it('a quick restart is not worth a word', async () => {
    const app = await start();
    const page = await open(app, '/dock');
    await says(page, /^Up to date/);
    await page.waitForLoadState('networkidle'); // a part that cannot be had would load the page again
    await page.evaluate(`
      window.seen = [];
      new MutationObserver(() => seen.push(document.querySelector('rolecall-dock').getAttribute('view')))
        .observe(document.querySelector('rolecall-dock'), { attributes: true });
    `);
    await app.app.close();
    const { dataFolder, simulator, port } = app;
    const again = await startTestApp({ dataFolder, simulator, config: { port } });
    try {
      await syncButton(page).and(page.locator('[part=sync][aria-disabled=false]')).waitFor();
      expect(await page.evaluate('seen')).not.toContain('away');
    } finally {
      await again.close();
    }
  });
});

describe('the badge', () => {
  it('says who may speak, on a transparent page', async () => {
    const page = await open(await start(), '/badge', { width: 400, height: 100 });
    await page.getByRole('img', { name: 'TTS: subs · VIPs · mods', exact: true }).waitFor();
    const backgrounds = await page.evaluate(
      '[document.documentElement, document.body].map((e) => getComputedStyle(e).backgroundColor)',
    );
    expect(backgrounds).toEqual(['rgba(0, 0, 0, 0)', 'rgba(0, 0, 0, 0)']);
  });

  it('never shows what is wrong, only that something is', async () => {
    const app = await start({ scopes: ['channel:read:subscriptions', 'moderation:read'] });
    const page = await open(app, '/badge', { width: 400, height: 100 });
    await page.getByRole('img', { name: 'TTS: partly old list' }).waitFor();
    expect(await page.content()).not.toMatch(/scope|channel:read|MapleKettle/i);
    expect(await page.locator('rolecall-badge').innerText()).not.toMatch(/scope|channel:read|MapleKettle/i);
  });

  it('keeps its height whatever it says, and leaves no gap', async () => {
    const app = await start();
    const page = await open(app, '/badge', { width: 400, height: 100 });
    const pill = page.locator('[part=pill]');
    await page.getByRole('img', { name: 'TTS: subs · VIPs · mods' }).waitFor();
    const before = await pill.boundingBox();
    app.simulator.faults.add({ do: { kind: 'status', status: 503 } });
    const client = createClient({ url: app.wsUrl, WebSocket });
    await client.connect();
    await client.call('sync.run', { source: 'api:test' });
    client.close();
    await page.getByRole('img', { name: 'TTS: no new list' }).waitFor();
    const { x, y, height } = before!;
    expect(await pill.boundingBox()).toMatchObject({ x, y, height });
    const words = (await page.locator('[part=state]').boundingBox())!;
    const text = await page.evaluate<number>(`(() => {
      const range = document.createRange();
      range.selectNodeContents(document.querySelector('rolecall-badge').shadowRoot.querySelector('[part=state]'));
      return range.getBoundingClientRect().width;
    })()`);
    expect(words.width).toBeCloseTo(text, 0);
  });

  it('can be styled by the custom CSS of OBS', async () => {
    const page = await open(await start(), '/badge?parts=icon,age', { width: 400, height: 100 });
    await page.locator('rolecall-badge[state=fresh]').waitFor();
    await page.addStyleTag({
      content: ':root { --rolecall-badge-size: 40px } rolecall-badge::part(age) { color: rgb(1, 2, 3) }',
    });
    const age = `document.querySelector('rolecall-badge').shadowRoot.querySelector('[part=age]')`;
    expect(await page.evaluate(`getComputedStyle(${age}).color`)).toBe('rgb(1, 2, 3)');
    expect((await page.locator('[part=pill]').boundingBox())?.height).toBeGreaterThan(70);
  });
});

describe('the bundles', () => {
  const BUDGETS = { badge: 9_000, dock: 32_000, settings: 50_000 };
  const all = Object.entries(BUDGETS).flatMap(([name, budget]) =>
    LANGUAGES.map((language) => [name, language, budget] as const),
  );
  it.each(all)('of the %s in %s stay within %i bytes, script and style gzipped', (name, language, budget) => {
    const files = firstLoad(name, language);
    expect(files.filter((file) => file.startsWith(`${name}-`)).length).toBeGreaterThanOrEqual(2);
    expect(gzippedSize(files)).toBeLessThanOrEqual(budget);
  });
});
