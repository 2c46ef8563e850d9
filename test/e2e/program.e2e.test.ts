import { mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import type { Browser } from 'playwright-core';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { cpSync, writeFileSync } from 'node:fs';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { start, temporaryFolder } from '../process/support.ts';
import { findings } from '../support/axe.ts';
import { launchBrowser } from '../support/browser.ts';
import { onEnd } from '../support/endings.ts';

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
  // Built from its sources it cannot know where newer ones are.
  await card.getByText('Nobody named a page where newer versions').waitFor();
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

it('a streamer who wants to hear of newer versions does: in the settings, and as a note in the dock', async () => {
  const page = createServer((_request, response) =>
    response.writeHead(302, { location: '/releases/tag/v99.0.0' }).end(),
  );
  await new Promise<void>((done) => page.listen(0, '127.0.0.1', done));
  onEnd(() => void page.close());
  const releases = `http://127.0.0.1:${(page.address() as AddressInfo).port}/releases`;
  const folder = await temporaryFolder();
  cpSync(resolve('dist'), join(folder, 'dist'), { recursive: true });
  const program = join(folder, 'dist', 'server', 'main.js');
  writeFileSync(
    join(program, '..', 'distribution.json'),
    JSON.stringify({ command: 'Rolecall.cmd', releases }),
  );
  const url = await start({ program, args: ['--port', '0', '--data', await temporaryFolder()] }).url();
  for (const locale of ['en-US', 'de-DE']) {
    const tab = await browser.newPage({ viewport: { width: 700, height: 900 }, locale });
    await tab.goto(`${url}/settings#help`);
    const card = tab.locator('rolecall-program');
    const wish = card.getByRole('switch').first();
    if (!(await wish.isChecked())) await wish.click();
    const found = card.locator('[part=updates]');
    await found.getByText('99.0.0').waitFor();
    expect(await found.getByRole('link').getAttribute('href')).toBe(`${releases}/latest`);
    expect(await findings(tab)).toEqual([]);
    if (process.env['PICTURES'])
      await card.screenshot({ path: join(process.env['PICTURES'], `updates-${locale}.png`) });
    await tab.goto(`${url}/settings#computers`);
    await tab.getByText('Rolecall.cmd --host').first().waitFor();
    await tab.goto(`${url}/dock`);
    await tab.getByText('99.0.0').waitFor();
    await tab.close();
  }
});
