import { once } from 'node:events';
import fc from 'fast-check';
import { beforeAll, afterAll, describe, expect, it } from 'vitest';
import type { RawData } from 'ws';
import { textFrame } from '../../server/api/ws-client.ts';
import { startTestApp, type TestApp } from '../support/start-app.ts';
import { TestClient } from '../support/ws-client.ts';
import { client, dial, handshake, until, wait } from './support.ts';

let app: TestApp;
beforeAll(async () => {
  app = await startTestApp({ isConnected: false });
});
afterAll(() => app.close());

/** Whoever wreaked havoc: the server still answers everybody else. */
async function expectAlive(): Promise<void> {
  const other = await client(app);
  expect(await other.call('server.info')).toMatchObject({ ok: true });
}

describe('the first frame', () => {
  it('is hello, with protocol, version, build and the whole status', async () => {
    const opened = await client(app);
    const first = await opened.take(() => true);
    expect(first).toEqual({
      event: 'hello',
      data: {
        protocol: 1,
        version: '0.0.0-test',
        build: 'test',
        status: expect.objectContaining({ state: 'disconnected' }),
      },
    });
    expect(await opened.call('sync.status')).toMatchObject({ result: first.data!['status'] });
  });
});

describe('an answer', () => {
  it('has the head of its length, or is left to ws', () => {
    const headOf = (length: number): string | null => {
      const text = 'x'.repeat(length);
      const frame = textFrame(text);
      expect(frame === null || frame.endsWith(text)).toBe(true);
      return frame && frame.slice(0, frame.length - length);
    };
    expect([0, 1, 125].map(headOf)).toEqual(['\x81\x00', '\x81\x01', '\x81\x7d']);
    expect([126, 256, 65_535].map(headOf)).toEqual([
      '\x81\x7e\x00\x7e',
      '\x81\x7e\x01\x00',
      '\x81\x7e\xff\xff',
    ]);
    expect([headOf(65_536), textFrame('é'), textFrame('安'), textFrame('\u{1f600}')]).toEqual(
      Array(4).fill(null),
    );
  });

  it('comes in its turn, in whatever letters and however long', async () => {
    const opened = await client(app);
    const ids = Array.from({ length: 190 }, (_, i) => (i % 3 === 0 ? 'é' : 'e').repeat(i + 1));
    for (const id of ids) opened.send(JSON.stringify({ id, action: 'server.info' }));
    const came: unknown[] = [];
    while (came.length < ids.length) came.push((await opened.take((frame) => 'ok' in frame)).id);
    expect(came).toEqual(ids);
  });
});

describe('an id', () => {
  it.each([
    ['text', '7'],
    ['empty text', ''],
    ['200 characters', 'é'.repeat(200)],
    ['zero', 0],
    ['negative', -5],
    ['largest integer', Number.MAX_SAFE_INTEGER],
  ])('comes back as it was sent: %s', async (_what, id) => {
    const opened = await client(app);
    opened.send(JSON.stringify({ id, action: 'server.info' }));
    expect(await opened.take((frame) => 'ok' in frame)).toMatchObject({ id, ok: true });
  });

  it.each([
    ['null', null],
    ['none', undefined],
  ])('may be missing (%s) and is null then', async (_what, id) => {
    const opened = await client(app);
    opened.send(JSON.stringify({ id, action: 'server.info', params: null }));
    expect(await opened.take((frame) => 'ok' in frame)).toMatchObject({ id: null, ok: true });
  });

  it.each([1.5, true, [], {}, 'x'.repeat(201), 2 ** 53])(
    'is refused and answered with null if it is %j',
    async (id) => {
      const opened = await client(app);
      opened.send(JSON.stringify({ id, action: 'server.info' }));
      const reply = await opened.take((frame) => 'ok' in frame);
      expect(reply).toMatchObject({ id: null, ok: false, error: { code: 'invalid_format' } });
      expect(reply.error!.message).toMatch(/^id: (a text of up to 200 characters or a whole number|Too big)/);
    },
  );

  it('finds its caller even if the rest of the frame is wrong', async () => {
    const opened = await client(app);
    opened.send('{"id":"me","action":5}');
    expect(await opened.take((frame) => 'ok' in frame)).toMatchObject({
      id: 'me',
      error: { code: 'invalid_format' },
    });
  });

  it('may be the same twice: both are answered', async () => {
    const opened = await client(app);
    for (let i = 0; i < 2; i++) opened.send('{"id":1,"action":"server.info"}');
    for (let i = 0; i < 2; i++)
      expect(await opened.take((frame) => frame.id === 1)).toMatchObject({ ok: true });
  });
});

