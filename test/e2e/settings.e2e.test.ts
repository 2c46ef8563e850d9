import { readFile } from 'node:fs/promises';
import { gunzipSync } from 'node:zlib';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { WebSocket } from 'ws';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { createClient, type RolecallClient } from '../../integrations/client/index.ts';
import type { ImportFile } from '../../integrations/streamerbot/build-import.mjs';
import { SECTIONS } from '../../overlay/lib/state/settings-sections.ts';
import { findings } from '../support/axe.ts';
import { launchBrowser } from '../support/browser.ts';
import { readList, startStreamerbot, STREAMERBOT_SCOPES } from '../support/relayed.ts';
import { startTestApp, type TestApp, type TestAppOptions } from '../support/start-app.ts';
import { isFocused } from './in-page.ts';

const CHANNEL = { subscribers: 30, vips: 4, moderators: 2 } as const;
const TOKEN = 'owner-token-of-a-test-0123456789';
const POINTS = 'channel:manage:redemptions';

let browser: Browser;
let contexts: BrowserContext[] = [];
let closers: (() => unknown)[] = [];
let complaints: string[] = [];

beforeAll(async () => {
  browser = await launchBrowser();
});
afterAll(() => browser.close());
afterEach(async () => {
  for (const context of contexts) await context.close();
  for (const close of closers) await close();
  const said = complaints;
  [contexts, closers, complaints] = [[], [], []];
  expect(said).toEqual([]);
});

async function start(options: TestAppOptions = {}): Promise<TestApp> {
  const app = await startTestApp({
    channel: CHANNEL,
    ...options,
    config: { apiToken: TOKEN, ...options.config },
  });
  closers.push(() => app.close());
  return app;
}

/** Somebody else who may do everything. */
async function owner(app: TestApp): Promise<RolecallClient> {
  const client = createClient({ url: app.wsUrl, token: TOKEN, WebSocket });
  closers.unshift(() => client.close());
  await client.connect();
  return client;
}

async function open(app: TestApp, path: string, size = { width: 1000, height: 700 }): Promise<Page> {
  const context = await browser.newContext({ viewport: size, locale: 'en-US', reducedMotion: 'reduce' });
  contexts.push(context);
  const page = await context.newPage();
  page.on('pageerror', (error) => complaints.push(String(error)));
  page.on('console', (message) => {
    // While the server is away the browser says so by itself.
    const isAway = /\/ws|ERR_CONNECTION_REFUSED/.test(message.text());
    if (message.type() === 'error' && !isAway) complaints.push(message.text());
  });
  await page.goto(`${app.baseUrl}/settings${path}`);
  return page;
}

/** Once the lists were read: a preview knows whom it speaks of. */
async function synced(app: TestApp): Promise<void> {
  const { memory } = app.app.sync;
  await expect
    .poll(() => Object.values(memory).every(({ lastSuccessAt }) => lastSuccessAt !== null))
    .toBe(true);
}

const toast = (page: Page) => page.locator('[part=toast] [part=words]');
const says = (page: Page, words: string | RegExp) => page.getByText(words).first().waitFor();
const toggle = (page: Page, name: string) => page.getByRole('switch', { name, exact: true });

