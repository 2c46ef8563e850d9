import { expect, it } from 'vitest';
import { launchBrowser } from '../support/browser.ts';
import { onEnd } from '../support/endings.ts';
import { startTestApp } from '../support/start-app.ts';

it('a press on a row opens the viewer, also before the rest of the dock is loaded', async () => {
  const browser = await launchBrowser();
  onEnd(() => browser.close());
  const app = await startTestApp({ channel: { subscribers: 3, vips: 1, moderators: 1 } });
  onEnd(() => app.close());
  const page = await browser.newPage({ viewport: { width: 300, height: 600 }, locale: 'en-US' });
  const [pressed, press] = gate();
  let held = 0;
  await page.route('**/dock-later-*.js', async (route) => {
    held++;
    await pressed;
    await route.continue();
  });
  await fetch(`${app.baseUrl}/api/check?user=somebody_new`);
  await page.goto(`${app.baseUrl}/dock`);
  await page.locator('rolecall-decision-rows [part=name]').first().click();
  expect(held).toBe(1);
  press();
  await page.locator('rolecall-viewer dialog[open]').waitFor();
});

function gate(): [opened: Promise<void>, open: () => void] {
  let open: () => void = () => undefined;
  return [new Promise((done) => (open = done)), () => open()];
}
