import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser, BrowserContextOptions, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { DEFAULT_POLICY } from '../../server/core/policy.ts';
import { WARNING_CODES } from '../../server/core/warnings.ts';
import { startSimulator } from '../../server/demo/simulator.ts';
import { findings } from '../support/axe.ts';
import { launchBrowser } from '../support/browser.ts';
import { FakeRolecall, statusOf, WireError } from '../support/fake-rolecall.ts';
import { startTestApp } from '../support/start-app.ts';
import { warningOf } from '../support/warnings.ts';
import { TestClient } from '../support/ws-client.ts';
import { notLive, questionsOf } from './states.ts';

const IN_OBS = 'Mozilla/5.0 (Windows NT 10.0; Win64; x64) Chrome/127.0.0.0 Safari/537.36 OBS/31.0.0';

let browser: Browser;
let fake: FakeRolecall;
let pages: Page[] = [];
let complaints: string[] = [];

beforeAll(async () => {
  browser = await launchBrowser();
  fake = await new FakeRolecall().start();
  fake.handle('policy.get', () => ({ features: DEFAULT_POLICY }));
  fake.handle('diagnostics.get', () => ({ text: '', wrongQuestions: [] }));
});
afterEach(async () => {
  for (const page of pages) await page.context().close();
  const said = complaints;
  [pages, complaints] = [[], []];
  expect(said).toEqual([]);
});
afterAll(async () => {
  await fake.stop();
  await browser.close();
});

async function open(
  url: string,
  options: BrowserContextOptions = {},
  prepare?: (page: Page) => Promise<unknown>,
) {
  const context = await browser.newContext({
    viewport: { width: 460, height: 600 },
    locale: 'en-US',
    reducedMotion: 'reduce',
    ...options,
  });
  const page = await context.newPage();
  pages.push(page);
  page.on('pageerror', (error) => complaints.push(String(error)));
  await prepare?.(page);
  await page.goto(url);
  return page;
}

const says = (page: Page) => page.locator('[part=trouble-says]');
const button = (page: Page, name: string) => page.getByRole('button', { name, exact: true });
const warn = (...codes: string[]): void =>
  void (fake.status = statusOf({ warnings: codes.map((code) => warningOf(code)) }));
/** Goes through all that there is to tell. @returns the most pixels that anything stuck out sideways */
const widest = (page: Page): Promise<number> =>
  page.evaluate<number>(`(async () => {
    const bar = document.querySelector('rolecall-dock').shadowRoot.querySelector('rolecall-troubles');
    let most = 0;
    for (const _ of bar.items) {
      most = Math.max(most, document.documentElement.scrollWidth - innerWidth, bar.scrollWidth - bar.clientWidth);
      bar.shadowRoot.querySelector('[part=trouble-next]').click();
      await bar.updateComplete;
    }
    return most;
  })()`);

describe('a damaged file, in the real dock', () => {
  it('is said, and the grants of before count again after one press', async () => {
    const simulator = await startSimulator({ subscribers: 3, vips: 1, moderators: 1 });
    const folder = await mkdtemp(join(tmpdir(), 'rolecall-troubles-'));
    try {
      const before = await startTestApp({ simulator, dataFolder: folder });
      const tool = await TestClient.open(before.wsUrl);
      for (const user of ['900000011', '900000012'])
        await tool.call('grants.add', { userId: user, feature: 'tts', minutes: 90 });
      await tool.call('grants.add', { userId: '900000013', feature: 'tts', minutes: 90 });
      tool.socket.terminate();
      await before.close();
      for (const name of (await readdir(folder)).filter((file) => /^access.*\.ndjson$/.test(file))) {
        const lines = (await readFile(join(folder, name), 'utf8')).split('\n');
        await writeFile(join(folder, name), `${lines.slice(0, -2).join('\n')}\n`);
      }
      const app = await startTestApp({ simulator, dataFolder: folder });
      try {
        const page = await open(`${app.baseUrl}/dock`);
        await expect
          .poll(() => says(page).allInnerTexts())
          .toEqual(['Your rules may be wrong, so everything is off.']);
        expect(await page.locator('[part=trouble-act]').getAttribute('href')).toMatch(
          /^\/settings.*#access$/,
        );
        const settings = await open(`${app.baseUrl}/settings#access`, {
          viewport: { width: 1000, height: 700 },
        });
        await button(settings, 'The rules are right').click();
        const restore = page.getByRole('button', { name: 'Restore 2 grants' });
        await expect
          .poll(() => page.locator('[part=trouble-act]').allInnerTexts())
          .not.toContain('Look at the rules');
        for (let turns = 0; turns < 4 && !(await restore.isVisible()); turns++)
          await page.locator('[part=trouble-next]').click();
        await restore.click();
        await page.getByText('2 grants count again.').waitFor();
        await restore.waitFor({ state: 'detached' });
        const again = await TestClient.open(app.wsUrl);
        const { result } = await again.call('access.check', { userId: '900000011' });
        expect(result).toMatchObject({ allowed: true, reason: 'grant' });
        again.socket.terminate();
      } finally {
        await app.close();
      }
    } finally {
      await simulator.close();
      await rm(folder, { recursive: true, force: true });
    }
  });
});

