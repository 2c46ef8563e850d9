// Renders every section of the settings page to pictures, against the real server. Not a test:
// node --input-type=module -e "const {bundleProgram} = await import('./test/support/bundle.mjs');
//   await import(await bundleProgram('test/e2e/settings-pictures.ts'))"     (ROLECALL_PICTURES=folder,
// ROLECALL_SHOTS=home|connect: only those whose name has that in it)
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

const SIZES = {
  '280': [280, 560],
  '300': [300, 600],
  '460': [460, 600],
  '960': [960, 700],
  '1920': [1920, 1080],
  '4k': [3840, 2160],
} as const;
const only = new RegExp(process.env['ROLECALL_SHOTS'] ?? '');
const USUAL: readonly Size[] = ['300', '960'];
const browser = await launchBrowser();

type Size = keyof typeof SIZES;

interface Shot {
  readonly app: TestApp;
  readonly path: string;
  readonly name: string;
  readonly sizes?: readonly Size[];
  readonly langs?: readonly ('en' | 'de')[];
  act?(page: Page): Promise<unknown>;
}

async function shoot({ sizes = USUAL, langs = ['en', 'de'], ...shot }: Shot): Promise<void> {
  for (const lang of langs)
    for (const size of sizes) await shootOne({ ...shot, name: `${shot.name}-${lang}-${size}` }, size, lang);
}

async function shootOne({ app, path, name, act }: Shot, size: Size, lang: string): Promise<void> {
  if (!only.test(name)) return;
  const [width, height] = SIZES[size];
  const context = await browser.newContext({
    viewport: { width, height },
    locale: lang === 'de' ? 'de-DE' : 'en-US',
    reducedMotion: 'reduce',
  });
  const page = await context.newPage();
  page.on('pageerror', (error) => process.stderr.write(`${name}: ${error.message}\n`));
  page.on('console', (message) => {
    if (message.type() === 'error') process.stderr.write(`${name}: ${message.text()}\n`);
  });
  await page.goto(`${app.baseUrl}/settings${path}`);
  await page.locator('rolecall-settings:not([view=connecting])').waitFor();
  await page.waitForTimeout(400);
  await act?.(page);
  await page.screenshot({ path: join(folder, `${name}.png`), fullPage: size !== '4k' && size !== '1920' });
  await context.close();
}

const allSizes = Object.keys(SIZES) as Size[];
const named = (page: Page, name: string | RegExp) => page.getByRole('switch', { name });

const app = await startTestApp({ channel: DEMO_CHANNEL });
await new Promise((done) => setTimeout(done, 1_500));
for (const section of SECTIONS) await shoot({ app, path: `#${section}`, name: section, sizes: allSizes });
await shoot({
  app,
  path: '#access',
  name: 'ask',
  langs: ['en'],
  act: async (page) => {
    await named(page, /VIPs/).first().click();
    await page.getByRole('dialog').waitFor();
  },
});
await shoot({
  app,
  path: '#access',
  name: 'saved',
  langs: ['en'],
  act: async (page) => {
    await named(page, /VIPs/).first().click();
    await page.getByRole('button', { name: 'Save it' }).click();
    await page.getByText('Show who').click();
  },
});
await app.close();

const poor = await startTestApp({ channel: DEMO_CHANNEL, scopes: ['channel:read:subscriptions'] });
await new Promise((done) => setTimeout(done, 1_000));
for (const section of SECTIONS.slice(0, 2))
  await shoot({ app: poor, path: `#${section}`, name: `missing-${section}` });
await shoot({ app: poor, path: '#points', name: 'missing-points' });
await poor.close();

const fresh = await startTestApp({
  isConnected: false,
  config: { twitchClientId: null },
  channel: DEMO_CHANNEL,
});
for (const section of SECTIONS.slice(0, 2))
  await shoot({ app: fresh, path: `#${section}`, name: `first-${section}` });
const toId = async (page: Page): Promise<void> => {
  await page.locator('rolecall-choice input[value=login]').check({ force: true });
  await page.locator('[part=create] ~ .acts .main').click();
};
const typed = async (page: Page, text: string): Promise<void> => {
  await toId(page);
  await page.locator('input[name=client-id]').fill(text);
};
await shoot({ app: fresh, path: '#connect', name: 'first-id-short', act: (page) => typed(page, 'abc def') });
await shoot({
  app: fresh,
  path: '#connect',
  name: 'first-id-unknown',
  langs: ['en'],
  act: async (page) => {
    await typed(page, 'nobodyknowsthisclientnobodykno');
    await page.keyboard.press('Enter');
    await page.getByRole('alert').waitFor();
  },
});
await shoot({
  app: fresh,
  path: '#connect',
  name: 'first-code',
  sizes: allSizes,
  act: async (page) => {
    if ((await page.locator('[part=code]').count()) === 0) {
      await typed(page, 'simulator-client');
      await page.keyboard.press('Enter');
    }
    await page.locator('[part=qr]').waitFor();
  },
});
await shoot({
  app: fresh,
  path: '#connect',
  name: 'first-reading',
  langs: ['en'],
  sizes: ['300'],
  act: async (page) => {
    if (fresh.simulator.auth.devices.pending().length > 0) {
      fresh.simulator.faults.add({ do: { kind: 'latency', ms: 1_500 } });
      fresh.simulator.approveDevice();
    }
    await page.locator('[part=first-read]').waitFor();
    await page.waitForTimeout(3_000);
  },
});
await fresh.close();

const gone = await startTestApp({ isConnected: false, config: { twitchClientId: null } });
await shoot({
  app: gone,
  path: '#access',
  name: 'away',
  langs: ['de'],
  sizes: ['960'],
  act: async (page) => {
    await gone.app.close();
    await page.locator('[part=away]').waitFor();
  },
});
await gone.close();
await browser.close();
