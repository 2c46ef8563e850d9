import type { AddressInfo } from 'node:net';
import { expect } from 'vitest';
import { type WebSocket, WebSocketServer } from 'ws';
import { TOKEN, wait } from '../../api/support.ts';
import { SILENCE, statusOf, WireError } from '../../support/fake-rolecall.ts';
import type { Driver } from './driver.ts';
import type { World } from './world.ts';

type Params = Readonly<Record<string, unknown>>;

/** What every client promises, whatever its language. */
export interface Scenario {
  readonly name: string;
  play(client: Talk, world: World): Promise<void>;
}

/** A client, spoken to in whole sentences. */
export class Talk {
  readonly #driver: Driver;

  constructor(driver: Driver) {
    this.#driver = driver;
  }

  /** A new client; the one before is closed. */
  open(url: string, options: Params = {}): Promise<unknown> {
    return this.does('open', { url, retryFirstMs: 20, retryMaxMs: 60, ...options });
  }

  async openAndConnect(url: string, options: Params = {}): Promise<unknown> {
    await this.open(url, options);
    return this.does('connect', { timeoutMs: 30_000 });
  }

  async does(step: string, params: Params = {}): Promise<unknown> {
    const outcome = await this.#driver.step(step, params);
    if ('error' in outcome) throw new Error(`${step}: ${outcome.error.code}: ${outcome.error.message}`);
    return outcome.ok;
  }

  /** The code of the error that the step ends with; 'no error' without. Its text is a sentence. */
  async fails(step: string, params: Params = {}): Promise<string> {
    const outcome = await this.#driver.step(step, params);
    if (!('error' in outcome)) return 'no error';
    expect(outcome.error.message).toMatch(/\w+ .*\w+/);
    return outcome.error.code;
  }

  call(action: string, params: Params = {}): Promise<unknown> {
    return this.does('call', { action, params });
  }

  next(event: string): Promise<unknown> {
    return this.does('next', { event });
  }

  /** Goes by the other states on the way. */
  async untilState(wanted: string): Promise<void> {
    while ((await this.next('states')) !== wanted);
  }
}

const mute = (client: Talk, user: string): Promise<unknown> =>
  client.call('overrides.set', { user, feature: 'tts', effect: 'deny' });
const unmute = (client: Talk, user: string): Promise<unknown> =>
  client.call('overrides.clear', { user, feature: 'tts' });

const connecting: Scenario[] = [
  {
    name: 'connects, and hears hello',
    async play(client, { real }) {
      expect(await client.openAndConnect(real.url)).toMatchObject({ protocol: 1, version: '0.0.0-test' });
      expect(await client.does('connect')).toMatchObject({ protocol: 1 });
      await client.does('close');
      expect(await client.next('states')).toBe('connecting');
      expect(await client.next('states')).toBe('open');
      expect(await client.next('states')).toBe('closed');
    },
  },
  {
    name: 'waits for a Rolecall that comes later, and says in time that there is none yet',
    async play(client, { fake }) {
      const { baseUrl } = fake;
      await fake.stop();
      await client.open(baseUrl);
      expect(await client.fails('connect', { timeoutMs: 50 })).toBe('timeout');
      expect(await client.does('state')).toBe('connecting');
      await fake.start();
      await client.untilState('open');
    },
  },
  {
    name: 'may do more with a token, and without one is told what it may not',
    async play(client, { real }) {
      await client.openAndConnect(real.url);
      expect(await client.fails('call', { action: 'tokens.list' })).toBe('forbidden');
      await client.openAndConnect(real.url, { token: TOKEN });
      expect(await client.call('tokens.list')).toMatchObject({ items: expect.any(Array) as unknown });
    },
  },
  {
    name: 'does not hang with a wrong token',
    async play(client, { real }) {
      await client.open(real.url, { token: 'not-the-token' });
      expect(await client.fails('connect', { timeoutMs: 300 })).toBe('timeout');
    },
  },
  {
    name: 'gives up on one who takes the connection and says no word, and tries again',
    async play(client, { silent }) {
      await client.open(silent.url, { openTimeoutMs: 100 });
      expect(await client.fails('connect', { timeoutMs: 30 })).toBe('timeout');
      for (let i = 0; i < 3; i++) await silent.accepted.take();
    },
  },
  {
    name: 'tries again with growing pauses',
    async play(client, { silent }) {
      await client.open(silent.url, { retryFirstMs: 20, retryMaxMs: 5_000 });
      await client.fails('connect', { timeoutMs: 1 });
      const times: number[] = [];
      for (let i = 0; i < 6; i++) {
        (await silent.accepted.take()).destroy();
        times.push(performance.now());
      }
      // 20 + 40 + 80 + 160 + 320, each less a quarter at most
      expect(times.at(-1)! - times[0]!).toBeGreaterThan(400);
    },
  },
  {
    name: 'but never waits longer than the limit',
    async play(client, { silent }) {
      await client.open(silent.url, { retryFirstMs: 20, retryMaxMs: 40 });
      await client.fails('connect', { timeoutMs: 1 });
      for (let i = 0; i < 14; i++) (await silent.accepted.take()).destroy();
    },
  },
  {
    name: 'stays away after close, and may connect again',
    async play(client, { fake }) {
      await client.openAndConnect(fake.baseUrl);
      await client.does('close');
      expect(await client.does('state')).toBe('closed');
      await wait(150);
      expect(fake.connections.size).toBe(1);
      expect(fake.connectionCount).toBe(0);
      await client.does('connect');
      expect(await client.call('server.info')).toMatchObject({ protocol: 1 });
    },
  },
];

