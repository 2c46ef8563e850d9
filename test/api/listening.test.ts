import { createServer, type Server } from 'node:net';
import { networkInterfaces } from 'node:os';
import { describe, expect, it } from 'vitest';
import { explainListenError, isPortFree } from '../../server/api/listen-problem.ts';
import { addressesOf, listenAll } from '../../server/api/listening.ts';
import { silentLog } from '../../server/core/log.ts';
import { TestClient } from '../support/ws-client.ts';
import { http, rolecall } from './support.ts';
import { onEnd } from '../support/endings.ts';

const hasV6 = Object.values(networkInterfaces()).some((all) => all?.some(({ address }) => address === '::1'));

const listen = (port: number, host: string): Promise<Server> =>
  new Promise((resolve, reject) => {
    const server = createServer((socket) => socket.destroy());
    onEnd(() => server.close());
    server.once('error', reject);
    server.listen(port, host, () => resolve(server));
  });
const portOf = (server: Server): number => (server.address() as { port: number }).port;

describe.runIf(hasV6)('this PC is listened on under both of its addresses', () => {
  it('on one port, with the pages, calls and WebSockets of both', async () => {
    const app = await rolecall({ isConnected: false });
    for (const host of ['127.0.0.1', '::1']) {
      const name = host === '::1' ? '[::1]' : host;
      const headers = { host: `${name}:${app.port}` };
      expect((await http(app.port, '/ping', { host, headers })).json).toEqual({ rolecall: true });
      expect((await http(app.port, '/health', { host, headers })).status).toBe(200);
      expect((await http(app.port, '/health', { host, headers: { host: 'evil.example' } })).status).toBe(403);
      const ws = await TestClient.open(`ws://${name}:${app.port}/ws`);
      expect(await ws.call('server.info')).toMatchObject({ ok: true });
      await ws.close();
    }
    expect(app.lines.filter((line) => line.includes('[HTTP]'))).toEqual([]);
  });

  it('and both are closed', async () => {
    const app = await rolecall({ isConnected: false });
    await app.close();
    for (const host of ['127.0.0.1', '::1']) {
      await expect(http(app.port, '/ping', { host })).rejects.toThrow('ECONNREFUSED');
      await listen(app.port, host);
    }
  });

  it('where another program has the second, it is said, and the first works', async () => {
    const other = await listen(0, '::1');
    const port = portOf(other);
    const app = await rolecall({ isConnected: false, config: { port } });
    expect((await http(app.port, '/ping')).json).toEqual({ rolecall: true });
    const said = app.lines.filter((line) => line.includes('[HTTP]'));
    expect(said).toHaveLength(1);
    expect(said[0]).toContain(`Another program has port ${port} at [::1]`);
    expect(said[0]).toContain(`Use http://127.0.0.1:${port}`);
  });
});

describe('the addresses to listen on', () => {
  it.each([
    ['127.0.0.1', ['127.0.0.1'], ['::1']],
    ['localhost', ['127.0.0.1'], ['::1']],
    ['::1', ['::1'], ['127.0.0.1']],
    ['192.168.1.20', ['192.168.1.20', '127.0.0.1'], ['::1']],
    ['127.0.0.2', ['127.0.0.2', '127.0.0.1'], ['::1']],
  ])('of --host %s', (host, needed, optional) => {
    expect(addressesOf(host)).toEqual({ needed, optional });
  });

  const parts = (needed: string[], optional: string[], port = 0) => {
    const lines: string[] = [];
    const log = { ...silentLog, warn: (_scope: string, text: string) => lines.push(text) };
    const all = listenAll({
      addresses: { needed, optional },
      port,
      options: {},
      log,
      prepare: () => undefined,
    });
    void all
      .then(({ servers }) => servers.map((server) => onEnd(() => server.close())))
      .catch(() => undefined);
    return { all, lines };
  };

  it('that this PC does not have are said, where they may be missing', async () => {
    const { all, lines } = parts(['127.0.0.1'], ['203.0.113.7']);
    expect((await all).servers).toHaveLength(1);
    expect(lines).toEqual([expect.stringMatching(/^Not listening at 203\.0\.113\.7 \(EADDRNOTAVAIL\)/)]);
  });

  it('that are needed and not there are an error, and nothing is left open', async () => {
    const { all } = parts(['127.0.0.1', '203.0.113.7'], []);
    await expect(all).rejects.toMatchObject({ code: 'EADDRNOTAVAIL' });
  });

  it.runIf(hasV6)(
    'where another program has a needed one, are an error, and the port is let go of',
    async () => {
      const port = portOf(await listen(0, '127.0.0.1'));
      const { all } = parts(['::1', '127.0.0.1'], [], port);
      await expect(all).rejects.toMatchObject({ code: 'EADDRINUSE' });
      await listen(port, '::1');
    },
  );

  it('have one port, whichever is free on all of them', async () => {
    for (let i = 0; i < 20; i++) {
      const { all, lines } = parts(['127.0.0.1'], ['127.0.0.3']);
      const { port, servers } = await all;
      const ports = servers.map((server) => (server.address() as { port: number }).port);
      expect(ports).toEqual([port, port]);
      expect(lines).toEqual([]);
    }
  });
});

describe('why it cannot listen', () => {
  const free = () => Promise.resolve(true);
  const error = (code: string) => Object.assign(new Error(`listen ${code}`), { code });
  const attempt = {
    host: '127.0.0.1',
    port: 7653,
    platform: 'win32',
    command: 'npm start --',
    isFree: free,
  } as const;

  it('is said of a port that Windows reserves, with one that is far away and how to look', async () => {
    const text = await explainListenError(error('EACCES'), attempt);
    expect(text).toContain('port 7653');
    expect(text).toContain('npm start -- --port 17653');
    expect(text).toContain('netsh interface ipv4 show excludedportrange protocol=tcp');
  });

  it.each([
    [7653, [17_653], 27_653],
    [7653, [17_653, 27_653, 37_653, 47_653], 17_653],
    [60_000, [], 50_000],
    [80, [], 7653],
    [80, [7653], 10_080],
    [65_535, [], 55_535],
  ])('of port %i, the one that it names is free: not %j', async (port, taken: number[], expected) => {
    const isFree = (each: number) => Promise.resolve(!taken.includes(each));
    const text = await explainListenError(error('EACCES'), { ...attempt, port, isFree });
    expect(text).toContain(`--port ${expected}.`);
  });

  it('is said elsewhere without a word of Windows', async () => {
    const low = await explainListenError(error('EACCES'), { ...attempt, platform: 'linux', port: 80 });
    expect(low).toBe('This account may not use port 80. Choose one above 1023: npm start -- --port 7653');
    const high = await explainListenError(error('EACCES'), { ...attempt, platform: 'linux' });
    expect(high).toBe('This account may not use port 7653. Choose another: npm start -- --port 17653');
  });

  it('never names a port that does not exist', async () => {
    const text = await explainListenError(error('EADDRINUSE'), { ...attempt, port: 65_535 });
    expect(text).toContain('--port 55535');
  });

  it('a port is free when this PC lets us have it', async () => {
    const server = await listen(0, '127.0.0.1');
    expect(await isPortFree(portOf(server))).toBe(false);
    await new Promise((closed) => server.close(closed));
    expect(await isPortFree(portOf(await listen(0, '127.0.0.2')))).toBe(true);
  });
});
