import type { Browser, Page } from 'playwright-core';
import { HTTP_LIMITS } from '../../server/api/http-limits.ts';
import { WS_LIMITS } from '../../server/api/ws-server.ts';
import { DockRig, SIZES } from '../e2e/dock-rig.ts';
import { launchBrowser } from '../support/browser.ts';
import { startTestApp, type TestApp } from '../support/start-app.ts';
import { median, type Part, percentile, type Reading, runBench } from './support.ts';

/** The dock in a browser, without a graphics card: how quickly a search shows, and whether it keeps up. */

const SUBSCRIBERS = 100_000;
const UNLIMITED = { perSecond: 1e9, burst: 1e9 };
const QUERIES = ['a', 'am', 'amb', 'w', 'wi', 'quick', 'zz', 'badger', '99', 'happyf', 'e', 'ra', '7', 'lu'];

async function syncedApp(): Promise<TestApp> {
  const ws = { ...WS_LIMITS, rate: UNLIMITED };
  const http = { ...HTTP_LIMITS, rate: UNLIMITED };
  const channel = { subscribers: SUBSCRIBERS, vips: 50, moderators: 20 };
  const app = await startTestApp({ channel, app: { limits: { ws, http } } });
  while (app.app.stores.roster.roster.size < SUBSCRIBERS || app.app.sync.running) await wait(100);
  return app;
}

const wait = (ms: number): Promise<void> => new Promise((done) => setTimeout(done, ms));

/** Types into the search; [ms until the answer is there, ms from there until it is painted]. */
const typeIn = (query: string): string => `(async () => {
  const pane = document.querySelector('rolecall-dock').shadowRoot.querySelector('rolecall-viewers');
  const input = pane.shadowRoot.querySelector('input');
  const start = performance.now();
  input.value = ${JSON.stringify(query)};
  input.dispatchEvent(new Event('input'));
  while (pane.answered !== ${JSON.stringify(query)}) await new Promise((done) => setTimeout(done, 1));
  const answered = performance.now();
  // A message posted within a frame comes when the frame is painted.
  await new Promise((done) => requestAnimationFrame(() => {
    const channel = new MessageChannel();
    channel.port1.onmessage = done;
    channel.port2.postMessage(null);
  }));
  return [answered - start, performance.now() - answered];
})()`;

async function typeAhead(page: Page): Promise<Reading[]> {
  const answers: number[] = [];
  const paints: number[] = [];
  for (const query of QUERIES) {
    const [answer = Number.NaN, paint = Number.NaN] = await page.evaluate<number[]>(typeIn(query));
    answers.push(answer);
    paints.push(paint);
  }
  return [{ value: median(answers) }, { value: Math.max(...paints) }];
}

/** How often the dock is opened anew, with nothing in the browser's cache. */
const OPENINGS = 9;
const FIRST_PAINT = `new Promise((done) => new PerformanceObserver((list) => {
  for (const { name, startTime } of list.getEntries()) if (name === 'first-contentful-paint') done(startTime);
}).observe({ type: 'paint', buffered: true }))`;

/** From the address to the first text or picture. */
async function firstPaint(browser: Browser, { baseUrl }: TestApp): Promise<Reading> {
  const times: number[] = [];
  for (let i = 0; i < OPENINGS; i++) {
    const context = await browser.newContext({ viewport: SIZES.small });
    const page = await context.newPage();
    await page.goto(`${baseUrl}/dock`);
    times.push(await page.evaluate<number>(FIRST_PAINT));
    await context.close();
  }
  return { value: median(times) };
}

/** Notes the time between frames from now on. */
const WATCH_FRAMES = `(() => {
  window.gaps = [];
  let last = performance.now();
  const onFrame = (now) => { gaps.push(now - last); last = now; requestAnimationFrame(onFrame); };
  requestAnimationFrame(onFrame);
})()`;

const framesSince = (page: Page): Promise<number[]> => page.evaluate<number[]>('gaps.splice(0)');

async function frames({ page, tool, app }: DockRig): Promise<Reading[]> {
  await page.evaluate(WATCH_FRAMES);
  await wait(3_000);
  const idle = await framesSince(page);
  const ids = Array.from({ length: 1_000 }, (_, i) => app.simulator.world.truth.users.idAt(i * 3));
  const start = performance.now();
  for (let n = 0; n < 300; n++) {
    for (let k = 0; k < 10; k++) {
      const params = { userId: ids[(n * 10 + k) % ids.length] };
      tool.send(JSON.stringify({ id: 'x', action: 'access.check', params }));
    }
    await wait(Math.max(0, start + (n + 1) * 10 - performance.now()));
  }
  const busy = await framesSince(page);
  return [
    { value: percentile(busy, 0.99), floor: percentile(idle, 0.99) },
    { value: busy.filter((ms) => ms > 50).length },
  ];
}

const typing = 'type-ahead in the dock, 100k viewers';
const part: Part = {
  rows: [
    { name: 'first paint of the dock', unit: 'ms', limit: 250 },
    { name: `${typing}, key to answer, p50 (60 ms of it wait for the next key)`, unit: 'ms' },
    { name: `${typing}, answer to paint, longest`, unit: 'ms', limit: 12 },
    {
      name: 'frames of the dock with 1,000 decisions a second, p99 (floor: nothing happens)',
      unit: 'ms',
      limit: 1.2,
    },
    { name: 'frames longer than 50 ms meanwhile', unit: '' },
  ],
  async measure() {
    const app = await syncedApp();
    const browser = await launchBrowser();
    const paint = await firstPaint(browser, app);
    const rig = await DockRig.open(browser, app);
    await rig.tab('People');
    await rig.page.locator('rolecall-viewer-rows .row').first().waitFor();
    const readings = [paint, ...(await typeAhead(rig.page))];
    await rig.tab('Live');
    readings.push(...(await frames(rig)));
    await browser.close();
    await app.close();
    return readings;
  },
};

await runBench([part]);
