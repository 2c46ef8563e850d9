import type { Browser, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { findings } from '../support/axe.ts';
import { launchBrowser } from '../support/browser.ts';
import { startTestApp, type TestApp, type TestAppOptions } from '../support/start-app.ts';

const CHANNEL = { subscribers: 30, vips: 4, moderators: 2 } as const;

let browser: Browser;
let app: TestApp;
let page: Page;

beforeAll(async () => {
  browser = await launchBrowser();
});
afterAll(() => browser.close());
afterEach(async () => {
  await page.close();
  await app.close();
});

async function open(options: TestAppOptions): Promise<void> {
  app = await startTestApp({ channel: CHANNEL, ...options });
  page = await browser.newPage({ viewport: { width: 460, height: 800 }, locale: 'en-US' });
  await page.goto(`${app.baseUrl}/dock`);
}

describe('connecting Twitch in the dock', () => {
  it('leads from nothing to a synced dock, by keyboard alone', async () => {
    await open({ isConnected: false, config: { twitchClientId: null } });
    await page.getByLabel('Client id of your Twitch application').focus();
    await page.keyboard.type('simulator-client');
    await page.keyboard.press('Enter');
    const code = page.locator('[part=code]');
    await code.waitFor();
    const [device] = app.simulator.auth.devices.pending();
    expect(await code.innerText()).toBe(device?.userCode);
    expect(await page.getByRole('link', { name: 'Open Twitch' }).getAttribute('href')).toContain(
      `device-code=${device?.userCode}`,
    );
    await page.getByRole('img', { name: /QR code/ }).waitFor();
    expect(await findings(page)).toEqual([]);
    app.simulator.approveDevice();
    await page.getByRole('heading', { name: 'TTS: subs · VIPs · mods' }).waitFor();
    await page.locator('rolecall-footer').getByText('30 subs · 4 VIPs · 2 mods').waitFor();
    expect(await page.locator('[part=code]').count()).toBe(0);
  });

  it('says what is wrong with a client id that Twitch does not know, and lets one try again', async () => {
    await open({ isConnected: false, config: { twitchClientId: null } });
    await page.getByLabel('Client id of your Twitch application').fill('nobodyknowsthisclient');
    await page.getByRole('button', { name: 'Connect Twitch' }).click();
    await page
      .getByRole('alert')
      .filter({ hasText: /client id/ })
      .waitFor();
    expect(await findings(page)).toEqual([]);
    await page.getByLabel('Client id of your Twitch application').fill('simulator-client');
    await page.keyboard.press('Enter');
    await page.locator('[part=code]').waitFor();
  });

  it('offers to allow just what is missing', async () => {
    await open({ scopes: ['channel:read:subscriptions', 'moderation:read'] });
    await page.getByText('VIPs could not be read: Twitch was not asked to allow it.').waitFor();
    expect(await findings(page)).toEqual([]);
    await page.getByRole('button', { name: 'Allow it at Twitch' }).click();
    await page.locator('[part=code]').waitFor();
    expect(app.simulator.auth.devices.pending()[0]?.scopes).toContain('channel:read:vips');
  });
});
