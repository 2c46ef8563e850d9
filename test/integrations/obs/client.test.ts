import { spawnSync } from 'node:child_process';
import { afterEach, describe, expect, it } from 'vitest';
import { wait } from '../../api/support.ts';
import { startTestApp, type TestApp, type TestAppOptions } from '../../support/start-app.ts';
import { OddServer } from './odd-server.ts';
import { Driver, findPython, sayWhySkipped } from './python.ts';

interface View {
  readonly link: string;
  readonly status: { readonly state: string; readonly stream: { readonly live: boolean | null } } | null;
  readonly features: Record<string, boolean> | null;
  readonly note: string | null;
  /** What was asked for and not done yet. */
  readonly waiting: number;
  readonly panel: string;
}

const python = findPython();
if (!python) sayWhySkipped('the OBS script without OBS', 'there is no Python 3 on this machine');
const CHANNEL = { subscribers: 30, vips: 4, moderators: 3 } as const;
const SECRET = 'a-token-that-nobody-may-see';
/** What hands a thing over, on a busy machine; what waits for a server takes 2 s or more. */
const AT_ONCE_MS = 1_000;

let open: (() => unknown)[] = [];
afterEach(async () => {
  for (const close of open.reverse()) await close();
  open = [];
});

async function start(options: TestAppOptions = {}): Promise<TestApp> {
  const app = await startTestApp({ channel: CHANNEL, ...options });
  open.push(() => app.close());
  return app;
}

async function odd(how: ConstructorParameters<typeof OddServer>[0]): Promise<OddServer & { url: string }> {
  const server = new OddServer(how);
  const url = await server.start();
  open.push(() => server.stop());
  return Object.assign(server, { url });
}

async function client(address: string, more: Record<string, unknown> = {}): Promise<Driver> {
  const driver = new Driver(python!, 'client');
  open.push(() => driver.end());
  await driver.ask('create', { address, ...more });
  return driver;
}

const view = (driver: Driver): Promise<View> => driver.ask<View>('view');
async function until(driver: Driver, fits: (view: View) => boolean): Promise<View> {
  let last = await view(driver);
  for (const end = Date.now() + 10_000; !fits(last); last = await view(driver)) {
    if (Date.now() > end) throw new Error(`It stayed ${JSON.stringify(last, null, 1)}`);
    await wait(25);
  }
  return last;
}
const isFresh = ({ link, status }: View): boolean => link === 'ok' && status?.state === 'fresh';
const streamOf = (app: TestApp): Promise<unknown> =>
  fetch(`${app.baseUrl}/health`).then(async (reply) => ((await reply.json()) as { stream: unknown }).stream);
const startsOf = (app: TestApp): number =>
  app.lines.filter((line) => line.includes('[RoleSync:stream-start] Starting')).length;

