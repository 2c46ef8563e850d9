import { createServer, type Server, type Socket as TcpSocket } from 'node:net';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { WebSocket } from 'ws';
import {
  type ClientOptions,
  type ConnectionState,
  createClient,
  type RolecallClient,
  RolecallError,
} from '../../../integrations/client/index.ts';
import { wait } from '../../api/support.ts';
import { livedMs } from '../../support/fast-clock.ts';
import { FakeRolecall, SILENCE, type Status, statusOf, WireError } from '../../support/fake-rolecall.ts';
import { Queue } from '../../support/queue.ts';

const FAST = { retryFirstMs: 20, retryMaxMs: 60 };
let server: FakeRolecall;
let clients: RolecallClient[] = [];
let errors: unknown[] = [];
const unhandled: unknown[] = [];
const onUnhandled = (error: unknown): void => void unhandled.push(error);

beforeEach(async () => {
  server = await new FakeRolecall().start();
  process.on('unhandledRejection', onUnhandled);
});

afterEach(async () => {
  for (const client of clients) client.close();
  clients = [];
  errors = [];
  await server.stop();
  await wait(10);
  process.off('unhandledRejection', onUnhandled);
  expect(unhandled.splice(0)).toEqual([]);
});

function clientOf(options: Partial<ClientOptions> = {}): RolecallClient {
  const onError = (error: unknown): void => void errors.push(error);
  const client = createClient({ url: server.baseUrl, WebSocket, onError, ...FAST, ...options });
  clients.push(client);
  return client;
}

function statesOf(client: RolecallClient): Queue<ConnectionState> {
  const states = new Queue<ConnectionState>();
  client.onState((state) => states.push(state));
  return states;
}

const codeOf = (promise: Promise<unknown>): Promise<string> =>
  promise.then(
    () => 'no error',
    (error: unknown) => (error instanceof RolecallError ? error.code : String(error)),
  );

const gaps = (times: number[]): number[] => times.slice(1).map((time, i) => time - times[i]!);

describe('connecting', () => {
  it('resolves with the hello, and tells its states in order', async () => {
    const client = clientOf();
    const states = statesOf(client);
    expect(client.state).toBe('closed');
    const hello = await client.connect();
    expect(hello).toMatchObject({ protocol: 1, status: { state: 'fresh' } });
    expect(await client.connect()).toEqual(hello);
    client.close();
    expect(states.drain()).toEqual(['connecting', 'open', 'closed']);
    expect(server.connections.size).toBe(1);
  });

  it.each([
    ['http://127.0.0.1:7653', '/ws'],
    ['ws://127.0.0.1:7653/elsewhere', '/elsewhere'],
  ])('makes the address of %s', (url, path) => {
    const opened: string[] = [];
    class Recorder extends WebSocket {
      constructor(address: string) {
        super('ws://127.0.0.1:1/');
        opened.push(address);
      }
    }
    void clientOf({ url, token: 'a b', WebSocket: Recorder }).connect();
    expect(opened).toEqual([`ws://127.0.0.1:7653${path}?token=a+b`]);
  });

  it('waits for a server that comes later', async () => {
    await server.stop();
    const client = clientOf();
    const connected = client.connect();
    await wait(60);
    expect(client.state).toBe('connecting');
    await server.start();
    expect(await connected).toMatchObject({ protocol: 1 });
  });

  it('stops waiting after timeoutMs but goes on trying', async () => {
    await server.stop();
    const client = clientOf();
    expect(await codeOf(client.connect({ timeoutMs: 30 }))).toBe('timeout');
    const states = statesOf(client);
    await server.start();
    expect(await states.take()).toBe('open');
  });

  it('rejects who waits when it is closed, and can be connected again', async () => {
    await server.stop();
    const client = clientOf();
    const connected = client.connect();
    client.close();
    expect(await codeOf(connected)).toBe('closed');
    await server.start();
    await client.connect();
    expect(client.state).toBe('open');
  });

  it('gives up on a server that accepts and never says hello', async () => {
    const silent = await listenSilently();
    try {
      const client = clientOf({ url: `ws://127.0.0.1:${silent.port}/ws`, openTimeoutMs: 40 });
      void client.connect();
      await silent.accepted.take();
      await silent.accepted.take(); // a second try
      expect(client.state).toBe('connecting');
    } finally {
      await silent.close();
    }
  });

  it('says what is missing where there is no WebSocket, and refuses what is no address', () => {
    const platform = globalThis as { WebSocket?: unknown };
    const own = platform.WebSocket;
    delete platform.WebSocket;
    try {
      expect(() => createClient({ url: server.baseUrl })).toThrow(/"ws" package/);
    } finally {
      if (own) platform.WebSocket = own;
    }
    expect(() => clientOf({ url: 'nonsense' })).toThrow(TypeError);
  });
});

