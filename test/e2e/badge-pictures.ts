// Renders the badge on scenes as viewers see it, to be looked at. Not a test; run like pictures.ts.
import { mkdirSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { PRESETS } from '../../server/core/policy.ts';
import { launchBrowser } from '../support/browser.ts';
import { decisionOf } from '../support/decisions.ts';
import { FakeRolecall } from '../support/fake-rolecall.ts';
import { STATE_NAMES, STATES } from './states.ts';

const folder = process.env['ROLECALL_PICTURES'] ?? join(tmpdir(), 'rolecall-pictures');
mkdirSync(folder, { recursive: true });

const SCENES = {
  busy: 'repeating-linear-gradient(45deg, #fff 0 14px, #e8c020 14px 28px, #18a558 28px 42px, #101010 42px 60px)',
  game: 'radial-gradient(circle at 20% 20%, #9fd4ff, transparent 40%), radial-gradient(circle at 80% 60%, #ffcf7a, transparent 45%), linear-gradient(#274b2a, #0d1a12)',
  bright: 'linear-gradient(135deg, #fff3c9, #f7b2c4 45%, #cfe9ff)',
  dark: 'linear-gradient(120deg, #0b0c10, #241536)',
} as const;

const browser = await launchBrowser();
const fake = await new FakeRolecall().start();
let rules = PRESETS.limited['tts']!;
fake.handle('policy.get', () => ({ features: { tts: rules } }));

interface Tile {
  readonly query: string;
  readonly scene: keyof typeof SCENES;
  readonly size?: readonly [number, number];
  act?(page: Page): Promise<void>;
}

async function shoot(
  name: string,
  { query, scene, size: [width, height] = [420, 84], act }: Tile,
): Promise<void> {
  const page = await browser.newPage({
    viewport: { width, height },
    locale: 'en-US',
    reducedMotion: 'reduce',
  });
  page.on('pageerror', (error) => process.stderr.write(`${name}: ${error.message}\n`));
  await page.goto(`${fake.baseUrl}/badge?${query}`);
  await page.addStyleTag({ content: `html { min-height: 100vh; background: ${SCENES[scene]} }` });
  await page.locator(`[state=${fake.status.state}]`).first().waitFor();
  await act?.(page);
  await page.screenshot({ path: join(folder, `badge-${name}.png`) });
  await page.close();
}

/** A few decisions, the last with a name that fits nowhere. */
async function decide(page: Page): Promise<void> {
  while (!fake.hasListener('access.decided')) await page.waitForTimeout(20);
  fake.emit('access.decided', decisionOf({ name: 'MapleKettle', reason: 'vip' }));
  fake.emit('access.decided', decisionOf({ name: 'שלום_עולם', reason: 'subscriber' }));
  fake.emit('access.decided', decisionOf({ name: '𝕎𝕎𝕎𝕎𝕎𝕎𝕎𝕎𝕎𝕎𝕎𝕎𝕎𝕎𝕎𝕎𝕎𝕎𝕎𝕎𝕎𝕎𝕎𝕎𝕎 🦊', reason: 'moderator' }));
  await page.locator('[part~=card]').nth(2).waitFor({ state: 'attached' });
}

for (const state of STATE_NAMES) {
  fake.status = STATES[state]();
  await shoot(`state-${state}`, { query: '', scene: 'game' });
}
fake.status = STATES.fresh();
for (const size of [
  [200, 40],
  [275, 60],
  [400, 80],
  [800, 200],
] as const) {
  for (const scene of ['busy', 'bright', 'dark'] as const) {
    for (const [name, query] of Object.entries({
      usual: '',
      german: 'lang=de',
      how: 'how=500+points+%3D+10+min',
      counts: 'parts=icon,state,counts',
      plain: 'theme=plain',
    }))
      await shoot(`${name}-${size.join('x')}-on-${scene}`, { query, scene, size });
    await shoot(`card-${size.join('x')}-on-${scene}`, {
      query: 'parts=icon,state,decisions',
      scene,
      size,
      act: decide,
    });
  }
}
rules = { ...rules, enabled: false };
await shoot('off', { query: '', scene: 'busy' });
rules = { ...rules, enabled: true };
for (const theme of ['dark', 'light', 'glass', 'plain']) {
  for (const scene of ['busy', 'game', 'bright', 'dark'] as const) {
    await shoot(`${theme}-on-${scene}`, {
      query: `theme=${theme}&parts=icon,state,age,counts`,
      scene,
      size: [600, 84],
    });
  }
  await shoot(`${theme}-cards`, {
    query: `theme=${theme}&parts=icon,state,decisions&pos=bottom-right`,
    scene: 'game',
    size: [460, 320],
    act: decide,
  });
}
await shoot('wordless', { query: 'words=none&parts=icon,state,age,counts', scene: 'game', size: [600, 84] });
await shoot('denied', {
  query: 'parts=icon,decisions&denied=1&lang=de',
  scene: 'game',
  size: [460, 320],
  async act(page) {
    while (!fake.hasListener('access.decided')) await page.waitForTimeout(20);
    fake.emit(
      'access.decided',
      decisionOf({ name: 'MapleKettle', reason: 'grant', feature: 'song-request' }),
    );
    fake.emit('access.decided', decisionOf({ name: 'TeaPot', reason: 'cooldown', allowed: false }));
    fake.emit('access.decided', decisionOf({ name: 'Kessel', reason: 'no_matching_rule', allowed: false }));
    await page.locator('[part~=card]').nth(2).waitFor();
  },
});
await shoot('away', {
  query: '',
  scene: 'game',
  async act(page) {
    await fake.stop();
    await page.locator('[state=away]').waitFor();
    await page.waitForTimeout(500);
    await fake.start();
  },
});
await browser.close();
await fake.stop();
