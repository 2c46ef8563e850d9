// Renders the dock in every state, in each width, language and theme, onto contact sheets, to be looked at. Not a test:
// node --input-type=module -e "const {bundleProgram} = await import('./test/support/bundle.mjs');
//   await import(await bundleProgram('test/e2e/dock-sheets.ts'))"
// ROLECALL_PICTURES=folder, ROLECALL_SHEETS=narrow-en,edge-de
import { mkdirSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser, BrowserContextOptions } from 'playwright-core';
import { PRESETS } from '../../server/core/policy.ts';
import { launchBrowser } from '../support/browser.ts';
import { decisionOf, type DecisionOf } from '../support/decisions.ts';
import { FakeRolecall, type Status, statusOf } from '../support/fake-rolecall.ts';
import { warningOf } from '../support/warnings.ts';
import { STATES } from './states.ts';

const folder = process.env['ROLECALL_PICTURES'] ?? join(tmpdir(), 'rolecall-pictures');
const wanted = process.env['ROLECALL_SHEETS']?.split(',');
mkdirSync(folder, { recursive: true });

interface Scene {
  readonly name: string;
  status(): Status;
  readonly login?: 'none' | 'lost' | 'connected';
  readonly isOff?: boolean;
  readonly isAway?: boolean;
}
const channel = { userId: '12345678', userLogin: 'some_channel', userDisplayName: 'Some_Channel' };
const lost = (): Status => ({ ...STATES.stale(), state: 'disconnected', nextSyncAt: null });
const SCENES: readonly Scene[] = [
  { name: 'fresh', status: STATES.fresh },
  { name: 'syncing', status: STATES.syncing },
  { name: 'first sync', status: STATES.firstSync },
  { name: 'stale', status: STATES.stale },
  { name: 'partial', status: STATES.partial },
  { name: 'failed', status: STATES.failed },
  { name: 'no login', status: STATES.disconnected, login: 'none' },
  { name: 'login ended', status: lost, login: 'lost' },
  { name: 'refused news', status: () => statusOf({ warnings: [warningOf('events_refused')] }) },
  { name: 'damaged file', status: () => statusOf({ warnings: [warningOf('file_older')] }) },
  { name: 'away', status: STATES.fresh, isAway: true },
  { name: 'TTS off', status: STATES.fresh, isOff: true },
];

const ASKED: readonly DecisionOf[] = [
  { name: 'QuietMuffin', reason: 'subscriber' },
  { name: 'CosmicOtter', reason: 'no_matching_rule', allowed: false },
  { name: 'TeaDragon', reason: 'vip' },
  { name: 'a_very_long_name_of_25_ch', reason: 'no_matching_rule', allowed: false, feature: 'premium-voice' },
  { name: 'PixelBadger', reason: 'moderator' },
  { name: 'MossyFrog', reason: 'cooldown', allowed: false },
  { name: 'NeonHeron', reason: 'grant' },
  { name: 'LuckyToast', reason: 'override_deny', allowed: false },
  { name: 'HazelFox', reason: 'override_allow' },
];

const fake = await new FakeRolecall().start();
let scene = SCENES[0]!;
const policies = () => ({
  ...PRESETS.limited,
  tts: { ...PRESETS.limited['tts'], enabled: scene.isOff !== true },
});
const now = (): string => new Date().toISOString();
function prepare(): void {
  fake.handle('policy.get', () => ({ features: policies() }));
  fake.handle('diagnostics.get', () => ({ text: '', wrongQuestions: [] }));
  fake.handle('callers.list', () => ({ items: [], inObs: { dock: null, badge: null } }));
  fake.handle('overrides.list', () => ({ items: [], cursor: null }));
  fake.handle('grants.list', () => ({ items: [], cursor: null }));
  fake.handle('roles.recent', () => ({ items: [] }));
  fake.handle('sync.history', () => ({ items: [], cursor: null }));
  fake.handle('viewers.list', () => ({ items: [], cursor: null, total: 0 }));
  fake.handle('decisions.list', () => ({
    items: scene.login === 'none' ? [] : [...ASKED, ...ASKED].map((one) => decisionOf(one)).reverse(),
    cursor: null,
    counts: {},
    since: now(),
  }));
  fake.handle('twitch.status', () => ({
    state: scene.login ?? 'connected',
    through: 'login',
    channel: scene.login === 'none' ? null : channel,
    clientId: scene.login === 'none' ? null : 'abcdefghijklmnopqrstuvwxyz1234',
    scopes: [],
    missing: [],
    pending: null,
    problem: null,
  }));
}

