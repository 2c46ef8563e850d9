import { createServer, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { startSimulator, type Simulator } from '../../../server/demo/simulator.ts';
import { until } from '../../channel/harness.ts';
import { post } from '../../api/support.ts';
import type { DoAction, FakeStreamerbot } from '../../peers/fake-streamerbot.ts';
import { findMono } from '../../support/find-mono.mjs';
import { startStreamerbot, STREAMERBOT_SCOPES } from '../../support/relayed.ts';
import { startTestApp, type TestApp } from '../../support/start-app.ts';
import { TestClient } from '../../support/ws-client.ts';
import { compile, type Ran, type Scripts, text } from './mono.ts';

const mono = findMono();
const title = mono
  ? 'ReadList.cs, run by Mono'
  : 'ReadList.cs (not tried: Mono is missing; "apt-get install mono-mcs mono-runtime")';
const CLIENT_ID = 'streamerbots-own-client';
const NONCE = 'a'.repeat(32);

describe.skipIf(!mono)(title, () => {
  let simulator: Simulator;
  let app: TestApp;
  let bot: FakeStreamerbot;
  let scripts: Scripts;
  let sink: Server;
  let odd: Server;
  let token: string;
  /** What the sink was posted. */
  let posted: { url: string; body: Record<string, unknown> }[] = [];
  let answer: (response: ServerResponse, url: string) => void;
  const ran: Ran[] = [];

  const login = () => ({ 'CPH.TwitchClientId': CLIENT_ID, 'CPH.TwitchOAuthToken': token });

  beforeAll(async () => {
    simulator = await startSimulator({ subscribers: 250, vips: 12, moderators: 6 });
    token = simulator.issueToken({ clientId: CLIENT_ID, scopes: STREAMERBOT_SCOPES }).accessToken;
    bot = await startStreamerbot();
    app = await startTestApp({ simulator, isConnected: false });
    sink = createServer((request, response) => {
      let body = '';
      request.on('data', (chunk: Buffer) => (body += chunk.toString('utf8')));
      request.on('end', () => {
        posted.push({ url: request.url ?? '', body: JSON.parse(body) as Record<string, unknown> });
        response.end('{"ok":true,"result":{"accepted":true}}');
      });
    });
    odd = createServer((request, response) => answer(response, request.url ?? ''));
    const [toSink, toOdd] = await Promise.all([listen(sink), listen(odd)]);
    const twitch = { Twitch: text(`http://127.0.0.1:${simulator.port}/mock/`), TwitchLimitMs: '1500' };
    scripts = await compile(mono!, {
      Real: { script: 'ReadList', settings: { Address: text(app.baseUrl), ...twitch } },
      Sink: { script: 'ReadList', settings: { Address: text(toSink), ...twitch } },
      Odd: { script: 'ReadList', settings: { Address: text(toSink), ...twitch, Twitch: text(`${toOdd}/`) } },
      Nobody: {
        script: 'ReadList',
        settings: { Address: text(toSink), ...twitch, Twitch: text('http://127.0.0.1:9/') },
      },
    });
    bot.run = (action: DoAction) => {
      void scripts.run('Real', { args: { ...action.args, ...login() } }).then((each) => ran.push(each));
    };
  }, 60_000);

  beforeEach(() => {
    posted = [];
    ran.length = 0;
  });

  afterAll(async () => {
    scripts?.close();
    await app?.close();
    await bot?.stop();
    await simulator?.close();
    sink?.close();
    odd?.close();
    odd?.closeAllConnections();
  });

  const question = (more: object = {}) => ({
    rolecallNonce: NONCE,
    rolecallKind: 'subscribers',
    rolecallChannel: '12345678',
    rolecallCursor: '',
    rolecallIds: '',
    ...more,
  });

  it('gives Rolecall all three lists, page by page, and its token to nobody', async () => {
    const page = await TestClient.open(app.wsUrl, { headers: { origin: app.baseUrl } });
    await page.call('peers.set', { streamerbot: { port: bot.port } });
    expect((await page.call('source.connect')).result).toMatchObject({ through: 'streamerbot' });
    await page.close();
    const { sync } = app.app;
    await until('the sync', () => !sync.running && sync.memory.subscribers.lastSuccessAt !== null, {
      tell: () => [...app.lines.slice(-10), ...ran.flatMap(({ log }) => log)].join('\n'),
    });
    expect({ ...sync.roster.counts }).toMatchObject({ subscribers: 250, vips: 12, moderators: 6 });
    expect(ran.flatMap(({ log }) => log)).toEqual([]);
    const vip = [...simulator.world.truth.vips.ids()][0]!;
    simulator.world.removeVip(vip, { announce: false });
    const run = await post(app.port, 'sync.run', {});
    // Whoever is missing was asked for by id.
    expect(run.json.result).toMatchObject({ success: true, revoked: 1 });
    expect(app.lines.join('\n')).not.toContain(token);
  });

  it.each([
    ['another kind', { rolecallKind: 'channels/followers' }],
    ['no kind', { rolecallKind: '' }],
    ['a nonce that is none', { rolecallNonce: '"},"x":1' }],
    ['a channel with more in it', { rolecallChannel: '1&broadcaster_id=2' }],
    ['ids with more in them', { rolecallIds: '1,2&first=1' }],
  ])('asks nothing and posts nothing for %s', async (_, spoilt) => {
    const calls = simulator.requests.total;
    const { log } = await scripts.run('Sink', { args: { ...question(spoilt), ...login() } });
    expect(log.join()).toContain('Only Rolecall runs this action.');
    expect(posted).toEqual([]);
    expect(simulator.requests.total).toBe(calls);
  });

  it('posts what Twitch said word by word, with its time and limits', async () => {
    await scripts.run('Sink', { args: { ...question({ rolecallIds: '1,2' }), ...login() } });
    expect(posted).toHaveLength(1);
    const [{ url, body }] = posted as [(typeof posted)[0]];
    expect(url).toBe('/api/actions/source.page');
    expect(body).toMatchObject({
      nonce: NONCE,
      kind: 'subscribers',
      path: 'subscriptions',
      channelId: '12345678',
      status: 200,
      headers: {
        date: expect.any(String) as string,
        'ratelimit-limit': '800',
        'ratelimit-remaining': expect.any(String) as string,
        'ratelimit-reset': expect.any(String) as string,
      },
    });
    expect(JSON.parse(body['body'] as string)).toMatchObject({ data: [] });
    expect(JSON.stringify(posted)).not.toContain(token);
  });

  it('posts a refusal too, and follows no redirect', async () => {
    answer = (response) => {
      response.writeHead(302, { location: `http://127.0.0.1:${simulator.port}/mock/subscriptions` });
      response.end();
    };
    await scripts.run('Odd', { args: { ...question(), ...login() } });
    answer = (response) => {
      response.writeHead(401, { 'content-type': 'application/json' });
      response.end('{"error":"Unauthorized","status":401,"message":"Missing scope: x — “ü”\\n"}');
    };
    await scripts.run('Odd', { args: { ...question(), ...login() } });
    expect(posted.map(({ body }) => body['status'])).toEqual([302, 401]);
    expect(JSON.parse(posted[1]!.body['body'] as string)).toMatchObject({
      message: 'Missing scope: x — “ü”\n',
    });
  });

  it.each<[string, string, () => void]>([
    ['timeout', 'Odd', () => (answer = () => undefined)],
    [
      'timeout',
      'Odd',
      () => {
        answer = (response) => {
          response.writeHead(200, { 'content-length': '1000' });
          response.write('{"data":[');
        };
      },
    ],
    [
      'too_large',
      'Odd',
      () => {
        answer = (response) => void response.end('x'.repeat(200_000));
      },
    ],
    [
      'unreachable',
      'Odd',
      () => {
        answer = (response) => void response.destroy();
      },
    ],
    ['unreachable', 'Nobody', () => undefined],
  ])('says %s', async (failed, variant, set) => {
    set();
    const { ms } = await scripts.run(variant, { args: { ...question(), ...login() } });
    expect(posted.map(({ body }) => body['failed'])).toEqual([failed]);
    expect(ms).toBeLessThan(6_000);
  });

  it('says so where Streamer.bot has no login', async () => {
    await scripts.run('Sink', { args: question() });
    expect(posted.map(({ body }) => body['failed'])).toEqual(['not_logged_in']);
  });

  it('tells of which channel it reads, by what Streamer.bot itself knows', async () => {
    await scripts.run('Sink', { args: { ...question(), broadcastUserId: 999, ...login() } });
    expect(posted[0]!.body).toMatchObject({ channelId: '999' });
  });

  it('is refused by Rolecall where nobody asked', async () => {
    const { log } = await scripts.run('Real', { args: { ...question(), ...login() } });
    expect(log.join()).toContain('Nobody asked for this page');
  });
});

async function listen(server: Server): Promise<string> {
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}
