import { networkInterfaces } from 'node:os';
import type { Browser, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { findings } from '../support/axe.ts';
import { launchBrowser } from '../support/browser.ts';
import { startTestApp, type TestApp } from '../support/start-app.ts';
import { edgeWidth } from './in-page.ts';

/** What other devices would call this computer by; without a network, a second address of its own. */
const HOST =
  Object.values(networkInterfaces())
    .flat()
    .find((each) => each && !each.internal && each.family === 'IPv4')?.address ?? '127.0.0.2';
const TOKEN = 'a-long-random-token-of-the-tests';

let browser: Browser;
let app: TestApp;
const pages: Page[] = [];

beforeAll(async () => {
  browser = await launchBrowser();
  app = await startTestApp({
    channel: { subscribers: 34, vips: 3, moderators: 2 },
    config: { host: HOST, apiToken: TOKEN },
  });
});
afterAll(async () => {
  await browser.close();
  await app.close();
});
afterEach(async () => {
  for (const page of pages.splice(0)) await page.close();
});

async function open(path: string, host = HOST): Promise<Page> {
  const page = await browser.newPage({ viewport: { width: 460, height: 600 }, locale: 'en-US' });
  pages.push(page);
  await page.goto(`http://${host}:${app.port}${path}`);
  return page;
}

const heading = (page: Page, name: string): Promise<void> =>
  page.getByRole('heading', { name, exact: true }).waitFor();

describe(`the pages at ${HOST}`, () => {
  it.each([HOST, '127.0.0.1'])('take the token out of the address and keep it, at %s', async (host) => {
    const page = await open(`/dock?lang=en&token=${TOKEN}`, host);
    await heading(page, 'TTS: subs · VIPs · mods');
    expect(page.url()).toBe(`http://${host}:${app.port}/dock?lang=en`);
    await page.reload();
    await heading(page, 'TTS: subs · VIPs · mods');
    await page.getByRole('button', { name: 'Sync now' }).click();
    await page.getByText('34 subs · 3 VIPs · 2 mods').first().waitFor();
  });

  it('go on from / with the token', async () => {
    const page = await open(`/?token=${TOKEN}`);
    await heading(page, 'TTS: subs · VIPs · mods');
    expect(page.url()).toBe(`http://${HOST}:${app.port}/dock`);
  });

  it('show the badge with a token that may only read', async () => {
    const answer = await fetch(`http://${HOST}:${app.port}/api/actions/tokens.create`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', authorization: `Bearer ${TOKEN}` },
      body: JSON.stringify({ name: 'Badge', level: 'read' }),
    });
    const { result } = (await answer.json()) as { result: { token: string } };
    const page = await open(`/badge?token=${result.token}`);
    await page.locator('rolecall-badge[state="fresh"]').waitFor();
    expect(page.url()).not.toContain('rc_');
  });

  it('ask for a token if they have none, and take one', async () => {
    const page = await open('/dock');
    await heading(page, 'Access token needed');
    expect(await findings(page)).toEqual([]);
    await page.emulateMedia({ forcedColors: 'active' });
    for (const part of ['input', 'button'])
      expect([part, await edgeWidth(page.locator(`rolecall-token ${part}`))]).toEqual([part, '1px']);
    await page.emulateMedia({ forcedColors: 'none' });
    await page.getByRole('textbox', { name: 'Access token' }).fill('not-the-token');
    await page.keyboard.press('Enter');
    await page.getByText('not valid any more').waitFor();
    await page.getByRole('textbox', { name: 'Access token' }).fill(TOKEN);
    await page.keyboard.press('Enter');
    await heading(page, 'TTS: subs · VIPs · mods');
    expect(page.url()).toBe(`http://${HOST}:${app.port}/dock`);
  });

  it('say so when their token was revoked', async () => {
    const post = async (action: string, params: object): Promise<Record<string, string>> => {
      const answer = await fetch(`http://${HOST}:${app.port}/api/actions/${action}`, {
        method: 'POST',
        headers: { 'content-type': 'application/json', authorization: `Bearer ${TOKEN}` },
        body: JSON.stringify(params),
      });
      return ((await answer.json()) as { result: Record<string, string> }).result;
    };
    const made = await post('tokens.create', { name: 'Dock', level: 'control' });
    const page = await open(`/dock?token=${made['token']}`);
    await heading(page, 'TTS: subs · VIPs · mods');
    await post('tokens.revoke', { id: made['id'] });
    await page.getByText('not valid any more').waitFor();
  });
});

it('a page that still has a token where none is needed goes on without it', async () => {
  const here = await startTestApp({ channel: { subscribers: 3 } });
  const page = await browser.newPage({ locale: 'en-US' });
  pages.push(page);
  await page.goto(`${here.baseUrl}/dock?token=rc_of-another-start`);
  await heading(page, 'TTS: subs · VIPs · mods');
  await here.close();
});
