import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { untilSettled } from '../api/support.ts';
import { findings } from '../support/axe.ts';
import { launchBrowser } from '../support/browser.ts';
import { readRecipes } from '../support/recipes.ts';
import { startTestApp, type TestApp } from '../support/start-app.ts';

const TOKEN = 'a-long-random-token-of-the-tests';
let app: TestApp;
let browser: Browser;
let page: Page;
let folder: string;

/** A page from a file, as plugins of the Stream Deck are: a stranger to the server. */
beforeAll(async () => {
  browser = await launchBrowser();
  app = await startTestApp({
    channel: { subscribers: 3, vips: 1, moderators: 1 },
    config: { apiToken: TOKEN },
  });
  await untilSettled(app); // a request would join the run
  folder = mkdtempSync(join(tmpdir(), 'rolecall-page-'));
  const file = join(folder, 'plugin.html');
  writeFileSync(file, '<!doctype html><title>plugin</title>');
  page = await browser.newPage();
  await page.goto(pathToFileURL(file).href);
});
afterAll(async () => {
  await browser.close();
  await app.close();
  rmSync(folder, { recursive: true, force: true });
});

async function runsFrom(source: string): Promise<number> {
  const answer = await fetch(`${app.baseUrl}/api/actions/sync.history`);
  const { result } = (await answer.json()) as { result: { items: { source: string }[] } };
  return result.items.filter((run) => run.source === source).length;
}

/** Until it is in the history and over: the next request would join it. */
async function untilRunFrom(source: string): Promise<void> {
  const end = Date.now() + 10_000;
  while ((await runsFrom(source)) === 0) {
    if (Date.now() > end) throw new Error(`No run from ${source}`);
    await new Promise((done) => setTimeout(done, 20));
  }
  await untilSettled(app);
}

describe('a browser, from a page that is none of ours,', () => {
  const recipe = (language: string): string =>
    readRecipes(resolve('integrations/recipes'))
      .find(
        (block) => block.at.startsWith('streamdeck') && block.language === language && block.does === 'sync',
      )!
      .code.replaceAll('127.0.0.1:7653', `127.0.0.1:${app.port}`)
      .replaceAll('YOUR_TOKEN', TOKEN);

  it('reaches the server with the WebSocket message of the recipe, as the plugin sends it', async () => {
    const [url = '', message = ''] = recipe('websocket').replace('streamdeck', 'socket').trim().split('\n\n');
    const open = (to: string): Promise<string> =>
      page.evaluate(
        ([address, body]) =>
          new Promise<string>((done) => {
            const socket = new WebSocket(address!);
            socket.onerror = () => done('alert');
            socket.onopen = () => {
              socket.send(body!);
              socket.close();
              done('ok');
            };
          }),
        [to, message],
      );
    expect(await open(url.replace(/\?.*/, ''))).toBe('alert');
    expect(await open(url)).toBe('ok');
    await untilRunFrom('api:socket');
    expect(await runsFrom('api:socket')).toBe(1);
  });

  const fetchIn = (url: string, init: object): Promise<string> =>
    page.evaluate(
      ([to, options]) =>
        fetch(to, options).then(
          () => 'read',
          () => 'alert',
        ),
      [url, init] as const,
    );

  it('reaches it with a GET and a token, though it cannot read the answer; never without', async () => {
    const url = recipe('http').trim().replace(/^GET /, '').replace('streamdeck', 'get');
    expect(await fetchIn(url.replace(/&token=.*/, ''), { method: 'GET', cache: 'no-cache' })).toBe('alert');
    expect(await runsFrom('api:get')).toBe(0);
    expect(await fetchIn(url, { method: 'GET', cache: 'no-cache' })).toBe('alert');
    await untilRunFrom('api:get');
  });

  it('does not reach it with a JSON body, token or not: it has to ask first, and is told no', async () => {
    const url = `${app.baseUrl}/api/actions/sync.run?token=${TOKEN}`;
    const headers = { 'Content-Type': 'application/json' };
    expect(await fetchIn(url, { method: 'POST', headers, body: '{"source":"api:post"}' })).toBe('alert');
    expect(await runsFrom('api:post')).toBe(0);
  });

  it('finds a page at /api/docs that everybody can read, at 280 px too', async () => {
    const docs = await browser.newPage({ viewport: { width: 280, height: 700 } });
    await docs.goto(`${app.baseUrl}/api/docs`);
    expect(await findings(docs)).toEqual([]);
    expect(await docs.evaluate('document.documentElement.scrollWidth')).toBe(280);
    await docs.getByRole('link', { name: 'HTTP as OpenAPI 3.1' }).click();
    await docs.getByText('"openapi":"3.1.0"').waitFor();
    await docs.close();
  });

  it('can use the client library with a token', async () => {
    const code = readFileSync('dist/client/index.js').toString('base64');
    // As text: an import() in here would be the test runner's.
    const seen = await page.evaluate(`(async () => {
      const { createClient } = await import('data:text/javascript;base64,${code}');
      const client = createClient({ url: '${app.baseUrl}', token: '${TOKEN}' });
      const { version } = await client.connect({ timeoutMs: 5000 });
      const state = new Promise((done) => client.on('sync.status', (status) => done(status.state)));
      const { allowed } = await client.call('access.check', { user: 'nobody_at_all' });
      const result = [version, await state, allowed];
      client.close();
      return result;
    })()`);
    expect(seen).toEqual(['0.0.0-test', expect.stringMatching(/fresh|syncing/), false]);
  });
});
