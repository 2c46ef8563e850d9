// Renders every part of the dock to pictures, from the real server and the simulator. Not a test:
// node --input-type=module -e "const {bundleProgram} = await import('./test/support/bundle.mjs');
//   await import(await bundleProgram('test/e2e/dock-pictures.ts'))"          (ROLECALL_PICTURES=folder)
import { mkdirSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { EVERYONE } from '../../server/core/policy.ts';
import { DEMO_CHANNEL } from '../../server/demo/demo-channel.ts';
import { launchBrowser } from '../support/browser.ts';
import { startTestApp } from '../support/start-app.ts';
import { TestClient } from '../support/ws-client.ts';
import { DockRig, SIZES } from './dock-rig.ts';

const folder = process.env['ROLECALL_PICTURES'] ?? join(tmpdir(), 'rolecall-pictures');
mkdirSync(folder, { recursive: true });
const TABS = {
  en: ['Overview', 'Viewers', 'Decisions', 'Changes'],
  de: ['Übersicht', 'Zuschauer', 'Anfragen', 'Wechsel'],
};

const browser = await launchBrowser();
const app = await startTestApp({ channel: DEMO_CHANNEL });
const tool = await TestClient.open(app.wsUrl);
const { world } = app.simulator;
const userAt = (index: number) => world.truth.users.get(world.truth.users.idAt(index))!;
const muted = userAt(3);

/** An evening, so that there is something to see. */
async function play(): Promise<void> {
  await new Promise((done) => setTimeout(done, 1_500));
  await tool.call('policy.set', { feature: 'song-request', policy: { ...EVERYONE, enabled: false } });
  for (let i = 0; i < 40; i++) {
    const { userId, userLogin } = userAt((i * 37) % 1_400);
    const who = i % 3 === 0 ? { user: userLogin } : { userId };
    await tool.call('access.check', { ...who, feature: i % 5 === 0 ? 'premium-voice' : 'tts' });
  }
  await tool.call('access.check', { user: 'somebody', platform: 'youtube' });
  const { userId } = muted;
  await tool.call('grants.add', { userId, feature: 'premium-voice', minutes: 25 });
  await tool.call('overrides.set', {
    userId,
    feature: 'tts',
    effect: 'deny',
    until: 'stream_end',
    note: 'too loud',
  });
  world.addVip(userAt(1_200).userId);
  world.endSubscription(userAt(30).userId);
  await new Promise((done) => setTimeout(done, 500));
}

async function shoot(name: keyof typeof SIZES, language: 'en' | 'de'): Promise<void> {
  const rig = await DockRig.open(browser, app, SIZES[name], `/dock?lang=${language}`);
  const { page } = rig;
  const save = async (what: string): Promise<void> => {
    await page.waitForTimeout(300);
    await page.screenshot({ path: join(folder, `dock-${language}-${name}-${what}.png`) });
  };
  const isWide = (await page.getByRole('tab').count()) === 0;
  if (isWide) await save('all');
  for (const tab of isWide ? [] : TABS[language]) {
    await rig.tab(tab);
    await save(tab);
  }
  if (!isWide) await rig.tab(TABS[language][1]!);
  const rows = page.locator('rolecall-viewer-rows');
  await rows.getByRole('button').nth(4).click({ button: 'right' });
  await save('menu');
  await page.keyboard.press('Escape');
  await page.getByRole('searchbox').fill('nobody_at_all');
  await save('nobody');
  await page.getByRole('searchbox').fill(muted.userLogin);
  await rows.getByRole('button', { name: muted.userDisplayName, exact: true }).click();
  await page.locator('[part=decision]').first().waitFor();
  await save('panel');
  await page.locator('[part=give-10]').click();
  await page.locator('[part=notice]').waitFor();
  await page.locator('rolecall-timeline').scrollIntoViewIfNeeded();
  await save('panel-notice');
  await page.keyboard.press('Escape');
  if (!isWide) await rig.tab(TABS[language][2]!);
  await page.locator('rolecall-decision-rows .row').nth(2).hover();
  await save('hover');
  await rig.close();
}

await play();
for (const name of Object.keys(SIZES) as (keyof typeof SIZES)[]) await shoot(name, 'en');
await shoot('narrow', 'de');
await shoot('dock', 'de');
const left = await DockRig.open(browser, app, SIZES.wide);
tool.socket.terminate();
// Not `app.close()`: that would end it a second time.
await app.app.close();
await left.page.locator('rolecall-health[state=away]').waitFor();
await left.page.screenshot({ path: join(folder, 'dock-en-wide-away.png') });
await browser.close();
await app.simulator.close();
