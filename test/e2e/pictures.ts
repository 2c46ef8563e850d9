// Renders every page in every state to pictures, to be looked at. Not a test:
// node --input-type=module -e "const {bundleProgram} = await import('./test/support/bundle.mjs');
//   await import(await bundleProgram('test/e2e/pictures.ts'))"          (ROLECALL_PICTURES=folder)
import { mkdirSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { launchBrowser } from '../support/browser.ts';
import { PRESETS } from '../../server/core/policy.ts';
import { FakeRolecall, WireError } from '../support/fake-rolecall.ts';
import { STATE_NAMES, STATES } from './states.ts';

const folder = process.env['ROLECALL_PICTURES'] ?? join(tmpdir(), 'rolecall-pictures');
mkdirSync(folder, { recursive: true });

const SIZES = {
  narrow: [280, 560],
  small: [300, 600],
  dock: [460, 600],
  wide: [1000, 640],
  huge: [3840, 2160],
} as const;
const BADGE = [340, 80] as const;
const SCENES = {
  busy: 'repeating-linear-gradient(45deg, #fff 0 14px, #e8c020 14px 28px, #18a558 28px 42px, #101010 42px 60px)',
  white: '#fff',
  dark: '#0b0c10',
} as const;
const RESULT = {
  outcome: 'ran',
  runId: 'r',
  success: true,
  subCount: 1242,
  vipCount: 24,
  modCount: 8,
  granted: 3,
  revoked: 1,
  errors: [],
  source: 'manual-ui',
  startedAt: null,
  durationMs: 1,
  ageMs: null,
  retryAfterMs: null,
  kinds: ['subscribers', 'vips', 'moderators'],
};

const login = { channel: null, clientId: null, scopes: [], missing: [], pending: null, problem: null };
const LOGINS = { none: { ...login, state: 'none' }, connected: { ...login, state: 'connected' } };

const browser = await launchBrowser();
const fake = await new FakeRolecall().start();
fake.handle('policy.get', () => ({ features: PRESETS.limited }));
fake.handle('diagnostics.get', () => ({ text: '', wrongQuestions: [] }));
fake.handle('callers.list', () => ({ items: [], inObs: { dock: null, badge: null } }));
fake.handle('decisions.list', () => ({
  items: [],
  cursor: null,
  counts: {},
  since: new Date().toISOString(),
}));
fake.handle('twitch.status', () => LOGINS[fake.status.state === 'disconnected' ? 'none' : 'connected']);

interface Shot {
  readonly path: string;
  readonly name: string;
  readonly size: readonly [number, number];
  /** A CSS background behind the page. */
  readonly scene?: string;
  /** What to do before the picture is taken. */
  act?(page: Page): Promise<void>;
}

async function shoot({ path, name, size: [width, height], scene, act }: Shot): Promise<void> {
  const page = await browser.newPage({
    viewport: { width, height },
    locale: 'en-US',
    reducedMotion: 'reduce',
  });
  page.on('pageerror', (error) => process.stderr.write(`${name}: ${error.message}\n`));
  await page.goto(`${fake.baseUrl}${path}`);
  if (scene) await page.addStyleTag({ content: `html { background: ${scene} }` });
  await page.locator('[state]').first().waitFor();
  await page.waitForTimeout(150);
  await act?.(page);
  await page.screenshot({ path: join(folder, `${name}.png`) });
  await page.close();
}

async function clickSync(page: Page): Promise<void> {
  await page.getByRole('button', { name: /^(Sync now|Sync starten)$/ }).click();
  await page.mouse.move(2, 2);
  await page.locator('[part=notice]').waitFor();
}

async function loseServer(page: Page): Promise<void> {
  await fake.stop();
  await page.locator('[state=away]').waitFor();
  await fake.start();
}

for (const state of STATE_NAMES) {
  fake.isDemo = state === 'fresh';
  for (const [name, size] of Object.entries(SIZES)) {
    fake.status = STATES[state]();
    await shoot({ path: '/dock', name: `dock-${state}-${name}`, size });
    fake.status = STATES[state]();
    if (name === 'small') await shoot({ path: '/dock?lang=de', name: `dock-${state}-${name}-german`, size });
  }
  await shoot({ path: '/badge', name: `badge-${state}`, size: BADGE, scene: SCENES.busy });
}
fake.isDemo = false;
fake.status = STATES.fresh();
const dock = { path: '/dock', size: SIZES.dock };
fake.handle('sync.run', () => RESULT);
await shoot({ ...dock, name: 'dock-result', act: clickSync });
await shoot({ ...dock, path: '/dock?lang=de', name: 'dock-result-german', act: clickSync });
await shoot({ ...dock, name: 'dock-result-narrow', size: SIZES.narrow, act: clickSync });
fake.handle('sync.run', () => ({ ...RESULT, outcome: 'skipped', ageMs: 130_000, retryAfterMs: 100_000 }));
await shoot({ ...dock, name: 'dock-skipped', act: clickSync });
fake.handle('sync.run', () => {
  throw new WireError('unavailable', 'The disk is full, so nothing can be saved.');
});
await shoot({ ...dock, name: 'dock-refused', act: clickSync });
await shoot({ ...dock, name: 'dock-focus', act: (page) => page.keyboard.press('Tab') });
await shoot({ ...dock, name: 'dock-away', act: loseServer });
for (const [name, scene] of Object.entries(SCENES)) {
  await shoot({ path: '/badge', name: `badge-on-${name}`, size: BADGE, scene });
}
await shoot({ path: '/badge', name: 'badge-away', size: BADGE, scene: SCENES.busy, act: loseServer });
await browser.close();
await fake.stop();