const asking: Scenario[] = [
  {
    name: 'checks by name and by id: a yes, and a no with its reason',
    async play(client, { real }) {
      await client.openAndConnect(real.url);
      const yes = { allowed: true, reason: 'vip', message: 'VIP_One is a VIP.', error: null };
      expect(await client.does('check', { user: '@VIP_One' })).toEqual(yes);
      expect(await client.does('check', { userId: '1', feature: 'premium-voice' })).toMatchObject(yes);
      expect(await client.does('check', { user: 'plain_one' })).toMatchObject({
        allowed: false,
        reason: 'no_matching_rule',
        error: null,
      });
    },
  },
  {
    name: 'hands on what else is known of a viewer',
    async play(client, { real }) {
      await client.openAndConnect(real.url);
      const viewer = { userId: 'UC1', platform: 'youtube', name: '安美 🍁', claims: { member: true } };
      const answer = (await client.does('check', viewer)) as { message: string };
      expect(answer).toMatchObject({ allowed: false, reason: 'other_platform' });
      expect(answer.message).toContain('安美 🍁');
    },
  },
  {
    name: 'makes a no of every doubt, and says which',
    async play(client, { real }) {
      await client.open(real.url);
      const denied = async (params: Params): Promise<unknown> => {
        const answer = (await client.does('check', params)) as { error: string; message: string };
        expect(answer).toMatchObject({ allowed: false, reason: null });
        expect(answer.message.length).toBeGreaterThan(10);
        return answer.error;
      };
      expect(await denied({ user: 'vip_one' })).toBe('disconnected');
      await client.does('connect');
      expect(await denied({ user: '%userName%' })).toBe('invalid_params');
      expect(await denied({ user: 'vip_one', feature: 'no-such-thing' })).toBe('not_found');
      await real.goAway();
      await client.untilState('open');
      await client.untilState('connecting');
      expect(await denied({ user: 'vip_one' })).toBe('disconnected');
    },
  },
  {
    name: 'tells the code of every error',
    async play(client, { real }) {
      await client.openAndConnect(real.url);
      const code = (action: string, params: Params = {}): Promise<string> =>
        client.fails('call', { action, params });
      expect(await code('viewers.sing')).toBe('unknown_action');
      expect(await code('viewers.search')).toBe('invalid_params');
      expect(await code('viewers.get', { userId: '999' })).toBe('not_found');
      expect(await client.call('viewers.get', { userId: '1' })).toMatchObject({ userLogin: 'vip_one' });
    },
  },
  {
    name: 'gives each answer to its caller',
    async play(client, { fake }) {
      fake.handle('viewers.search', async ({ query }) => {
        if (query === 'late') await wait(100);
        return { items: [], query };
      });
      await client.openAndConnect(fake.baseUrl);
      await client.does('begin', { action: 'viewers.search', params: { query: 'late' } });
      await fake.requests.take();
      expect(await client.call('viewers.search', { query: 'soon' })).toMatchObject({ query: 'soon' });
      expect(await client.does('end')).toMatchObject({ query: 'late' });
    },
  },
  {
    name: 'waits no longer than it may, and drops what comes too late',
    async play(client, { fake }) {
      fake.handle('sync.status', async () => {
        await wait(200);
        return fake.status;
      });
      await client.openAndConnect(fake.baseUrl, { callTimeoutMs: 60 });
      expect(await client.fails('call', { action: 'sync.status' })).toBe('timeout');
      expect(await client.fails('call', { action: 'sync.status', timeoutMs: 30 })).toBe('timeout');
      await wait(300);
      expect(await client.does('call', { action: 'sync.status', timeoutMs: 30_000 })).toMatchObject({
        state: 'fresh',
      });
      expect(await client.does('check', { user: 'x', timeoutMs: 5_000 })).toMatchObject({
        error: 'unknown_action',
      });
    },
  },
  {
    name: 'ends what waits when the connection is lost, and when it is closed',
    async play(client, { fake }) {
      fake.handle('sync.run', () => SILENCE);
      await client.openAndConnect(fake.baseUrl);
      await client.does('begin', { action: 'sync.run', params: {}, timeoutMs: 0 });
      await fake.requests.take();
      fake.cut();
      expect(await client.fails('end')).toBe('disconnected');
      await client.does('connect');
      await client.does('begin', { action: 'sync.run', params: {}, timeoutMs: 0 });
      await fake.requests.take();
      await client.does('close');
      expect(await client.fails('end')).toBe('closed');
    },
  },
  {
    name: 'sends and reads texts of every length and script',
    async play(client, { fake }) {
      fake.handle('viewers.search', ({ query }) => ({ items: [], query }));
      await client.openAndConnect(fake.baseUrl);
      for (const query of ['', '"\\\n\u0001', '🍁'.repeat(40), 'ü'.repeat(30_000), 'x'.repeat(300_000)]) {
        expect(await client.call('viewers.search', { query })).toEqual({ items: [], query });
      }
      const numbers = { query: [0, -1, 1.5, 1e21, true, null, {}, []] };
      expect(await client.call('viewers.search', numbers)).toEqual({ items: [], ...numbers });
    },
  },
];