describe('calling', () => {
  it('sends params and resolves with the result', async () => {
    server.handle('viewers.search', (params) => ({ items: [], asked: params }));
    const client = clientOf();
    await client.connect();
    expect(await client.call('viewers.search', { query: 'an', limit: 3 })).toEqual({
      items: [],
      asked: { query: 'an', limit: 3 },
    });
    expect((await client.call('server.info')).version).toBe('0.1.0');
  });

  it('gives each of many answers to its caller, whatever their order', async () => {
    server.handle('viewers.search', async ({ query }) => {
      await wait(Math.random() * 20);
      return { items: [], query };
    });
    const client = clientOf();
    await client.connect();
    const names = Array.from({ length: 50 }, (_, i) => `viewer_${i}`);
    const answers = await Promise.all(names.map((query) => client.call('viewers.search', { query })));
    expect(answers.map((answer) => (answer as unknown as { query: string }).query)).toEqual(names);
  });

  it("rejects with the wire's code and sentence", async () => {
    server.handle('sync.run', () => {
      throw new WireError('not_connected', 'Connect Twitch first.');
    });
    const client = clientOf();
    await client.connect();
    const error = await client.call('sync.run', {}).catch((reason: unknown) => reason);
    expect(error).toBeInstanceOf(RolecallError);
    expect(error).toMatchObject({ code: 'not_connected', message: 'Connect Twitch first.' });
  });

  it('asks for params where they are required, of the right kind, and types the result', async () => {
    const client = clientOf();
    await client.connect();
    // @ts-expect-error query is required
    void client.call('viewers.search');
    // @ts-expect-error no such action
    void client.call('viewers.sing', {});
    // @ts-expect-error of another kind
    void client.call('viewers.search', { query: 7 });
    const { uptimeMs }: { uptimeMs: number } = await client.call('server.info');
    expect(uptimeMs).toBe(1);
  });

  it('rejects at once while there is no connection', async () => {
    expect(await codeOf(clientOf().call('server.info'))).toBe('disconnected');
  });

  it('rejects what waits when the connection is lost, or when it is closed', async () => {
    server.handle('sync.run', () => SILENCE);
    const client = clientOf();
    await client.connect();
    const lost = codeOf(client.call('sync.run', {}, { timeoutMs: 0 }));
    await server.requests.take();
    server.cut();
    expect(await lost).toBe('disconnected');
    await client.connect();
    const closed = codeOf(client.call('sync.run', {}, { timeoutMs: 0 }));
    client.close();
    expect(await closed).toBe('closed');
  });

  it('rejects after the time limit and drops the answer that comes too late', async () => {
    server.handle('sync.status', async () => {
      await wait(60);
      return server.status;
    });
    const client = clientOf({ callTimeoutMs: 20 });
    await client.connect();
    expect(await codeOf(client.call('sync.status'))).toBe('timeout');
    await wait(80);
    expect(client.state).toBe('open');
    expect(await codeOf(client.call('sync.status', {}, { timeoutMs: 500 }))).toBe('no error');
  });
});