describe('who asks wrongly', () => {
  it('stands in the dock with how to mend it, and with the diagnostics in the settings', async () => {
    const app = await startTestApp({ channel: { subscribers: 3, vips: 1, moderators: 1 } });
    try {
      for (let times = 0; times < 3; times++)
        await fetch(`${app.baseUrl}/api/check?userId=7&platform=%25userType%25&format=text`, {
          headers: { 'user-agent': 'Streamer.bot/1.0' },
        });
      const page = await open(`${app.baseUrl}/dock`);
      await expect
        .poll(() => says(page).allInnerTexts())
        .toEqual(['Streamer.bot asked wrongly 3 times: platform was not filled in.']);
      expect(await page.locator('[part=trouble-fix]').innerText()).toMatch(/variable/);
      await page.locator('[part=trouble-close]').click();
      await expect.poll(() => says(page).count()).toBe(0);

      const noClipboard = (settings: Page) =>
        settings.addInitScript('Object.defineProperty(navigator, "clipboard", { value: undefined })');
      const settings = await open(
        `${app.baseUrl}/settings#help`,
        { viewport: { width: 1000, height: 700 } },
        noClipboard,
      );
      await settings.getByText('Streamer.bot asked wrongly 3 times: platform was not filled in.').waitFor();
      await button(settings, 'Show diagnostics').click();
      const text = settings.locator('rolecall-copy [part=text]');
      await expect.poll(() => text.innerText()).toMatch(/^Rolecall diagnostics/);
      expect(await text.innerText()).toMatch(/Streamer\.bot, access\.check, 3×/);
      await settings.evaluate(
        `document.addEventListener('copy', () => (window.copied = String(getSelection())))`,
      );
      await settings.getByRole('button', { name: 'Copy: Diagnostics' }).click();
      await settings.getByRole('button', { name: 'Copied: Diagnostics' }).waitFor();
      expect(await settings.evaluate('window.copied.trimEnd()')).toBe((await text.innerText()).trimEnd());
    } finally {
      await app.close();
    }
  });
});

describe('the line on top', () => {
  it('has the server dismiss what was read, and says why where that fails', async () => {
    warn('file_restored', 'counts_lost');
    const page = await open(`${fake.baseUrl}/dock`);
    await says(page).getByText('settings.json was damaged or missing.').waitFor();
    fake.handle('warnings.dismiss', ({ code }) => {
      fake.setStatus(statusOf({ warnings: [warningOf('counts_lost')] }));
      return { dismissed: code === 'file_restored' };
    });
    await button(page, 'OK').click();
    await says(page).getByText('Your counts of the past are lost').waitFor();
    fake.handle('warnings.dismiss', () => {
      throw new WireError('unavailable', 'The disk is full.');
    });
    await button(page, 'OK').click();
    await page.locator('[part=notice]').getByText('The disk is full.').waitFor();
    expect(await says(page).count()).toBe(1);
    await expect.poll(() => fake.hasListener('diagnostics.changed')).toBe(true);
    fake.emit('diagnostics.changed', questionsOf(4));
    await page.locator('[part=trouble-next]').getByText('1/3').waitFor();
  });

  it('goes when the server goes, since it may be over', async () => {
    warn('store_gone');
    const page = await open(`${fake.baseUrl}/dock`);
    await says(page).waitFor();
    await fake.stop();
    try {
      await page.locator('rolecall-health[state=away]').waitFor();
      // How to start Rolecall is the one thing to say.
      await expect
        .poll(() => says(page).allInnerTexts())
        .toEqual([expect.stringMatching(/^Start it again: /)]);
      expect(await page.locator('[part=trouble-act]').count()).toBe(0);
    } finally {
      await fake.start();
    }
  });

  it.each([
    [280, 600],
    [300, 600],
    [460, 600],
    [1280, 720],
    [3840, 2160],
  ])('fits %i by %i with everything at once, in both languages', async (width, height) => {
    warn(...WARNING_CODES);
    fake.handle('diagnostics.get', () => questionsOf(3));
    for (const lang of ['en', 'de']) {
      const page = await open(`${fake.baseUrl}/dock?lang=${lang}`, { viewport: { width, height } });
      await says(page).waitFor();
      expect(await widest(page)).toBe(0);
    }
  });
});

