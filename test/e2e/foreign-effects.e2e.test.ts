import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { EVERYONE, NO_COOLDOWN } from '../../server/core/policy.ts';
import { http, post, until, untilSettled } from '../api/support.ts';
import { launchBrowser } from '../support/browser.ts';
import { startTestApp, type TestApp } from '../support/start-app.ts';

/** A web site of its own to the browser, and nobody's but this computer's. */
const STRANGER = 'stranger.example';
const TOKEN = 'a-long-random-token-of-the-tests';

/**
 * What a page can do to make a browser ask another server, `{check}`, `{check2}` being addresses there that would be
 * seen on stream, and `{action}` one that would change something.
 */
const TRICKS: Readonly<Record<string, string>> = {
  'speculation rules, prefetch':
    '<script type="speculationrules">{"prefetch":[{"source":"list","eagerness":"immediate","urls":["{check}","{check2}","{action}","{health}"]}]}</script>',
  'speculation rules, prerender':
    '<script type="speculationrules">{"prerender":[{"source":"list","eagerness":"immediate","urls":["{check}","{dock}"]}]}</script>',
  'link rel=prefetch':
    '<link rel="prefetch" href="{check}"><link rel="prefetch" href="{check2}" as="document">',
  'link rel=prerender': '<link rel="prerender" href="{check}">',
  'link rel=preload': '<link rel="preload" as="fetch" href="{check}"><link rel="stylesheet" href="{check2}">',
  image: '<img src="{check}"><img src="{check2}"><img src="{action}">',
  frame: '<iframe src="{check}"></iframe><iframe src="{check2}"></iframe><iframe src="{action}"></iframe>',
  script: '<script src="{check}"></script><video src="{check2}"></video>',
  fetch: `<script>
    for (const url of ['{check}', '{check2}', '{action}'])
      for (const mode of ['cors', 'no-cors'])
        for (const method of ['GET', 'POST']) fetch(url, { mode, method, credentials: 'include' }).catch(() => 0);
    for (const type of ['application/json', 'text/plain'])
      fetch('{post}', { method: 'POST', headers: { 'content-type': type }, body: '{params}' }).catch(() => 0);
  </script>`,
  beacon: `<script>
    navigator.sendBeacon('{check}');
    navigator.sendBeacon('{post}', '{params}');
    navigator.sendBeacon('{post}', new Blob(['{params}'], { type: 'application/json' }));
  </script>`,
  'form, GET':
    '<form id="f" action="{check}"><input name="user" value="a"><input name="consume" value="1"></form><script>f.submit()</script>',
  'form, POST': `<form id="f" method="post" action="{post}" enctype="text/plain"><input name='{"userId":"98","x":"' value='"}'></form><script>f.submit()</script>`,
  'window.open': `<script>open('{check}'); open('{check2}'); open('{action}')</script>`,
  navigation: `<script>location = '{check}'</script>`,
  WebSocket: `<script>
    const socket = new WebSocket('{socket}');
    socket.onopen = () => socket.send('{"action":"access.check","params":{"userId":"98","consume":true}}');
  </script>`,
};

let app: TestApp;
let browser: Browser;
/** Serves the foreign pages. */
let site: Server;
/** Stands where Rolecall might, without a guard: what arrives there is what a browser does send. */
let bait: Server;
const arrived: string[] = [];
const shown = new Map<string, string>();

const portOf = (server: Server): number => (server.address() as AddressInfo).port;
const listen = (server: Server): Promise<void> => new Promise((done) => server.listen(0, '127.0.0.1', done));

