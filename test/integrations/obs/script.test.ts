import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { wait } from '../../api/support.ts';
import { onEnd } from '../../support/endings.ts';
import { startTestApp, type TestApp } from '../../support/start-app.ts';
import { OddServer } from './odd-server.ts';
import { Driver, findPython, sayWhySkipped } from './python.ts';

interface World {
  readonly log: string[];
  readonly texts: Record<string, string>;
  readonly updates: Record<string, number>;
  readonly hotkeys: [string, string][];
  readonly timers: number;
  readonly callbacks: number;
  /** What the fake OBS refused. */
  readonly wrong: string[];
  /** What was lent and not given back. */
  readonly kept: string[];
}
interface Property {
  readonly name: string;
  readonly description: string;
  readonly long?: string;
  readonly items?: [string, string][];
  readonly info?: number;
}

const python = findPython();
if (!python) sayWhySkipped('the OBS script on a fake OBS', 'there is no Python 3 on this machine');
const SOURCES = { 'TTS text': 'text_ft2_source', Camera: 'v4l2_input', 'a label': 'text_gdiplus' };
/** One frame at 60 per second, on a machine that does other things too. */
const FRAME_MS = 16;

let app: TestApp | undefined;
let driver: Driver;
afterEach(async () => {
  await driver.end();
  await app?.close();
  app = undefined;
});

/** The script as OBS starts it. */
async function load(settings: Record<string, unknown>, more: Record<string, unknown> = {}): Promise<void> {
  driver = new Driver(python!, 'script');
  await driver.ask('load', { settings, sources: SOURCES, ...more });
}
async function start(): Promise<TestApp> {
  app = await startTestApp({ channel: { subscribers: 30, vips: 4, moderators: 3 } });
  return app;
}
const world = (): Promise<World> => driver.ask<World>('world');
/** Lets OBS's timer run until this holds. */
async function tickUntil(fits: (world: World) => boolean): Promise<World> {
  for (const end = Date.now() + 10_000; ; await wait(20)) {
    await driver.ask('tick');
    const now = await world();
    if (fits(now)) return now;
    if (Date.now() > end) throw new Error(`It stayed ${JSON.stringify(now, null, 1)}`);
  }
}
const streamOf = (at: TestApp): Promise<unknown> =>
  fetch(`${at.baseUrl}/health`).then(async (reply) => ((await reply.json()) as { stream: unknown }).stream);
const post = (action: string, params: Record<string, unknown>): Promise<Response> => {
  const headers = { 'content-type': 'application/json' };
  const body = JSON.stringify(params);
  return fetch(`${app!.baseUrl}/api/actions/${action}`, { method: 'POST', headers, body });
};
const isOn = async (feature: string): Promise<boolean> => {
  const reply = await post('policy.get', { feature });
  return ((await reply.json()) as { result: { features: Record<string, { enabled: boolean }> } }).result
    .features[feature]!.enabled;
};
const addFeature = async (feature: string): Promise<void> => {
  const policy = {
    enabled: true,
    allow: { everyone: true, subscribers: null, vips: false, moderators: false, followers: null },
    grants: false,
    cooldown: { globalMs: 0, userMs: 0, roleMs: {} },
    whenStale: 'use_last_known',
  };
  const reply = await post('policy.set', { feature, policy });
  expect(reply.status).toBe(200);
};

