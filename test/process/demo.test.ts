import { readdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { DemoProcess } from '../../server/demo/demo-process.ts';
import { silentLog } from '../../server/core/log.ts';
import { TestClient } from '../support/ws-client.ts';
import { outcome, type Program, start, temporaryFolder, wait } from './support.ts';
import { onEnd } from '../support/endings.ts';

const TOKEN = 'owner-token-of-a-test-0123456789';

interface Parent {
  readonly program: Program;
  readonly url: string;
  /** Where the demo puts its throw-away data. */
  readonly temp: string;
}

/** A Rolecall whose environment would turn the demo into something else, if the demo heard of it. */
async function parent(): Promise<Parent> {
  const data = await temporaryFolder();
  const temp = await temporaryFolder();
  const program = start({
    args: ['--port', '0'],
    env: {
      TMPDIR: temp,
      TEMP: temp,
      ROLECALL_DATA: data,
      ROLECALL_TOKEN: TOKEN,
      ROLECALL_HOST: '127.0.0.1',
      ROLECALL_TWITCH_CLIENT_ID: 'client-of-the-parent',
      ROLECALL_TWITCH_ACCESS_TOKEN: 'access-token-of-the-parent',
      TWURPLE_MOCK_API_PORT: '1',
    },
  });
  return { program, url: await program.url(), temp };
}

async function call(url: string, action: string, token = TOKEN): Promise<Record<string, unknown>> {
  const response = await fetch(`${url}/api/actions/${action}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...(token && { authorization: `Bearer ${token}` }) },
    body: '{}',
  });
  return (await response.json()) as Record<string, unknown>;
}

async function demoOf(url: string): Promise<string> {
  const { result } = (await call(url, 'server.demo')) as { result?: { url: string } };
  return new URL(result!.url).origin;
}

const isThere = (url: string): Promise<boolean> =>
  fetch(`${url}/ping`).then(
    ({ ok }) => ok,
    () => false,
  );

const folders = async (temp: string): Promise<string[]> =>
  (await readdir(temp)).filter((name) => name.startsWith('rolecall-demo-'));

it('starts one demo beside itself, which has a channel of its own, and takes it along when it closes', async () => {
  const { program, url, temp } = await parent();
  const [first, second] = await Promise.all([demoOf(url), demoOf(url)]);
  expect(second).toBe(first);
  expect(await demoOf(url)).toBe(first);
  expect(first).not.toBe(url);
  expect(await folders(temp)).toHaveLength(1);
  await expect
    .poll(async () => (await fetch(`${first}/health`)).json())
    .toMatchObject({ state: 'fresh', channel: { userLogin: 'maplekettle' } });
  expect(await call(first, 'server.info', '')).toMatchObject({ result: { demo: true } });
  expect(await call(url, 'server.info')).toMatchObject({ result: { demo: false } });
  // The owner's token of the one is nothing to the other.
  const listener = await TestClient.open(`${first.replace('http', 'ws')}/ws`, { origin: first });
  const refused = await listener.call('server.demo', {});
  expect(refused).toMatchObject({ ok: false, error: { code: 'unavailable' } });
  expect(JSON.stringify(refused)).toContain('This is the demo already');
  expect(program.output.text).toMatch(/\[Demo\] Rolecall \S+ is running/);
  // Its made-up chat asks by itself, so that there is something to see.
  await listener.call('events.subscribe', { events: ['access.decided'] });
  expect((await listener.event('access.decided')).data).toMatchObject({ consume: true });
  // For the other feature too, and as a well-made tool does.
  const premium = { feature: 'premium-voice' };
  await expect
    .poll(() => call(first, 'decisions.list', '').then(({ result }) => (result as { items: object[] }).items))
    .toEqual(expect.arrayContaining([expect.objectContaining(premium)]));
  const { result: callers } = (await call(first, 'callers.list', '')) as { result: { items: object[] } };
  expect(callers.items).toEqual([expect.objectContaining({ name: 'Demo chat' })]);
  // Its past is there from the first second.
  const { result: stats } = (await call(first, 'sync.stats', '')) as { result: { items: object[] } };
  expect(stats.items.length).toBeGreaterThan(20);
  program.child.kill('SIGTERM');
  expect(await program.exit).toBe(0);
  expect(await isThere(first)).toBe(false);
  expect(await folders(temp)).toEqual([]);
});

it('ends the demo even if it is killed itself; starts another if the demo has ended', async () => {
  const { program, url, temp } = await parent();
  const first = await demoOf(url);
  const pid = Number(/\[Demo\] Starting as process (\d+)/.exec(program.output.text)?.[1]);
  process.kill(pid, 'SIGKILL');
  await program.says('[Demo] It has ended.');
  const second = await demoOf(url);
  expect(await isThere(second)).toBe(true);
  program.child.kill('SIGKILL');
  await program.exit;
  for (const end = Date.now() + 5_000; Date.now() < end && (await isThere(second));) await wait(20);
  expect({ first: await isThere(first), second: await isThere(second) }).toEqual({
    first: false,
    second: false,
  });
  // What the killed demo left behind is the system's to clean; the other one has tidied up.
  await expect.poll(async () => (await folders(temp)).length).toBe(1);
});

it.each([
  ['ends at once', 'process.exit(1)', 10_000, /could not start; .* npm start -- --demo/],
  [
    'says nothing in time',
    "process.on('disconnect', () => process.exit())",
    100,
    /needs longer than 0\.1 seconds/,
  ],
])('says what to do if the program %s, and can be asked again', async (_, source, startLimitMs, words) => {
  const program = join(await temporaryFolder(), 'main.mjs');
  await writeFile(program, source);
  const demo = new DemoProcess({
    program,
    isDemo: false,
    log: silentLog,
    command: 'npm start --',
    startLimitMs,
  });
  onEnd(() => demo.close());
  await expect(demo.start()).rejects.toMatchObject({
    code: 'unavailable',
    message: expect.stringMatching(words) as string,
  });
  await expect(demo.start()).rejects.toMatchObject({ code: 'unavailable' });
});

it('that cannot start says why, also where what it leaves cannot be removed', async () => {
  const folder = await temporaryFolder();
  // As on Windows, where a file that is still open stays; and a data folder that is none.
  const preload = join(folder, 'trouble.cjs');
  await writeFile(
    preload,
    `const fs = require('node:fs');
    fs.promises.mkdtemp = async (prefix) => (fs.writeFileSync(prefix + 'file', ''), prefix + 'file');
    fs.promises.rm = async () => { throw Object.assign(new Error('resource busy or locked'), { code: 'EBUSY' }); };`,
  );
  const env = { TMPDIR: folder, TEMP: folder, NODE_OPTIONS: `-r ${JSON.stringify(preload)}` };
  const { status, words } = await outcome({ args: ['--demo', '--port', '0'], env });
  expect(status).toBe(1);
  expect(words).toMatch(/The data folder \S+rolecall-demo-file cannot be written to/);
  expect(words).not.toContain('EBUSY');
  expect(words).not.toContain('busy');
});
