// Renders every section of the settings page to pictures, against the real server. Not a test:
// node --input-type=module -e "const {bundleProgram} = await import('./test/support/bundle.mjs');
//   await import(await bundleProgram('test/e2e/settings-pictures.ts'))"     (ROLECALL_PICTURES=folder)
import { mkdirSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { DEMO_CHANNEL } from '../../server/demo/demo-channel.ts';
import { SECTIONS } from '../../overlay/lib/state/settings-sections.ts';
import { launchBrowser } from '../support/browser.ts';
import { startTestApp, type TestApp } from '../support/start-app.ts';

const folder = process.env['ROLECALL_PICTURES'] ?? join(tmpdir(), 'rolecall-pictures');
mkdirSync(folder, { recursive: true });

const SIZES = { narrow: [280, 560], wide: [1000, 700], huge: [3840, 2160] } as const;
const browser = await launchBrowser();

interface Shot {
  readonly app: TestApp;
  readonly path: string;
  readonly name: string;
  readonly size?: keyof typeof SIZES;
  act?(page: Page): Promise<unknown>;
}

async function shoot({ app, path, name, size = 'wide', act }: Shot): Promise<void> {
  const [width, height] = SIZES[size];
  const page = await browser.newPage({
    viewport: { width, height },
    locale: 'en-US',
    reducedMotion: 'reduce',
  });
  page.on('pageerror', (error) => process.stderr.write(`${name}: ${error.message}\n`));
  page.on('console', (message) => {
    if (message.type() === 'error') process.stderr.write(`${name}: ${message.text()}\n`);
  });
  await page.goto(`${app.baseUrl}/settings${path}`);
  await page.locator('rolecall-settings:not([view=connecting])').waitFor();
  await page.waitForTimeout(300);
  await act?.(page);
  await page.screenshot({ path: join(folder, `settings-${name}.png`), fullPage: size !== 'huge' });
  await page.close();
}

const named = (page: Page, name: string | RegExp) => page.getByRole('switch', { name });

const app = await startTestApp({ channel: DEMO_CHANNEL });
await new Promise((done) => setTimeout(done, 1_500));
for (const section of SECTIONS) {
  for (const size of ['wide', 'narrow', 'huge'] as const) {
    await shoot({ app, path: `#${section}`, name: `${section}-${size}`, size });
  }
  await shoot({ app, path: `?lang=de#${section}`, name: `${section}-german` });
}
await shoot({
  app,
  path: '#access',
  name: 'ask',
  act: async (page) => {
    await named(page, 'VIPs').click();
    await page.getByRole('dialog').waitFor();
  },
});
await shoot({
  app,
  path: '#access',
  name: 'saved',
  act: async (page) => {
    await named(page, 'VIPs').click();
    await page.getByRole('button', { name: 'Save it' }).click();
    await page.getByText('Show who').click();
  },
});
await shoot({
  app,
  path: '#sync',
  name: 'refused',
  act: async (page) => {
    await page.getByLabel('Read the lists every').fill('3');
    await page.keyboard.press('Enter');
  },
});
await shoot({
  app,
  path: '#badge',
  name: 'badge-narrow-nav',
  size: 'narrow',
  act: (page) => page.getByRole('button', { name: 'Badge', exact: true }).click(),
});
await app.close();

const poor = await startTestApp({ channel: DEMO_CHANNEL, scopes: ['channel:read:subscriptions'] });
await new Promise((done) => setTimeout(done, 1_000));
await shoot({ app: poor, path: '#connect', name: 'missing' });
await shoot({ app: poor, path: '#points', name: 'points-missing' });
await shoot({
  app: poor,
  path: '#points',
  name: 'points-pending',
  act: async (page) => {
    await page.getByRole('button', { name: 'Allow channel points at Twitch' }).click();
    await page.locator('[part=code]').waitFor();
  },
});
await poor.close();

const fresh = await startTestApp({ isConnected: false, config: { twitchClientId: null } });
await shoot({ app: fresh, path: '', name: 'first-run' });
await shoot({ app: fresh, path: '', name: 'first-run-narrow', size: 'narrow' });
await shoot({
  app: fresh,
  path: '',
  name: 'first-run-code',
  act: async (page) => {
    await page.getByLabel('Client id of your Twitch application').fill('simulator-client');
    await page.keyboard.press('Enter');
    await page.locator('[part=code]').waitFor();
  },
});
await shoot({ app: fresh, path: '#points', name: 'points-disconnected' });
await shoot({
  app: fresh,
  path: '#access',
  name: 'away',
  act: async (page) => {
    await fresh.app.close();
    await page.locator('[part=away]').waitFor();
  },
});
await fresh.close();
await browser.close();
