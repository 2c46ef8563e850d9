import { mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { start, temporaryFolder } from '../process/support.ts';
import { findings } from '../support/axe.ts';
import { launchBrowser } from '../support/browser.ts';

let browser: Browser;
beforeAll(async () => {
  browser = await launchBrowser();
});
afterAll(() => browser.close());

it('a streamer finds the version and the log, starts Rolecall with the PC, and quits', async () => {
  const config = await mkdtemp(join(tmpdir(), 'rolecall-config-'));
  const program = start({
    args: ['--port', '0', '--data', await temporaryFolder()],
    env: { XDG_CONFIG_HOME: config },
  });
  const page = await browser.newPage({ viewport: { width: 900, height: 900 }, locale: 'en-US' });
  await page.goto(`${await program.url()}/settings#help`);
  const card = page.locator('rolecall-program');
  await expect
    .poll(() => card.locator('[part=versions]').textContent())
    .toMatch(/^Version \d+\.\d+\.\d+, with Node \d+\./);
  const autostart = card.getByRole('switch');
  await autostart.click();
  await page.getByText('Rolecall starts when you log in.').first().waitFor();
  expect(await autostart.isChecked()).toBe(true);
  await autostart.click();
  await page.getByText('does not start by itself any more').first().waitFor();
  await card.locator('[part=log]').click();
  await expect.poll(() => card.locator('[part=log]').innerText()).toBe('Read it again');
  const shown = await card
    .locator('rolecall-copy')
    .evaluate((line) => (line as unknown as { text: string }).text);
  expect(shown).toContain('/settings');
  expect(await findings(page)).toEqual([]);
  await card.locator('[part=quit]').click();
  await page.getByRole('button', { name: 'Quit', exact: true }).click();
  expect(await program.exit).toBe(0);
  await page.close();
});
