import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { expect, it } from 'vitest';
import { unzip } from '../launch/package/unpack.ts';
import { Wine } from '../launch/package/wine.ts';
import { launchBrowser } from '../support/browser.ts';
import { onEnd } from '../support/endings.ts';
import { findWine } from '../support/find-wine.mjs';
import { freePort } from '../support/free-port.ts';

const wineProgram = findWine();

it.skipIf(!wineProgram)(
  'with the zip and no Node somebody is in the demo: extract, double-click, one press',
  async () => {
    const work = await mkdtemp(join(tmpdir(), 'rolecall-first-minute-'));
    onEnd(() => rm(work, { recursive: true, force: true, maxRetries: 5 }));
    const wine = await Wine.create(wineProgram!, join(work, 'wine'));
    const { version } = JSON.parse(readFileSync('package.json', 'utf8')) as { version: string };
    const name = `rolecall-${version}-win-x64`;
    const program = resolve('server/launch/package/package.mjs');
    spawnSync(process.execPath, [program, '--out', join(work, 'out'), '--system', 'win-x64']);
    const browser = await launchBrowser();
    onEnd(() => browser.close());
    const port = await freePort();

    const folder = join(wine.drive, 'users', 'Public', 'Downloads');
    await unzip(readFileSync(join(work, 'out', `${name}.zip`)), folder);

    // Without a word behind it, as Explorer does it. Two things are not as there: another may have the usual port here,
    // and Wine has no browser, so that the page which it would open is opened below.
    const env = { ROLECALL_PORT: String(port), ROLECALL_NO_OPEN: '1' };
    const { status, words } = await wine.run(['cmd', '/c', 'Rolecall.cmd'], join(folder, name), env);
    onEnd(() => quit(`http://127.0.0.1:${port}`));
    expect({ status, words }).toEqual({ status: 0, words: expect.stringContaining('is running') as string });
    const settings = /Settings (http:\S+)/.exec(words)?.[1] ?? '';
    const page = await browser.newPage({ locale: 'en-US' });
    // Without a login it opens the section that connects, where the demo is too.
    await page.goto(`${settings}#connect`);

    const opened = page.waitForEvent('popup');
    await page.getByRole('button', { name: 'See the demo' }).click();
    const dock = await opened;
    await dock.getByRole('heading', { name: 'TTS: subs · VIPs · mods' }).waitFor();
    expect(new URL(dock.url()).port).not.toBe(String(port));
  },
);

async function quit(url: string): Promise<void> {
  const headers = { 'content-type': 'application/json', origin: url };
  await fetch(`${url}/api/actions/server.quit`, { method: 'POST', headers, body: '{}' }).catch(
    () => undefined,
  );
}