describe('home', () => {
  it('ticks what is in place, as it comes to be', async () => {
    const app = await start();
    await synced(app);
    const page = await open(app, '');
    const row = (name: string | RegExp) => page.locator('rolecall-check').filter({ hasText: name });
    await row('Twitch is connected: MapleKettle').getByText('30 subs · 4 VIPs · 2 mods').waitFor();
    await row('Put the dock into OBS').getByText(`http://127.0.0.1:${app.port}/dock`).waitFor();
    const tool = row('Streamer.bot ask');
    await tool.getByText('It has not asked since Rolecall was started').waitFor();
    expect(await findings(page)).toEqual([]);
    const ask = (agent: string) =>
      fetch(`${app.baseUrl}/api/check?user=somebody&format=text`, { headers: { 'user-agent': agent } });
    await ask('curl/8.5.0');
    await tool.getByText('So far asked: curl, just now.').waitFor();
    expect([await tool.getByText('Not yet').count(), await tool.getByRole('link').count()]).toEqual([1, 1]);
    await ask('Streamer.bot');
    await row('Streamer.bot asks Rolecall').getByText('One question, just now').waitFor();
    const obs = await browser.newContext({ userAgent: 'Mozilla/5.0 Chrome/127.0.0.0 OBS/31.0.0' });
    contexts.push(obs);
    await (await obs.newPage()).goto(`${app.baseUrl}/dock`);
    await row('OBS shows the dock').getByText('Seen just now').waitFor();
    expect(await findings(page)).toEqual([]);
  });

  it('answers for a viewer with the reason, and nothing is counted or recorded', async () => {
    const app = await start();
    await synced(app);
    const client = await owner(app);
    const page = await open(app, '');
    const vip = (await client.call('viewers.list', { role: 'vip', limit: 1 })).items[0]!;
    await page.getByLabel('Name of a viewer').fill(vip.userLogin);
    await page.keyboard.press('Enter');
    await says(page, /^Yes: .* may use Text-to-speech\.$/);
    expect(await page.locator('[part=reason]').innerText()).toBe('VIP');
    expect(await findings(page)).toEqual([]);
    await page.getByLabel('Name of a viewer').fill('nobody_at_all');
    await page.getByRole('button', { name: 'Check' }).click();
    await says(page, 'No: nobody_at_all may not use Text-to-speech.');
    expect(await page.locator('[part=reason]').innerText()).toBe('No role that is allowed');
    expect((await client.call('decisions.list')).items).toEqual([]);
    expect((await client.call('callers.list')).items).toEqual([]);
    await page.getByLabel('Name of a viewer').fill('the spammer there');
    await page.keyboard.press('Enter');
    await page.getByRole('alert').waitFor();
  });

  it('says which lists could not be read, and reads them again with one press', async () => {
    const app = await start();
    await synced(app);
    const client = await owner(app);
    const page = await open(app, '');
    app.simulator.faults.add({ match: { path: '/channels/vips' }, do: { kind: 'status', status: 503 } });
    await client.call('sync.run', { force: true });
    await says(page, 'VIPs could not be read: Twitch has trouble of its own.');
    expect(await findings(page)).toEqual([]);
    app.simulator.faults.clear();
    await page.getByRole('button', { name: 'Try again' }).click();
    await toast(page).waitFor();
    await page.getByText('could not be read').waitFor({ state: 'detached' });
  });

  it('says what is missing, and leads there', async () => {
    const app = await start({ isConnected: false, config: { twitchClientId: null } });
    const page = await open(app, '');
    await page.getByRole('link', { name: 'Connect', exact: true }).click();
    await says(page, 'Step 1 of 2');
  });
});

describe('the chat bots', () => {
  it('are added and taken away with one press, several at once, and it is said which name is none', async () => {
    const app = await start();
    const client = await owner(app);
    await client.call('settings.set', { bots: ['nightbot', 'streamelements'] });
    const page = await open(app, '#sync');
    const saved = async () => (await client.call('settings.get')).bots;
    await page.getByRole('button', { name: 'Remove nightbot' }).click();
    await expect.poll(saved).toEqual(['streamelements']);
    await page.locator('[part=undo]').click();
    await expect.poll(saved).toEqual(['nightbot', 'streamelements']);
    const field = page.getByLabel('Login of a bot');
    await field.fill('@MooBot');
    await page.keyboard.press('Enter');
    await expect.poll(saved).toEqual(['nightbot', 'streamelements', 'moobot']);
    await expect.poll(() => field.inputValue()).toBe('');
    await field.fill('my bot!');
    await page.keyboard.press('Enter');
    await says(page, '“bot!” is no login: those have only letters, digits and _.');
    expect(await findings(page)).toEqual([]);
    await field.fill('');
    await field.focus();
    await page.evaluate(`(() => {
      let it = document.activeElement;
      while (it.shadowRoot?.activeElement) it = it.shadowRoot.activeElement;
      const clipboardData = new DataTransfer();
      clipboardData.setData('text', 'sery_bot wizebot, Moobot');
      it.dispatchEvent(new ClipboardEvent('paste', { clipboardData, bubbles: true, cancelable: true }));
    })()`);
    await expect.poll(saved).toEqual(['nightbot', 'streamelements', 'moobot', 'sery_bot', 'wizebot']);
  });
});