const listening: Scenario[] = [
  {
    name: 'hears how it is, and then what changes, over a restart of Rolecall too',
    async play(client, { real }) {
      await client.openAndConnect(real.url);
      await client.does('listen', { event: 'sync.status' });
      await client.does('listen', { event: 'overrides.changed' });
      expect(await client.next('sync.status')).toMatchObject({ kinds: { vips: { count: 1 } } });
      await mute(client, 'vip_one');
      expect(await client.next('overrides.changed')).toMatchObject({
        changes: [{ override: { userId: '1' } }],
      });
      await client.untilState('open');
      await real.goAway();
      await client.untilState('connecting');
      while ((await client.does('waiting', { event: 'sync.status' })) !== 0) await client.next('sync.status');
      await real.comeBack();
      await client.untilState('open');
      expect(await client.next('sync.status')).toMatchObject({ kinds: { vips: { count: 1 } } });
      expect(await client.does('check', { user: 'vip_one' })).toMatchObject({ reason: 'override_deny' });
      await unmute(client, 'vip_one');
      expect(await client.next('overrides.changed')).toMatchObject({
        changes: [{ override: { userId: '1' } }],
      });
    },
  },
  {
    name: 'hears the snapshot before the events that follow it in the same packet',
    async play(client, { fake }) {
      await client.openAndConnect(fake.baseUrl);
      fake.handle('events.subscribe', ({ events }, id) => {
        fake.sendText(JSON.stringify({ id, ok: true, result: { events, status: fake.status } }));
        fake.sendText(JSON.stringify({ event: 'sync.status', data: statusOf({ state: 'partial' }) }));
        return SILENCE;
      });
      await client.does('listen', { event: 'sync.status' });
      expect(await client.next('sync.status')).toMatchObject({ state: 'fresh' });
      expect(await client.next('sync.status')).toMatchObject({ state: 'partial' });
    },
  },
  {
    name: 'unsubscribes when nobody listens any more, and not before',
    async play(client, { fake }) {
      await client.openAndConnect(fake.baseUrl);
      await client.does('listen', { event: 'sync.status' });
      await client.does('listen', { event: 'sync.status' });
      await client.does('ignore', { event: 'sync.status' });
      await client.call('server.info');
      expect(fake.requests.drain().map(({ action }) => action)).not.toContain('events.unsubscribe');
      await client.does('ignore', { event: 'sync.status' });
      const { params } = await fake.requests.takeWhere(({ action }) => action === 'events.unsubscribe');
      expect(params).toEqual({ events: ['sync.status'] });
    },
  },
  {
    name: 'hears what it may, though one of the events is above its level',
    async play(client, { fake }) {
      fake.handle('events.subscribe', ({ events }) => {
        if ((events as string[]).includes('policy.changed')) throw new WireError('forbidden', 'The level.');
        return { events, status: fake.status };
      });
      await client.open(fake.baseUrl);
      await client.does('listen', { event: 'policy.changed' });
      await client.does('listen', { event: 'sync.status' });
      await client.does('connect');
      expect(await client.next('sync.status')).toMatchObject({ state: 'fresh' });
      expect(await client.next('errors')).toBe('forbidden');
    },
  },
  {
    name: 'reports a listener that fails, and calls the others',
    async play(client, { fake }) {
      await client.open(fake.baseUrl);
      await client.does('listen', { event: 'sync.status', fails: true });
      await client.does('listen', { event: 'sync.status' });
      await client.does('connect');
      expect(await client.next('sync.status')).toMatchObject({ state: 'fresh' });
      expect(await client.next('errors')).toContain('planted');
    },
  },
  {
    name: 'lets a listener call',
    async play(client, { fake }) {
      await client.openAndConnect(fake.baseUrl);
      await client.does('listen', { event: 'sync.status', action: 'server.info' });
      expect(await client.next('sync.status')).toMatchObject({ protocol: 1 });
    },
  },
  {
    name: 'survives frames that are none, and answers to nobody',
    async play(client, { fake }) {
      await client.openAndConnect(fake.baseUrl);
      const deep = '['.repeat(50_000);
      for (const text of ['{', '[]', '7', '', '{"id":"99","ok":true,"result":1}', '{"event":"new"}', deep]) {
        fake.sendText(text);
      }
      expect(await client.call('server.info')).toMatchObject({ protocol: 1 });
      for (let i = 0; i < 5; i++) expect(await client.next('errors')).toBe('invalid_format');
    },
  },
];

