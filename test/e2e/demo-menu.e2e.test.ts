import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { DEMO_CHANNEL } from '../../server/demo/demo-channel.ts';
import { DemoStates } from '../../server/demo/demo-states.ts';
import { type Simulator, startSimulator } from '../../server/demo/simulator.ts';
import { findings } from '../support/axe.ts';
import { launchBrowser } from '../support/browser.ts';
import { startTestApp, type TestApp } from '../support/start-app.ts';
import { DockRig, hasFocus } from './dock-rig.ts';
import { overhang } from './in-page.ts';

let browser: Browser;
let simulator: Simulator;
let app: TestApp;

beforeAll(async () => {
  browser = await launchBrowser();
  simulator = await startSimulator(DEMO_CHANNEL);
  app = await startTestApp({
    simulator,
    config: { isDemo: true },
    app: { demoStates: new DemoStates(simulator) },
  });
});
afterAll(async () => {
  await browser.close();
  await app.close();
  await simulator.close();
});

it('shows by keyboard what it looks like when Twitch is down, and is well again', async () => {
  const dock = await DockRig.open(browser, app, { width: 300, height: 600 });
  const { page } = dock;
  const chip = page.getByRole('button', { name: 'Demo' });
  const menu = page.getByRole('dialog', { name: 'What does it look like when …' });
  const states = page.locator('rolecall-demo-menu').getByRole('button');
  const state = (name: string) => states.and(page.getByRole('button', { name }));
  const view = (): Promise<string | null> => page.locator('rolecall-dock').getAttribute('view');
  await expect.poll(view).toBe('fresh');
  await dock.tabTo(chip);
  await page.keyboard.press('Enter');
  await states.nth(6).waitFor();
  expect(await findings(page)).toEqual([]);
  expect(await overhang(menu)).toBe(0);
  await dock.tabTo(state('Twitch is down'));
  await page.keyboard.press('Enter');
  await menu.waitFor({ state: 'detached' });
  expect(await hasFocus(chip)).toBe(true);
  await expect.poll(view).toBe('failed');
  await page.keyboard.press('Enter');
  await state('Back to normal').click();
  await expect.poll(view).toBe('fresh');
  await dock.close();
});