async function shoot(browser: Browser, path: string, options: BrowserContextOptions): Promise<Buffer> {
  fake.status = scene.status();
  const page = await browser.newPage({ locale: 'en-US', reducedMotion: 'reduce', ...options });
  page.on('pageerror', (error) => process.stderr.write(`${scene.name}: ${error.message}\n`));
  await page.goto(`${fake.baseUrl}${path}`);
  await page.locator(`rolecall-health[state=${fake.status.state}]`).waitFor();
  await page.waitForTimeout(350);
  if (scene.isAway) {
    await fake.stop();
    await page.locator('[state=away]').first().waitFor();
    await page.waitForTimeout(100);
    await fake.start();
  }
  const picture = await page.screenshot();
  await page.close();
  return picture;
}

interface Sheet {
  readonly name: string;
  readonly path: string;
  readonly size: readonly [number, number];
  /** Pictures side by side, and how much smaller they are shown. */
  readonly columns: number;
  readonly scale?: number;
  readonly more?: BrowserContextOptions;
}

async function sheet(browser: Browser, { name, path, size, columns, scale = 1, more }: Sheet): Promise<void> {
  const [width, height] = size;
  const figures: string[] = [];
  for (scene of SCENES) {
    const options = { colorScheme: 'dark', viewport: { width, height }, ...more } as const;
    const picture = await shoot(browser, path, options);
    const data = `data:image/png;base64,${picture.toString('base64')}`;
    figures.push(
      `<figure><img src="${data}" width="${width * scale}"><figcaption>${scene.name}</figcaption></figure>`,
    );
  }
  const page = await browser.newPage({
    viewport: { width: columns * (width * scale + 16) + 16, height: 800 },
  });
  const style =
    'body{margin:8px;display:flex;flex-wrap:wrap;gap:12px 16px;background:#777;font:14px sans-serif}figure{margin:0}img{display:block}';
  await page.setContent(`<style>${style}</style>${figures.join('')}`);
  await page.screenshot({ path: join(folder, `${name}.png`), fullPage: true });
  await page.close();
}

const SIZES = {
  narrow: { size: [280, 600], columns: 6 },
  small: { size: [300, 600], columns: 6 },
  dock: { size: [460, 600], columns: 4 },
  edge: { size: [960, 600], columns: 2 },
  large: { size: [1920, 1080], columns: 2, scale: 0.6 },
  huge: { size: [3840, 2160], columns: 2, scale: 0.4 },
} as const;

function sheets(): Sheet[] {
  const all: Sheet[] = [];
  for (const language of ['en', 'de'])
    for (const [name, shape] of Object.entries(SIZES))
      all.push({ name: `${name}-${language}`, path: `/dock?lang=${language}`, ...shape });
  for (const language of ['es', 'pt', 'fr'])
    for (const name of ['small', 'dock'] as const)
      all.push({ name: `${name}-${language}`, path: `/dock?lang=${language}`, ...SIZES[name] });
  for (const name of ['small', 'dock'] as const) {
    const base = { path: '/dock?lang=en', ...SIZES[name] };
    all.push({ ...base, name: `${name}-light`, more: { colorScheme: 'light' } });
    all.push({ ...base, name: `${name}-forced`, more: { forcedColors: 'active' } });
  }
  return all;
}

const browser = await launchBrowser();
prepare();
for (const one of sheets()) if (!wanted || wanted.includes(one.name)) await sheet(browser, one);
await browser.close();
await fake.stop();
