import type { Browser, Locator, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { systemClock } from '../../server/clock.ts';
import { findings } from '../support/axe.ts';
import { launchBrowser } from '../support/browser.ts';
import { startTestApp, type TestApp } from '../support/start-app.ts';
import { DockRig } from './dock-rig.ts';

const CHANNEL = { subscribers: 45, vips: 5, moderators: 3, viewers: 300 } as const;
const TALL = { width: 460, height: 1000 };
const DAY = 86_400_000;
const QUIETLY = { announce: false };

let browser: Browser;
let app: TestApp;
let rig: DockRig | undefined;
/** The server's calendar; what a test waits for takes as long as ever. */
let ago = 20 * DAY;
const clock = { ...systemClock, now: () => systemClock.now() - ago };

beforeAll(async () => {
  browser = await launchBrowser();
  app = await startTestApp({ channel: CHANNEL, app: { clock } });
});
afterEach(async () => {
  const complaints = rig?.complaints ?? [];
  await rig?.close();
  rig = undefined;
  expect(complaints).toEqual([]);
});
afterAll(async () => {
  await browser.close();
  await app.close();
});

const open = async (size = TALL): Promise<Page> => {
  rig = await DockRig.open(browser, app, size);
  await rig.openLists();
  return rig.page;
};
const idAt = (index: number): string => app.simulator.world.truth.users.idAt(index);
const plot = (page: Page): Locator => page.locator('rolecall-counts [part=chart]');
const spoken = (page: Page) => expect.poll(() => plot(page).getAttribute('aria-label'));
const sync = async (): Promise<void> => void (await app.app.sync.run({ source: 'api:test', force: true }));
/** How many pixels of the canvas are of the colour that a kind has. */
const painted = (page: Page, kind: string): Promise<number> =>
  page.evaluate<number>(`(() => {
    const plot = document.querySelector('rolecall-dock').shadowRoot.querySelector('rolecall-counts');
    const canvas = plot.shadowRoot.querySelector('canvas');
    const color = getComputedStyle(plot).getPropertyValue('--rolecall-${kind}').trim();
    const rgb = [1, 3, 5].map((at) => parseInt(color.slice(at, at + 2), 16));
    const { data } = canvas.getContext('2d').getImageData(0, 0, canvas.width, canvas.height);
    let found = 0;
    for (let i = 0; i < data.length; i += 4) {
      if (data[i + 3] > 200 && rgb.every((part, c) => Math.abs(data[i + c] - part) < 12)) found++;
    }
    return found;
  })()`);
/** The words of what has the focus, however deep. */
const focused = (page: Page): Promise<string> =>
  page.evaluate<string>(`(() => {
    let element = document.activeElement;
    while (element.shadowRoot?.activeElement) element = element.shadowRoot.activeElement;
    return element.textContent.trim();
  })()`);

describe('the counts over time', () => {
  it('are drawn and told, follow each sync, and go as far back as is asked for', async () => {
    const page = await open();
    await spoken(page).toMatch(/^Subscribers: 45 now, unchanged since .+ VIPs: 5 now.+ Mods: 3 now/);
    ago = 10 * DAY;
    for (const index of [200, 201]) app.simulator.world.addVip(idAt(index), QUIETLY);
    await sync();
    ago = 0;
    app.simulator.world.removeVip(idAt(200), QUIETLY);
    await sync();
    // A week ago both were VIPs.
    await spoken(page).toContain('VIPs: 6 now, −1 in 7 days, lowest 6, highest 7.');
    await page.getByRole('button', { name: 'Month' }).click();
    await spoken(page).toMatch(/VIPs: 6 now, \+1 since .+, lowest 5, highest 7\./);
    await page.locator('rolecall-counts').getByText('Known since').waitFor();
    for (const kind of ['subscribers', 'vips', 'moderators'])
      expect(await painted(page, kind), kind).toBeGreaterThan(40);
    const { width, height } = (await plot(page).boundingBox())!;
    await plot(page).hover({ position: { x: width * 0.7, y: height / 2 } });
    await expect.poll(() => page.locator('rolecall-counts .key.vips').innerText()).toMatch(/^VIPs\s+7$/);
  });

  it('are chosen by keyboard, and the chosen span is told', async () => {
    const page = await open();
    await page.getByRole('button', { name: 'Year' }).waitFor();
    for (let presses = 0; presses < 12 && (await focused(page)) !== 'Year'; presses++)
      await page.keyboard.press('Tab');
    await page.keyboard.press('Enter');
    await page.getByRole('button', { name: 'Year', pressed: true }).waitFor();
    expect(
      await page.getByRole('group', { name: 'Time span' }).getByRole('button', { pressed: true }).count(),
    ).toBe(1);
  });

  it('fit the page that they are on, and grow and shrink with it', async () => {
    const page = await open({ width: 280, height: 900 });
    const canvas = page.locator('rolecall-counts canvas');
    await canvas.waitFor();
    const widths: number[] = [];
    for (const width of [280, 600, 300]) {
      await page.setViewportSize({ width, height: 900 });
      await expect
        .poll(async () =>
          Math.round((await canvas.boundingBox())!.width - (await plot(page).boundingBox())!.width),
        )
        .toBe(0);
      widths.push((await canvas.boundingBox())!.width);
      expect(await rig!.overflow()).toEqual([0, 0]);
    }
    expect(widths[1]! - widths[0]!).toBeGreaterThan(300);
    expect(widths[1]! - widths[2]!).toBeGreaterThan(280);
  });
});

describe('the reasons', () => {
  it('are counted as they are given', async () => {
    rig = await DockRig.open(browser, app, TALL);
    const { page } = rig;
    await page.getByRole('button', { name: 'Filter' }).click();
    const bars = page.locator('rolecall-reasons');
    expect(await bars.isVisible()).toBe(false);
    await rig.check([...app.simulator.world.truth.subscriberIds()][0]!);
    await bars.getByText('Decisions: 1 (1 allowed, 0 denied)').waitFor();
    for (const index of [250, 251, 252]) await rig.check(idAt(index));
    await bars.getByText('Decisions: 4 (1 allowed, 3 denied)').waitFor();
    const rows = bars.getByRole('listitem');
    await expect
      .poll(async () => (await rows.allInnerTexts()).map((words) => words.replace(/\s+/g, ' ').trim()))
      .toEqual(['No role that is allowed 3', 'Subscriber 1']);
    const fill = (row: number) => rows.nth(row).locator('.fill').boundingBox();
    expect((await fill(0))!.width / (await fill(1))!.width).toBeCloseTo(3, 1);
    expect(
      await findings(page).then((all) => all.filter((one) => !one.includes('partially obscured'))),
    ).toEqual([]);
    await bars.getByRole('button', { expanded: true }).click();
    await expect.poll(() => rows.count()).toBe(0);
  });
});

describe('without a server or a list', () => {
  it('a plain sentence stands where nothing is known, and what was drawn stays when the server goes', async () => {
    const other = await startTestApp({ simulator: app.simulator, isConnected: false });
    const page = await browser.newPage({ viewport: TALL, locale: 'en-US' });
    await page.goto(`${other.baseUrl}/dock`);
    await page.locator('button[part=counts]').click();
    await page.getByText('Nothing to show yet.').waitFor();
    expect(await plot(page).count()).toBe(0);
    expect(await findings(page)).toEqual([]);
    await page.close();
    await other.close();

    const mine = await open();
    await spoken(mine).toContain('VIPs: 6 now');
    expect(await findings(mine)).toEqual([]);
    await app.app.close();
    await mine.locator('rolecall-health[state=away]').waitFor();
    expect(await painted(mine, 'vips')).toBeGreaterThan(40);
    const week = mine.getByRole('button', { name: 'Week' });
    expect(await week.getAttribute('aria-disabled')).toBe('true');
    await mine.getByRole('button', { name: 'Day' }).click({ force: true });
    expect(await week.getAttribute('aria-pressed')).toBe('true');
    expect(await findings(mine)).toEqual([]);
  });
});