describe('listening', () => {
  it('asks once for what was listened to in one tick, and begins with the snapshot', async () => {
    const client = clientOf();
    const seen = new Queue<Status>();
    client.on('sync.status', (status) => seen.push(status));
    client.on('roles.changed', () => undefined);
    client.on('hello', () => undefined);
    await client.connect();
    expect((await seen.take()).state).toBe('fresh');
    server.setStatus(statusOf({ state: 'stale' }));
    expect((await seen.take()).state).toBe('stale');
    const subscribes = server.requests.drain();
    expect(subscribes.map(({ params }) => params)).toEqual([{ events: ['sync.status', 'roles.changed'] }]);
  });

  it('hears what it may, though one of the events is above its level', async () => {
    const client = clientOf();
    const heard = new Queue<string>();
    server.handle('events.subscribe', ({ events }) => {
      if ((events as string[]).includes('policy.changed')) throw new WireError('forbidden', 'The level.');
      return { events, status: server.status };
    });
    client.on('policy.changed', () => undefined);
    client.on('sync.status', ({ state }) => heard.push(state));
    await client.connect();
    expect(await heard.take()).toBe('fresh');
    expect(errors.map((error) => (error as RolecallError).code)).toEqual(['forbidden']);
  });

  it('delivers the snapshot before the events that follow it in the same packet', async () => {
    const client = clientOf();
    const states: string[] = [];
    await client.connect();
    server.handle('events.subscribe', ({ events }, id) => {
      server.sendText(JSON.stringify({ id, ok: true, result: { events, status: server.status } }));
      server.sendText(JSON.stringify({ event: 'sync.status', data: statusOf({ state: 'partial' }) }));
      return SILENCE;
    });
    await new Promise<void>((resolve) => {
      client.on('sync.status', ({ state }) => {
        states.push(state);
        if (state === 'partial') resolve();
      });
    });
    expect(states).toEqual(['fresh', 'partial']);
  });

  it('gives a further listener the snapshot too', async () => {
    const client = clientOf();
    client.on('sync.status', () => undefined);
    await client.connect();
    await server.requests.take();
    const seen = new Queue<Status>();
    client.on('sync.status', (status) => seen.push(status));
    expect((await seen.take()).state).toBe('fresh');
  });

  it('unsubscribes when the last listener is gone, and not before', async () => {
    const client = clientOf();
    const offOne = client.on('sync.status', () => undefined);
    const offTwo = client.on('sync.status', () => undefined);
    await client.connect();
    await server.requests.take();
    offOne();
    await client.call('server.info');
    expect(server.requests.drain().map(({ action }) => action)).not.toContain('events.unsubscribe');
    offTwo();
    offTwo();
    const { action, params } = await server.requests.take();
    expect([action, params]).toEqual(['events.unsubscribe', { events: ['sync.status'] }]);
  });

  it('reports a listener that throws and calls the others all the same', async () => {
    const client = clientOf();
    const seen = new Queue<Status>();
    client.on('sync.status', () => {
      throw new Error('planted');
    });
    client.on('sync.status', (status) => seen.push(status));
    await client.connect();
    await seen.take();
    expect(errors).toEqual([new Error('planted')]);
  });

  it('reports a subscription that the server refuses', async () => {
    server.handle('events.subscribe', () => {
      throw new WireError('invalid_params', 'No such event.');
    });
    const client = clientOf();
    client.on('sync.status', () => undefined);
    await client.connect();
    await client.call('server.info');
    expect(errors).toMatchObject([{ code: 'invalid_params' }]);
  });

  it('survives frames that are none, and answers to nobody', async () => {
    const client = clientOf();
    await client.connect();
    for (const text of ['{', '[]', 'null', '7', '{"id":"99","ok":true,"result":1}', '{"event":"new.one"}']) {
      server.sendText(text);
    }
    expect((await client.call('server.info')).protocol).toBe(1);
    expect(errors).toHaveLength(4);
  });
});