describe('connecting', () => {
  it('leads from nothing to a connected channel by keyboard alone, one step at a time', async () => {
    const app = await start({ isConnected: false, config: { twitchClientId: null } });
    const page = await open(app, '#connect');
    await page.getByRole('radio', { name: /I do not use it/ }).focus();
    await page.keyboard.press('Space');
    await says(page, 'Step 1 of 4');
    expect(await page.getByRole('link', { name: 'Open the form at Twitch' }).getAttribute('href')).toBe(
      'https://dev.twitch.tv/console/apps/create',
    );
    expect(await findings(page)).toEqual([]);
    await page.getByRole('button', { name: 'Next: the client id' }).focus();
    await page.keyboard.press('Enter');
    await says(page, 'Step 2 of 4');
    const field = page.getByLabel('Client id', { exact: true });
    await expect.poll(() => isFocused(field)).toBe(true);
    await page.keyboard.type('https://dev');
    await says(page, 'A client id has nothing but letters and digits in it.');
    expect(await page.getByRole('button', { name: 'Get the code' }).isDisabled()).toBe(true);
    expect(await findings(page)).toEqual([]);
    await field.fill('');
    await page.keyboard.type('simulator-client');
    await says(page, 'A client id has 30 letters and digits; this has 16.');
    await page.keyboard.press('Enter');
    await says(page, 'Step 3 of 4');
    const [device] = app.simulator.auth.devices.pending();
    await page.locator('[part=code]').getByText(device!.userCode).waitFor();
    await page.getByRole('img', { name: /QR code/ }).waitFor();
    expect(await findings(page)).toEqual([]);
    app.simulator.approveDevice();
    await says(page, 'Step 4 of 4');
    await says(page, 'Connected as MapleKettle.');
    await says(page, 'Everything was read.');
    expect(await page.locator('[part=first-read] [part=count]').allInnerTexts()).toEqual(['30', '4', '2']);
    expect(await findings(page)).toEqual([]);
    await page.getByRole('button', { name: 'Done' }).focus();
    await page.keyboard.press('Enter');
    await says(page, 'Twitch is connected: MapleKettle');
    await page.getByRole('link', { name: 'Connect Twitch', exact: true }).click();
    await page.locator('[part=who]').waitFor();
    expect(await page.locator('[part=who]').innerText()).toBe('MapleKettle');
    await page.getByText('What Rolecall may see').click();
    await page.getByRole('row', { name: /Reading your VIPs.*Allowed/ }).waitFor();
    await page.getByRole('row', { name: /channel points.*Not needed/ }).waitFor();
    await page.getByRole('link', { name: 'Decide who may use text-to-speech' }).click();
    await page.getByRole('heading', { name: 'Who may use it' }).first().waitFor();
  });

  it('goes back and cancels: the code is good for nothing then, and a wrong id is said where it was typed', async () => {
    const app = await start({ isConnected: false, config: { twitchClientId: null } });
    const page = await open(app, '#connect');
    await page.getByText('I do not use it').click();
    await page.getByRole('button', { name: 'Next: the client id' }).click();
    const field = page.getByLabel('Client id', { exact: true });
    await field.fill('nobodyknowsthisclientnobodykno');
    await says(page, '30 letters and digits: that is what one looks like.');
    await page.keyboard.press('Enter');
    await page
      .getByRole('alert')
      .filter({ hasText: /client id/ })
      .waitFor();
    await field.fill('simulator-client');
    await page.keyboard.press('Enter');
    await page.getByRole('button', { name: 'Back' }).click();
    await says(page, 'Step 2 of 4');
    expect(await field.inputValue()).toBe('simulator-client');
    expect((await (await owner(app)).call('twitch.status')).pending).toBeNull();
    await page.getByRole('button', { name: 'Get the code' }).click();
    await page.getByRole('button', { name: 'Cancel' }).click();
    await expect.poll(async () => (await (await owner(app)).call('twitch.status')).pending).toBeNull();
    await page.locator('[part=code]').waitFor({ state: 'hidden' });
  });

  it('says how much was read so far, and which list could not be', async () => {
    const app = await start({
      isConnected: false,
      config: { twitchClientId: null },
      channel: { ...CHANNEL, subscribers: 4_000 },
    });
    app.simulator.faults.add({ match: { path: /channels\/vips$/ }, do: { kind: 'status', status: 404 } });
    app.simulator.faults.add({
      match: { path: /(?<!eventsub)\/subscriptions$/ },
      do: { kind: 'latency', ms: 80 },
    });
    const page = await open(app, '#connect');
    await page.getByText('I do not use it').click();
    await page.getByRole('button', { name: 'Next: the client id' }).click();
    await page.getByLabel('Client id', { exact: true }).fill('simulator-client');
    await page.keyboard.press('Enter');
    await page.locator('[part=code]').waitFor();
    app.simulator.approveDevice();
    await says(page, /^[\d,]+ read so far$/);
    await says(page, 'Not every list could be read.');
    const [subscribers, , moderators] = await page.locator('[part=first-read] [part=count]').allInnerTexts();
    expect([subscribers, moderators]).toEqual(['4,000', '2']);
    expect(await page.locator('[part=first-read] .failed').innerText()).toContain('VIPs');
    expect(await findings(page)).toEqual([]);
  });

  it('goes through Streamer.bot with three presses and nothing typed, and back to a login', async () => {
    // Where Rolecall looks for Streamer.bot is 8080; here that may be somebody else.
    const bot = await startStreamerbot();
    bot.actions = [];
    closers.push(() => bot.stop());
    const app = await start({ isConnected: false, config: { twitchClientId: null } });
    await (await owner(app)).call('peers.set', { streamerbot: { port: bot.port } });
    const token = app.simulator.issueToken({ clientId: 'sb', scopes: STREAMERBOT_SCOPES }).accessToken;
    const twitch = `http://127.0.0.1:${app.simulator.port}/mock/`;
    bot.run = (action) =>
      void readList(action, { twitch, clientId: 'sb', token: () => token }).then((answer) =>
        fetch(`${app.baseUrl}/api/actions/source.page`, {
          method: 'POST',
          headers: { 'content-type': 'application/json' },
          body: JSON.stringify(answer),
        }),
      );
    const page = await open(app, '#connect');
    await says(page, 'Step 1 of 2');
    expect(await findings(page)).toEqual([]);
    await page.getByRole('button', { name: 'Connect', exact: true }).click();
    await page.getByRole('alert').filter({ hasText: 'Import the file rolecall.sb' }).waitFor();
    // The first press; the second is Streamer.bot's own Import.
    const downloading = page.waitForEvent('download');
    await page.getByRole('link', { name: 'Download rolecall.sb' }).click();
    const file = await readFile(await (await downloading).path(), 'latin1');
    const { data } = JSON.parse(
      gunzipSync(Buffer.from(file, 'base64').subarray(4)).toString('utf8'),
    ) as ImportFile;
    bot.actions = data.actions.map(({ id, name }) => ({
      ...{ id, name, group: 'Rolecall' },
      ...{ enabled: true, subaction_count: 1 },
    }));
    await page.getByRole('button', { name: 'Connect', exact: true }).click();
    await says(page, 'Step 2 of 2');
    await says(page, 'Everything was read.');
    expect(await page.locator('[part=first-read] [part=count]').allInnerTexts()).toEqual(['30', '4', '2']);
    expect(await findings(page)).toEqual([]);
    await page.getByRole('button', { name: 'Done' }).click();
    await page.goto(`${app.baseUrl}/settings#connect`);
    await says(page, 'through Streamer.bot, whose token stays there');
    await page.getByText('What this way can do').click();
    await page.getByRole('button', { name: 'Connect with a login of its own' }).click();
    await says(page, 'Step 1 of 4');
    expect(await findings(page)).toEqual([]);
  });

  it('asks before it disconnects, and can then be connected again', async () => {
    const app = await start();
    const page = await open(app, '#connect');
    await page.getByText('Disconnect', { exact: true }).click();
    await page.getByRole('button', { name: 'Disconnect, keep the lists' }).click();
    await page.getByRole('button', { name: 'Stay connected' }).click();
    expect(app.app.hasLogin).toBe(true);
    await page.getByRole('button', { name: 'Disconnect, keep the lists' }).click();
    await page.getByRole('dialog').getByRole('button', { name: 'Disconnect' }).click();
    await says(page, 'Disconnected. The last known lists stay in use.');
    await page.getByRole('button', { name: 'Get the code' }).click();
    await page.locator('[part=code]').waitFor();
  });
});

