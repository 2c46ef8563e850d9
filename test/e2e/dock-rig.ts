import type { Browser, Locator, Page } from 'playwright-core';
import type { TestApp } from '../support/start-app.ts';
import { TestClient } from '../support/ws-client.ts';
import { isFocused } from './in-page.ts';

export const SIZES = {
  narrow: { width: 280, height: 600 },
  /** The measure. */
  small: { width: 300, height: 600 },
  /** What OBS opens a dock with. */
  dock: { width: 460, height: 600 },
  edge: { width: 960, height: 600 },
  wide: { width: 1280, height: 720 },
  large: { width: 1920, height: 1080 },
  huge: { width: 3840, height: 2160 },
} as const;

export const TABS = {
  en: { live: 'Live', people: 'People', changes: 'Changes' },
  de: { live: 'Live', people: 'Leute', changes: 'Änderungen' },
} as const;

/** The dock of a Rolecall, and a client beside it, as a stream tool would be. */
export class DockRig {
  readonly app: TestApp;
  readonly page: Page;
  readonly tool: TestClient;
  /** What no page may do: complain. */
  readonly complaints: string[] = [];

  private constructor(app: TestApp, page: Page, tool: TestClient) {
    this.app = app;
    this.page = page;
    this.tool = tool;
    page.on('pageerror', (error) => this.complaints.push(String(error)));
  }

  static async open(
    browser: Browser,
    app: TestApp,
    size: { width: number; height: number } = SIZES.dock,
    path = '/dock',
  ): Promise<DockRig> {
    const page = await browser.newPage({ viewport: size, locale: 'en-US', reducedMotion: 'reduce' });
    const rig = new DockRig(app, page, await TestClient.open(app.wsUrl));
    await page.goto(`${app.baseUrl}${path}`);
    await page.locator('rolecall-health[state=fresh]').waitFor();
    return rig;
  }

  async close(): Promise<void> {
    this.tool.socket.terminate();
    await this.page.close();
  }

  async tab(name: string): Promise<void> {
    await this.page.getByRole('tab', { name, exact: true }).click();
  }

  /** Searches for a viewer and opens the panel. */
  async openViewer(name: string): Promise<void> {
    await this.page.getByRole('searchbox').fill(name);
    await this.page.locator('rolecall-viewer-rows').getByRole('button', { name, exact: true }).click();
    await this.panel.locator('[part=verdict]').waitFor();
  }

  async openLists(): Promise<void> {
    await this.page.locator('button[part=counts]').click();
    await this.page.locator('rolecall-counts [part=plot]').waitFor();
  }

  get panel(): Locator {
    return this.page.locator('[part=panel][open]');
  }

  get notice(): Locator {
    return this.page.locator('[part=notice]');
  }

  async check(userId: string, feature = 'tts'): Promise<Record<string, unknown>> {
    return (await this.tool.call('access.check', { userId, feature })).result!;
  }

  async reason(userId: string, feature = 'tts'): Promise<unknown> {
    return (await this.check(userId, feature))['reason'];
  }

  /** Presses Tab until something has the focus. */
  async tabTo(target: Locator, limit = 40): Promise<void> {
    for (let presses = 0; presses < limit; presses++) {
      if (await hasFocus(target)) return;
      await this.page.keyboard.press('Tab');
    }
    throw new Error(`Tab does not reach ${String(target)}`);
  }

  /** How far the page could be scrolled: sideways, and down. */
  overflow(): Promise<number[]> {
    return this.page.evaluate(
      '[document.documentElement.scrollWidth - innerWidth, document.documentElement.scrollHeight - innerHeight]',
    );
  }
}

export async function hasFocus(target: Locator): Promise<boolean> {
  if ((await target.count()) === 0) return false;
  return isFocused(target.first());
}
