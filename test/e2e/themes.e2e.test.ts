import type { Browser, BrowserContextOptions, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { SECTIONS } from '../../overlay/lib/state/settings-sections.ts';
import { LANGUAGES } from '../../server/core/languages.ts';
import { findings } from '../support/axe.ts';
import { launchBrowser } from '../support/browser.ts';
import { FakeRolecall } from '../support/fake-rolecall.ts';
import { startTestApp, type TestApp } from '../support/start-app.ts';
import { edgeWidth, overhang } from './in-page.ts';
import { STATE_NAMES, STATES } from './states.ts';

let browser: Browser;
let fake: FakeRolecall;
let app: TestApp;
let page: Page | undefined;

beforeAll(async () => {
  browser = await launchBrowser();
  fake = await new FakeRolecall().start();
  app = await startTestApp({ channel: { subscribers: 30, vips: 4, moderators: 2 } });
});
afterEach(() => page?.close());
afterAll(async () => {
  await app.close();
  await fake.stop();
  await browser.close();
});

async function open(url: string, options: BrowserContextOptions = {}): Promise<Page> {
  const viewport = { width: 460, height: 900 };
  page = await browser.newPage({ viewport, locale: 'en-US', reducedMotion: 'reduce', ...options });
  await page.goto(url);
  return page;
}

const isLight = async (opened: Page): Promise<boolean> =>
  (await opened.evaluate("getComputedStyle(document.documentElement).getPropertyValue('color-scheme')")) ===
  'light';

describe('the light theme', () => {
  const OBS = 'Mozilla/5.0 (Windows NT 10.0) Chrome/103.0.0.0 OBS/29.1.3 Safari/537.36';
  it.each<[string, BrowserContextOptions, boolean]>([
    ['', { colorScheme: 'light' }, true],
    ['', { colorScheme: 'dark' }, false],
    ['?theme=light', { colorScheme: 'dark' }, true],
    ['?theme=dark', { colorScheme: 'light' }, false],
    ['?theme=blue', { colorScheme: 'light' }, true],
    // OBS tells what Windows prefers; it is dark itself.
    ['', { colorScheme: 'light', userAgent: OBS }, false],
    ['?theme=light', { colorScheme: 'dark', userAgent: OBS }, true],
  ])('of /dock%s for %j: %s', async (search, options, light) => {
    fake.status = STATES.fresh();
    for (const path of ['/dock', '/settings']) {
      const opened = await open(`${fake.baseUrl}${path}${search}`, options);
      expect(await isLight(opened), path).toBe(light);
      await opened.close();
    }
  });

  it.each(STATE_NAMES)('leaves axe nothing to say about the dock when %s', async (state) => {
    fake.status = STATES[state]();
    const opened = await open(`${fake.baseUrl}/dock?theme=light`);
    await opened.locator(`rolecall-health[state=${fake.status.state}]`).waitFor();
    expect(await findings(opened)).toEqual([]);
  });

  it.each(['light', 'dark'])(
    'leaves axe nothing to say about any section of the settings (%s)',
    async (theme) => {
      const opened = await open(`${app.baseUrl}/settings?theme=${theme}`);
      for (const section of SECTIONS) {
        await opened.evaluate(`location.hash = '${section}'`);
        await opened.locator(`rolecall-settings[section=${section}]`).waitFor();
        await opened.waitForTimeout(50);
        expect(await findings(opened), section).toEqual([]);
      }
    },
  );
});

describe('in high contrast', () => {
  const forced: BrowserContextOptions = { forcedColors: 'active', colorScheme: 'dark' };

  it.each<[string, () => string]>([
    ['a switch of the settings', () => `${app.baseUrl}/settings#sync`],
    ['a feature of the dock', () => `${app.baseUrl}/dock`],
  ])('%s that is on looks different from one that is off', async (_of, url) => {
    const opened = await open(url(), forced);
    const one = opened.getByRole('switch').first();
    const isOn = async (): Promise<boolean> =>
      (await one.getAttribute('aria-checked')) === null
        ? one.isChecked()
        : (await one.getAttribute('aria-checked')) === 'true';
    const look = async (): Promise<string> => (await one.screenshot()).toString('base64');
    await one.waitFor();
    const [was, before] = [await isOn(), await look()];
    await one.click();
    await opened.mouse.move(0, 0);
    await expect.poll(isOn).toBe(!was);
    expect(await look()).not.toBe(before);
    await one.click();
    await expect.poll(isOn).toBe(was);
  });

  /** What is written on each button that can be seen, and how wide its edge is. */
  const edges = async (opened: Page): Promise<[string, string][]> =>
    Promise.all(
      (await opened.locator('button:visible').all()).map(async (button): Promise<[string, string]> => [
        (await button.textContent())?.trim() ?? '',
        await edgeWidth(button),
      ]),
    );

  it('each button of the dock has an edge', async () => {
    const opened = await open(`${app.baseUrl}/dock`, forced);
    await opened.getByRole('switch').first().waitFor();
    const found = await edges(opened);
    expect(found.length).toBeGreaterThan(4);
    expect(found.filter(([, width]) => width === '0px')).toEqual([]);
  });

  it('each button of the settings has an edge', async () => {
    const opened = await open(`${app.baseUrl}/settings`, forced);
    const found: [string, string][] = [];
    for (const section of SECTIONS) {
      await opened.evaluate(`location.hash = '${section}'`);
      await opened.locator(`rolecall-settings[section=${section}]`).waitFor();
      await opened.waitForTimeout(50);
      found.push(...(await edges(opened)));
    }
    expect(found.length).toBeGreaterThan(10);
    expect(found.filter(([, width]) => width === '0px')).toEqual([]);
  });

  it.each(['light', 'dark'] as const)(
    'axe finds nothing in any section of the settings where the system is %s',
    async (colorScheme) => {
      const opened = await open(`${app.baseUrl}/settings`, { ...forced, colorScheme });
      for (const section of SECTIONS) {
        await opened.evaluate(`location.hash = '${section}'`);
        await opened.locator(`rolecall-settings[section=${section}]`).waitFor();
        await opened.waitForTimeout(50);
        expect(await findings(opened), section).toEqual([]);
      }
    },
  );

  it('names and “Why not?” in the feed are links without boxes', async () => {
    const opened = await open(`${app.baseUrl}/dock`, forced);
    await opened.locator('rolecall-health[state=fresh]').waitFor();
    await fetch(`${app.baseUrl}/api/check?user=nobody_known`);
    const row = opened.locator('rolecall-decision-rows');
    for (const part of ['name', 'why-not']) {
      const link = row.locator(`[part=${part}]`).first();
      await link.waitFor();
      expect([part, await edgeWidth(link)]).toEqual([part, '0px']);
    }
  });

  it('what asks for the login and for its code has edges', async () => {
    fake.status = { ...STATES.disconnected(), channel: null };
    const none = { through: 'login', channel: null, clientId: null, problem: null, scopes: [], missing: [] };
    const pending = {
      userCode: 'ABCDEFGH',
      verificationUri: 'https://www.twitch.tv/activate',
      expiresAt: new Date(Date.now() + 600_000).toISOString(),
    };
    for (const [part, ask] of [
      ['connect-button', null],
      ['open', pending],
    ] as const) {
      fake.handle('twitch.status', () => ({ state: 'none', pending: ask, ...none }));
      const opened = await open(`${fake.baseUrl}/dock`, forced);
      const button = opened.locator(`rolecall-connect [part=${part}]`);
      await button.waitFor();
      expect([part, await edgeWidth(button)]).toEqual([part, '1px']);
      await opened.close();
    }
  });
});

describe('the footer of a narrow dock', () => {
  it.each(LANGUAGES)('cuts off no counts of a large channel, in %s', async (language) => {
    const { kinds } = STATES.fresh();
    const counts = { subscribers: 12_480, vips: 124, moderators: 86 };
    fake.status = {
      ...STATES.fresh(),
      kinds: {
        subscribers: { ...kinds.subscribers, count: counts.subscribers },
        vips: { ...kinds.vips, count: counts.vips },
        moderators: { ...kinds.moderators, count: counts.moderators },
      },
    };
    const opened = await open(`${fake.baseUrl}/dock?lang=${language}`);
    await opened.locator('rolecall-health[state=fresh]').waitFor();
    for (const width of [280, 300, 340]) {
      await opened.setViewportSize({ width, height: 600 });
      for (const part of ['.counts', '.age'])
        expect([width, part, await overhang(opened.locator(`rolecall-footer ${part}`))]).toEqual([
          width,
          part,
          0,
        ]);
    }
  });
});