describe('who may use it', () => {
  it('asks before somebody loses access, saves, tells who, and takes it back: by keyboard', async () => {
    const app = await start();
    const client = await owner(app);
    await synced(app);
    const rules = (await client.call('policy.get')).features['tts']!;
    const policy = { ...rules, allow: { ...rules.allow, vips: false } };
    const { lost } = await client.call('access.preview', { feature: 'tts', policy });
    expect(lost).toBeGreaterThan(1);
    const page = await open(app, '#access');
    const vips = async () => (await client.call('policy.get')).features['tts']?.allow.vips;
    await toggle(page, 'VIPs: Text-to-speech').focus();
    await page.keyboard.press('Space');
    const dialog = page.getByRole('dialog', { name: 'Some viewers will lose access' });
    await dialog.getByText(`${lost} viewers lose access`).waitFor();
    expect(await dialog.getByRole('listitem').count()).toBe(lost);
    expect(await findings(page)).toEqual([]);
    await page.keyboard.press('Escape');
    await dialog.waitFor({ state: 'hidden' });
    expect(await vips()).toBe(true);
    expect(await toggle(page, 'VIPs: Text-to-speech').isChecked()).toBe(true);
    // The focus is back where it was.
    await page.keyboard.press('Space');
    await dialog.waitFor();
    await page.keyboard.press('Shift+Tab');
    const saveIt = dialog.getByRole('button', { name: 'Save it' });
    expect(await isFocused(saveIt)).toBe(true);
    await page.keyboard.press('Enter');
    await expect.poll(() => toast(page).innerText()).toContain(`${lost} viewers lose access`);
    expect(await vips()).toBe(false);
    await page.locator('[part=toast] summary').click();
    expect(await page.locator('[part=toast]').getByRole('listitem').count()).toBe(lost);
    expect(await findings(page)).toEqual([]);
    await toggle(page, 'VIPs: Text-to-speech').focus();
    await page.keyboard.press('Control+z');
    await says(page, 'Undone. Everything is as it was before.');
    expect(await vips()).toBe(true);
    expect(await toggle(page, 'VIPs: Text-to-speech').isChecked()).toBe(true);
  });

  it('a preset is saved at once where nobody loses, and undone as a whole', async () => {
    const app = await start();
    const client = await owner(app);
    await synced(app);
    const page = await open(app, '#access');
    await page.getByRole('radio', { name: /^Premium voices only/ }).click();
    await page.locator('[part=undo]').waitFor();
    const everyone = async () =>
      Object.values((await client.call('policy.get')).features).map(({ allow }) => allow.everyone);
    expect(await everyone()).toEqual([true, false]);
    await page.locator('[part=undo]').click();
    await says(page, 'Undone.');
    expect(await everyone()).toEqual([false, false]);
    expect(await page.getByRole('radio', { name: /^Limited/ }).isChecked()).toBe(true);
  });

  it('offers to keep chat bots out where they may, once, and takes it back', async () => {
    const app = await start();
    const client = await owner(app);
    await synced(app);
    const rules = async () =>
      Object.values((await client.call('policy.get')).features).map(({ bots }) => bots);
    const page = await open(app, '#access');
    await page.getByRole('radio', { name: /^Limited/ }).waitFor();
    const offer = page.getByRole('button', { name: 'Keep chat bots out' });
    expect(await offer.count()).toBe(0);
    const { features } = await client.call('policy.get');
    for (const [feature, { perks, ...policy }] of Object.entries(features))
      await client.call('policy.set', { feature, policy: { ...policy, perks, bots: 'as_others' } });
    await offer.click();
    await expect.poll(rules).toEqual(['never', 'never']);
    await expect.poll(() => offer.count()).toBe(0);
    await page.locator('[part=undo]').click();
    await expect.poll(rules).toEqual(['as_others', 'as_others']);
    await offer.waitFor();
    expect(await findings(page)).toEqual([]);
  });

  it('asks before everybody without a role loses it, though no list names them', async () => {
    const app = await start();
    const client = await owner(app);
    await synced(app);
    await client.call('policy.set', { preset: 'everyone' });
    const page = await open(app, '#access');
    await toggle(page, 'Everyone: Text-to-speech').click();
    const dialog = page.getByRole('dialog', { name: 'Everybody without a role loses it' });
    await dialog.getByText(/So far every viewer may use Text-to-speech\./).waitFor();
    expect(await findings(page)).toEqual([]);
    await dialog.getByRole('button', { name: 'Keep it as it was' }).click();
    expect((await client.call('policy.get')).features['tts']?.allow.everyone).toBe(true);
    expect(await toggle(page, 'Everyone: Text-to-speech').isChecked()).toBe(true);
    await page.getByRole('radio', { name: /^Limited/ }).click();
    await dialog.getByText(/every viewer may use Premium voices\./).waitFor();
    await dialog.getByRole('button', { name: 'Save it' }).click();
    await expect
      .poll(async () => (await client.call('policy.get')).features['tts']?.allow.everyone)
      .toBe(false);
  });

  it('says in each empty box how long such a viewer waits', async () => {
    const app = await start();
    const client = await owner(app);
    await synced(app);
    const page = await open(app, '#access');
    const vips = page.getByLabel('VIPs: seconds between two uses: Text-to-speech');
    const everyone = page.getByLabel('Everyone: seconds between two uses: Text-to-speech');
    await page.getByText('Wait (seconds)').first().waitFor();
    expect([await everyone.getAttribute('placeholder'), await vips.getAttribute('placeholder')]).toEqual([
      '0',
      '0',
    ]);
    await everyone.fill('45');
    await page.keyboard.press('Enter');
    await expect.poll(() => vips.getAttribute('placeholder')).toBe('45');
    expect((await client.call('policy.get')).features['tts']?.cooldown.roleMs).toEqual({});
  });

  it('adds a feature under a name that tools can use, and removes it after asking', async () => {
    const app = await start();
    const client = await owner(app);
    await synced(app);
    const page = await open(app, '#access');
    await page.getByLabel('Name').fill('Song Request!');
    await says(page, 'Your tools ask for “song-request”.');
    await page.keyboard.press('Enter');
    await says(page, '“song-request” was added.');
    expect(Object.keys((await client.call('policy.get')).features)).toContain('song-request');
    await page.getByLabel('Everyone: seconds between two uses: song-request').fill('90');
    await page.keyboard.press('Enter');
    const rulesOf = async () => (await client.call('policy.get')).features['song-request'];
    await expect.poll(async () => (await rulesOf())?.cooldown.userMs).toBe(90_000);
    const vips = page.getByLabel('VIPs: seconds between two uses: song-request');
    await vips.fill('ten');
    await page.keyboard.press('Tab');
    await page.getByRole('alert').filter({ hasText: 'Choose a whole number from 0' }).waitFor();
    await vips.fill('15');
    await page.keyboard.press('Enter');
    await expect.poll(async () => (await rulesOf())?.cooldown.roleMs).toEqual({ vip: 15_000 });
    await vips.fill('');
    await page.keyboard.press('Enter');
    await expect.poll(async () => (await rulesOf())?.cooldown.roleMs).toEqual({});
    await page.getByText('More rules: song-request').click();
    await page.getByRole('button', { name: 'Remove this feature' }).click();
    await page.getByRole('button', { name: 'Remove it' }).click();
    await expect.poll(async () => Object.keys((await client.call('policy.get')).features)).toHaveLength(2);
  });

  it('shows what somebody else changes, without being asked', async () => {
    const app = await start();
    const client = await owner(app);
    const page = await open(app, '#access');
    await toggle(page, 'Moderators: Text-to-speech').waitFor();
    const rules = (await client.call('policy.get')).features['tts']!;
    await client.call('policy.set', {
      feature: 'tts',
      policy: { ...rules, allow: { ...rules.allow, moderators: false } },
    });
    await expect.poll(() => toggle(page, 'Moderators: Text-to-speech').isChecked()).toBe(false);
    await client.call('settings.set', { intervalMinutes: 77 });
    await page.goto(`${app.baseUrl}/settings#sync`);
    await page.evaluate('dispatchEvent(new Event("focus"))');
    await expect.poll(() => page.getByLabel('Read the lists every').inputValue()).toBe('77');
  });
});