describe.skipIf(!python)('the client of the OBS script', () => {
  it('is Python that OBS 30 with Python 3.6 can read', () => {
    const program =
      'import ast; ast.parse(open("integrations/obs/rolecall.py", encoding="utf-8").read(), feature_version=(3, 6))';
    expect(spawnSync(python!, ['-c', program], { encoding: 'utf8' }).stderr).toBe('');
  });

  it('tells that the stream started and stopped, which syncs', async () => {
    const app = await start();
    const driver = await client(app.baseUrl);
    await until(driver, isFresh);
    expect(await streamOf(app)).toEqual({ live: false, startedAt: null });
    expect(await driver.ask('stream', { live: true })).toBeLessThan(AT_ONCE_MS);
    const live = await until(driver, ({ status }) => status?.stream.live === true);
    expect(live.panel).toContain('Stream: live');
    await expect.poll(() => startsOf(app)).toBe(1);
    await driver.ask('stream', { live: false });
    await until(driver, ({ status }) => status?.stream.live === false);
    expect(startsOf(app)).toBe(1);
    expect(await driver.ask('stop')).toEqual({ ms: expect.any(Number), alive: false });
  });

  it('shows counts and ages, syncs and switches', async () => {
    const app = await start();
    const driver = await client(app.baseUrl);
    const { panel } = await until(driver, isFresh);
    for (const part of ['MapleKettle\nUp to date\n', '30 subscribers, now', '4 VIPs', '3 moderators']) {
      expect(panel).toContain(part);
    }
    expect(panel).toContain('tts: on\npremium-voice: on');
    const template = '{tts}|{state}|{age}|{subscribers}|{channel}|{nothing}';
    expect(await driver.ask('text', { template })).toBe('on|Up to date|now|30|MapleKettle|{nothing}');
    expect(await driver.ask('text', { template: '{state} {age}', language: 'de' })).toBe('Aktuell jetzt');
    for (const [language, words] of [
      ['es', 'Al día ahora'],
      ['pt', 'Em dia agora'],
      ['fr', 'À jour maintenant'],
    ])
      expect(await driver.ask('text', { template: '{state} {age}', language })).toBe(words);

    await driver.ask('command', { what: 'sync' });
    await until(driver, ({ note }) => note === 'sync');
    await expect
      .poll(() => app.lines.some((line) => line.includes('[RoleSync:api:obs] Complete')))
      .toBe(true);

    await driver.ask('command', { what: 'toggle', feature: 'tts' });
    await driver.ask('command', { what: 'off', feature: 'premium-voice' });
    await until(driver, ({ features }) => features!['tts'] === false && features!['premium-voice'] === false);
    const answer = await fetch(`${app.baseUrl}/api/check?user=nobody&feature=tts`).then((reply) =>
      reply.json(),
    );
    expect(answer).toMatchObject({ allowed: false, reason: 'feature_off' });
    await driver.ask('command', { what: 'toggle', feature: 'tts' });
    await until(driver, ({ features }) => features!['tts'] === true);
    await driver.ask('command', { what: 'on', feature: 'gone' });
    expect((await until(driver, ({ note }) => note === 'rejected')).panel).toContain('no feature "gone"');
  });

  it('says so when a sync was just made', async () => {
    const app = await start({ config: { syncWindowMs: 300_000, syncMinGapMs: 60_000 } });
    const driver = await client(app.baseUrl);
    await until(driver, isFresh);
    await driver.ask('command', { what: 'sync' });
    await until(driver, ({ note }) => note !== null);
    await driver.ask('command', { what: 'sync' });
    expect((await until(driver, ({ note }) => note === 'skipped')).panel).toMatch(
      /Synced \d+ s ago; .*Again in \d+ (s|min)\./,
    );
  });

  it('needs the token that it was given, and never shows it', async () => {
    // As if it ran on another PC: then everything needs a token.
    const app = await start({ config: { host: '127.0.0.2', apiToken: SECRET } });
    const address = `127.0.0.2:${app.port}/dock`;
    const driver = await client(address, { token: 'wrong-token' });
    expect((await until(driver, ({ link }) => link === 'token')).panel).toContain('access token');
    await driver.ask('configure', { address, token: '' });
    await until(driver, ({ link }) => link === 'token');
    await driver.ask('configure', { address, token: 'schlüssel→' });
    await until(driver, ({ link }) => link === 'token');
    await driver.ask('configure', { address, token: ` ${SECRET} ` });
    const found = await until(driver, isFresh);
    const news = await driver.ask<string[]>('lines');
    expect(JSON.stringify([found, news, app.lines])).not.toContain(SECRET);
  });

  it('keeps a start until Rolecall is there, and tells it again to one that was restarted', async () => {
    const first = await start();
    const { port, simulator, dataFolder } = first;
    const driver = await client(first.baseUrl);
    await until(driver, isFresh);
    await first.app.close();
    await driver.ask('stream', { live: true });
    await until(driver, ({ link }) => link === 'away');
    await wait(400); // some tries in vain
    const again = { simulator, dataFolder, config: { port } };
    const second = await startTestApp(again);
    await until(driver, ({ link, status }) => link === 'ok' && status?.stream.live === true);
    await wait(800);
    await second.close();
    // Without a login: nobody but OBS can tell it.
    const third = await startTestApp({ ...again, isConnected: false });
    open.push(() => third.close());
    await expect.poll(() => streamOf(third)).toMatchObject({ live: true });
    expect(await driver.ask('lines')).toEqual(
      expect.arrayContaining([
        expect.stringContaining('does not answer'),
        expect.stringContaining('answers again'),
      ]),
    );
  });

  it('tells only the latest, and no stop that is long past', async () => {
    const server = new OddServer('hang');
    const address = await server.start();
    await server.stop();
    const driver = await client(address, { pace: { outdated: 0.3 } });
    for (const live of [true, false, true, false]) await driver.ask('stream', { live });
    await wait(500);
    const app = await start({ isConnected: false, config: { port: Number(new URL(address).port) } });
    await until(driver, ({ link }) => link === 'ok');
    await wait(400);
    expect(await streamOf(app)).toEqual({ live: null, startedAt: null });
    expect(startsOf(app)).toBe(0);
  });

  it('is quiet about a server that is away: one line, fewer and fewer looks', async () => {
    const server = new OddServer('hang');
    const address = await server.start();
    await server.stop();
    const driver = await client(address);
    await until(driver, ({ link }) => link === 'away');
    await driver.ask('command', { what: 'sync' });
    await until(driver, ({ note }) => note === 'not_done');
    await wait(600);
    expect(await driver.ask('lines')).toEqual([
      `Rolecall does not answer at ${address}. Is it running? Once it is, this script finds it.`,
      'Not done: Rolecall cannot be reached.',
    ]);
  });

  it.each(['hang', 'drip'] as const)('never waits for a server that answers by %s', async (how) => {
    const server = await odd(how);
    const driver = await client(server.url, { pace: { request: 2 } });
    await expect.poll(() => server.requests).toBe(1);
    for (const [step, params] of [
      ['stream', { live: true }],
      ['command', { what: 'sync' }],
      ['configure', { address: `${server.url}/` }],
    ] as const) {
      expect(await driver.ask(step, params)).toBeLessThan(AT_ONCE_MS);
    }
    await until(driver, ({ link }) => link === 'away');
  });

  it('does not hold OBS up when it quits while the server hangs', async () => {
    const server = await odd('hang');
    const driver = await client(server.url); // a request may take 3 s
    await driver.ask('stream', { live: true }); // and there is something to be told yet
    await expect.poll(() => server.requests).toBe(1);
    const { ms } = await driver.ask<{ ms: number }>('stop');
    expect(ms).toBeLessThan(1_000); // 0.2 s by its clock; this machine may be busy
    expect(await driver.end()).toBeLessThan(2_900);
  });

  it.each([
    ['page', 'strange'],
    ['json', 'strange'],
    ['half', 'strange'],
    ['deep', 'strange'],
    ['error', 'refused'],
  ] as const)('names what is wrong when the answer is %s, and goes on', async (how, link) => {
    const server = await odd(how);
    const driver = await client(server.url);
    await until(driver, (facts) => facts.link === link);
    await expect.poll(() => server.requests).toBeGreaterThan(3);
    const news = await driver.ask<string[]>('lines');
    const line =
      link === 'refused' ? 'refuses this script: The disk is full.' : 'is not Rolecall, or too old';
    expect(news).toEqual([expect.stringContaining(line)]);
  });

  it('tries at once when a key is pressed, and looks no less often for it', async () => {
    const server = new OddServer('hang');
    const address = await server.start();
    await server.stop();
    const driver = await client(address, { pace: { poll: 0.2, longest: 3600 } });
    await until(driver, ({ link }) => link === 'away');
    for (let press = 0; press < 16; press += 1) {
      await driver.ask('command', { what: 'sync' });
      await until(driver, ({ waiting }) => waiting === 0);
    }
    await start({ config: { port: Number(new URL(address).port) } });
    await until(driver, ({ link }) => link === 'ok');
    // The next look is an hour away: what is pressed does not wait for it.
    const patient = await client('http://127.0.0.1:1', { pace: { poll: 3600, longest: 3600 } });
    await until(patient, ({ link }) => link === 'away');
    await patient.ask('command', { what: 'sync' });
    await until(patient, ({ note }) => note === 'not_done');
  });

  it('shows what the server warns of, also one that has no sentence for its state', async () => {
    const app = await start();
    const driver = await client(app.baseUrl);
    await until(driver, isFresh);
    const warnings = [{ code: 'clock', message: 'The clock is wrong.', fix: 'Set it.' }];
    const panel = await driver.ask<string>('panel_with', {
      status: { warnings, message: null, state: 'stale' },
    });
    expect(panel).toContain('Out of date\nThe clock is wrong. Set it.\n30 subscribers');
  });

  it.each([
    ...['http://127.0.0.1:99999', 'https://127.0.0.1', 'two words', 'http://', '[::1', 'http://127.0.0.1:0'],
    ...['http://a..b:7653', `http://${'a'.repeat(64)}`],
  ])('says that "%s" is no address', async (address) => {
    const driver = await client(address);
    expect((await until(driver, ({ link }) => link === 'address')).panel).toContain('is no address');
  });

  it('tells a stop even while OBS quits', async () => {
    const app = await start({ isConnected: false }); // or Twitch tells it that nobody is live
    const driver = await client(app.baseUrl);
    await driver.ask('stream', { live: true });
    await until(driver, ({ status }) => status?.stream.live === true);
    await driver.ask('stop', { live: false });
    await expect.poll(() => streamOf(app)).toMatchObject({ live: false });
  });
});
