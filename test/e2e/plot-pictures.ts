// Renders the dock's plots to pictures, after weeks that pass in a second. Not a test: run as dock-pictures.ts is.
import { mkdirSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DEMO_CHANNEL } from '../../server/demo/demo-channel.ts';
import { systemClock } from '../../server/clock.ts';
import { launchBrowser } from '../support/browser.ts';
import { startTestApp } from '../support/start-app.ts';
import { TestClient } from '../support/ws-client.ts';
import { DockRig } from './dock-rig.ts';

const folder = process.env['ROLECALL_PICTURES'] ?? join(tmpdir(), 'rolecall-pictures');
mkdirSync(folder, { recursive: true });
const DAY = 86_400_000;
let ago = 40 * DAY;
const clock = { ...systemClock, now: () => systemClock.now() - ago };
const app = await startTestApp({ channel: DEMO_CHANNEL, app: { clock } });
const tool = await TestClient.open(app.wsUrl);
const { world } = app.simulator;
const idAt = (index: number): string => world.truth.users.idAt(index);
const QUIETLY = { announce: false };

async function pass(weeks: number): Promise<void> {
  for (let step = 0; step < weeks; step++) {
    ago = Math.max(0, ago - DAY * 0.9);
    for (let i = 0; i < (step * 7) % 5; i++) world.endSubscription(idAt(step * 5 + i), QUIETLY);
    if (step % 6 === 2) world.addVip(idAt(1_200 + step), QUIETLY);
    if (step % 15 === 7) world.removeVip(idAt(1_200 + step - 5), QUIETLY);
    await tool.call('sync.run', { force: true });
  }
}

await new Promise((done) => setTimeout(done, 1_000));
await pass(45);
for (let i = 0; i < 90; i++) {
  await tool.call('access.check', {
    userId: idAt((i * 37) % 1_400),
    feature: i % 5 ? 'tts' : 'premium-voice',
  });
}
await tool.call('access.check', { user: 'somebody', platform: 'youtube' });
await tool.call('overrides.set', { userId: idAt(3), feature: 'tts', effect: 'deny' });
await tool.call('access.check', { userId: idAt(3) });

const browser = await launchBrowser();
const SHOTS = [
  ['dock', 'en', 460, 600],
  ['tall', 'en', 460, 900],
  ['narrow', 'de', 280, 900],
  ['wide', 'en', 1280, 720],
  ['huge', 'en', 3840, 2160],
] as const;
for (const [name, language, width, height] of SHOTS) {
  const rig = await DockRig.open(browser, app, { width, height }, `/dock?lang=${language}`);
  const { page } = rig;
  const save = async (what: string): Promise<void> => {
    await page.waitForTimeout(300);
    await page.screenshot({ path: join(folder, `plot-${name}-${what}.png`) });
  };
  await page.locator('rolecall-counts canvas').waitFor();
  const isWide = (await page.getByRole('tab').count()) === 0;
  await page.locator('rolecall-counts [part=spans] button').nth(2).click();
  await page.locator('rolecall-counts').scrollIntoViewIfNeeded();
  await save('month');
  await page.locator('rolecall-counts [part=chart]').hover();
  await save('hover');
  if (!isWide) {
    await page.getByRole('tab').nth(2).click();
    await save('reasons');
    if (width < 400) await page.locator('rolecall-reasons button').click();
    await save('reasons-open');
  }
  await rig.close();
}
tool.socket.terminate();
await browser.close();
await app.close();