describe('channel points', () => {
  it('makes a reward at Twitch, changes what it gives, and unlinks it', async () => {
    const app = await start();
    const page = await open(app, '#points');
    await says(page, 'Your channel has no rewards yet.');
    await page.getByLabel('Name of the reward').fill('TTS for 20 minutes');
    await page.getByLabel('Price in channel points').fill('700');
    await page.getByLabel('Minutes of access').fill('20');
    await page.keyboard.press('Enter');
    await says(page, '“TTS for 20 minutes” was created');
    const [made] = app.simulator.world.truth.rewards.all.values();
    expect(made).toMatchObject({ title: 'TTS for 20 minutes', cost: 700 });
    await says(page, 'Gives 20 min of Text-to-speech');
    expect(await page.getByLabel('Name of the reward').inputValue()).toBe('');
    expect(await findings(page)).toEqual([]);

    await page.getByLabel('Name of the reward').fill('TTS for 20 minutes');
    await page.keyboard.press('Enter');
    await page.getByRole('alert').filter({ hasText: 'There is a reward with this title already.' }).waitFor();
    expect(await page.getByLabel('Name of the reward').inputValue()).toBe('TTS for 20 minutes');

    await page.getByRole('button', { name: /^Change/ }).click();
    await page.locator('rolecall-reward').getByLabel('Minutes of access').fill('45');
    await page.keyboard.press('Enter');
    await says(page, 'Gives 45 min of Text-to-speech');
    await page.getByRole('button', { name: /^Stop giving time/ }).click();
    await page.getByRole('dialog').getByRole('button', { name: 'Stop giving time' }).click();
    await says(page, 'Gives nothing here');
    await page.locator('[part=undo]').click();
    await says(page, 'Gives 45 min of Text-to-speech');
    await page.getByRole('button', { name: 'Delete: TTS for 20 minutes' }).click();
    await page.getByRole('dialog').getByRole('button', { name: 'Keep it' }).click();
    expect(app.simulator.world.truth.rewards.all.size).toBe(1);
    await page.getByRole('button', { name: 'Delete: TTS for 20 minutes' }).click();
    await page.getByRole('dialog').getByRole('button', { name: 'Delete the reward' }).click();
    await says(page, '“TTS for 20 minutes” was deleted at Twitch.');
    expect(app.simulator.world.truth.rewards.all.size).toBe(0);
    await says(page, 'Your channel has no rewards yet.');
  });

  it('asks for the missing permission right there, and goes on by itself', async () => {
    const scopes = ['channel:read:subscriptions', 'channel:read:vips', 'moderation:read'];
    const app = await start({ scopes });
    const page = await open(app, '#points');
    await page.getByRole('button', { name: 'Allow channel points at Twitch' }).click();
    await page.locator('[part=code]').waitFor();
    expect(await findings(page)).toEqual([]);
    expect(app.simulator.auth.devices.pending()[0]?.scopes).toContain(POINTS);
    app.simulator.approveDevice();
    await page.getByText('Your channel has no rewards yet.').waitFor();
  });

  it('says it plainly where a channel has no channel points', async () => {
    const app = await start({ channel: { ...CHANNEL, broadcasterType: '' } });
    const page = await open(app, '#points');
    await says(page, /affiliates and partners only/);
    await page.getByRole('button', { name: 'Ask Twitch again' }).waitFor();
    expect(await findings(page)).toEqual([]);
  });
});

