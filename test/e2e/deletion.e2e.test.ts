import { expect, it } from 'vitest';
import { launchBrowser } from '../support/browser.ts';
import { onEnd } from '../support/endings.ts';
import { startTestApp } from '../support/start-app.ts';
import { DockRig, SIZES } from './dock-rig.ts';

it('deleting all data leaves nobody in an open dock, though no sync follows', async () => {
  const browser = await launchBrowser();
  onEnd(() => browser.close());
  const app = await startTestApp({ channel: { subscribers: 5, vips: 2, moderators: 1 } });
  onEnd(() => app.close());
  const rig = await DockRig.open(browser, app, SIZES.wide);
  onEnd(() => rig.close());
  const { page, tool } = rig;
  const rows = (list: string): Promise<number> => page.locator(`${list} [role=listitem]`).count();
  const lists = ['rolecall-decision-rows', 'rolecall-viewer-rows', 'rolecall-change-rows'];
  const [userId] = app.simulator.world.truth.subscriberIds();
  await tool.call('access.check', { userId, feature: 'tts' });
  for (const list of lists) await expect.poll(() => rows(list)).toBeGreaterThan(0);
  // As the settings do it, with the login.
  await page.evaluate(`fetch('/api/actions/twitch.disconnect', {
    method: 'POST', headers: { 'content-type': 'application/json' }, body: '{"deleteData":true}' })`);
  for (const list of lists) await expect.poll(() => rows(list)).toBe(0);
  expect(rig.complaints).toEqual([]);
});
