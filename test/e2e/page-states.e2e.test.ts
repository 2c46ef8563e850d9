import type { Browser, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { DEFAULT_SETTINGS } from '../../server/store/settings-store.ts';
import { findings } from '../support/axe.ts';
import { launchBrowser } from '../support/browser.ts';
import { FakeRolecall } from '../support/fake-rolecall.ts';
import { isFocused } from './in-page.ts';
import { STATE_NAMES, STATES } from './states.ts';

let browser: Browser;
let fake: FakeRolecall;
let page: Page | undefined;

beforeAll(async () => {
  browser = await launchBrowser();
  fake = await new FakeRolecall().start();
});
afterEach(async () => {
  await page?.close();
});
afterAll(async () => {
  await fake.stop();
  await browser.close();
});

async function open(path: string, width = 460): Promise<Page> {
  page = await browser.newPage({
    // Tall where it is narrow: what an edge cuts off cannot be judged.
    viewport: { width, height: width < 400 ? 1100 : 600 },
    locale: 'en-US',
    reducedMotion: 'reduce',
    colorScheme: 'dark', // the light theme: themes.e2e.test.ts
  });
  await page.goto(`${fake.baseUrl}${path}`);
  return page;
}

describe('axe finds nothing to say', () => {
  describe.each([
    ['/dock', 'rolecall-health', 460],
    ['/dock?lang=de', 'rolecall-health', 280],
    ['/badge', 'rolecall-badge', 460],
  ])('about %s', (path, ready, width) => {
    it.each(STATE_NAMES)('when %s', async (state) => {
      fake.isDemo = state === 'fresh';
      fake.status = STATES[state]();
      const opened = await open(path, width);
      await opened.locator(`${ready}[state=${fake.status.state}]`).waitFor();
      if (fake.isDemo && path !== '/badge') await opened.getByText('Demo').waitFor();
      expect(await findings(opened)).toEqual([]);
    });

    it('when the server is away', async () => {
      fake.status = STATES.fresh();
      const opened = await open(path, width);
      await opened.locator(`${ready}[state=fresh]`).waitFor();
      await fake.stop();
      try {
        await opened.locator(`${ready}[state=away]`).waitFor();
        expect(await findings(opened)).toEqual([]);
      } finally {
        await fake.start();
      }
    });
  });

  it('about the result of a sync, or about one that was not needed', async () => {
    fake.status = STATES.fresh();
    const result = {
      outcome: 'skipped',
      runId: null,
      success: true,
      subCount: 1,
      vipCount: 2,
      modCount: 3,
      granted: 4,
      revoked: 5,
      errors: [],
      source: 'manual-ui',
      startedAt: null,
      durationMs: 0,
      ageMs: 130_000,
      retryAfterMs: 100_000,
      kinds: ['subscribers', 'vips', 'moderators'],
    };
    fake.handle('sync.run', ({ force }) => (force === true ? { ...result, outcome: 'ran' } : result));
    const opened = await open('/dock');
    await opened.getByRole('button', { name: 'Sync now' }).click();
    const anyway = opened.getByRole('button', { name: 'Sync anyway' });
    await anyway.waitFor();
    expect(await findings(opened)).toEqual([]);
    await anyway.click();
    await opened.getByText('4 gained a role, 5 lost one.').waitFor();
    expect(await findings(opened)).toEqual([]);
  });

  it('bites: a planted fault is found', async () => {
    fake.status = STATES.fresh();
    const opened = await open('/dock');
    await opened.locator('rolecall-health[state=fresh]').waitFor();
    await opened.addStyleTag({ content: ':root { --rolecall-text-soft: var(--rolecall-background) }' });
    expect(await findings(opened)).not.toEqual([]);
  });
});

describe('the settings about the login', () => {
  it('say what to do when Twitch renews none of a Confidential application', async () => {
    fake.status = STATES.fresh();
    const channel = { userId: '1', userLogin: 'maplekettle', userDisplayName: 'MapleKettle' };
    const problem = { code: 'forbidden', message: 'Twitch wants a secret for this client id.', fix: null };
    const rest = { through: 'login', clientId: 'an-id', pending: null, scopes: [], missing: [] };
    fake.handle('twitch.status', () => ({ state: 'connected', channel, problem, ...rest }));
    const opened = await open('/settings#connect', 700);
    const alert = opened.getByRole('alert');
    await alert.filter({ hasText: 'set its Client Type to “Public”, save, and connect again' }).waitFor();
    expect(await opened.getByText('the lists are kept up to date').count()).toBe(0);
    expect(await findings(opened)).toEqual([]);
  });
});

describe('a page reloads itself when the server that comes back is of another build', () => {
  const isOld = (opened: Page) => opened.evaluate('window.isOld === true');
  /** While it reloads it cannot be asked. */
  const isReloaded = (opened: Page) =>
    isOld(opened).then(
      (is) => !is,
      () => false,
    );
  /** Returns when the page has read its `hello`: it subscribes after that. */
  async function comeBack(build: string): Promise<void> {
    fake.build = build;
    fake.requests.drain();
    fake.cut();
    await fake.requests.takeWhere(({ action }) => action === 'events.subscribe', 15_000);
  }

  it.each([
    ['/badge', 'rolecall-badge[state=fresh]'],
    ['/dock', 'rolecall-health[state=fresh]'],
  ])('%s', async (path, ready) => {
    fake.status = STATES.fresh();
    const opened = await open(path);
    await opened.locator(ready).waitFor();
    await opened.evaluate('window.isOld = true');
    await comeBack(fake.build);
    await opened.locator(ready).waitFor();
    expect(await isOld(opened)).toBe(true);
    await comeBack(`${fake.build}, changed`);
    await expect.poll(() => isReloaded(opened), { timeout: 15_000 }).toBe(true);
    await opened.locator(ready).waitFor();
  });

  it('but the settings not before the field is left that is edited', async () => {
    fake.status = STATES.fresh();
    const none = { through: 'login', channel: null, clientId: null, pending: null, problem: null };
    fake.handle('twitch.status', () => ({ state: 'none', scopes: [], missing: [], ...none }));
    const opened = await open('/settings#connect', 700);
    await opened.getByText('I do not use it').click();
    await opened.getByRole('button', { name: 'Next: the client id' }).click();
    const field = opened.locator('input[name=client-id]');
    await field.fill('abc');
    await opened.evaluate('window.isOld = true');
    await comeBack(`${fake.build}, changed`);
    expect([await isOld(opened), await field.inputValue()]).toEqual([true, 'abc']);
    await field.blur();
    await expect.poll(() => isReloaded(opened), { timeout: 15_000 }).toBe(true);
  });

  it('nor while a setting is edited, though nothing can be saved while the server is away', async () => {
    fake.status = STATES.fresh();
    fake.handle('settings.get', () => DEFAULT_SETTINGS);
    const opened = await open('/settings#sync', 700);
    const field = opened.getByLabel('Read the lists every');
    await field.fill('5');
    await opened.evaluate('window.isOld = true');
    await fake.stop();
    await opened.locator('[part=away]').waitFor();
    await opened.keyboard.type('0');
    fake.build = `${fake.build}, changed`;
    fake.requests.drain();
    await fake.start();
    await opened.locator('[part=away]').waitFor({ state: 'hidden' });
    await opened.waitForTimeout(2_500); // longer than what is left has to be saved
    expect([await isOld(opened), await isFocused(field), await field.inputValue()]).toEqual([
      true,
      true,
      '50',
    ]);
    await field.blur();
    const { params } = await fake.requests.takeWhere(({ action }) => action === 'settings.set', 15_000);
    expect(params).toEqual({ intervalMinutes: 50 });
    await expect.poll(() => isReloaded(opened), { timeout: 15_000 }).toBe(true);
  });
});