describe('texts and limits', () => {
  it('shows how a sentence will read, refuses one that cannot be filled in, and goes back to the default', async () => {
    const app = await start();
    const client = await owner(app);
    const page = await open(app, '#texts');
    await page.getByRole('button', { name: 'Change: No role that is allowed' }).click();
    const field = page.getByLabel('No role that is allowed', { exact: true });
    await expect.poll(() => isFocused(field)).toBe(true);
    expect(await findings(page)).toEqual([]);
    await field.fill('Sorry {name}, not {featur}!');
    await page.keyboard.press('Enter');
    await page.locator('[part=error]').filter({ hasText: '"{featur}" is not known' }).waitFor();
    expect(await field.inputValue()).toBe('Sorry {name}, not {featur}!');
    await field.fill('Sorry {name}, not ');
    const sentence = page.locator('rolecall-sentence').filter({ hasText: 'No role that is allowed' });
    await sentence.getByRole('button', { name: '{feature}' }).click();
    await sentence.getByText('Sorry MapleKettle, not tts').waitFor();
    await page.keyboard.press('Enter');
    const text = async () => (await client.call('settings.get')).texts['no_matching_rule'];
    await expect.poll(text).toBe('Sorry {name}, not {feature}');
    // Saved, it is a line again, with the focus where it came from.
    const change = page.getByRole('button', { name: 'Change: No role that is allowed' });
    await expect.poll(() => isFocused(change)).toBe(true);
    await sentence.getByText('your own').waitFor();
    await page.keyboard.press('Enter');
    await sentence.getByRole('button', { name: 'Back to Rolecall’s sentence' }).click();
    await expect.poll(text).toBeUndefined();
    await page.locator('[part=undo]').click();
    await expect.poll(text).toBe('Sorry {name}, not {feature}');
  });

  it('keeps the interval within its bounds, saves it and takes it back', async () => {
    const app = await start();
    const client = await owner(app);
    const page = await open(app, '#sync');
    const field = page.getByLabel('Read the lists every');
    const minutes = async () => (await client.call('settings.get')).intervalMinutes;
    await field.fill('3');
    await page.keyboard.press('Tab');
    await says(page, 'Choose a whole number from 5 to 240.');
    expect(await minutes()).toBe(30);
    await field.fill('45');
    await page.keyboard.press('Enter');
    await page.locator('rolecall-field').getByText('Saved').waitFor();
    expect(await minutes()).toBe(45);
    await page.locator('[part=undo]').click();
    await expect.poll(minutes).toBe(30);
    await expect.poll(() => field.inputValue()).toBe('30');
  });
});

