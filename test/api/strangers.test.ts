import { EventEmitter, once } from 'node:events';
import { Agent, request } from 'node:http';
import { connect, type Socket } from 'node:net';
import { describe, expect, it } from 'vitest';
import { type ConnectionLimits, Connections } from '../../server/api/connections.ts';
import { FakeClock } from '../support/fake-clock.ts';
import type { TestApp } from '../support/start-app.ts';
import { TestClient } from '../support/ws-client.ts';
import { dial, handshake, http, httpLimits, LAN, raw, rolecall, TOKEN, until, wsLimits } from './support.ts';
import { onEnd } from '../support/endings.ts';
import { livedMs } from '../support/fast-clock.ts';

const lan = (options = {}) => rolecall({ isConnected: false, ...LAN, ...options });

/** Comes again whenever it is thrown out. `say` is what it sends at first. */
function keepComing({ port }: TestApp, say: string, from = '127.0.0.1'): void {
  let isOver = false;
  let socket: Socket;
  const come = (): void => {
    if (isOver) return;
    socket = connect({ port, host: '127.0.0.2', localAddress: from });
    socket.on('error', () => undefined);
    socket.on('close', come);
    socket.write(say);
  };
  come();
  onEnd(() => {
    isOver = true;
    socket.destroy();
  });
}

async function comesIn(app: TestApp): Promise<void> {
  const headers = { authorization: `Bearer ${TOKEN}` };
  expect((await http(app.port, '/health', { host: '127.0.0.2', headers })).status).toBe(200);
  expect((await http(app.port, `/health?token=${TOKEN}`)).status).toBe(200);
  const url = `ws://127.0.0.2:${app.port}/ws`;
  for (const query of [`?token=${TOKEN}`, '']) {
    const ws = await TestClient.open(url + query);
    if (query === '') expect(await ws.call('auth', { token: TOKEN })).toMatchObject({ ok: true });
    expect(await ws.call('settings.get')).toMatchObject({ ok: true });
    await ws.close();
  }
}

describe('300 strangers without a token', () => {
  it.each<[string, (port: number) => string]>([
    ['that say nothing', () => ''],
    ['that begin a request', (port) => `GET /health HTTP/1.1\r\nHost: 127.0.0.2:${port}\r\n`],
    [
      'that send half a body',
      (port) => `POST /dock HTTP/1.1\r\nHost: 127.0.0.2:${port}\r\nContent-Length: 9\r\n\r\n{`,
    ],
    ['with a WebSocket each', (port) => handshake(port)],
  ])('%s, and come again at once, do not keep the owner out', async (_what, say) => {
    const app = await lan();
    for (let i = 0; i < 300; i++) keepComing(app, say(app.port));
    for (let round = 0; round < 15; round++) await comesIn(app);
    const started = livedMs();
    await app.app.close();
    expect(livedMs() - started).toBeLessThan(3_000);
  });

  it('do not throw out who is in', async () => {
    const app = await lan();
    const ws = await TestClient.open(`ws://127.0.0.2:${app.port}/ws`);
    await ws.call('auth', { token: TOKEN });
    const agent = new Agent({ keepAlive: true, maxSockets: 1 });
    onEnd(() => agent.destroy());
    const reuses = (): Promise<boolean> =>
      new Promise((resolve, reject) => {
        const options = { port: app.port, host: '127.0.0.2', path: `/health?token=${TOKEN}`, agent };
        const call = request(options, (response) => {
          response.resume().on('end', () => resolve(call.reusedSocket));
        });
        call.on('error', reject);
        call.end();
      });
    await reuses();
    for (let i = 0; i < 300; i++) keepComing(app, '');
    for (let round = 0; round < 40; round++) {
      expect(await ws.call('server.info')).toMatchObject({ ok: true });
      expect(await reuses()).toBe(true);
      await new Promise((done) => setTimeout(done, 25));
    }
    await ws.close();
  });
});

