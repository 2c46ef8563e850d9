// Renders what there is to tell, in dock and settings, to pictures, to be looked at. Not a test:
// node --input-type=module -e "const {bundleProgram} = await import('./test/support/bundle.mjs');
//   await import(await bundleProgram('test/e2e/trouble-pictures.ts'))"          (ROLECALL_PICTURES=folder)
import { mkdirSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { BrowserContextOptions } from 'playwright-core';
import { DEFAULT_POLICY } from '../../server/core/policy.ts';
import { WARNING_CODES } from '../../server/core/warnings.ts';
import { launchBrowser } from '../support/browser.ts';
import { FakeRolecall, statusOf } from '../support/fake-rolecall.ts';
import { warningOf } from '../support/warnings.ts';
import { notLive, questionsOf } from './states.ts';

const folder = process.env['ROLECALL_PICTURES'] ?? join(tmpdir(), 'rolecall-pictures');
mkdirSync(folder, { recursive: true });
const browser = await launchBrowser();
const fake = await new FakeRolecall().start();
fake.handle('twitch.status', () => ({
  state: 'connected',
  channel: fake.status.channel,
  clientId: 'abcdefghijklmnopqrstuvwxyz1234',
  scopes: [],
  missing: [],
  pending: null,
  problem: null,
}));
fake.handle('policy.get', () => ({ features: DEFAULT_POLICY }));
fake.handle('settings.get', () => ({}));

type Size = readonly [width: number, height: number];
const SIZES: Readonly<Record<string, Size>> = { narrow: [300, 600], dock: [460, 600], huge: [3840, 2160] };

async function shoot(path: string, name: string, [width, height]: Size, more: BrowserContextOptions = {}) {
  const page = await browser.newPage({
    viewport: { width, height },
    locale: 'en-US',
    reducedMotion: 'reduce',
    ...more,
  });
  page.on('pageerror', (error) => process.stderr.write(`${name}: ${error.message}\n`));
  await page.goto(`${fake.baseUrl}${path}`);
  await page.waitForTimeout(450);
  await page.screenshot({ path: join(folder, `${name}.png`) });
  await page.close();
}

for (const code of [...WARNING_CODES, 'from_tomorrow']) {
  fake.status = statusOf({ warnings: [warningOf(code)] });
  await shoot('/dock', `one-${code}-narrow`, SIZES['narrow']!);
  await shoot('/dock?lang=de', `one-${code}-german`, SIZES['narrow']!);
}
const several = ['file_restored', 'grants_waiting', 'rules_unknown', 'rewards_not_ours', 'empty_channel'];
const SCENES = {
  several: () => (fake.status = statusOf({ warnings: several.map((code) => warningOf(code)) })),
  late: () => (fake.status = notLive('vips')),
  questions: () => fake.handle('diagnostics.get', () => questionsOf(3)),
} as const;
for (const [scene, prepare] of Object.entries(SCENES)) {
  prepare();
  for (const [name, size] of Object.entries(SIZES)) await shoot('/dock', `${scene}-${name}`, size);
  await shoot('/dock?lang=de', `${scene}-german`, SIZES['narrow']!);
  await shoot('/dock', `${scene}-light`, SIZES['dock']!, { colorScheme: 'light' });
  await shoot('/dock', `${scene}-forced`, SIZES['dock']!, { forcedColors: 'active' });
}
fake.status = statusOf({ warnings: several.map((code) => warningOf(code)) });
for (const section of ['connect', 'access', 'help', 'data', 'integrations']) {
  await shoot(`/settings#${section}`, `settings-${section}`, [1000, 900]);
  await shoot(`/settings#${section}`, `settings-${section}-forced`, [1000, 900], { forcedColors: 'active' });
  await shoot(`/settings?lang=de#${section}`, `settings-${section}-german`, [1000, 900]);
}
await shoot('/settings#help', 'settings-help-narrow', [300, 900]);
await shoot('/settings#help', 'settings-help-huge', [3840, 2160]);
const obs = { userAgent: 'Mozilla/5.0 Chrome/127.0.0.0 Safari/537.36 OBS/31.0.0' };
await shoot('/settings#data', 'settings-data-obs', [460, 900], obs);
await shoot('/settings#integrations', 'settings-integrations-obs', [460, 900], obs);
await browser.close();
await fake.stop();