describe('badge and snippets', () => {
  it('shows the badge of this installation and puts its address together', async () => {
    const app = await start();
    const page = await open(app, '#badge');
    await page.frameLocator('iframe').locator('[part=pill]').waitFor();
    await page.getByRole('radio', { name: 'Bottom right' }).click();
    await toggle(page, 'Numbers of subscribers, VIPs and moderators').click();
    await page.getByLabel('Size').fill('150');
    // By keyboard, as the other choices.
    await page.getByRole('radio', { name: 'Dark', exact: true }).focus();
    await page.keyboard.press('ArrowRight');
    await says(page, '&theme=light');
    await page.keyboard.press('ArrowLeft');
    const path = '/badge?parts=icon,state,counts&pos=bottom-right&size=150';
    await says(page, `http://localhost:${app.port}${path}`);
    expect(await page.locator('iframe').getAttribute('src')).toBe(path);
    const link = new URL((await page.locator('[part=drag]').getAttribute('href'))!);
    expect(Object.fromEntries(link.searchParams)).toMatchObject({
      parts: 'icon,state,counts',
      'layer-name': 'Rolecall',
      'layer-width': '600',
      'layer-height': '120',
    });
    await page.frameLocator('iframe').locator('[part=pill]').waitFor();
    await page.getByLabel('A second line in your words').fill('500 points = 10 min');
    await page.keyboard.press('Enter');
    await says(page, `http://localhost:${app.port}${path}&how=500%20points%20%3D%2010%20min`);
    await page.frameLocator('iframe').getByText('500 points = 10 min').waitFor();
  });

  it('copies addresses that work', async () => {
    const app = await start();
    const page = await open(app, '#integrations');
    await page.context().grantPermissions(['clipboard-read', 'clipboard-write']);
    await page.getByRole('button', { name: 'Copy: URL' }).click();
    await page.getByRole('button', { name: 'Copied: URL' }).waitFor();
    const copied = await page.evaluate<string>('navigator.clipboard.readText()');
    expect(copied).toBe(
      `${app.baseUrl}/api/check?userId=%userId%&platform=%userType%&feature=tts&consume=1&format=text&name=%userName%`,
    );
    const answer = await fetch(copied.replace('%userId%', '1').replace('%userType%', 'twitch'));
    expect(await answer.text()).toBe('deny');
  });
});