const deep = (levels: number) => '['.repeat(levels) + ']'.repeat(levels);

describe('a bad frame', () => {
  it.each([
    ['no JSON', 'hello'],
    ['nothing', ''],
    ['half of it', '{"action":"server.info"'],
    ['two at once', '{"action":"server.info"}{"action":"server.info"}'],
    ['an array', '[{"action":"server.info"}]'],
    ['null', 'null'],
    ['a number', '5'],
    ['a text', '"server.info"'],
    ['no action', '{"id":null}'],
    ['an action that is no text', '{"action":["server.info"]}'],
    ['an action that never ends', JSON.stringify({ action: 'x'.repeat(101) })],
    ['a field too many', '{"action":"server.info","token":"x"}'],
    ['two byte order marks', '\ufeff\ufeff{"action":"server.info"}'],
    ['deep nesting', deep(30_000)],
    ['duplicated braces', '{{"action":"server.info"}}'],
    ['__proto__ for a frame', '{"__proto__":{"action":"server.info"}}'],
  ])('(%s) is answered with invalid_format, and the connection goes on', async (_what, text) => {
    const opened = await client(app);
    opened.send(text);
    expect(await opened.take((frame) => 'ok' in frame)).toMatchObject({
      id: null,
      ok: false,
      error: { code: 'invalid_format', message: expect.any(String) },
    });
    expect(await opened.call('server.info')).toMatchObject({ ok: true });
  });

  it('that is binary is refused, even if it holds a request', async () => {
    const opened = await client(app);
    opened.send(Buffer.from('{"id":1,"action":"server.info"}'));
    expect(await opened.take((frame) => 'ok' in frame)).toMatchObject({
      id: null,
      error: { code: 'invalid_format' },
    });
  });

  it.each([
    ['params that are an array', '[]'],
    ['params that are a text', '"x"'],
    ['params that are deep', deep(30_000)],
    ['params called __proto__', '{"__proto__":{"user":"a"}}'],
    ['params called constructor', '{"constructor":{"prototype":{"user":"a"}},"user":"a"}'],
  ])('with %s is answered with invalid_params', async (_what, params) => {
    const opened = await client(app);
    opened.send(`{"id":1,"action":"access.check","params":${params}}`);
    expect(await opened.take((frame) => frame.id === 1)).toMatchObject({
      ok: false,
      error: { code: 'invalid_params' },
    });
    expect(({} as Record<string, unknown>)['user']).toBeUndefined();
  });

  it.each(['__proto__', 'constructor', 'toString', 'valueOf'])(
    'knows no action, feature or user called %s',
    async (name) => {
      const opened = await client(app);
      expect(await opened.call(name)).toMatchObject({ error: { code: 'unknown_action' } });
      const feature = await opened.call('access.check', { user: 'a', feature: name });
      expect(['not_found', 'invalid_params']).toContain(feature.error!.code);
      expect(await opened.call('policy.get', { feature: name.toLowerCase() })).toMatchObject({ ok: false });
      expect(await opened.call('access.check', { user: name })).toMatchObject({ result: { allowed: false } });
      expect(await opened.call('access.check', { userId: name })).toMatchObject({
        error: { code: 'invalid_params' },
      });
      expect(await opened.call('viewers.get', { user: name })).toMatchObject({
        error: { code: 'not_found' },
      });
    },
  );

  it('larger than the limit ends its connection alone', async () => {
    const opened = await client(app);
    const closed = once(opened.socket, 'close');
    opened.send(JSON.stringify({ action: 'server.info', params: 'x'.repeat(64 * 1024) }));
    expect((await closed)[0]).toBe(1009);
    await expectAlive();
  });

  it('just below the limit is answered', async () => {
    const opened = await client(app);
    const frame = (size: number): string => `{"action":"x","params":"${'x'.repeat(size)}"}`;
    opened.send(frame(64 * 1024 - frame(0).length));
    expect(await opened.take((reply) => 'ok' in reply)).toMatchObject({ error: { code: 'unknown_action' } });
  });

  it('that is not UTF-8 ends its connection alone', async () => {
    const opened = await client(app);
    const closed = once(opened.socket, 'close');
    opened.socket.send(Buffer.from([0x22, 0xff, 0xfe, 0x22]), { binary: false });
    expect((await closed)[0]).toBe(1007);
    await expectAlive();
  });

  it.each([
    ['an unmasked frame', Buffer.from([0x81, 0x01, 0x78])],
    ['a reserved bit', Buffer.from([0xf1, 0x80, 0, 0, 0, 0])],
    ['an unknown opcode', Buffer.from([0x8f, 0x80, 0, 0, 0, 0])],
    ['a length of petabytes', Buffer.from([0x81, 0xff, 0x7f, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff])],
    ['a huge ping', Buffer.from([0x89, 0xfe, 0xff, 0xff, 0, 0, 0, 0])],
  ])('of no WebSocket (%s) ends its connection alone', async (_what, bytes) => {
    const socket = await dial(app.port);
    const closed = once(socket, 'close');
    socket.write(handshake(app.port));
    await once(socket, 'data');
    socket.on('data', () => undefined);
    socket.write(bytes);
    await closed;
    await expectAlive();
  });

  it('in pieces is one frame', async () => {
    const opened = await client(app);
    opened.socket.send('{"id":9,"action"', { fin: false });
    opened.socket.send(':"server.', { fin: false });
    opened.socket.send('info"}', { fin: true });
    expect(await opened.take((frame) => frame.id === 9)).toMatchObject({ ok: true });
  });

  it('of any JSON whatever gets exactly one reply of the known form', async () => {
    const opened = await client(app);
    await opened.event('hello');
    const replies: { ok: boolean; error?: { code: string } }[] = [];
    opened.socket.on('message', (data: RawData) =>
      replies.push(JSON.parse((data as Buffer).toString()) as never),
    );
    const frames = fc.sample(
      fc.oneof(
        fc.json(),
        fc.string(),
        fc
          .record({
            id: fc.jsonValue(),
            action: fc.oneof(
              fc.string(),
              fc.constantFrom('access.check', 'viewers.list', 'sync.history', 'viewers.search'),
            ),
            params: fc.jsonValue(),
          })
          .map((frame) => JSON.stringify(frame)),
      ),
      300,
    );
    for (const frame of frames) opened.socket.send(frame);
    await until(() => replies.length >= frames.length, 'a reply to every frame');
    for (const reply of replies) {
      if (!reply.ok)
        expect(['invalid_format', 'invalid_params', 'unknown_action', 'not_found', 'forbidden']).toContain(
          reply.error?.code,
        );
    }
    expect(replies).toHaveLength(frames.length);
  });
});