describe('a connection that is lost', () => {
  it('comes back by itself, subscribes again and delivers what changed meanwhile', async () => {
    const client = clientOf();
    const seen = new Queue<Status>();
    client.on('sync.status', (status) => seen.push(status));
    await client.connect();
    await seen.take();
    const states = statesOf(client);
    await server.stop();
    expect(await states.take()).toBe('connecting');
    server.status = statusOf({ state: 'partial' });
    await wait(50);
    await server.start();
    expect(await states.take()).toBe('open');
    expect((await seen.take()).state).toBe('partial');
    server.setStatus(statusOf({ state: 'failed' }));
    expect((await seen.take()).state).toBe('failed');
    expect(seen.size).toBe(0);
  });

  it('is tried again within a second, then ever more slowly, with jitter, up to the limit', async () => {
    const silent = await listenSilently((socket) => socket.destroy());
    try {
      const client = clientOf({
        url: `ws://127.0.0.1:${silent.port}/ws`,
        retryFirstMs: 20,
        retryMaxMs: 80,
      });
      void client.connect();
      const times: number[] = [];
      const livedTimes: number[] = [];
      for (let i = 0; i < 7; i++) {
        await silent.accepted.take();
        times.push(performance.now());
        livedTimes.push(livedMs());
      }
      const [waits, livedWaits] = [times, livedTimes].map(gaps) as [number[], number[]];
      expect(waits[0]).toBeGreaterThan(10);
      expect(livedWaits[0]).toBeLessThan(waits[4]!);
      for (const wait of livedWaits) expect(wait).toBeLessThan(80 * 1.25 + 150);
      expect(waits[5]).toBeGreaterThan(80 * 0.7);
    } finally {
      await silent.close();
    }
  });

  it('is noticed by silence when nobody says that it ended', async () => {
    const client = clientOf({ idleMs: 40, probeMs: 40 });
    const states = statesOf(client);
    await client.connect();
    server.handle('server.info', () => SILENCE);
    states.drain();
    expect(await states.take()).toBe('connecting');
    expect(await states.take()).toBe('open');
  });

  it('is not suspected as long as the server answers', async () => {
    const client = clientOf({ idleMs: 25, probeMs: 200 });
    await client.connect();
    const states = statesOf(client);
    for (let i = 0; i < 3; i++) expect((await server.requests.take()).action).toBe('server.info');
    expect(states.size).toBe(0);
  });

  it('is not asked about while frames come', async () => {
    const client = clientOf({ idleMs: 500, probeMs: 500 });
    client.on('sync.status', () => undefined);
    await client.connect();
    await server.requests.take();
    for (let i = 0; i < 15; i++) {
      await wait(50);
      server.setStatus(statusOf());
    }
    expect(server.requests.size).toBe(0);
  });

  it('stays away after close()', async () => {
    const client = clientOf();
    await client.connect();
    client.close();
    await wait(100);
    expect(server.connections.size).toBe(1);
    expect(server.connectionCount).toBe(0);
  });
});

interface SilentServer {
  readonly port: number;
  readonly accepted: Queue<TcpSocket>;
  close(): Promise<void>;
}

/** Accepts connections and says nothing. */
async function listenSilently(onAccept?: (socket: TcpSocket) => void): Promise<SilentServer> {
  const accepted = new Queue<TcpSocket>();
  const open = new Set<TcpSocket>();
  const tcp: Server = createServer((socket) => {
    open.add(socket);
    socket.on('error', () => undefined);
    onAccept?.(socket);
    accepted.push(socket);
  });
  await new Promise<void>((done) => tcp.listen(0, '127.0.0.1', done));
  const address = tcp.address();
  const port = typeof address === 'object' && address ? address.port : 0;
  const close = async (): Promise<void> => {
    for (const socket of open) socket.destroy();
    await new Promise<void>((done) => tcp.close(() => done()));
  };
  return { port, accepted, close };
}
