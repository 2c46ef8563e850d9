import type { Browser, Locator, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { launchEngine } from '../support/browser.ts';
import { ENGINES, findEngine } from '../support/obs-engines.mjs';
import { startTestApp, type TestApp } from '../support/start-app.ts';
import { TestClient } from '../support/ws-client.ts';

const CHANNEL = { subscribers: 45, vips: 5, moderators: 3 } as const;

let app: TestApp;
let tool: TestClient;

beforeAll(async () => {
  app = await startTestApp({ channel: CHANNEL });
  tool = await TestClient.open(app.wsUrl);
});
afterAll(async () => {
  tool.socket.terminate();
  await app.close();
});

/*
 * Nothing here asks whether something can be seen, or clicks where it is: the driver's code for that calls what came
 * with Chrome 105.
 */
const textOf = (found: Locator) => expect.poll(async () => (await found.allInnerTexts()).join(' '));

describe.each(ENGINES)('in Chrome $chrome, which $obs has inside', ({ chrome }) => {
  describe.skipIf(findEngine(chrome) === undefined)('that "npm test" brings', () => {
    let browser: Browser;
    beforeAll(async () => {
      browser = await launchEngine(chrome);
    });
    afterAll(async () => browser?.close());

    async function open(path: string, width: number, height: number) {
      const complaints: string[] = [];
      const page = await browser.newPage({ viewport: { width, height }, locale: 'en-US' });
      page.on('pageerror', (error) => complaints.push(String(error)));
      page.on('console', (message) => message.type() === 'error' && complaints.push(message.text()));
      await page.goto(`${app.baseUrl}${path}`);
      return { page, complaints };
    }
    const isIn = async (page: Page): Promise<boolean> =>
      (await page.evaluate<string>('navigator.userAgent')).includes(`Chrome/${chrome}.`);

    it('the dock connects, shows how things stand, and switches a feature off and on', async () => {
      const { page, complaints } = await open('/dock', 460, 600);
      expect(await isIn(page)).toBe(true);
      await textOf(page.locator('[part=state]')).toBe('TTS: subs · VIPs · mods');
      await page.locator('button[part=counts]').dispatchEvent('click');
      await textOf(page.locator('rolecall-kind [part=count]')).toBe('45 5 3');
      await expect.poll(() => page.locator('rolecall-counts [part=plot]').count()).toBe(1);
      await page.locator('[part=sheet] [part=close]').dispatchEvent('click');
      const toggle = page.locator('rolecall-switches [role=switch]').first();
      const isOn = async () => {
        const { features } = (await tool.call('policy.get')).result as {
          features: { tts: { enabled: boolean } };
        };
        return features.tts.enabled;
      };
      for (const now of [false, true]) {
        await toggle.dispatchEvent('click');
        await expect.poll(isOn).toBe(now);
        await expect.poll(() => toggle.getAttribute('aria-checked')).toBe(String(now));
      }
      expect(await page.evaluate('document.documentElement.scrollWidth - innerWidth')).toBe(0);
      expect(complaints).toEqual([]);
      await page.close();
    });

    it('the dock opens a viewer, and says who asked wrongly', async () => {
      const { page, complaints } = await open('/dock', 300, 600);
      await textOf(page.locator('[part=state]')).toBe('TTS: subs · VIPs · mods');
      await tool.call('access.check', { userId: '%userId%' });
      await textOf(page.locator('[part=trouble-says]')).toMatch(
        /^A tool asked wrongly .*: userId was not filled in\.$/,
      );
      await page.locator('#tab-people').dispatchEvent('click');
      await expect.poll(() => page.locator('rolecall-viewer-rows button').count()).toBeGreaterThan(3);
      await page.locator('rolecall-viewer-rows button').first().dispatchEvent('click');
      await textOf(page.locator('rolecall-viewer [part=verdict]')).toMatch(/^May use TTS: /);
      expect(complaints).toEqual([]);
      await page.close();
    });

    it('the badge shows a card of who speaks', async () => {
      const { page, complaints } = await open('/badge?parts=icon,state,age,counts,decisions', 680, 320);
      await expect.poll(() => page.locator('rolecall-badge[state=fresh]').count()).toBe(1);
      const { userId, userDisplayName } = app.simulator.world.truth.users.get(
        app.simulator.world.truth.users.idAt(3),
      )!;
      await tool.call('access.check', { userId });
      await textOf(page.locator('[part~=card-name]')).toBe(userDisplayName);
      expect(await page.evaluate('document.documentElement.scrollWidth - innerWidth')).toBe(0);
      expect(complaints).toEqual([]);
      await page.close();
    });

    it('the badge says who may speak and fits a small source', async () => {
      const { page, complaints } = await open('/badge', 200, 40);
      await textOf(page.locator('[part=state]')).toBe('TTS: subs · VIPs · mods');
      const inside = `(() => {
        const { right, bottom } =
          document.querySelector('rolecall-badge').shadowRoot.querySelector('.pill').getBoundingClientRect();
        return right <= innerWidth && bottom <= innerHeight;
      })()`;
      await expect.poll(() => page.evaluate(inside)).toBe(true);
      await tool.call('features.disable', { feature: 'tts' });
      await textOf(page.locator('[part=state]')).toBe('TTS off');
      await tool.call('features.enable', { feature: 'tts' });
      await textOf(page.locator('[part=state]')).toBe('TTS: subs · VIPs · mods');
      expect(complaints).toEqual([]);
      await page.close();
    });

    it('the settings load, with the parts that come later', async () => {
      const { page, complaints } = await open('/settings#help', 1000, 700);
      await textOf(page.locator('main h2')).toBe('Help');
      await page.locator('[part=diagnostics]').dispatchEvent('click');
      await textOf(page.locator('rolecall-copy [part=text]')).toMatch(/^Rolecall diagnostics/);
      await page.evaluate("location.hash = '#integrations'");
      await expect.poll(() => page.locator('rolecall-copy').count()).toBeGreaterThan(8);
      expect(complaints).toEqual([]);
      await page.close();
    });
  });
});
