import type { Browser, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { type FeaturePolicy, PRESETS } from '../../server/core/policy.ts';
import { findings } from '../support/axe.ts';
import { launchBrowser } from '../support/browser.ts';
import { decisionOf } from '../support/decisions.ts';
import { FakeRolecall, statusOf, WireError } from '../support/fake-rolecall.ts';
import { STATES } from './states.ts';

const SIZE = { width: 640, height: 360 } as const;

let browser: Browser;
let fake: FakeRolecall;
let page: Page;
let rules: FeaturePolicy;

beforeAll(async () => {
  browser = await launchBrowser();
});
afterAll(() => browser.close());
beforeEach(async () => {
  fake = await new FakeRolecall(STATES.fresh()).start();
  rules = PRESETS.limited['tts']!;
  fake.handle('policy.get', () => ({ features: { tts: rules } }));
});
afterEach(async () => {
  await page.close();
  await fake.stop();
});

/** @param obs runs before the page does: what OBS puts into it */
async function open(query = '', obs?: string): Promise<Page> {
  page = await browser.newPage({ viewport: SIZE, locale: 'en-US', reducedMotion: 'reduce' });
  if (obs) await page.addInitScript(obs);
  await page.goto(`${fake.baseUrl}/badge?${query}`);
  await page.locator(`rolecall-badge[state=${fake.status.state}]`).waitFor({ state: 'attached' });
  return page;
}

const part = (name: string) => page.locator(`[part~=${name}]`);
const styleOf = (name: string, property: string): Promise<string> =>
  page.evaluate(
    `getComputedStyle(document.querySelector('rolecall-badge').shadowRoot.querySelector('[part~=${name}]')).${property}`,
  );
const css = (content: string) => page.addStyleTag({ content });

async function openCards(query = ''): Promise<void> {
  await open(`parts=icon,state,decisions&${query}`);
  await expect.poll(() => fake.hasListener('access.decided')).toBe(true);
}

const VIP = decisionOf({ name: 'MapleKettle', reason: 'vip' });
const DENIED = decisionOf({ name: 'TeaPot', reason: 'banned', allowed: false });

describe('the address says', () => {
  it.each([
    ['', ['mark', 'state']],
    ['parts=icon,state,age', ['mark', 'state', 'age']],
    ['parts=state', ['state']],
    ['parts=age', ['age']],
    ['parts=counts,icon', ['mark', 'counts']],
    ['parts=nonsense', ['mark', 'state']],
    ['words=none', ['mark']],
    ['words=none&parts=icon,state,age', ['mark', 'age']],
    ['hide=fresh', []],
    ['parts=decisions', []],
  ])('which parts are there: %s', async (query, parts) => {
    await open(query);
    const found: string[] = [];
    for (const name of ['mark', 'state', 'age', 'counts'])
      if ((await part(name).count()) > 0) found.push(name);
    expect(found).toEqual(parts);
    expect(await part('pill').count()).toBe(parts.length > 0 ? 1 : 0);
  });

  it('counts, also in German', async () => {
    await open('parts=counts&lang=de');
    expect(await part('count').allInnerTexts()).toEqual(['1.240', '24', '8']);
    await page.getByRole('img', { name: 'Abos: 1.240' }).waitFor();
  });

  it('where: each position, with any nonsense top left', async () => {
    await open();
    const badge = page.locator('rolecall-badge');
    const { width = 0, height = 0 } = (await part('pill').boundingBox()) ?? {};
    const [right, bottom] = [SIZE.width - 12 - width, SIZE.height - 12 - height];
    const [middle, centre] = [(SIZE.width - width) / 2, (SIZE.height - height) / 2];
    const places = {
      'top-left': [12, 12],
      top: [middle, 12],
      'top-right': [right, 12],
      left: [12, centre],
      center: [middle, centre],
      right: [right, centre],
      'bottom-left': [12, bottom],
      bottom: [middle, bottom],
      'bottom-right': [right, bottom],
    };
    for (const [position, [x = 0, y = 0]] of Object.entries(places)) {
      await page.evaluate(`document.querySelector('rolecall-badge').setAttribute('pos', '${position}')`);
      const box = await part('pill').boundingBox();
      expect([position, Math.abs(box!.x - x) < 1, Math.abs(box!.y - y) < 1]).toEqual([position, true, true]);
    }
    await page.goto(`${fake.baseUrl}/badge?pos=bottom-right`);
    expect(await badge.getAttribute('pos')).toBe('bottom-right');
    await page.goto(`${fake.baseUrl}/badge?pos=nowhere&theme=pink&size=big`);
    expect(await badge.getAttribute('pos')).toBe('top-left');
    expect(await badge.getAttribute('theme')).toBe('dark');
    expect((await part('pill').boundingBox())?.height).toBe(height);
  });

  it('how large', async () => {
    await open('size=200');
    await page.setViewportSize({ width: 900, height: 360 }); // room for it
    await expect.poll(async () => (await part('pill').boundingBox())!.height).toBeGreaterThan(80);
    const large = (await part('pill').boundingBox())!.height;
    await page.goto(`${fake.baseUrl}/badge`);
    expect((await part('pill').boundingBox())!.height).toBeCloseTo(large / 2, 0);
  });
});

describe('who may speak', () => {
  const says = (words: string) => page.getByRole('img', { name: words, exact: true }).waitFor();
  const changed = (tts: FeaturePolicy) => ({ features: { tts: { ...tts, perks: [...tts.perks] } } });

  it('is said from the rules, and anew when they change', async () => {
    await open();
    await says('TTS: subs · VIPs · mods');
    await expect.poll(() => fake.hasListener('policy.changed')).toBe(true);
    fake.emit('policy.changed', changed({ ...rules, enabled: false }));
    await says('TTS off');
    expect(await page.locator('rolecall-badge').getAttribute('off')).toBe('');
    fake.emit('policy.changed', changed(PRESETS.everyone.tts));
    await says('TTS: everyone');
  });

  it('is not made up where the rules may not be read', async () => {
    fake.handle('policy.get', () => {
      throw new WireError('forbidden', 'This needs a token that may control.');
    });
    await open();
    await says('TTS');
  });

  it('and how to get it: from the rewards, in the words of the address, or not at all', async () => {
    const reward = { rewardId: 'r', title: 'x', own: true, link: { feature: 'tts', minutes: 10 } };
    const twitch = { prompt: '', cost: 500, enabled: true, paused: false };
    fake.handle('rewards.list', () => ({ items: [{ ...reward, twitch }] }));
    await open('parts=icon,state,how');
    await part('how').getByText('500 points = 10 min').waitFor();
    fake.emit('policy.changed', changed({ ...rules, enabled: false }));
    await says('TTS off');
    expect(await part('how').count()).toBe(0);
    await page.goto(`${fake.baseUrl}/badge?how=Ask+me`);
    await part('how').getByText('Ask me').waitFor();
    fake.handle('rewards.list', () => {
      throw new WireError('forbidden', 'This needs a token of the owner.');
    });
    await page.goto(`${fake.baseUrl}/badge?parts=icon,state,how`);
    await says('TTS: subs · VIPs · mods');
    expect(await part('how').count()).toBe(0);
  });
});

describe('the badge fits its source', () => {
  const EVERYTHING = 'parts=icon,state,how,age,counts,decisions&how=500+points+%3D+10+min';
  const ends = () =>
    page.evaluate<number[]>(`(() => {
      const { left, top, right, bottom } =
        document.querySelector('rolecall-badge').shadowRoot.querySelector('.pill').getBoundingClientRect();
      return [left, top, innerWidth - right, innerHeight - bottom];
    })()`);

  it.each([
    [200, 40],
    [275, 60],
    [400, 80],
    [800, 200],
  ])('of %i by %i, whatever it shows', async (width, height) => {
    for (const query of ['', 'lang=de', 'parts=icon,state,counts', EVERYTHING, 'size=400']) {
      await open(query);
      await page.setViewportSize({ width, height });
      await expect.poll(async () => Math.min(...(await ends())), { message: query }).toBeGreaterThan(0);
      await page.close();
    }
    await open();
  });

  it('with letters that can be read at 200 by 40, and counts at full size at 400 by 80', async () => {
    await open();
    await page.setViewportSize({ width: 200, height: 40 });
    await expect.poll(async () => Math.min(...(await ends()))).toBeGreaterThan(0);
    expect(parseFloat(await styleOf('pill', 'fontSize'))).toBeGreaterThan(10);
    await page.close();
    await open('parts=icon,state,counts');
    await page.setViewportSize({ width: 400, height: 80 });
    await expect.poll(async () => Math.min(...(await ends()))).toBeGreaterThan(0);
    expect(parseFloat(await styleOf('pill', 'fontSize'))).toBeGreaterThan(18);
  });

  it('also when custom CSS makes it larger, or the words grow', async () => {
    await open('parts=icon,state,counts');
    await css(':root { --rolecall-badge-size: 90px }');
    await expect.poll(async () => Math.min(...(await ends()))).toBeGreaterThan(0);
  });

  it.each([0.5, 0.75, 1.5, 2])(
    'at %d times the zoom of OBS, which changes the page and not the source',
    async (zoom) => {
      const height = async (): Promise<number> => (await part('pill').boundingBox())!.height;
      await open();
      await page.setViewportSize({ width: 400, height: 80 });
      const usual = await height();
      await page.close();
      // The zoom of a browser: more or fewer pixels of the page in the same picture.
      page = await browser.newPage({
        viewport: { width: Math.round(400 / zoom), height: Math.round(80 / zoom) },
        deviceScaleFactor: zoom,
        reducedMotion: 'reduce',
      });
      await page.goto(`${fake.baseUrl}/badge`);
      await part('pill').waitFor();
      await expect.poll(async () => Math.min(...(await ends()))).toBeGreaterThan(0);
      // Zoomed out it is as large on stream as it was; zoomed in it grows as far as there is room, and is never cut off.
      if (zoom < 1) expect((await height()) * zoom).toBeCloseTo(usual, -0.5);
      else expect((await height()) * zoom).toBeGreaterThanOrEqual(usual * 0.9);
      await page.close();
      await open();
    },
  );

  it.each([
    [170, 1],
    [200, 2],
    [320, 3],
  ])('with no card cut off at the bottom: in %i px %i', async (height, count) => {
    await open('parts=icon,state,decisions');
    await page.setViewportSize({ width: 460, height });
    while (!fake.hasListener('access.decided')) await page.waitForTimeout(20);
    for (const name of ['Uno', 'Due', 'Tre'])
      fake.emit('access.decided', decisionOf({ name, reason: 'vip' }));
    await page.locator('[part~=card]').nth(2).waitFor({ state: 'attached' });
    await expect.poll(() => page.locator('[part~=card]:visible').count()).toBe(count);
    const last = await page.locator('[part~=card]:visible').last().boundingBox();
    expect(last!.y + last!.height).toBeLessThanOrEqual(height);
  });

  it('with a card in the place of the pill where there is no room below', async () => {
    await openCards('seconds=30');
    await page.setViewportSize({ width: 200, height: 40 });
    await page.locator('rolecall-badge[low]').waitFor();
    fake.emit('access.decided', VIP);
    await part('card').waitFor();
    expect(await part('pill').isVisible()).toBe(false);
    const { y = -1, height = 0 } = (await part('card').boundingBox()) ?? {};
    expect(y).toBeGreaterThanOrEqual(0);
    expect(y + height).toBeLessThanOrEqual(40);
  });
});

describe('axe finds nothing about', () => {
  it.each(['theme=dark', 'theme=light&lang=de', 'theme=glass', 'theme=plain', 'words=none'])(
    'a badge with everything and %s',
    async (query) => {
      await open(`${query}&parts=icon,state,age,counts,decisions&denied=1`);
      if (query === 'theme=plain') await css('html { background: #333 }'); // white needs a scene behind it
      await expect.poll(() => fake.hasListener('access.decided')).toBe(true);
      fake.emit('access.decided', VIP);
      fake.emit('access.decided', DENIED);
      await part('card').nth(1).waitFor();
      // A gradient says nothing to axe: what it is over white, at its lightest.
      if (query === 'theme=glass')
        await css(':root { --rolecall-badge-background: #7f828c; --rolecall-card-background: #6b6e78 }');
      expect(await findings(page)).toEqual([]);
    },
  );
});

it('the page is transparent wherever there is nothing', async () => {
  await open('parts=icon,state,age,counts');
  const shot = (await page.screenshot({ omitBackground: true })).toString('base64');
  const alphas = await page.evaluate(`(async () => {
    const bytes = Uint8Array.from(atob('${shot}'), (c) => c.charCodeAt(0));
    const image = await createImageBitmap(new Blob([bytes], { type: 'image/png' })); // past the page's CSP
    const context = new OffscreenCanvas(image.width, image.height).getContext('2d');
    context.drawImage(image, 0, 0);
    const alpha = (x, y) => context.getImageData(x, y, 1, 1).data[3];
    return [alpha(2, 2), alpha(600, 300), alpha(20, 30) > 200];
  })()`);
  expect(alphas).toEqual([0, 0, true]);
});

describe('custom CSS of OBS reaches', () => {
  it('the parts of the pill', async () => {
    await open('parts=icon,state,age,counts&how=500');
    const parts =
      'pill microphone mark state how age counts count icon subscribers vips moderators vips-icon'.split(' ');
    for (const name of parts) {
      await css(`rolecall-badge::part(${name}) { outline: 3px solid rgb(1, 2, 3) }`);
      expect([name, await styleOf(name, 'outlineColor')]).toEqual([name, 'rgb(1, 2, 3)']);
    }
  });

  it('the parts of a card', async () => {
    await openCards('denied=1');
    fake.emit('access.decided', VIP);
    fake.emit('access.decided', DENIED);
    await part('card').nth(1).waitFor();
    for (const name of ['card', 'allowed', 'denied', 'card-emblem', 'card-name', 'card-reason']) {
      await css(`rolecall-badge::part(${name}) { outline: 3px solid rgb(1, 2, 3) }`);
      expect([name, await styleOf(name, 'outlineColor')]).toEqual([name, 'rgb(1, 2, 3)']);
    }
  });

  it('the properties', async () => {
    const properties = [
      ['--rolecall-badge-size', '40px', 'pill', 'fontSize', '40px'],
      ['--rolecall-badge-background', 'rgb(1, 2, 3)', 'pill', 'backgroundColor', 'rgb(1, 2, 3)'],
      ['--rolecall-badge-text', 'rgb(1, 2, 3)', 'state', 'color', 'rgb(1, 2, 3)'],
      ['--rolecall-badge-text-soft', 'rgb(1, 2, 3)', 'age', 'color', 'rgb(1, 2, 3)'],
      ['--rolecall-badge-radius', '5px', 'pill', 'borderTopLeftRadius', '5px'],
      ['--rolecall-badge-shadow', 'none', 'pill', 'boxShadow', 'none'],
      ['--rolecall-font', 'serif', 'pill', 'fontFamily', 'serif'],
      ['--rolecall-fresh', 'rgb(1, 2, 3)', 'mark', 'color', 'rgb(1, 2, 3)'],
      ['--rolecall-vips', 'rgb(1, 2, 3)', 'vips-icon', 'color', 'rgb(1, 2, 3)'],
      ['--rolecall-card-background', 'rgb(1, 2, 3)', 'card', 'backgroundColor', 'rgb(1, 2, 3)'],
      ['--rolecall-card-text', 'rgb(1, 2, 3)', 'card-name', 'color', 'rgb(1, 2, 3)'],
      ['--rolecall-card-text-soft', 'rgb(1, 2, 3)', 'card-reason', 'color', 'rgb(1, 2, 3)'],
      ['--rolecall-card-emblem', 'rgb(1, 2, 3)', 'card-emblem', 'backgroundColor', 'rgb(1, 2, 3)'],
      ['--rolecall-card-emblem-text', 'rgb(1, 2, 3)', 'card-emblem', 'color', 'rgb(1, 2, 3)'],
    ] as const;
    await open('parts=icon,state,age,counts,decisions&seconds=30');
    await page.setViewportSize({ width: 1200, height: 600 }); // so that nothing has to shrink
    await expect.poll(() => fake.hasListener('access.decided')).toBe(true);
    fake.emit('access.decided', VIP);
    await part('card').waitFor();
    for (const [name, value, of, property, expected] of properties) {
      expect([name, await styleOf(of, property)]).not.toEqual([name, expected]);
      await css(`:root { ${name}: ${value} }`);
      expect([name, await styleOf(of, property)]).toEqual([name, expected]);
    }
  });

  it('the margin', async () => {
    await open();
    await css(':root { --rolecall-badge-margin: 40px }');
    expect(await part('pill').boundingBox()).toMatchObject({ x: 40, y: 40 });
  });
});

describe('a card', () => {
  it('names who may speak, and never who may not', async () => {
    await openCards();
    fake.emit('access.decided', DENIED);
    fake.emit('access.decided', VIP);
    await part('card').waitFor();
    expect((await part('card').innerText()).replace(/\s+/g, ' ')).toBe('MapleKettle VIP');
    const everything = await page.evaluate(
      'document.documentElement.outerHTML + document.querySelector("rolecall-badge").shadowRoot.innerHTML',
    );
    expect(everything).not.toMatch(/TeaPot|plain sentence/i);
  });

  it('of somebody denied says nothing of a disgrace, and is asked for', async () => {
    await openCards('denied=1');
    fake.emit('access.decided', DENIED);
    expect((await part('card').innerText()).replace(/\s+/g, ' ')).toBe('TeaPot Not now');
  });

  it('has one line for any name', async () => {
    await openCards();
    fake.emit('access.decided', VIP);
    const { height = 0 } = (await part('card').boundingBox()) ?? {};
    for (const name of [
      'W'.repeat(25),
      '🦊🏳️‍🌈'.repeat(12),
      'שלום עולם שלום עולם שלום',
      `Z${'\u0351'.repeat(60)}`,
    ]) {
      fake.emit('access.decided', decisionOf({ name, reason: 'moderator' }));
      const card = part('card').filter({ hasText: name });
      await card.waitFor();
      const box = (await card.boundingBox())!;
      expect(box.height).toBeCloseTo(height, 0);
      expect(box.x + box.width).toBeLessThanOrEqual(SIZE.width);
      await page.waitForTimeout(name.startsWith('W') ? 0 : 550);
    }
  });

  it('is no burden when there are thousands', async () => {
    await openCards();
    await page.evaluate(`
      window.worst = 0; let last = performance.now();
      (function frame() { const now = performance.now(); worst = Math.max(worst, now - last); last = now; requestAnimationFrame(frame); })();
      window.drawn = 0;
      new MutationObserver(() => drawn++).observe(document.querySelector('rolecall-badge').shadowRoot, { childList: true });
    `);
    for (let index = 0; index < 2_000; index++) {
      fake.emit('access.decided', decisionOf({ name: `viewer${index}`, reason: 'subscriber' }));
      if (index % 20 === 0) await new Promise((done) => setTimeout(done, 10));
    }
    await part('card').nth(2).waitFor();
    expect(await part('card').count()).toBe(3);
    expect(await page.evaluate('drawn')).toBeLessThan(20);
    await part('card').filter({ hasText: 'viewer1999' }).waitFor();
  });

  it('is not asked for where the part is not chosen', async () => {
    await open('parts=icon,state,age,counts');
    expect(fake.hasListener('access.decided')).toBe(false);
  });
});

describe('a server that goes away', () => {
  it('for a moment is not seen, and a quick sync neither', async () => {
    await open();
    await page.evaluate(`
      window.seen = []; const badge = document.querySelector('rolecall-badge');
      const note = () => seen.push(badge.getAttribute('state') + ' ' + badge.shadowRoot.querySelectorAll('[part=pill]').length);
      new MutationObserver(note).observe(badge, { attributes: true });
      new MutationObserver(note).observe(badge.shadowRoot, { childList: true, subtree: true });
    `);
    await fake.stop();
    await fake.start();
    await expect.poll(() => fake.hasListener('sync.status')).toBe(true);
    fake.setStatus(STATES.syncing());
    fake.setStatus(STATES.fresh());
    await page.waitForTimeout(1_200);
    expect((await page.evaluate<string[]>('seen')).filter((state) => state !== 'fresh 1')).toEqual([]);
  });

  it('for good is said quietly, and not at all by a badge that shows only trouble', async () => {
    const quiet = await browser.newPage({ viewport: SIZE });
    await quiet.goto(`${fake.baseUrl}/badge?hide=fresh`);
    await open();
    await fake.stop();
    await page.getByRole('img', { name: 'TTS: closed' }).waitFor();
    await quiet.locator('rolecall-badge[state=away]').waitFor({ state: 'attached' });
    expect(await quiet.locator('[part=pill]').count()).toBe(0);
    await fake.start();
    await quiet.close();
  });
});

it('a badge that hides while fresh shows trouble, but no sync', async () => {
  await open('hide=fresh');
  fake.setStatus(STATES.syncing());
  await page.locator('rolecall-badge[state=syncing]').waitFor({ state: 'attached' });
  expect(await part('pill').count()).toBe(0);
  fake.setStatus(STATES.failed());
  await part('pill').waitFor();
});

it('a hidden page asks for nothing and draws nothing', async () => {
  await open();
  const hide = (hidden: boolean) =>
    page.evaluate(`Object.defineProperty(document, 'hidden', { configurable: true, value: ${hidden} });
      document.dispatchEvent(new Event('visibilitychange'))`);
  await hide(true);
  await expect.poll(() => fake.hasListener('sync.status')).toBe(false);
  fake.status = STATES.failed();
  await hide(false);
  await page.getByRole('img', { name: 'TTS: no new list' }).waitFor();
});

describe('in OBS', () => {
  const OBS = (streaming: boolean) =>
    `window.obsstudio = { getStatus(answer) { setTimeout(() => answer({ streaming: ${streaming} })) } }`;
  const dispatch = (name: string) => page.evaluate(`window.dispatchEvent(new CustomEvent('${name}'))`);
  let told: string[];

  beforeEach(() => {
    told = [];
    for (const action of ['stream.started', 'stream.stopped'] as const) {
      fake.handle(action, () => {
        told.push(action);
        const stream = { live: action === 'stream.started', startedAt: null };
        fake.setStatus(statusOf({ stream }));
        return stream;
      });
    }
  });

  it('tells when the stream starts and stops, once for several badges', async () => {
    const other = await browser.newPage();
    await other.addInitScript(OBS(true));
    await other.goto(`${fake.baseUrl}/badge`);
    await expect.poll(() => told).toEqual(['stream.started']);
    await open('', OBS(true));
    await page.waitForTimeout(600);
    expect(told).toEqual(['stream.started']);
    await dispatch('obsStreamingStopped');
    await expect.poll(() => told).toEqual(['stream.started', 'stream.stopped']);
    await dispatch('obsStreamingStarted');
    await expect.poll(() => told.at(-1)).toBe('stream.started');
    await other.close();
  });

  it('says nothing of a stream that is not, nor in a dock, where nothing answers', async () => {
    await open('', OBS(false));
    const dock = await browser.newPage();
    await dock.addInitScript('window.obsstudio = { getStatus() {} }');
    await dock.goto(`${fake.baseUrl}/badge`);
    await page.waitForTimeout(700);
    expect(told).toEqual([]);
    await dock.close();
  });

  it('tells a server that was away, if it is still true', async () => {
    await open('', OBS(false));
    await fake.stop();
    await dispatch('obsStreamingStarted');
    await page.waitForTimeout(500);
    fake.status = STATES.fresh();
    await fake.start();
    await expect.poll(() => told).toEqual(['stream.started']);
  });
});