describe('a one-shot client', () => {
  it('that opens, sends and closes has its request carried out', async () => {
    const before = app.lines.length;
    for (let i = 0; i < 20; i++) {
      const opened = await TestClient.open(app.wsUrl);
      opened.send('{"action":"server.info"}');
      opened.socket.close();
    }
    await wait(50);
    expect(app.lines.slice(before).filter((line) => line.includes('Error'))).toEqual([]);
    await expectAlive();
  });

  it('that vanishes while its answer is on the way harms nobody', async () => {
    for (let i = 0; i < 20; i++) {
      const opened = await TestClient.open(app.wsUrl);
      opened.send('{"action":"server.info"}');
      opened.socket.terminate();
    }
    await expectAlive();
  });

  it('may send its frame along with the handshake', async () => {
    const socket = await dial(app.port);
    const payload = Buffer.from('{"id":1,"action":"server.info"}');
    const frame = Buffer.concat([Buffer.from([0x81, 0x80 | payload.length, 0, 0, 0, 0]), payload]);
    let got = '';
    socket.on('data', (chunk: Buffer) => (got += chunk.toString('latin1')));
    socket.write(Buffer.concat([Buffer.from(handshake(app.port)), frame]));
    await until(() => got.includes('"uptimeMs"'), 'the answer');
    expect(got.indexOf('"hello"')).toBeLessThan(got.indexOf('"uptimeMs"'));
  });
});