/** A socket from an address, and whether it was thrown out. */
class FakeSocket extends EventEmitter {
  isOut = false;
  constructor(readonly remoteAddress: string) {
    super();
  }
  destroy(): void {
    this.isOut = true;
    this.emit('close');
  }
}

describe('the places for who has shown no token', () => {
  const LIMITS: ConnectionLimits = { connections: 5, strangers: 3, graceMs: 250, allStrangers: 10 };

  function rig(needsToken = true) {
    const clock = new FakeClock();
    const connections = new Connections(LIMITS, clock, needsToken);
    const come = (address = '10.0.0.1'): FakeSocket => {
      const socket = new FakeSocket(address);
      connections.add(socket as unknown as Socket);
      return socket;
    };
    const welcome = (socket: FakeSocket): void => connections.welcome(socket as unknown as Socket);
    return { clock, connections, come, welcome };
  }
  const out = (sockets: readonly FakeSocket[]): boolean[] => sockets.map(({ isOut }) => isOut);

  it('are few for an address; the oldest goes, and not before it had time to show one', async () => {
    const { clock, come } = rig();
    const all = [come(), come(), come(), come(), come('::ffff:10.0.0.1')];
    await clock.advance(249);
    expect(out(all)).toEqual([false, false, false, false, false]);
    await clock.advance(1);
    expect(out(all)).toEqual([true, true, false, false, false]);
    await clock.advance(10_000);
    expect(out(all)).toEqual([true, true, false, false, false]);
    all.push(come());
    await clock.advance(250);
    // Those that are there longest go, since the last one has to have its time.
    expect(out(all)).toEqual([true, true, true, false, false, false]);
    expect(clock.timers).toBe(0);
  });

  it('are counted for each address alone', async () => {
    const { clock, come } = rig();
    const mine = [come('10.0.0.2'), come('fe80::1')];
    for (let i = 0; i < 5; i++) come();
    await clock.advance(1_000);
    expect(out(mine)).toEqual([false, false]);
  });

  it('are bounded for all together, however young they are', () => {
    const { come } = rig();
    const all = Array.from({ length: 14 }, (_, i) => come(`10.0.0.${i}`));
    expect(all.findIndex(({ isOut }) => !isOut)).toBe(4);
    expect(all.filter(({ isOut }) => isOut)).toHaveLength(4);
  });

  it('are left by who shows a token, or goes', async () => {
    const { clock, come, welcome } = rig();
    const all = [come(), come(), come(), come(), come()];
    welcome(all[0]!);
    welcome(all[0]!);
    all[1]!.destroy();
    await clock.advance(1_000);
    expect(out(all)).toEqual([false, true, false, false, false]);
  });

  it('are kept by who shows one when there is no other place', async () => {
    const { clock, come, welcome } = rig();
    const friends = Array.from({ length: 6 }, (_, i) => come(`10.1.0.${i}`));
    for (const friend of friends) welcome(friend);
    for (let i = 0; i < 3; i++) come('10.1.0.5');
    await clock.advance(1_000);
    expect(out(friends)).toEqual([false, false, false, false, false, true]);
  });

  it('are no matter where no token is needed: the newcomer is turned away, until there is room', () => {
    const { come, connections } = rig(false);
    const all = Array.from({ length: 7 }, () => come());
    expect(out(all)).toEqual([false, false, false, false, false, true, true]);
    all[0]!.destroy();
    expect(come().isOut).toBe(false);
    connections.destroyAll();
    expect(all.every(({ isOut }) => isOut)).toBe(true);
  });
});

describe('many requests on one connection', () => {
  it.each([
    ['without a token are refused soon', '/ping', true],
    ['with one are answered', `/ping?token=${TOKEN}`, false],
  ])('%s', async (_what, path, isRefused) => {
    const { port } = await lan(httpLimits({ strangerRate: { perSecond: 0.001, burst: 5 } }));
    const line = `GET ${path} HTTP/1.1\r\nHost: 127.0.0.2:${port}\r\n`;
    const bytes = `${line}\r\n`.repeat(9) + `${line}Connection: close\r\n\r\n`;
    const text = await raw(port, bytes, 20_000, '127.0.0.2');
    expect(text.match(/HTTP\/1\.1 429 /g)?.length ?? 0).toBe(isRefused ? 5 : 0);
    expect(text.match(/HTTP\/1\.1 200 /g)).toHaveLength(isRefused ? 5 : 10);
  });
});

