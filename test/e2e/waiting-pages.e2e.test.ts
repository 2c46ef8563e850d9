import { createServer, type ServerResponse } from 'node:http';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { Browser, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { wait } from '../api/support.ts';
import { OddServer } from '../integrations/obs/odd-server.ts';
import { findings } from '../support/axe.ts';
import { launchBrowser } from '../support/browser.ts';
import { startTestApp, type TestApp } from '../support/start-app.ts';

const fileOf = (page: 'badge' | 'dock', folder = 'dist/integrations'): string =>
  resolve(folder, `rolecall-${page}.html`);
const urlOf = (page: 'badge' | 'dock', folder?: string): string => pathToFileURL(fileOf(page, folder)).href;

let browser: Browser;
let open: (() => unknown)[] = [];
let complaints: string[] = [];
beforeAll(async () => {
  browser = await launchBrowser();
});
afterAll(() => browser.close());
afterEach(async () => {
  for (const close of open.reverse()) await close();
  open = [];
  const said = complaints;
  complaints = [];
  expect(said).toEqual([]);
});

async function start(port = 0): Promise<TestApp> {
  const app = await startTestApp({ channel: { subscribers: 30, vips: 4, moderators: 3 }, config: { port } });
  open.push(() => app.close());
  return app;
}

async function show(url: string, locale = 'en-US'): Promise<Page> {
  const page = await browser.newPage({ viewport: { width: 400, height: 80 }, locale });
  open.push(() => page.close());
  page.on('pageerror', (error) => complaints.push(String(error)));
  await page.goto(url);
  return page;
}

/** A port that nobody listens on. */
async function emptyPort(): Promise<number> {
  const server = new OddServer('hang');
  const { port } = new URL(await server.start());
  await server.stop();
  return Number(port);
}

const badge = (page: Page) => page.locator('rolecall-badge [part=pill]');
/** The picture as OBS would lay it over the stream. */
const pictureOf = (page: Page): Promise<Buffer> => page.screenshot({ omitBackground: true });

const dock = (page: Page) => page.getByRole('heading', { name: 'TTS: subs · VIPs · mods' });
const isEmpty = async (page: Page): Promise<boolean> =>
  (await pictureOf(page)).equals(await pictureOf(await show('about:blank')));

/** Another program on the port, which even lets its answers be read. */
async function another(
  answer: (response: ServerResponse) => void,
): Promise<{ url: string; asked(): number }> {
  let asked = 0;
  const server = createServer((_request, response) => {
    asked += 1;
    response.setHeader('access-control-allow-origin', '*');
    answer(response);
  });
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  open.push(() => {
    server.closeAllConnections();
    return new Promise((done) => server.close(done));
  });
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, asked: () => asked };
}

describe('the waiting badge', () => {
  it('is invisible while Rolecall is away, and becomes the badge when it comes', async () => {
    const port = await emptyPort();
    const page = await show(`${urlOf('badge')}?rolecall=127.0.0.1:${port}&note=a%26b`);
    await wait(1_500);
    expect(await isEmpty(page)).toBe(true);
    const app = await start(port);
    await badge(page).waitFor();
    expect(page.url()).toBe(`${app.baseUrl}/badge?note=a%26b`);
    expect(await isEmpty(page)).toBe(false);
  });

  it('stays where it is while the server hangs', async () => {
    const server = new OddServer('hang');
    const address = await server.start();
    open.push(() => server.stop());
    const page = await show(`${urlOf('badge')}?rolecall=${address}`);
    await expect.poll(() => server.requests).toBe(1);
    await wait(500);
    expect(page.url()).toContain('rolecall-badge.html');
  });

  it('says what is wrong with an address, and goes nowhere else', async () => {
    const page = await show(`${urlOf('badge')}?rolecall=javascript://alert(1)`);
    expect(await page.locator('p').innerText()).toBe('"javascript://alert(1)" is no address.');
  });
});