function pageOf(trick: string, base: string): string {
  const name = encodeURIComponent(trick);
  const addresses: Record<string, string> = {
    check: `${base}/api/check?userId=98&name=${name}&feature=tts&consume=1&from=${name}`.replace(
      /&from=.*/,
      '',
    ),
    check2: `${base}/api/actions/access.check?userId=99&name=${name}&consume=true`,
    action: `${base}/api/actions/sync.run?source=api:evil&name=${name}`,
    post: `${base}/api/actions/overrides.set?name=${name}`,
    params: JSON.stringify({ userId: '98', feature: 'tts', effect: 'deny' }),
    health: `${base}/health?name=${name}`,
    dock: `${base}/dock?name=${name}`,
    socket: `${base.replace('http', 'ws')}/ws?name=${name}`,
  };
  const body = (TRICKS[trick] ?? '').replace(/\{(\w+)\}/g, (all, word: string) => addresses[word] ?? all);
  return `<!doctype html><meta charset="utf-8"><title>${trick}</title><body>${body}`;
}

beforeAll(async () => {
  site = createServer((request, response) => {
    response.setHeader('content-type', 'text/html');
    response.end(shown.get(request.url ?? '') ?? '');
  });
  bait = createServer((request, response) => {
    arrived.push(request.url ?? '');
    response.end('{}');
  });
  bait.on('upgrade', (request, socket) => {
    arrived.push(request.url ?? '');
    socket.destroy();
  });
  await Promise.all([listen(site), listen(bait)]);
  browser = await launchBrowser([`--host-resolver-rules=MAP ${STRANGER} 127.0.0.1`]);
  app = await startTestApp({ channel: { subscribers: 3 }, config: { apiToken: TOKEN } });
  await untilSettled(app);
  const headers = { authorization: `Bearer ${TOKEN}` };
  const policy = { ...EVERYONE, cooldown: { ...NO_COOLDOWN, globalMs: 600_000 } };
  await post(app.port, 'policy.set', { feature: 'tts', policy }, { headers });
});
afterAll(async () => {
  await browser.close();
  await app.close();
  for (const server of [site, bait]) server.close();
});

/** A page of the stranger, at an address of its own, so that nothing of it is kept from another. */
async function visit(trick: string, base: string): Promise<Page> {
  const path = `/${shown.size}`;
  shown.set(path, pageOf(trick, base));
  const context = await browser.newContext();
  const page = await context.newPage();
  await page.goto(`http://${STRANGER}:${portOf(site)}${path}`, { waitUntil: 'commit' });
  return page;
}

const items = async (action: string): Promise<{ source?: string }[]> => {
  const { json } = await post(app.port, action);
  return json.result!['items'] as { source?: string }[];
};

describe('a page of another site', () => {
  /** Chromium sends none of this to another site. */
  const UNSENT = ['speculation rules, prerender', 'link rel=prerender'];

  it.each(Object.keys(TRICKS))('has no effect by %s', async (trick) => {
    const name = `name=${encodeURIComponent(trick)}`;
    const lured = await visit(trick, `http://127.0.0.1:${portOf(bait)}`);
    const pages = [lured];
    for (const host of ['127.0.0.1', 'localhost', '[::1]']) {
      pages.push(await visit(trick, `http://${host}:${app.port}`));
    }
    const hasArrived = (): boolean => arrived.some((url) => url.includes(name) || url.includes('user=a'));
    if (!UNSENT.includes(trick)) await until(hasArrived, `${trick} is sent`, 15_000);
    // What was sent to the bait before was sent to Rolecall meanwhile; its own pages are the clock.
    for (const page of pages) await page.waitForTimeout(300);
    expect(await items('decisions.list')).toEqual([]);
    expect(await items('overrides.list')).toEqual([]);
    expect((await items('sync.history')).filter(({ source }) => source === 'api:evil')).toEqual([]);
    for (const page of pages) await page.context().close();
  });

  it('nothing was used up: the first who asks gets the one use', async () => {
    const first = await http(app.port, '/api/check?userId=1&consume=1');
    expect(first.json).toMatchObject({ allowed: true, reason: 'everyone' });
    const second = await http(app.port, '/api/check?userId=2&consume=1');
    expect(second.json).toMatchObject({ allowed: false, reason: 'cooldown' });
    expect(await items('decisions.list')).toHaveLength(2);
  });
});