describe('who is slow', () => {
  const SHORT = httpLimits({ headersMs: 200, bodyMs: 200 });
  const head = (port: number, path: string): string =>
    `POST ${path} HTTP/1.1\r\nHost: 127.0.0.1:${port}\r\nContent-Type: application/json\r\nContent-Length: 50\r\n\r\n{`;

  it.each<[string, (port: number) => string]>([
    ['and says nothing', () => ''],
    ['with the headers', (port) => `GET /health HTTP/1.1\r\nHost: 127.0.0.1:${port}\r\nX-A: `],
    ['with a body', (port) => head(port, '/api/actions/server.info')],
    ['with a body that nobody reads', (port) => head(port, '/dock')],
    ['with an import that is not the own', (port) => head(port, '/api/actions/data.import')],
    [
      'with a body of unknown length',
      (port) => head(port, '/health').replace('Content-Length: 50', 'Transfer-Encoding: chunked'),
    ],
  ])('%s is closed', async (_what, bytes) => {
    const app = await rolecall({ isConnected: false, ...SHORT });
    const socket = await dial(app.port);
    socket.on('error', () => undefined);
    const closed = new Promise((done) => socket.once('close', done));
    socket.resume();
    socket.write(bytes(app.port));
    const drip = setInterval(() => socket.write('x'), 50);
    if (bytes(app.port) === '') clearInterval(drip);
    onEnd(() => clearInterval(drip));
    await closed;
    clearInterval(drip);
    expect((await http(app.port, '/ping')).status).toBe(200);
  });

  it('and may import has more time', async () => {
    const app = await rolecall({ isConnected: false, config: { apiToken: TOKEN }, ...SHORT });
    const socket = await dial(app.port);
    let answer = '';
    socket.on('data', (chunk: Buffer) => (answer += chunk.toString()));
    socket.write(
      head(app.port, '/api/actions/data.import').replace(
        '\r\n\r\n',
        `\r\nAuthorization: Bearer ${TOKEN}\r\n\r\n`,
      ),
    );
    await new Promise((done) => setTimeout(done, 600));
    socket.write(' '.repeat(48) + '}');
    await until(() => answer.includes('HTTP/1.1 400'), 'the answer');
    expect(answer).toContain('invalid_params');
  });
});

describe('many clients that do not read', () => {
  it('share what may wait for them, and who reads is served on', async () => {
    const limits = { rate: { perSecond: 1e6, burst: 1e6 }, unreadBytes: 1e9 };
    const app = await rolecall({
      isConnected: false,
      ...wsLimits({ ...limits, allUnreadBytes: 1_000_000, unreadShareBytes: 50_000 }),
    });
    const payload = Buffer.from('{"action":"sync.status"}');
    const frame = Buffer.concat([Buffer.from([0x81, 0x80 | payload.length, 0, 0, 0, 0]), payload]);
    const flood = Buffer.concat(Array<Buffer>(2_000).fill(frame));
    const lazy = await Promise.all(
      Array.from({ length: 10 }, async () => {
        const socket = await dial(app.port);
        socket.on('error', () => undefined);
        socket.write(handshake(app.port));
        await once(socket, 'data');
        socket.pause();
        return socket;
      }),
    );
    const pump = setInterval(() => {
      for (const socket of lazy) if (!socket.writableNeedDrain) socket.write(flood);
    }, 5);
    onEnd(() => clearInterval(pump));
    const dropped = (): number => app.lines.filter((line) => line.includes('does not read')).length;
    await until(() => dropped() === 10, 'the ten are dropped', 30_000);
    clearInterval(pump);
    const other = await TestClient.open(app.wsUrl);
    expect(await other.call('server.info')).toMatchObject({ ok: true });
    await other.close();
  });
});