describe.skipIf(!python)('the OBS script on a strict fake of OBS', () => {
  it('tells the stream, shows the state in the chosen source, and leaves nothing behind', async () => {
    const { baseUrl } = await start();
    await load({ address: baseUrl, source: 'TTS text', template: '{state}: {subscribers}' });
    await tickUntil(({ texts }) => texts['TTS text'] === 'Up to date: 30');
    const { updates } = await world();
    for (let tick = 0; tick < 5; tick += 1) await driver.ask('tick');
    expect((await world()).updates).toEqual(updates); // written only when it changed
    await driver.ask('event', { name: 'STREAMING_STARTING' });
    await driver.ask('event', { name: 'STREAMING_STARTED' });
    await expect.poll(() => streamOf(app!)).toMatchObject({ live: true });
    await driver.ask('event', { name: 'STREAMING_STOPPING' });
    await driver.ask('event', { name: 'STREAMING_STOPPED' });
    await expect.poll(() => streamOf(app!)).toMatchObject({ live: false });
    await driver.ask('save');
    await driver.ask('properties');
    expect(await driver.ask('unload')).toEqual({ ms: expect.any(Number), alive: false });
    expect(await world()).toMatchObject({ timers: 0, callbacks: 0, wrong: [], kept: [], log: [] });
  });

  it('starts Rolecall if it was told where it is, and says what went wrong', async () => {
    const { baseUrl } = await start();
    const folder = await mkdtemp(join(tmpdir(), 'Jörg’s Stuff #1 '));
    onEnd(() => rm(folder, { recursive: true, force: true }));
    const program = join(folder, 'rolecall');
    await writeFile(program, '#!/bin/sh\necho "$@" > "$0.started"\n', { mode: 0o755 });
    await load({ address: baseUrl, program });
    await expect
      .poll(() => readFile(`${program}.started`, 'utf8').catch(() => ''))
      .toBe('--background --no-open\n');
    await driver.ask('properties');
    await driver.ask('unload');
    await driver.end();
    await load({ address: baseUrl, program: join(folder, 'gone') });
    const { log } = await world();
    expect(log.join('\n')).toMatch(/could not be started .*gone.*Choose its file again/);
  });

  it('tells that OBS is streaming already', async () => {
    const { baseUrl } = await start();
    await load({ address: baseUrl }, { streaming: true });
    await expect.poll(() => streamOf(app!)).toMatchObject({ live: true });
    await driver.ask('unload'); // a script that is reloaded has not ended the stream
    expect(await streamOf(app!)).toMatchObject({ live: true });
  });

  it('has hotkeys for the sync and every feature, and keeps their keys', async () => {
    const { baseUrl } = await start();
    await load({ address: baseUrl, rolecall_off_tts: ['F9'] });
    expect(await driver.ask('bindings')).toMatchObject({ rolecall_sync: [], rolecall_off_tts: ['F9'] });
    await driver.ask('hotkey', { name: 'rolecall_sync' });
    await expect
      .poll(() => app!.lines.some((line) => line.includes('[RoleSync:api:obs] Complete')))
      .toBe(true);
    await driver.ask('hotkey', { name: 'rolecall_off_tts' });
    await expect.poll(() => isOn('tts')).toBe(false);
    await driver.ask('hotkey', { name: 'rolecall_toggle_tts' });
    await expect.poll(() => isOn('tts')).toBe(true);

    await addFeature('song-request');
    await tickUntil(({ hotkeys }) => hotkeys.some(([name]) => name === 'rolecall_toggle_song-request'));
    await driver.ask('bind', { name: 'rolecall_toggle_song-request', keys: ['F10'] });
    await driver.ask('hotkey', { name: 'rolecall_off_song-request' });
    await expect.poll(() => isOn('song-request')).toBe(false);
    const saved = await driver.ask<Record<string, unknown>>('save');
    await driver.ask('unload');
    expect(await world()).toMatchObject({ wrong: [], kept: [] });
    await driver.end();

    // The next start of OBS, with Rolecall away: the keys are there all the same.
    await load({ ...saved, address: 'http://127.0.0.1:1' });
    expect(await driver.ask('bindings')).toMatchObject({
      rolecall_off_tts: ['F9'],
      'rolecall_toggle_song-request': ['F10'],
    });
    await driver.ask('unload');
    expect(await world()).toMatchObject({ wrong: [], kept: [] });
  });

  it('has a panel with state, buttons and a list of text sources only', async () => {
    const { baseUrl } = await start();
    await load({ address: baseUrl });
    await driver.ask('properties');
    await wait(300);
    await expect.poll(() => panelAfter('look')).toContain('MapleKettle\nUp to date');
    expect(await driver.ask('press', { name: 'sync' })).toEqual({ ms: expect.any(Number), redraws: true });
    await expect.poll(() => panelAfter('look')).toContain('Sync started.');
    const panel = await driver.ask<Property[]>('panel');
    const source = panel.find(({ name }) => name === 'source')!;
    expect(source.items!.map(([, value]) => value)).toEqual(['', 'a label', 'TTS text']);
    expect(panel.find(({ name }) => name === 'template')!.long).toContain('{premium-voice}');
    await driver.ask('unload');
    expect(await world()).toMatchObject({ wrong: [], kept: [] });
  });

  it('speaks German where OBS does, or where it was chosen', async () => {
    await load({ address: 'http://127.0.0.1:1' }, { locale: 'de-DE' });
    expect((await world()).hotkeys[0]).toEqual(['rolecall_sync', 'Rolecall: jetzt synchronisieren']);
    await tickUntil(({ log }) => log.length > 0);
    expect((await world()).log).toEqual([expect.stringContaining('Rolecall antwortet nicht unter')]);
    await driver.ask('update', { settings: { language: 'en' } });
    const panel = await driver.ask<Property[]>('properties');
    expect(panel[0]!.description).toContain('Rolecall does not answer at');
    expect(panel[0]!.info).toBe(1);
    await driver.ask('unload');
  });

  it('never holds OBS up, whatever the server does', async () => {
    const server = new OddServer('hang');
    const address = await server.start();
    await load({ address, source: 'TTS text' });
    await expect.poll(() => server.requests).toBeGreaterThan(0);
    const times: number[] = [];
    for (let frame = 0; frame < 40; frame += 1) {
      times.push(await driver.ask<number>('tick'));
      await wait(10);
    }
    times.push(await driver.ask<number>('event', { name: 'STREAMING_STARTED' }));
    times.push(await driver.ask<number>('hotkey', { name: 'rolecall_sync' }));
    await driver.ask('properties');
    times.push((await driver.ask<{ ms: number }>('press', { name: 'look' })).ms);
    times.sort((a, b) => a - b);
    expect(times[Math.floor(times.length / 2)]).toBeLessThan(FRAME_MS);
    // A request may take 3 s, and nothing waits for one.
    expect(times.at(-1)).toBeLessThan(1_000);
    expect((await driver.ask<{ ms: number }>('unload')).ms).toBeLessThan(1_000);
    expect(await driver.end()).toBeLessThan(2_900);
    await server.stop();
  });
});

async function panelAfter(button: string): Promise<string> {
  await driver.ask('press', { name: button });
  return (await driver.ask<Property[]>('panel'))[0]!.description;
}
