import { chmod, mkdir, readdir, readFile, writeFile } from 'node:fs/promises';
import { createServer, type Server } from 'node:http';
import { type AddressInfo, connect, createServer as createTcpServer } from 'node:net';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { outcome, start, temporaryFolder, wait } from './support.ts';
import { onEnd } from '../support/endings.ts';

const get = async (url: string): Promise<Record<string, unknown>> =>
  (await (await fetch(url)).json()) as Record<string, unknown>;

const post = async (url: string): Promise<Record<string, unknown>> => {
  const headers = { 'content-type': 'application/json' };
  return (await (await fetch(url, { method: 'POST', headers, body: '{}' })).json()) as Record<
    string,
    unknown
  >;
};

async function listening(server: Server | ReturnType<typeof createTcpServer>): Promise<number> {
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  onEnd(() => server.close());
  return (server.address() as AddressInfo).port;
}

describe('a wrong command line or environment ends with status 2 and says what is wrong', () => {
  it.each<[string[], Record<string, string>, RegExp]>([
    [['--port', 'abc'], {}, /^--port is "abc"; use a whole number from 0 to 65535\.$/],
    [['--port', '70000'], {}, /^--port is "70000"/],
    [['--port', '1e3'], {}, /^--port is "1e3"/],
    [['--port', ''], {}, /^--port is ""/],
    [['--port'], {}, /--port/],
    [['--port', '-1'], {}, /--port/],
    [['--prot', '1'], {}, /Unknown option '--prot'\.\n\nUsage: /],
    [['start'], {}, /Unexpected argument 'start'\.\n\nUsage: /],
    [['--demo=no'], {}, /--demo/],
    [['--data', ''], {}, /^--data is empty; name a folder\.$/],
    [['--data'], {}, /--data/],
    [['--host', '0.0.0.0'], {}, /^--host 0\.0\.0\.0 names no address\. .*192\.168/],
    [['--host', '::'], {}, /names no address/],
    [['--host', 'a b'], {}, /^--host "a b" is not an address\.$/],
    [['--host', '127.0.0.2'], { ROLECALL_TOKEN: 'short' }, /^ROLECALL_TOKEN is too short; use at least 16/],
    [[], { ROLECALL_TOKEN: 'a token with spaces in it' }, /^ROLECALL_TOKEN may have up to 200 characters/],
    [[], { ROLECALL_PORT: 'http' }, /^ROLECALL_PORT is "http"; use a whole number/],
    [[], { ROLECALL_DEMO: 'perhaps' }, /^ROLECALL_DEMO is "perhaps"; use 1 or 0\.$/],
    [[], { ROLECALL_LOG_LEVEL: 'loud' }, /^ROLECALL_LOG_LEVEL is "loud"; use debug, info, warn, error\.$/],
    [[], { ROLECALL_SYNC_WINDOW_MIN: '-5' }, /^ROLECALL_SYNC_WINDOW_MIN is "-5"/],
  ])('%j %j', async (args, env, expected) => {
    const { status, words } = await outcome({ args, env });
    expect({ status, words }).toEqual({ status: 2, words: expect.stringMatching(expected) });
    expect(words).not.toMatch(/\bat \S+ \(/);
  });
});

describe('a start', () => {
  it('with --help tells the flags and does nothing', async () => {
    const { status, words } = await outcome({ args: ['--help', '--data', '/nowhere'] });
    expect(status).toBe(0);
    for (const flag of ['--port', '--host', '--data', '--demo', '--no-open', '--version'])
      expect(words).toContain(flag);
  });

  it('with --version tells the versions of Rolecall and Node and does nothing', async () => {
    const { version } = JSON.parse(await readFile('package.json', 'utf8')) as { version: string };
    const { status, words } = await outcome({ args: ['--version', '--data', '/nowhere'] });
    expect(status).toBe(0);
    const build = /^Rolecall (.+) \(build ([0-9a-f]{12})\), Node (.+)$/.exec(words);
    expect(build?.slice(1)).toEqual([version, expect.any(String), process.versions.node]);
  });

  it('with a token of Twitch but no client id says what is missing', async () => {
    const env = { ROLECALL_TWITCH_ACCESS_TOKEN: 'token-without-an-app' };
    const program = start({ args: ['--port', '0', '--data', await temporaryFolder()], env });
    await program.says('set ROLECALL_TWITCH_CLIENT_ID');
    expect(program.output.text).not.toContain('token-without-an-app');
  });

  it('without a login says in one sentence what to do next, and serves', async () => {
    const program = start({ args: ['--port', '0', '--data', await temporaryFolder()] });
    const url = await program.url();
    await program.says('npm start -- --demo');
    const advice = program.output.text.split('\n').filter((line) => /connect.*demo/i.test(line));
    expect(advice).toHaveLength(1);
    expect(await get(`${url}/health`)).toMatchObject({ state: 'disconnected', channel: null });
    expect((await fetch(`${url}/dock`)).status).toBe(200);
  });

  it('takes settings from the environment, and empty ones for none', async () => {
    const folder = await temporaryFolder();
    const env = {
      ROLECALL_PORT: '0',
      ROLECALL_DATA: folder,
      ROLECALL_HOST: '',
      ROLECALL_TOKEN: ' ',
      ROLECALL_LOG_LEVEL: '',
    };
    await start({ env }).url();
    expect(await readdir(folder)).not.toEqual([]);
  });

  it('keeps its data where the system keeps such data, if not told otherwise', async () => {
    const home = await temporaryFolder();
    await start({ args: ['--port', '0'], env: { HOME: home, XDG_DATA_HOME: join(home, 'data') } }).url();
    expect(await readdir(join(home, 'data'))).toHaveLength(1);
  });

  it('on a port of a stranger ends with status 1 and names port and flag', async () => {
    const stranger = createServer((_request, response) => response.end('{"hello":"there"}'));
    const port = await listening(stranger);
    const { status, words } = await outcome({
      args: ['--port', String(port), '--data', await temporaryFolder()],
    });
    expect(status).toBe(1);
    expect(words).toContain(`Port ${port} is in use by another program.`);
    expect(words).toContain(`npm start -- --port ${port + 1}`);
  });

  it('on a port of a stranger who never answers does not wait long', async () => {
    const port = await listening(createTcpServer(() => undefined));
    const started = Date.now();
    const { status } = await outcome({ args: ['--port', String(port), '--data', await temporaryFolder()] });
    expect(status).toBe(1);
    expect(Date.now() - started).toBeLessThan(20_000);
  });

  it('on a port of Rolecall itself shows its dock and ends with status 0', async () => {
    const folder = await temporaryFolder();
    const url = await start({ args: ['--port', '0', '--data', folder] }).url();
    const port = new URL(url).port;
    for (const data of [folder, await temporaryFolder()]) {
      const { status, words } = await outcome({ args: ['--port', port, '--data', data] });
      expect({ status, words }).toEqual({ status: 0, words: `Rolecall is running already: ${url}/dock` });
    }
    expect(await get(`${url}/ping`)).toEqual({ rolecall: true });
  });

  it('on a data folder in use ends with status 1, names its owner, and leaves it alone', async () => {
    const folder = await temporaryFolder();
    const first = start({ args: ['--port', '0', '--data', folder] });
    const url = await first.url();
    const { status, words } = await outcome({ args: ['--port', '0', '--data', folder] });
    expect(status).toBe(1);
    expect(words).toContain(folder);
    expect(words).toContain(`process ${first.child.pid ?? 0}`);
    expect(words).toContain('--data');
    expect(await get(`${url}/health`)).toMatchObject({ state: 'disconnected' });
  });

  it('with a file in place of the data folder ends with status 1 and says so', async () => {
    const file = join(await temporaryFolder(), 'file');
    await writeFile(file, 'mine');
    const { status, words } = await outcome({ args: ['--port', '0', '--data', file] });
    expect(status).toBe(1);
    expect(words).toContain(`The data folder ${file} cannot be written to`);
    expect(words.split('\n')).toHaveLength(1);
    expect(await readFile(file, 'utf8')).toBe('mine');
  });

  it.runIf(process.getuid?.() === 0)('with a data folder of somebody else ends with status 1', async () => {
    const folder = join(await temporaryFolder(), 'data');
    await mkdir(folder);
    await chmod(join(folder, '..'), 0o755);
    await chmod(folder, 0o755);
    const { status, words } = await outcome({ args: ['--port', '0', '--data', folder], uid: 65534 });
    expect(status).toBe(1);
    expect(words).toContain(`The data folder ${folder} cannot be written to (EACCES)`);
  });

  it('never prints a token, not even in its errors', async () => {
    const token = 'a-secret-token-of-the-environment';
    const env = {
      ROLECALL_TOKEN: token,
      ROLECALL_TWITCH_ACCESS_TOKEN: token,
      ROLECALL_TWITCH_CLIENT_ID: 'client',
      ROLECALL_LOG_LEVEL: 'debug',
      TWURPLE_MOCK_API_PORT: '1',
    };
    const program = start({ args: ['--port', '0', '--data', await temporaryFolder()], env });
    const url = await program.url();
    await fetch(`${url}/health?token=${token}`);
    await program.says(/\[Twitch\]/);
    program.child.kill('SIGTERM');
    await program.exit;
    expect(program.output.text).not.toContain(token);
  });
});

describe('--demo', () => {
  it('runs a made-up channel and leaves nothing behind', async () => {
    const tmp = await temporaryFolder();
    const program = start({ args: ['--demo', '--port', '0'], env: { TMPDIR: tmp, HOME: tmp } });
    const url = await program.url();
    await program.says(/Complete in \d+ms: [1-9]\d* subs, [1-9]\d* VIPs, [1-9]\d* mods/);
    expect(await get(`${url}/health`)).toMatchObject({ state: 'fresh' });
    expect(await get(`${url}/api/actions/server.info`)).toMatchObject({ result: { demo: true } });
    expect((await readdir(tmp)).filter((name) => name.startsWith('rolecall-demo-'))).toHaveLength(1);
    program.child.kill('SIGTERM');
    expect(await program.exit).toBe(0);
    expect(await readdir(tmp)).toEqual([]);
  });

  it('leaves nothing behind if its port is taken', async () => {
    const port = await listening(createServer((_request, response) => response.end()));
    const tmp = await temporaryFolder();
    const { status } = await outcome({
      args: ['--demo', '--port', String(port)],
      env: { TMPDIR: tmp, HOME: tmp },
    });
    expect(status).toBe(1);
    expect(await readdir(tmp)).toEqual([]);
  });
});

describe('whoever reads what is printed', () => {
  it.each(['stdout', 'stderr', 'both'] as const)('may go (%s): it stays, and ends as ever', async (which) => {
    const tmp = await temporaryFolder();
    const syncAlways = { ROLECALL_SYNC_WINDOW_MIN: '0', ROLECALL_SYNC_MIN_GAP_S: '0' };
    const program = start({
      args: ['--demo', '--port', '0'],
      env: { TMPDIR: tmp, HOME: tmp, ...syncAlways },
    });
    const { child } = program;
    const url = await program.url();
    await program.says('Complete in');
    if (which !== 'stderr') child.stdout?.destroy();
    if (which !== 'stdout') child.stderr?.destroy();
    // Each says so on the console, and the second time after an error of the first.
    for (let i = 0; i < 2; i++) {
      expect(await post(`${url}/api/actions/sync.run`)).toMatchObject({ result: { outcome: 'ran' } });
      await wait(50);
    }
    expect(await get(`${url}/ping`)).toMatchObject({ rolecall: true });
    const [folder = ''] = (await readdir(tmp)).filter((name) => name.startsWith('rolecall-demo-'));
    const log = await readFile(join(tmp, folder, 'logs', 'rolecall.log'), 'utf8');
    expect(log.match(/Complete in/g)).toHaveLength(3);
    child.kill('SIGTERM');
    expect(await program.exit).toBe(0);
    expect(await readdir(tmp)).toEqual([]);
  });
});

describe('the end', () => {
  it.each(['SIGTERM', 'SIGINT', 'SIGHUP'] as const)(
    'comes with %s at once, with status 0',
    async (signal) => {
      const program = start({ args: ['--port', '0', '--data', await temporaryFolder()] });
      await program.url();
      await wait(50);
      const started = Date.now();
      program.child.kill(signal);
      expect(await program.exit).toBe(0);
      expect(Date.now() - started).toBeLessThan(10_000);
    },
  );

  it('comes soon though clients hang on, Twitch is silent, and the signal comes twice', async () => {
    const silent = createTcpServer(() => undefined);
    const twitch = await listening(silent);
    const env = {
      ROLECALL_TWITCH_ACCESS_TOKEN: 'some-access-token',
      ROLECALL_TWITCH_CLIENT_ID: 'client',
      TWURPLE_MOCK_API_PORT: String(twitch),
    };
    const program = start({ args: ['--port', '0', '--data', await temporaryFolder()], env });
    const { port, host } = new URL(await program.url());
    const upgrade =
      `GET /ws HTTP/1.1\r\nHost: ${host}\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n` +
      'Sec-WebSocket-Version: 13\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n\r\n';
    const hanging = [
      '',
      'GET /health HTTP/1.1\r\n',
      `GET /ping HTTP/1.1\r\nHost: ${host}\r\n\r\n`,
      upgrade,
      upgrade.replace('/ws', '/x'),
    ];
    for (const bytes of hanging) {
      const socket = connect({ port: Number(port), host: '127.0.0.1', allowHalfOpen: true });
      socket.on('error', () => undefined);
      socket.write(bytes);
      onEnd(() => socket.destroy());
    }
    await wait(200);
    const started = Date.now();
    program.child.kill('SIGTERM');
    await wait(20);
    program.child.kill('SIGTERM');
    expect(await program.exit).toBe(0);
    expect(Date.now() - started).toBeLessThan(10_000);
  });
});
