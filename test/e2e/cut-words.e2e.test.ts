import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { SECTIONS } from '../../overlay/lib/state/settings-sections.ts';
import { LANGUAGES } from '../../server/core/languages.ts';
import { launchBrowser } from '../support/browser.ts';
import { startTestApp, type TestApp } from '../support/start-app.ts';
import { cutWords, openFolds } from './in-page.ts';

let browser: Browser;
let app: TestApp;
/** The login of somebody who may. */
let vip: string;

beforeAll(async () => {
  browser = await launchBrowser();
  app = await startTestApp({ channel: { subscribers: 30, vips: 4, moderators: 2 } });
  const { memory } = app.app.sync;
  await vi.waitUntil(() => memory.vips.lastSuccessAt !== null, 15_000);
  const listed = await fetch(`${app.baseUrl}/api/actions/viewers.list?role=vip&limit=1`);
  const { result } = (await listed.json()) as { result: { items: [{ userLogin: string }] } };
  vip = result.items[0].userLogin;
});
afterAll(async () => {
  await app.close();
  await browser.close();
});

async function open(path: string, width: number): Promise<Page> {
  const page = await browser.newPage({
    viewport: { width, height: 700 },
    locale: 'en-US',
    reducedMotion: 'reduce',
  });
  await page.goto(`${app.baseUrl}${path}`);
  return page;
}

describe.each(LANGUAGES)('in %s nothing is cut', (language) => {
  it.each([300, 460, 960])('in the settings, %i px wide', async (width) => {
    const page = await open(`/settings?lang=${language}`, width);
    for (const section of SECTIONS) {
      await page.evaluate(`location.hash = '${section}'`);
      await page.locator(`rolecall-settings[section=${section}]`).waitFor();
      await page.waitForTimeout(50);
      await openFolds(page);
      await page.waitForTimeout(50);
      expect(await cutWords(page), section).toEqual([]);
    }
    await page.close();
  });

  it.each([300, 460])('where a viewer is given time in the dock, %i px wide', async (width) => {
    const page = await open(`/dock?lang=${language}`, width);
    await fetch(`${app.baseUrl}/api/check?user=${vip}`);
    await page.locator('rolecall-decision-rows [part=name]').first().click();
    const more = page.locator('rolecall-viewer [part=longer]');
    await more.click();
    await page.locator('rolecall-viewer-actions select').waitFor();
    expect(await cutWords(page, 'rolecall-viewer-actions')).toEqual([]);
    await page.close();
  });
});

it('bites: a cut placeholder, a cut choice and cut words are found', async () => {
  const page = await browser.newPage();
  await page.setContent(`<input placeholder="Minutes of access" style="width: 5rem">
    <select style="width: 5rem"><option>until the stream ends</option></select>
    <p style="width: 4rem; overflow: hidden; white-space: nowrap">Streamerinnen</p><input value="ok">`);
  expect(await cutWords(page)).toEqual(['Minutes of access', 'until the stream ends', 'Streamerinnen']);
  await page.close();
});