describe('the waiting dock', () => {
  it.each([
    ['en-US', 'Rolecall is not running. Start it, and its dock opens here by itself.'],
    ['de-DE', 'Rolecall läuft nicht. Starte es, dann öffnet sich das Dock hier von selbst.'],
  ])(
    'says calmly in %s that Rolecall is not running, and becomes the dock when it comes',
    async (locale, text) => {
      const port = await emptyPort();
      const page = await show(
        `${urlOf('dock')}?rolecall=127.0.0.1:${port}&lang=${locale.slice(0, 2)}`,
        locale,
      );
      const said = async () => (await page.getByRole('status').innerText()).replace(/\s+/g, ' ');
      expect(await said()).toBe(text);
      const app = await start(port);
      await page.waitForURL(`${app.baseUrl}/dock?lang=${locale.slice(0, 2)}`);
      if (locale === 'en-US') await dock(page).waitFor();
    },
  );

  it('says so when another program answers there', async () => {
    const other = await another((response) => response.end('{"rolecall":"no"}'));
    const page = await show(`${urlOf('dock')}?rolecall=${other.url}`);
    await page.getByText(`Another program answers at ${other.url}.`).waitFor();
    expect(await page.getByText('is not running').isVisible()).toBe(false);
  });

  it('has nothing that a reader of screens stumbles over', async () => {
    const page = await show(`${urlOf('dock')}?rolecall=127.0.0.1:1`);
    expect(await findings(page)).toEqual([]);
  });
});

describe.each(['badge', 'dock'] as const)('the waiting %s', (name) => {
  const shown = name === 'badge' ? badge : dock;

  it.each([
    ['a page', (response: ServerResponse) => void response.end('<h1>Welcome</h1>')],
    ['JSON of its own', (response: ServerResponse) => void response.end('{"ok":true,"rolecall":1}')],
    ['nothing', (response: ServerResponse) => void response.writeHead(204).end()],
    ['drops', (response: ServerResponse) => void response.write('{"rolecall":true')],
    [
      'another place',
      (response: ServerResponse) => void response.writeHead(302, { location: '/elsewhere' }).end(),
    ],
  ])('takes no other program for Rolecall: %s', async (_what, answer) => {
    const other = await another(answer);
    const page = await show(`${urlOf(name)}?rolecall=${other.url}`);
    await expect.poll(other.asked).toBeGreaterThan(1);
    expect(page.url()).toContain(`rolecall-${name}.html`);
  });

  it('gets there from another origin too, as OBS opens local files under http://absolute', async () => {
    const html = await readFile(fileOf(name));
    const file = await another((response) => {
      response.setHeader('content-type', 'text/html');
      response.end(html);
    });
    const app = await start();
    const page = await show(`${file.url.replace('127.0.0.1', 'localhost')}/file?rolecall=${app.baseUrl}`);
    await shown(page).waitFor();
    expect(page.url()).toBe(`${app.baseUrl}/${name}`);
  });

  it('works from the folder of the sources too', async () => {
    const app = await start();
    const page = await show(`${urlOf(name, 'integrations/obs')}?rolecall=${app.baseUrl}`);
    await shown(page).waitFor();
  });

  it('is offered by the server as one file with its own address in it, the badge under a host of its own', async () => {
    const app = await start();
    for (const host of ['127.0.0.1', 'localhost']) {
      const reply = await fetch(`http://${host}:${app.port}/integrations/rolecall-${name}.html`);
      expect(reply.headers.get('content-disposition')).toBe(`attachment; filename=rolecall-${name}.html`);
      const folder = await mkdtemp(join(tmpdir(), 'rolecall-waiting-'));
      open.push(() => rm(folder, { recursive: true, force: true }));
      const file = join(folder, `rolecall-${name}.html`);
      await writeFile(file, await reply.text());
      const page = await show(pathToFileURL(file).href);
      await shown(page).waitFor();
      const own = name === 'badge' ? 'localhost' : '127.0.0.1';
      expect(page.url()).toBe(`http://${own}:${app.port}/${name}`);
    }
  });
});