/** With a server that does to each connection what is told. */
async function withPeer(
  greet: (socket: WebSocket) => void,
  play: (url: string) => Promise<void>,
): Promise<void> {
  const server = new WebSocketServer({ host: '127.0.0.1', port: 0 });
  server.on('connection', greet);
  try {
    await new Promise((done) => server.once('listening', done));
    await play(`http://127.0.0.1:${(server.address() as AddressInfo).port}`);
  } finally {
    for (const socket of server.clients) socket.terminate();
    server.close();
  }
}

const silence: Scenario[] = [
  {
    name: 'reads a text that comes in pieces, and answers who knocks in between',
    play: (client) =>
      withPeer(
        (socket) => {
          const [start, end] = ['{"event":"hello","data":{"protocol":1,', '"version":"in pieces"}}'];
          socket.on('pong', () => socket.send(end, { fin: true }));
          socket.send(start, { fin: false });
          socket.ping('there?');
        },
        async (url) => {
          expect(await client.openAndConnect(url)).toMatchObject({ version: 'in pieces' });
        },
      ),
  },
  {
    name: 'does not hang on who takes nothing any more',
    play: (client) =>
      withPeer(
        (socket) => {
          socket.send('{"event":"hello","data":{}}');
          socket.pause();
        },
        async (url) => {
          await client.openAndConnect(url);
          const params = { query: 'x'.repeat(16_000_000) };
          const long = { action: 'viewers.search', params, timeoutMs: 300 };
          expect(await client.fails('call', long)).toBe('timeout');
          await client.does('close');
          expect(await client.does('state')).toBe('closed');
        },
      ),
  },
  {
    name: 'notices by silence that a connection is over of which nobody said so',
    async play(client, { fake }) {
      fake.handle('server.info', () => SILENCE);
      await client.openAndConnect(fake.baseUrl, { idleMs: 50, probeMs: 50 });
      await client.untilState('open');
      await client.untilState('connecting');
      await client.untilState('open');
    },
  },
  {
    name: 'does not suspect one who answers',
    async play(client, { fake }) {
      await client.openAndConnect(fake.baseUrl, { idleMs: 40, probeMs: 2_000 });
      for (let i = 0; i < 2; i++) expect((await fake.requests.take()).action).toBe('server.info');
      expect(fake.connections.size).toBe(1);
    },
  },
];

export const SCENARIOS: readonly Scenario[] = [...connecting, ...asking, ...listening, ...silence];
