import { createServer } from 'node:http';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { Browser, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { OddServer } from '../integrations/obs/odd-server.ts';
import { launchBrowser } from '../support/browser.ts';
import { startTestApp, type TestApp } from '../support/start-app.ts';

const LOADER = resolve('integrations/obs/rolecall-badge.html');
const LOADER_URL = pathToFileURL(LOADER).href;

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

async function show(url: string): Promise<Page> {
  const page = await browser.newPage({ viewport: { width: 400, height: 80 }, locale: 'en-US' });
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
const pause = (ms: number): Promise<void> => new Promise((done) => setTimeout(done, ms));
/** The picture as OBS would lay it over the stream. */
const pictureOf = (page: Page): Promise<Buffer> => page.screenshot({ omitBackground: true });

describe('the local badge for OBS', () => {
  it('is invisible while Rolecall is away, and becomes the badge when it comes', async () => {
    const port = await emptyPort();
    const page = await show(`${LOADER_URL}?rolecall=127.0.0.1:${port}&note=a%26b`);
    await pause(1_500);
    expect((await pictureOf(page)).equals(await pictureOf(await show('about:blank')))).toBe(true);
    const app = await start(port);
    await badge(page).waitFor({ timeout: 10_000 });
    expect(page.url()).toBe(`${app.baseUrl}/badge?note=a%26b`);
    expect((await pictureOf(page)).equals(await pictureOf(await show('about:blank')))).toBe(false);
  });

  it('gets there from another origin too, as OBS opens local files under http://absolute', async () => {
    const html = await readFile(LOADER);
    const other = createServer((_request, response) => {
      response.setHeader('content-type', 'text/html');
      response.end(html);
    });
    await new Promise<void>((done) => other.listen(0, '127.0.0.1', done));
    open.push(() => new Promise((done) => other.close(done)));
    const app = await start();
    const { port } = other.address() as AddressInfo;
    const page = await show(`http://localhost:${port}/file?rolecall=${app.baseUrl}`);
    await badge(page).waitFor({ timeout: 10_000 });
    expect(page.url()).toBe(`${app.baseUrl}/badge`);
  });

  it('is offered by the server with its own address in it', async () => {
    const app = await start();
    const reply = await fetch(`${app.baseUrl}/integrations/rolecall-badge.html`);
    expect(reply.headers.get('content-disposition')).toBe('attachment; filename=rolecall-badge.html');
    const folder = await mkdtemp(join(tmpdir(), 'rolecall-loader-'));
    open.push(() => rm(folder, { recursive: true, force: true }));
    const file = join(folder, 'rolecall-badge.html');
    await writeFile(file, await reply.text());
    const page = await show(pathToFileURL(file).href);
    await badge(page).waitFor({ timeout: 10_000 });
    expect(page.url()).toBe(`${app.baseUrl}/badge`);
  });

  it('stays where it is while the server hangs', async () => {
    const server = new OddServer('hang');
    const address = await server.start();
    open.push(() => server.stop());
    const page = await show(`${LOADER_URL}?rolecall=${address}`);
    await expect.poll(() => server.requests).toBe(1);
    await pause(500);
    expect(page.url()).toContain('rolecall-badge.html');
  });

  it('says what is wrong with an address, and goes nowhere else', async () => {
    const page = await show(`${LOADER_URL}?rolecall=javascript://alert(1)`);
    expect(await page.locator('p').innerText()).toBe('"javascript://alert(1)" is no address.');
  });
});