describe('other PCs and your data', () => {
  it('makes a token, shows it once, and revokes it after asking', async () => {
    const app = await start();
    const client = await owner(app);
    const page = await open(app, '#computers');
    await page.getByLabel('What is it for?').fill('OBS upstairs');
    await page.getByRole('radio', { name: /^View only/ }).click();
    // Many press everything twice: one token, whose secret is the one that is shown.
    await page.getByRole('button', { name: 'Create the token' }).dblclick();
    const token = await page.locator('[part=made] [part=text]').first().innerText();
    expect((await fetch(`${app.baseUrl}/api/check?user=a&format=text&token=${token}`)).status).toBe(200);
    expect((await client.call('tokens.list')).items).toMatchObject([{ name: 'OBS upstairs', level: 'read' }]);
    expect(await findings(page)).toEqual([]);
    await page.getByRole('button', { name: 'I have copied it' }).click();
    expect(await page.locator('rolecall-settings').innerText()).not.toContain(token);
    await page.getByRole('button', { name: 'Revoke: OBS upstairs' }).click();
    await page.getByRole('dialog').getByRole('button', { name: 'Revoke it' }).click();
    await says(page, 'You have no tokens.');
    expect((await fetch(`${app.baseUrl}/api/check?user=a&token=${token}`)).status).toBe(401);
  });

  it('takes a backup along to a fresh installation, and nothing of a file that is none', async () => {
    const app = await start();
    await (await owner(app)).call('settings.set', { intervalMinutes: 99 });
    const page = await open(app, '#data');
    const download = page.waitForEvent('download');
    await page.getByRole('button', { name: 'Backup (JSON)' }).click();
    const backup = await (await download).path();
    expect((await download).suggestedFilename()).toMatch(/^rolecall-maplekettle-.*\.json$/);

    const other = await start({ isConnected: false, simulator: app.simulator });
    const there = await open(other, '#data');
    const input = there.locator('input[type=file]');
    await input.setInputFiles({
      name: 'a.json',
      mimeType: 'application/json',
      buffer: Buffer.from('{"a":1}'),
    });
    await there.getByRole('alert').filter({ hasText: 'This is not a backup of Rolecall.' }).waitFor();
    await input.setInputFiles(backup);
    await there.locator('[part=imported]').waitFor();
    expect(await findings(there)).toEqual([]);
    await there.goto(`${other.baseUrl}/settings#sync`);
    await expect.poll(() => there.getByLabel('Read the lists every').inputValue()).toBe('99');
  });

  it('deletes everybody only after the words were typed', async () => {
    const app = await start();
    await synced(app);
    const page = await open(app, '#data');
    await page.getByRole('button', { name: 'Delete all viewers…' }).click();
    const yes = page.getByRole('dialog').getByRole('button', { name: 'Delete all viewers' });
    expect(await yes.isDisabled()).toBe(true);
    await page.getByLabel('delete everything').fill('delete everything');
    expect(await findings(page)).toEqual([]);
    await yes.click();
    await says(page, /^Deleted: \d+ viewers/);
  });
});

describe('when the server goes away', () => {
  it('says so, keeps what was typed, and saves it once the server is back', async () => {
    const app = await start();
    const page = await open(app, '#sync');
    const field = page.getByLabel('Read the lists every');
    await field.fill('50');
    await app.app.close();
    await page.locator('[part=away]').waitFor();
    expect([await field.isEditable(), await isFocused(field), await field.inputValue()]).toEqual([
      true,
      true,
      '50',
    ]);
    expect(await findings(page)).toEqual([]);
    const { dataFolder, simulator, port } = app;
    const again = await startTestApp({ dataFolder, simulator, config: { port, apiToken: TOKEN } });
    closers.unshift(() => again.close());
    await page.locator('[part=away]').waitFor({ state: 'hidden' });
    await says(page, 'Not saved yet');
    await page.getByRole('button', { name: 'Save', exact: true }).click();
    await page.locator('rolecall-field').getByText('Saved', { exact: true }).waitFor();
    expect((await (await owner(again)).call('settings.get')).intervalMinutes).toBe(50);
  });

  it('saves what was typed and left meanwhile as soon as it is back', async () => {
    const app = await start();
    const page = await open(app, '#sync');
    const field = page.getByLabel('Read the lists every');
    await field.focus();
    await app.app.close();
    await page.locator('[part=away]').waitFor();
    await field.fill('45');
    await field.blur();
    await says(page, 'Not saved yet');
    await expect.poll(() => field.isDisabled()).toBe(true);
    const { dataFolder, simulator, port } = app;
    const again = await startTestApp({ dataFolder, simulator, config: { port, apiToken: TOKEN } });
    closers.unshift(() => again.close());
    await page.locator('rolecall-field').getByText('Saved', { exact: true }).waitFor();
    expect((await (await owner(again)).call('settings.get')).intervalMinutes).toBe(45);
  });
});

describe('every section', () => {
  it.each([
    [1000, 700, ''],
    [280, 600, '?lang=de'],
    [3840, 2160, ''],
  ])(
    'fits %i by %i without scrolling sideways; axe finds nothing where it is narrow',
    async (width, height, search) => {
      const app = await start();
      const page = await open(app, search, { width, height });
      for (const section of SECTIONS) {
        await page.evaluate(`location.hash = '${section}'`);
        await page.locator(`rolecall-settings[section=${section}]`).waitFor();
        await page.waitForTimeout(50);
        const tooWide =
          'Math.max(0, document.documentElement.scrollWidth - document.documentElement.clientWidth)';
        expect(await page.evaluate(tooWide), section).toBe(0);
        if (width < 1000) expect(await findings(page), section).toEqual([]);
      }
    },
  );

  it('says in the demo that it is one', async () => {
    const app = await start({ config: { isDemo: true } });
    const page = await open(app, '#access');
    await page.locator('[part=demo-notice]').waitFor();
    expect(await findings(page)).toEqual([]);
  });
});
