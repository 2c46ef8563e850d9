// Renders every part of the dock to pictures, from the real server and the simulator. Not a test:
// node --input-type=module -e "const {bundleProgram} = await import('./test/support/bundle.mjs');
//   await import(await bundleProgram('test/e2e/dock-pictures.ts'))"
// ROLECALL_PICTURES=folder, ROLECALL_SIZES=small,wide
import { mkdirSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DEFAULT_POLICY, EVERYONE } from '../../server/core/policy.ts';
import { DEMO_CHANNEL } from '../../server/demo/demo-channel.ts';
import { launchBrowser } from '../support/browser.ts';
import { startTestApp } from '../support/start-app.ts';
import { TestClient } from '../support/ws-client.ts';
import { DockRig, SIZES, TABS } from './dock-rig.ts';

const folder = process.env['ROLECALL_PICTURES'] ?? join(tmpdir(), 'rolecall-pictures');
const wanted = process.env['ROLECALL_SIZES']?.split(',') ?? Object.keys(SIZES);
mkdirSync(folder, { recursive: true });

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
  for (const feature of ['sound-effects', 'hug', 'big-emotes'])
    await tool.call('policy.set', { feature, policy: DEFAULT_POLICY['tts'] });
  for (let i = 0; i < 40; i++) {
    const { userId, userLogin, userDisplayName } = userAt((i * 37) % 700);
    const who = i % 3 === 0 ? { user: userLogin } : { userId, name: userDisplayName };
    await tool.call('access.check', { ...who, feature: i % 5 === 0 ? 'premium-voice' : 'tts' });
  }
  await tool.call('access.check', { user: 'somebody', platform: 'youtube' });
  const { userId: stranger, userDisplayName: name } = userAt(1_300);
  await tool.call('access.check', { userId: stranger, name });
  await fetch(`${app.baseUrl}/api/check?user=${muted.userLogin}`, {
    headers: { 'user-agent': 'Streamer.bot/1.0' },
  });
  const { userId } = muted;
  await tool.call('grants.add', { userId, feature: 'premium-voice', minutes: 25 });
  await tool.call('overrides.set', {
    userId,
    feature: 'tts',
    effect: 'deny',
    until: 'stream_end',
    note: 'too loud',
  });
  const allowed = userAt(9).userId;
  await tool.call('overrides.set', { userId: allowed, feature: 'tts', effect: 'allow', until: null });
  await tool.call('overrides.set', {
    userId: userAt(1_201).userId,
    feature: 'premium-voice',
    effect: 'deny',
    until: 'stream_end',
  });
  const elsewhere = { platform: 'youtube', userId: 'UC123', name: 'TubeFan' };
  await tool.call('grants.add', { ...elsewhere, feature: 'tts', minutes: 12 });
  const everybody = { platform: 'rolecall', userId: 'everyone' };
  await tool.call('grants.add', { ...everybody, feature: 'premium-voice', minutes: 40 });
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
  const tabs = TABS[language];
  const isWide = (await page.getByRole('tab').count()) === 0;
  if (isWide) await save('all');
  for (const [what, label] of isWide ? [] : Object.entries(tabs)) {
    await rig.tab(label);
    await save(what);
  }
  if (!isWide) await rig.tab(tabs.live);
  await page.locator('[part=filter]').click();
  await save('filters');
  await page.locator('[part=filter]').click();
  if ((await page.locator('[part=more]').count()) > 0) {
    await page.locator('[part=more]').click();
    await save('switches');
    await page.locator('[part=more]').click();
  }
  await page.locator('rolecall-decision-rows .row').nth(2).hover();
  await save('hover');
  await page.locator('rolecall-decision-rows [part=why-not]').first().click();
  await page.locator('[part=decision]').first().waitFor();
  await save('why-not');
  await page.keyboard.press('Escape');
  if (name !== 'huge' && name !== 'large') {
    await page.locator('button[part=counts]').click();
    await page.locator('rolecall-tools [part=tools]').waitFor();
    await save('lists');
    await page.keyboard.press('Escape');
  }
  if (!isWide) await rig.tab(tabs.people);
  const rows = page.locator('rolecall-viewer-rows');
  await rows.getByRole('button').nth(4).click({ button: 'right' });
  await save('menu');
  await page.keyboard.press('Escape');
  await page.getByRole('radio').nth(3).click();
  await save('exceptions');
  await page.getByRole('searchbox').fill('nobody_at_all');
  await save('nobody');
  await page.locator('[part=look-up]').click();
  await page.locator('[part=account]').waitFor();
  await save('unknown');
  await page.keyboard.press('Escape');
  await page.getByRole('searchbox').fill(muted.userLogin);
  await rows.getByRole('button', { name: muted.userDisplayName, exact: true }).click();
  await page.locator('[part=decision]').first().waitFor();
  await save('panel');
  await page.locator('[part=longer]').click();
  await page.locator('rolecall-viewer-actions select').waitFor();
  await page.locator('[part=give]').first().click();
  await page.locator('[part=notice]').waitFor();
  await save('panel-longer');
  await page.keyboard.press('Escape');
  if (!isWide) await rig.tab(tabs.live);
  await page.getByRole('switch', { name: 'TTS', exact: true }).click();
  await page.locator('[part=switch-on]').waitFor();
  await save('off');
  await page.locator('[part=switch-on]').click();
  await page.getByRole('switch', { name: 'TTS', exact: true, checked: true }).waitFor();
  await rig.close();
}

await play();
for (const name of wanted as (keyof typeof SIZES)[]) await shoot(name, 'en');
for (const name of (wanted as (keyof typeof SIZES)[]).filter((size) =>
  ['narrow', 'small', 'wide'].includes(size),
))
  await shoot(name, 'de');
tool.socket.terminate();
await browser.close();
await app.close();
