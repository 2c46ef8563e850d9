import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import {
  type AddressInfo,
  createServer as createTcpServer,
  type Server as TcpServer,
  type Socket,
} from 'node:net';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { THANKS } from '../../../integrations/streamerbot/build-import.mjs';
import { TRIGGERS } from '../../../server/peers/streamerbot-triggers.ts';
import { post, TOKEN, untilSettled } from '../../api/support.ts';
import { findMono } from '../../support/find-mono.mjs';
import { startTestApp, type TestApp } from '../../support/start-app.ts';
import { compile, type Scripts, type Setup, text } from './mono.ts';
import { withCooldown } from './support.ts';

const mono = findMono();
const title = mono
  ? 'the scripts for Streamer.bot, run by Mono'
  : 'the scripts for Streamer.bot (not tried: Mono is missing; "apt-get install mono-mcs mono-runtime")';

/** What the fake server below does with a request. */
type Reply = (request: IncomingMessage, response: ServerResponse, body: string) => void;

describe.skipIf(!mono)(title, () => {
  let app: TestApp;
  let locked: TestApp;
  let fake: Server;
  let silent: TcpServer;
  let scripts: Scripts;
  let reply: Reply;
  let connections = 0;
  const requests: string[] = [];
  const sockets = new Set<Socket>();

  beforeAll(async () => {
    app = await startTestApp({ channel: { viewers: 20 } });
    const { world } = app.simulator;
    world.addUser({ userId: '1', userLogin: 'vip_one', userDisplayName: 'VIP_One' });
    world.addUser({ userId: '2', userLogin: 'plain_one', userDisplayName: 'Plain_One' });
    world.addUser({ userId: '3', userLogin: 'maple', userDisplayName: 'メープル' });
    world.addUser({ userId: '4', userLogin: 'four', userDisplayName: 'Four' });
    world.addVip('1');
    world.addVip('3');
    await untilSettled(app);
    await app.app.sync.run({ source: 'api:test' });
    locked = await startTestApp({
      simulator: app.simulator,
      config: { host: '127.0.0.2', apiToken: TOKEN },
    });
    fake = createServer((request, response) => {
      let body = '';
      request.on('data', (chunk: Buffer) => (body += chunk.toString('utf8')));
      request.on('end', () => {
        requests.push(`${request.method ?? ''} ${request.url ?? ''}`);
        reply(request, response, body);
      });
    });
    fake.on('connection', () => connections++);
    silent = createTcpServer((socket) => {
      sockets.add(socket);
      socket.on('error', () => undefined);
    });
    const [fakeAddress, silentAddress] = await Promise.all([listen(fake), listen(silent)]);
    const gone = createTcpServer();
    const goneAddress = await listen(gone);
    await new Promise((done) => gone.close(done));

    const at = (address: string) => ({ Address: text(address) });
    const away = { TimeLimitMs: '400' };
    const outside = `http://127.0.0.2:${locked.port}/`;
    const use = (script: string, settings: Record<string, string>) => ({ script, settings });
    scripts = await compile(mono!, {
      Check: use('CheckAccess', at(app.baseUrl)),
      CheckPremium: use('CheckAccess', { ...at(app.baseUrl), Feature: text('premium voice') }),
      CheckStop: use('CheckAccess', { ...at(app.baseUrl), StopIfDenied: 'true' }),
      CheckDown: use('CheckAccess', { ...at(goneAddress), ...away }),
      CheckDownOpen: use('CheckAccess', { ...at(goneAddress), ...away, AllowWithoutAnswer: 'true' }),
      CheckSilent: use('CheckAccess', { ...at(silentAddress), ...away }),
      CheckSilentOpen: use('CheckAccess', { ...at(silentAddress), ...away, AllowWithoutAnswer: 'true' }),
      CheckOpen: use('CheckAccess', { ...at(app.baseUrl), AllowWithoutAnswer: 'true' }),
      CheckBadTokenOpen: use('CheckAccess', {
        ...{ ...at(outside), Token: text('a-token-that-is-wrong'), AllowWithoutAnswer: 'true' },
      }),
      CheckFake: use('CheckAccess', { ...at(fakeAddress), TimeLimitMs: '5000' }),
      CheckSlow: use('CheckAccess', { ...at(fakeAddress), ...away }),
      CheckNoAddress: use('CheckAccess', at('127.0.0.1:7653')),
      CheckToken: use('CheckAccess', { ...at(outside), Token: text(TOKEN) }),
      CheckNoToken: use('CheckAccess', at(outside)),
      CheckBadToken: use('CheckAccess', { ...at(outside), Token: text('a-token-that-is-wrong') }),
      Sync: use('TriggerSync', at(app.baseUrl)),
      SyncToken: use('TriggerSync', { ...at(outside), Token: text(TOKEN) }),
      SyncDown: use('TriggerSync', { ...at(goneAddress), ...away }),
      SyncDownStop: use('TriggerSync', { ...at(goneAddress), ...away, StopIfFailed: 'true' }),
      Grant: use('GrantMinutes', at(app.baseUrl)),
      GrantTarget: use('GrantMinutes', { ...at(app.baseUrl), ForWhom: text('target') }),
      GrantTypo: use('GrantMinutes', { ...at(app.baseUrl), ForWhom: text('Target') }),
      GrantFake: use('GrantMinutes', { ...at(fakeAddress), ...away }),
      Mute: use('MuteViewer', at(app.baseUrl)),
      MuteForEver: use('MuteViewer', { ...at(app.baseUrl), Until: text('forever') }),
      Unmute: use('MuteViewer', { ...at(app.baseUrl), Unmute: 'true' }),
      ...Object.fromEntries(
        Object.entries(THANKS).map(([key, [, settings]]) => [
          `Thank_${key.replaceAll('-', '_')}`,
          use('GrantMinutes', { ...at(app.baseUrl), ...settings }),
        ]),
      ),
      Allow: use('MuteViewer', { ...at(app.baseUrl), Allow: 'true' }),
      WhyNot: use('WhyNot', at(app.baseUrl)),
      Register: use('RegisterTriggers', {}),
      Speak: use('SpeakMessage', { Voice: text('Amy'), MaxCharacters: '20' }),
    });
  });

  afterAll(async () => {
    scripts?.close();
    for (const socket of sockets) socket.destroy();
    fake?.closeAllConnections();
    await Promise.all([fake, silent].map((server) => new Promise((done) => server?.close(done))));
    await locked?.close();
    await app?.close();
  });

  beforeEach(() => {
    requests.length = 0;
    connections = 0;
    reply = (_request, response) => void response.writeHead(500).end();
  });

  const from = (userId: string, userType = 'twitch'): Setup => ({ args: { userId, userType } });
  const listed = async (action: string, userId: string): Promise<Record<string, unknown>[]> => {
    const { json } = await post(app.port, action, { userId });
    return json.result!['items'] as Record<string, unknown>[];
  };

  describe('CheckAccess', () => {
    it('lets the action go on with what Rolecall said, and logs one line', async () => {
      expect(await scripts.run('Check', from('1'))).toMatchObject({
        result: true,
        set: { rolecallAllowed: 'allow', rolecallReason: 'vip', rolecallMessage: 'VIP_One is a VIP.' },
        log: ['info [Rolecall] tts: allow, vip: VIP_One is a VIP.'],
      });
      expect(await scripts.run('Check', from('2'))).toMatchObject({
        result: true,
        set: { rolecallAllowed: 'deny', rolecallReason: 'no_matching_rule' },
      });
      // Who is on no list is called by the name that Streamer.bot has.
      const stranger = { args: { userId: '98765', userType: 'twitch', user: 'Schön & メープル' } };
      expect((await scripts.run('Check', stranger)).set).toMatchObject({
        rolecallAllowed: 'deny',
        rolecallMessage: 'Schön & メープル may not use TTS.',
      });
    });

    it('refuses viewers of other platforms, although their id is that of somebody here', async () => {
      for (const platform of ['youtube', 'kick', 'Trovo', 'a&platform=twitch', ' & ']) {
        const { set } = await scripts.run('Check', from('1', platform));
        expect(set['rolecallAllowed'], platform).toBe('deny');
      }
      expect((await scripts.run('Check', from('1', 'youtube'))).set['rolecallReason']).toBe('other_platform');
      expect((await scripts.run('Check', from('1', 'Twitch'))).set['rolecallAllowed']).toBe('allow');
    });

    it.each<[string, Setup]>([
      ['no user at all', {}],
      ['no platform', { args: { userId: '1' } }],
      ['no id', { args: { userType: 'twitch' } }],
      ['an empty id', { args: { userId: ' ', userType: 'twitch' } }],
      ['an id that is null', { args: { userId: null, userType: 'twitch' } }],
    ])('denies where there is %s', async (_name, setup) => {
      const { result, set, log } = await scripts.run('Check', setup);
      expect(result).toBe(true);
      expect(set).toMatchObject({ rolecallAllowed: 'deny', rolecallReason: 'no_viewer' });
      expect(log).toHaveLength(1);
    });

    it('sends ids encoded, whatever is in them', async () => {
      for (const odd of ['1&userId=2', '1#', '1?x=%31', 'メープル 🍁', '%userId%', '+1', '../1']) {
        const { set } = await scripts.run('Check', from(odd));
        expect(set['rolecallAllowed'], odd).toBe('deny');
      }
      reply = (_request, response) => void response.end('{"decision":"allow"}');
      await scripts.run('CheckFake', from('a&b=c ü🍁'));
      expect(requests).toEqual([
        'GET /api/check?userId=a%26b%3Dc%20%C3%BC%F0%9F%8D%81&platform=twitch&feature=tts&consume=1&name=',
      ]);
      // A number is an id too.
      const { set } = await scripts.run('Check', { args: { userId: 1, userType: 'twitch' } });
      expect(set['rolecallAllowed']).toBe('allow');
    });

    it('gives the sentence with quotes, umlauts and emoji', async () => {
      const sentence = 'Schöner "Zauber" \\o/ für メープル 🍁 {roles} %user%';
      const set = (value: string | null) =>
        post(app.port, 'settings.set', { texts: { vip: value } }, { headers: { origin: app.baseUrl } });
      expect((await set(sentence)).json.ok).toBe(true);
      const ran = await scripts.run('Check', from('1'));
      await set(null);
      expect(ran.set['rolecallMessage']).toBe(sentence.replace('{roles}', 'VIP'));
    });

    it('reads every way to write JSON, and nothing that is none', async () => {
      const read = async (json: string) => {
        reply = (_request, response) => void response.end(json);
        return (await scripts.run('CheckFake', from('1'))).set;
      };
      const all =
        ' { "decision" : "allow" , "n":[1,-2.5e3,{"a":null},[]],"o":{}, "message":"\\u00fc\\ud83c\\udf41\\"\\\\\\/\\n\\t\\b\\f\\r"}\n';
      expect(await read(all)).toMatchObject({
        rolecallAllowed: 'allow',
        rolecallMessage: 'ü🍁"\\/\n\t\b\f\r',
      });
      const broken = [
        ...['', '{', '{"decision":"allow"', '{"decision":"allow",}', '{"decision":"allow"}}', '"allow"'],
        ...['allow', '{"decision":allow}', '{"decision":"allow" "a":1}', '{"x":{"decision":"allow"}}'],
        ...['{"decision":"allow","a":"\\x"}', '{"decision":"allow","a":"\n"}', '{"decision":"Allow"}'],
        ...['{"decision":true}', `{"decision":"allow","a":${'['.repeat(400_000)}`, '<html>allow</html>'],
      ];
      for (const json of broken) {
        expect(await read(json), json.slice(0, 60)).toMatchObject({
          rolecallAllowed: 'deny',
          rolecallReason: 'no_answer',
        });
      }
    });

    it.each([
      ['is not running', 'CheckDown', /Rolecall is not running\. \(http:/],
      ['never answers', 'CheckSilent', /Rolecall did not answer in time/],
      ['is at no address', 'CheckNoAddress', /The setting Address is not a web address/],
      ['wants a token', 'CheckNoToken', /An access token is needed/],
      ['does not know the token', 'CheckBadToken', /This access token is not valid/],
      ['does not know the feature', 'CheckPremium', /feature/],
    ])('denies when Rolecall %s, and says so in the log', async (_name, variant, words) => {
      const { result, set, log, ms } = await scripts.run(variant, from('1'));
      expect({ result, set }).toEqual({
        result: true,
        set: {
          rolecallAllowed: 'deny',
          rolecallReason: 'no_answer',
          rolecallMessage: 'Rolecall could not be asked.',
          rolecallVoice: '',
          rolecallMaxChars: '',
        },
      });
      expect(log).toEqual([expect.stringMatching(words)]);
      expect(log[0]).toMatch(/^warn /);
      expect(log[0]).not.toContain('a-token-that-is-wrong');
      expect(ms).toBeLessThan(3000);
    });

    it('waits no longer than its limit, even for an answer that has begun', async () => {
      let timer: NodeJS.Timeout | undefined;
      reply = (_request, response) => {
        response.write('{"decision":"allow"');
        timer = setInterval(() => response.write(' '), 50);
      };
      const { set, ms } = await scripts.run('CheckSlow', from('1'));
      clearInterval(timer);
      expect(set['rolecallAllowed']).toBe('deny');
      expect(ms).toBeLessThan(3000);
    });

    it.each(['CheckDownOpen', 'CheckSilentOpen'])(
      'allows instead if the setting says so: %s',
      async (variant) => {
        const { set, log } = await scripts.run(variant, from('1'));
        expect(set).toMatchObject({ rolecallAllowed: 'allow', rolecallReason: 'no_answer' });
        expect(log[0]).toMatch(/^warn /);
        expect((await scripts.run(variant, {})).set['rolecallAllowed']).toBe('deny');
      },
    );

    it.each([
      ['CheckBadTokenOpen', from('1')],
      ['CheckOpen', from('%userId%')],
      ['CheckOpen', from('', 'twitch')],
    ])('never allows where Rolecall answered with an error: %s %j', async (variant, setup) => {
      expect((await scripts.run(variant, setup)).set['rolecallAllowed']).toBe('deny');
    });

    it('can end the action for who is denied', async () => {
      expect((await scripts.run('CheckStop', from('1'))).result).toBe(true);
      expect((await scripts.run('CheckStop', from('2'))).result).toBe(false);
    });

    it('sends the token in a header, and gets in with it', async () => {
      expect((await scripts.run('CheckToken', from('12345678'))).set).toMatchObject({
        rolecallAllowed: 'allow',
        rolecallReason: 'broadcaster',
      });
    });

    it('starts the cooldown with a yes', async () => {
      const ask = async () => (await scripts.run('Check', from('1'))).set['rolecallReason'];
      const reasons = await withCooldown(app.port, async () => [await ask(), await ask()]);
      expect(reasons).toEqual(['vip', 'cooldown']);
    });

    it('keeps its connection', async () => {
      reply = (_request, response) => void response.end('{"decision":"allow"}');
      for (let i = 0; i < 3; i++) await scripts.run('CheckFake', from('1'));
      expect(requests).toHaveLength(3);
      expect(connections).toBeLessThanOrEqual(1); // an earlier test may have opened it
    });

    it.each(['SetArgument', 'TryGetArg', 'LogInfo'])(
      'stops the action if CPH.%s fails; never throws',
      async (method) => {
        const { result } = await scripts.run('Check', { ...from('1'), refuse: [method] });
        expect(result).toBe(false);
      },
    );
  });

  describe('TriggerSync', () => {
    it('starts a sync that says where it came from', async () => {
      const before = (await post(app.port, 'sync.history')).json.result!['items'] as unknown[];
      expect(await scripts.run('Sync')).toMatchObject({
        result: true,
        set: { rolecallResult: 'ok', rolecallMessage: 'Rolecall reads the lists from Twitch.' },
      });
      await expect
        .poll(async () => (await post(app.port, 'sync.history')).json.result!['items'])
        .toHaveLength(before.length + 1);
      const [newest] = (await post(app.port, 'sync.history')).json.result!['items'] as { source: string }[];
      expect(newest!.source).toBe('api:streamerbot');
      expect((await scripts.run('SyncToken')).set).toMatchObject({ rolecallResult: 'ok' });
    });

    it('says what is wrong', async () => {
      const set = { rolecallResult: 'failed', rolecallMessage: 'Rolecall is not running.' };
      expect(await scripts.run('SyncDown')).toMatchObject({ result: true, set });
      expect(await scripts.run('SyncDownStop')).toMatchObject({ result: false, set });
    });
  });

  describe('GrantMinutes', () => {
    it('gives the minutes once', async () => {
      const ran = await scripts.run('Grant', { args: { userId: '2', userType: 'twitch', minutes: 15 } });
      expect(ran.set).toEqual({
        rolecallResult: 'ok',
        rolecallMessage: 'Plain_One may use tts for 15 minutes.',
      });
      expect(ran.log).toEqual(['info [Rolecall] give minutes: Plain_One may use tts for 15 minutes.']);
      const grants = await listed('grants.list', '2');
      expect(grants).toHaveLength(1);
      expect(grants[0]).toMatchObject({ minutes: 15, by: 'streamerbot' });
      expect((await scripts.run('Check', from('2'))).set['rolecallReason']).toBe('grant');
      await scripts.run('Grant', from('2'));
      expect((await scripts.run('Grant', from('2'))).set['rolecallMessage']).toMatch(/for 35 minutes/);
    });

    it('gives them to the target, by id or by the name in chat, and never to who typed the command', async () => {
      const mod = { userId: '2', userType: 'twitch', minutes: '0.5' };
      const run = async (args: object) =>
        (await scripts.run('GrantTarget', { args: { ...mod, ...args } })).set;
      const before = await listed('grants.list', '2');
      expect((await run({ targetUserId: '3' }))['rolecallMessage']).toBe(
        'メープル may use tts for 1 minute.',
      );
      expect((await run({ input0: '@MAPLE', minutes: 2 }))['rolecallResult']).toBe('ok');
      expect((await run({ input0: 'メープル', minutes: 2 }))['rolecallResult']).toBe('ok');
      expect(await listed('grants.list', '3')).toHaveLength(1);
      const odd = ['no"body\\', '@', '🍁', 'nobody_at_all_here'];
      for (const input0 of odd)
        expect(await run({ input0 }), input0).toMatchObject({ rolecallResult: 'failed' });
      expect((await run({}))['rolecallMessage']).toBe('Which viewer? No name was given.');
      expect(await listed('grants.list', '2')).toEqual(
        before.map((each) => ({ ...each, remainingMs: expect.any(Number) })),
      );
    });

    it.each<[Setup['args'], RegExp]>([
      [{ userId: '4', userType: 'youtube' }, /viewers on Twitch only/],
      [{ userId: '4' }, /viewers on Twitch only/],
      [{ userId: '4', userType: 'twitch', minutes: 'lots' }, /"lots" is not a number of minutes/],
      [{ userId: '4', userType: 'twitch', minutes: 0 }, /not a number of minutes/],
      [{ userId: '4', userType: 'twitch', minutes: -5 }, /not a number of minutes/],
      [{ userId: '4', userType: 'twitch', minutes: '1,5' }, /not a number of minutes/],
      [{ userId: '4', userType: 'twitch', minutes: 9_999_999 }, /minutes/],
      [{ userType: 'twitch' }, /Which viewer/],
    ])('gives nothing for %j', async (args, words) => {
      const { result, set } = await scripts.run('Grant', { args: args! });
      expect(result).toBe(true);
      expect(set).toMatchObject({ rolecallResult: 'failed', rolecallMessage: expect.stringMatching(words) });
      expect(await listed('grants.list', '4')).toEqual([]);
    });

    it('wants its setting right', async () => {
      expect((await scripts.run('GrantTypo', from('4'))).set['rolecallMessage']).toMatch(/ForWhom/);
    });

    it('asks once, also when the answer is lost', async () => {
      reply = (_request, response) => void response.end('{"decision":"allow"}');
      await scripts.run('CheckFake', from('1')); // a connection that is kept
      requests.length = 0;
      let connection: string | undefined;
      reply = (request) => {
        connection = request.headers.connection;
        request.socket.destroy();
      };
      const { set } = await scripts.run('GrantFake', from('4'));
      expect(set['rolecallResult']).toBe('failed');
      expect(requests).toEqual(['POST /api/actions/grants.add']);
      // .NET on Windows sends again what was lost on a connection that it had kept: so not on such a one.
      expect(connection).toBe('close');
    });
  });

  describe('what thanks for support', () => {
    const who = { userId: '4', user: 'Four', userName: 'four', userType: 'twitch', anonymous: false };
    const thank = async (event: string, args: Setup['args']) =>
      (await scripts.run(`Thank_${event}`, { args: { ...who, ...args } })).set['rolecallMessage'];
    const left = async () => Number((await listed('grants.list', '4')).at(0)?.['remainingMs'] ?? 0) / 60_000;
    beforeEach(async () => {
      await post(app.port, 'grants.revoke', { userId: '4', feature: 'tts' });
    });

    it.each([
      ['cheer', { bits: 100, msgId: 'aa-1' }, { bits: 100, msgId: 'aa-2' }, { bits: 99, msgId: 'aa-3' }],
      [
        'gift_bomb',
        { gifts: 5, totalGifts: 10, tier: 'tier 1' },
        { gifts: 5, totalGifts: 15, tier: 'tier 1' },
        { gifts: 4, totalGifts: 19 },
      ],
    ])('%s: pays each once, and nothing below the minimum', async (event, one, two, small) => {
      expect(await thank(event, one)).toBe('Four may use tts for 10 minutes.');
      expect(await thank(event, one)).toMatch(/^Four may use tts for 10 minutes/);
      expect(await left()).toBeLessThanOrEqual(10);
      await thank(event, two);
      expect(await left()).toBeGreaterThan(19);
      expect(await thank(event, small)).toMatch(/is less than .*: nothing is given/);
      expect(await left()).toBeLessThanOrEqual(20);
      expect(await thank(event, {})).toMatch(/is missing/);
      expect(await thank(event, { ...two, anonymous: true })).toMatch(/anonymously/);
    });

    it('a raid pays its raider once a day', async () => {
      await thank('raid', { viewers: 183 });
      await thank('raid', { viewers: 7 });
      expect(await left()).toBeLessThanOrEqual(10);
      expect(await left()).toBeGreaterThan(9);
    });

    it('without the variable that tells events from each other the same minute pays once', async () => {
      const before = new Date().getUTCMinutes();
      await thank('cheer', { bits: 100 });
      await thank('cheer', { bits: 100 });
      if (before === new Date().getUTCMinutes()) expect(await left()).toBeLessThanOrEqual(10);
    });

    it('a hype train gives everybody time, until it ends', async () => {
      const check = async (userId: string, platform = 'twitch') =>
        (await post(app.port, 'access.check', { userId, platform })).json.result!['reason'];
      expect(await check('98765')).toBe('no_matching_rule');
      const train = { id: '1b0AsbInCHZW2SQFQkCzqN07Ib2', level: 1, startedAt: '8/4/2023 10:56:06 AM' };
      const run = async (event: string) =>
        (await scripts.run(`Thank_${event}`, { args: { ...train, duration: 120 } })).set;
      expect(await run('hype_train')).toMatchObject({ rolecallResult: 'ok' });
      await run('hype_train');
      expect(await check('98765')).toBe('grant');
      expect(await check('98765', 'kick')).toBe('other_platform');
      const [all] = (await post(app.port, 'grants.list', { platform: 'rolecall', userId: 'everyone' })).json
        .result!['items'] as { remainingMs: number }[];
      expect(all!.remainingMs).toBeLessThanOrEqual(3_600_000);
      expect((await run('hype_train_end'))['rolecallMessage']).toBe('The time is over (tts).');
      expect(await check('98765')).toBe('no_matching_rule');
      expect((await run('hype_train_end'))['rolecallMessage']).toBe('There was no time left.');
    });
  });

  describe('WhyNot', () => {
    const mod = { userId: '2', userType: 'twitch' };

    it('says why, of who was named, and leaves no trace', async () => {
      const decisions = async () =>
        (await post(app.port, 'decisions.list')).json.result!['items'] as unknown[];
      const before = (await decisions()).length;
      const why = async (args: Setup['args']) =>
        (await scripts.run('WhyNot', { args: { ...mod, ...args } })).set;
      expect(await why({ input0: '@VIP_One', rawInput: '@VIP_One' })).toEqual({
        rolecallResult: 'ok',
        rolecallMessage: 'Yes: VIP_One is a VIP.',
      });
      expect((await why({ input0: 'nobody_here' }))['rolecallMessage']).toMatch(/^No: /);
      expect(await why({})).toMatchObject({ rolecallResult: 'failed' });
      expect((await decisions()).length).toBe(before);
    });
  });

  describe('MuteViewer', () => {
    const mod = { userId: '2', userType: 'twitch' };

    it('mutes until the stream ends, and ends that', async () => {
      const target = { args: { ...mod, targetUserId: '1' } };
      expect((await scripts.run('Mute', target)).set).toEqual({
        rolecallResult: 'ok',
        rolecallMessage: 'VIP_One is muted until the stream ends (tts).',
      });
      expect((await scripts.run('Check', from('1'))).set['rolecallReason']).toBe('override_deny');
      expect(await listed('overrides.list', '1')).toMatchObject([{ until: 'stream_end', by: 'streamerbot' }]);
      expect((await scripts.run('Unmute', target)).set['rolecallMessage']).toBe(
        'VIP_One is no longer muted (tts).',
      );
      expect((await scripts.run('Check', from('1'))).set['rolecallAllowed']).toBe('allow');
      expect((await scripts.run('Unmute', target)).set['rolecallMessage']).toBe(
        'This viewer is not muted (tts).',
      );
    });

    it('mutes for minutes, and for ever', async () => {
      const started = Date.now();
      const named = { args: { ...mod, input0: '@vip_one', minutes: 5 } };
      expect((await scripts.run('Mute', named)).set['rolecallMessage']).toBe(
        'VIP_One is muted for 5 minutes (tts).',
      );
      const [muted] = (await listed('overrides.list', '1')) as { until: string }[];
      expect(Math.abs(Date.parse(muted!.until) - started - 300_000)).toBeLessThan(10_000);
      await scripts.run('MuteForEver', { args: { targetUserId: '1' } });
      expect(await listed('overrides.list', '1')).toMatchObject([{ effect: 'deny', until: null }]);
      await scripts.run('Unmute', named);
      expect(await listed('overrides.list', '1')).toEqual([]);
    });

    it('does not take away what was allowed by hand', async () => {
      await post(app.port, 'overrides.set', { userId: '4', feature: 'tts', effect: 'allow' });
      await scripts.run('Unmute', { args: { targetUserId: '4' } });
      expect(await listed('overrides.list', '4')).toMatchObject([{ effect: 'allow' }]);
    });

    it('allows with its setting Allow, until the stream ends', async () => {
      const { set } = await scripts.run('Allow', { args: { ...mod, input0: 'four' } });
      expect(set).toEqual({
        rolecallResult: 'ok',
        rolecallMessage: 'Four is allowed until the stream ends (tts).',
      });
      expect(await listed('overrides.list', '4')).toMatchObject([{ effect: 'allow', until: 'stream_end' }]);
      await post(app.port, 'overrides.clear', { userId: '4', feature: 'tts' });
    });

    it('mutes nobody by mistake', async () => {
      const youtube = { args: { userId: 'UC1', userType: 'youtube', input0: 'vip_one' } };
      for (const setup of [{ args: mod }, {}, youtube]) {
        expect((await scripts.run('Mute', setup)).set).toMatchObject({ rolecallResult: 'failed' });
      }
      for (const userId of ['1', '2']) expect(await listed('overrides.list', userId)).toEqual([]);
    });
  });

  describe('RegisterTriggers', () => {
    it('puts every trigger that Rolecall fires into the menu, when it is compiled and when it is run', async () => {
      const { events, log, result } = await scripts.run('Register');
      expect(result).toBe(true);
      const registered = events.filter(([what]) => what === 'trigger').map(([, ...rest]) => rest);
      const all = Object.entries(TRIGGERS).map(([name, shown]) => [shown, name, 'Rolecall']);
      expect(registered).toEqual([...all, ...all]);
      expect(log[0]).toBe('info [Rolecall] 13 triggers are in the menu: Custom > Rolecall.');
    });

    it('never throws', async () => {
      const { result, log } = await scripts.run('Register', { refuse: ['RegisterCustomTrigger'] });
      expect(result).toBe(true);
      expect(log[0]).toMatch(/^warn .*could not be registered/);
    });
  });

  describe('SpeakMessage', () => {
    const speak = async (rawInput: string) => (await scripts.run('Speak', { args: { rawInput } })).events;

    it('speaks the message with the voice, cut where it is too long', async () => {
      expect(await speak(' hello 🍁 ')).toEqual([['speak', 'Amy', 'hello 🍁', 'filtered']]);
      expect(await speak('x'.repeat(50))).toEqual([['speak', 'Amy', 'x'.repeat(20), 'filtered']]);
      expect(await speak(`${'x'.repeat(19)}🍁`)).toEqual([['speak', 'Amy', 'x'.repeat(19), 'filtered']]);
    });

    it('speaks with the voice and the length of the answer, where there are any', async () => {
      const say = async (args: Setup['args']) =>
        (await scripts.run('Speak', { args: { rawInput: 'abcdefghij', ...args } })).events;
      const said = (voice: string, words: string) => [['speak', voice, words, 'filtered']];
      expect(await say({ rolecallVoice: 'Brian', rolecallMaxChars: '4' })).toEqual(said('Brian', 'abcd'));
      expect(await say({ rolecallVoice: '', rolecallMaxChars: '' })).toEqual(said('Amy', 'abcdefghij'));
      expect(await say({ rolecallMaxChars: 6 })).toEqual(said('Amy', 'abcdef'));
      expect(await say({ rolecallVoice: null, rolecallMaxChars: 'many' })).toEqual(said('Amy', 'abcdefghij'));
      const { json } = await post(app.port, 'policy.get', { feature: 'tts' });
      const { tts } = json.result!['features'] as { tts: object };
      const perks = [{ for: 'vip', voice: 'Emma', maxChars: 3 }];
      await post(app.port, 'policy.set', { feature: 'tts', policy: { ...tts, perks } });
      const asked = (await scripts.run('Check', from('1'))).set;
      expect(await say(asked)).toEqual(said('Emma', 'abc'));
      await post(app.port, 'policy.set', { feature: 'tts', policy: { ...tts, perks: [] } });
      expect(await say((await scripts.run('Check', from('1'))).set)).toEqual(said('Amy', 'abcdefghij'));
    });

    it('says nothing where there is nothing, and never throws', async () => {
      expect(await speak('  ')).toEqual([]);
      expect((await scripts.run('Speak')).events).toEqual([]);
      const broken = await scripts.run('Speak', { args: { rawInput: 'a' }, refuse: ['TtsSpeak'] });
      expect(broken).toMatchObject({ result: true, log: [expect.stringMatching(/^warn .*Could not speak/)] });
    });
  });
});

function listen(server: Server | TcpServer): Promise<string> {
  return new Promise((resolve) => {
    server.listen(0, '127.0.0.1', () =>
      resolve(`http://127.0.0.1:${(server.address() as AddressInfo).port}`),
    );
  });
}
