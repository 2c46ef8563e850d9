import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { networkInterfaces } from 'node:os';
import { describe, expect, it } from 'vitest';
import { TestClient } from '../support/ws-client.ts';
import { outcome, type Program, start, temporaryFolder } from './support.ts';
import { onEnd } from '../support/endings.ts';

/** What other devices would call this computer by; without a network, a second address of its own. */
const HOST =
  Object.values(networkInterfaces())
    .flat()
    .find((each) => each && !each.internal && each.family === 'IPv4')?.address ?? '127.0.0.2';

interface Lan {
  readonly program: Program;
  /** `http://<host>:<port>` */
  readonly url: string;
  readonly port: string;
  /** As it is printed. */
  readonly token: string;
}

async function lan(folder: string, env: Record<string, string> = {}, port = '0'): Promise<Lan> {
  const program = start({ args: ['--port', port, '--host', HOST, '--data', folder], env });
  const url = await program.url();
  await program.says(/Open {3}http:\S+/);
  const token = /Open {3}http:\S+\/dock\?token=(\S+)/.exec(program.output.text)?.[1] ?? '';
  return { program, url, port: new URL(url).port, token };
}

const status = async (url: string, token?: string): Promise<number> => {
  const headers: Record<string, string> = token === undefined ? {} : { authorization: `Bearer ${token}` };
  return (await fetch(url, { headers })).status;
};

async function call(
  url: string,
  token: string,
  action: string,
  params = {},
): Promise<Record<string, unknown>> {
  const response = await fetch(`${url}/api/actions/${action}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', authorization: `Bearer ${token}` },
    body: JSON.stringify(params),
  });
  return ((await response.json()) as { result: Record<string, unknown> }).result;
}

describe(`with --host ${HOST}`, () => {
  it('everything needs a token, there and on this PC, and the printed address has one', async () => {
    const { url, port, token, program } = await lan(await temporaryFolder(), { ROLECALL_LOG_LEVEL: 'debug' });
    expect(token).toMatch(/^rc_[\w-]{32,}$/);
    for (const base of [url, `http://127.0.0.1:${port}`, `http://localhost:${port}`]) {
      expect(await status(`${base}/ping`), base).toBe(200);
      expect(await status(`${base}/dock`), base).toBe(200);
      expect(await status(`${base}/health`), base).toBe(401);
      expect(await status(`${base}/api/check?user=a`), base).toBe(401);
      expect(await status(`${base}/health`, 'rc_wrong'), base).toBe(401);
      expect(await status(`${base}/health`, token), base).toBe(200);
      expect(await status(`${base}/health?token=${token}`), base).toBe(200);
      const ws = await TestClient.open(`${base.replace('http', 'ws')}/ws?token=${token}`);
      await ws.event('hello');
      expect(await ws.call('settings.get')).toMatchObject({ ok: true });
      await ws.close();
    }
    const printed = program.output.text.split('\n').filter((line) => line.includes(token));
    expect(printed).toEqual([`  Open   ${url}/dock?token=${token}`]);
  });

  it('tells the owner where it is, and where else it could be', async () => {
    const { url, port, token } = await lan(await temporaryFolder());
    const told = await call(url, token, 'server.addresses');
    expect(told).toMatchObject({ host: HOST, port: Number(port), isLan: true });
    const addresses = told['addresses'] as { address: string; family: string; name: string }[];
    for (const { address, family } of addresses) {
      expect(address).not.toMatch(/^(127\.|::1$|fe80)/);
      expect(family).toBe(address.includes(':') ? 'IPv6' : 'IPv4');
    }
    if (HOST !== '127.0.0.2') expect(addresses.map(({ address }) => address)).toContain(HOST);
  });

  it('lasting tokens last, the one of the start ends with it', async () => {
    const folder = await temporaryFolder();
    const first = await lan(folder);
    const made = await call(first.url, first.token, 'tokens.create', { name: 'OBS', level: 'read' });
    expect((await call(first.url, first.token, 'tokens.list'))['items']).toMatchObject([{ name: 'OBS' }]);
    first.program.child.kill('SIGTERM');
    await first.program.exit;
    const again = await lan(folder);
    expect(again.token).not.toBe(first.token);
    expect(await status(`${again.url}/health`, first.token)).toBe(401);
    expect(await status(`${again.url}/health`, String(made['token']))).toBe(200);
  });

  it('ROLECALL_TOKEN goes on working, and is never printed', async () => {
    const ROLECALL_TOKEN = 'a-token-from-the-environment';
    const { url, token, program } = await lan(await temporaryFolder(), { ROLECALL_TOKEN });
    expect(await status(`${url}/health`, ROLECALL_TOKEN)).toBe(200);
    expect(await status(`${url}/health`, token)).toBe(200);
    expect(program.output.text).not.toContain(ROLECALL_TOKEN);
  });

  it('a second start shows the dock of the first', async () => {
    const { url, port } = await lan(await temporaryFolder());
    const second = { args: ['--port', port, '--host', HOST, '--data', await temporaryFolder()] };
    expect(await outcome(second)).toEqual({ status: 0, words: `Rolecall is running already: ${url}/dock` });
  });

  it('a port that a stranger has on this PC alone is in use all the same', async () => {
    const stranger = createServer((_request, response) => response.end('hello'));
    await new Promise<void>((done) => stranger.listen(0, '127.0.0.1', done));
    onEnd(() => stranger.close());
    const { port } = stranger.address() as AddressInfo;
    const args = ['--port', String(port), '--host', HOST, '--data', await temporaryFolder()];
    const { status: exit, words } = await outcome({ args });
    expect(exit).toBe(1);
    expect(words).toContain(`Port ${port} is in use by another program.`);
    expect(words).not.toContain('rc_');
  });
});

it('an address that this computer does not have is said', async () => {
  const args = ['--port', '0', '--host', '203.0.113.7', '--data', await temporaryFolder()];
  const { status: exit, words } = await outcome({ args });
  expect(exit).toBe(1);
  expect(words).toContain('This computer does not have the address 203.0.113.7');
});

it('on this PC alone nothing needs a token, and none is printed', async () => {
  const program = start({ args: ['--port', '0', '--data', await temporaryFolder()] });
  const url = await program.url();
  expect(await status(`${url}/health`)).toBe(200);
  expect(program.output.text).not.toMatch(/rc_|token/);
});