describe('a list that is not live', () => {
  it.each([
    ['en', 'New VIPs show with the next sync.', '· not live'],
    ['de', 'Neue VIPs zeigen sich mit dem nächsten Sync.', '· nicht live'],
  ])('is said in plain words (%s)', async (lang, sentence, mark) => {
    fake.status = notLive('vips');
    const page = await open(`${fake.baseUrl}/dock?lang=${lang}`);
    await page.locator('button[part=counts]').click();
    await expect.poll(() => page.locator('[part=message]').innerText()).toBe(sentence);
    expect(await page.locator('[part=late]').allInnerTexts()).toEqual([mark]);
    fake.setStatus(statusOf());
    await expect.poll(() => page.locator('[part=late]').count()).toBe(0);
  });
});

describe('axe finds nothing to say about', () => {
  it.each([
    ['/dock', 300],
    ['/dock?lang=de', 460],
    ['/settings#access', 1000],
    ['/settings?lang=de#help', 300],
  ])('everything at once in %s', async (path, width) => {
    warn(...WARNING_CODES);
    fake.handle('diagnostics.get', () => questionsOf(3));
    const page = await open(`${fake.baseUrl}${path}`, { viewport: { width, height: 2_400 } });
    await says(page).first().waitFor();
    if (path.includes('help')) {
      await page.locator('[part=diagnostics]').click();
      await page.locator('rolecall-copy').waitFor();
    }
    expect(await findings(page)).toEqual([]);
  });
});

it('with forced colours each button has an edge', async () => {
  warn('grants_waiting', 'file_restored');
  const page = await open(`${fake.baseUrl}/dock`, { forcedColors: 'active' });
  await says(page).waitFor();
  const edges = await page.evaluate(`(() => {
    const dock = document.querySelector('rolecall-dock').shadowRoot;
    const bar = dock.querySelector('rolecall-troubles').shadowRoot;
    const at = (element) => getComputedStyle(element);
    return [...bar.querySelectorAll('button')].map((one) => [at(one).borderColor !== at(one).backgroundColor, at(one).borderWidth]);
  })()`);
  expect(edges).toEqual(Array(3).fill([true, '1px']));
});

describe('inside OBS, which saves no files', () => {
  it('addresses to open in a browser take the place of downloads', async () => {
    fake.status = statusOf();
    const page = await open(`${fake.baseUrl}/settings#integrations`, { userAgent: IN_OBS });
    const host = fake.baseUrl.replace('127.0.0.1', 'localhost');
    const texts = () => page.locator('rolecall-copy [part=text]').allInnerTexts();
    const files = ['rolecall-badge.html', 'rolecall-dock.html', 'rolecall.sb'];
    await expect
      .poll(texts)
      .toEqual(expect.arrayContaining(files.map((file) => `${host}/integrations/${file}`)));
    expect(await page.locator('a[download]').count()).toBe(0);
    expect(await page.getByText('open this address in your browser').count()).toBe(3);
    await page.evaluate("location.hash = '#data'");
    await expect.poll(texts).toEqual([`${host}/settings#data`]);
    expect(await page.getByRole('button', { name: /Backup|Table/ }).count()).toBe(0);
  });

  it('and a browser downloads as before', async () => {
    fake.status = statusOf();
    const page = await open(`${fake.baseUrl}/settings#integrations`);
    await expect.poll(() => page.locator('a[download]').count()).toBe(3);
  });
});

describe('what is loaded later', () => {
  const sentence = 'A part of this page could not be loaded. Load the page again.';

  it('says so once if it cannot be had, keeps the rest, and is tried again', async () => {
    warn('file_restored');
    let isGone = true;
    const page = await open(`${fake.baseUrl}/dock`, {}, (opened) =>
      opened.route(/dock-lists-/, (route) => (isGone ? route.abort() : route.continue())),
    );
    await page.locator('button[part=counts]').click();
    await page.getByText(sentence).waitFor({ state: 'attached' });
    await page.keyboard.press('Escape');
    await page.getByText(sentence).waitFor();
    await says(page).waitFor();
    expect(await page.getByText(sentence).count()).toBe(1);
    await page.getByRole('tab', { name: 'People' }).click();
    isGone = false;
    fake.cut();
    await page.getByText(sentence).waitFor({ state: 'detached' });
  });

  it('comes with a locale that Intl refuses too', async () => {
    fake.status = statusOf();
    const of = (ms: number) => new Date(Date.now() - ms).toISOString();
    const items = [3_600_000, 0].map((ms) => ({ at: of(ms), subscribers: 10, vips: 1, moderators: 1 }));
    fake.handle('sync.stats', () => ({ items, since: items[0]!.at }));
    const page = await open(`${fake.baseUrl}/dock`, {}, (opened) =>
      opened.addInitScript(
        `Object.defineProperty(Navigator.prototype, 'language', { get: () => 'en-US@posix' });
         Object.defineProperty(Navigator.prototype, 'languages', { get: () => ['en-US@posix'] });`,
      ),
    );
    await page.locator('button[part=counts]').click();
    await page.locator('rolecall-counts [part=chart] canvas').waitFor();
    expect(await page.getByText(sentence).count()).toBe(0);
  });
});
