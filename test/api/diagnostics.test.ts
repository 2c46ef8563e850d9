import { describe, expect, it } from 'vitest';
import { withoutPrivateParts } from '../../server/api/private-parts.ts';
import { MAX_WRONG_QUESTIONS, WrongQuestions } from '../../server/api/wrong-questions.ts';
import { MAX_PROBLEMS, RecentProblems } from '../../server/core/recent-problems.ts';
import { silentLog } from '../../server/core/log.ts';
import { FakeClock } from '../support/fake-clock.ts';
import { TestClient } from '../support/ws-client.ts';
import { onEnd } from '../support/endings.ts';
import { client, http, post, raw, rolecall, synced, TOKEN } from './support.ts';

interface Wrong {
  readonly caller: string;
  readonly action: string | null;
  readonly code: string;
  readonly param: string | null;
  readonly message: string;
  readonly fix: string;
  readonly count: number;
}

const wrongAt = async (port: number): Promise<Wrong[]> =>
  (await post(port, 'diagnostics.get')).json.result!['wrongQuestions'] as Wrong[];
const from = (agent: string) => ({ headers: { 'user-agent': agent } });

describe('wrong questions', () => {
  it.each<[string, string, string | null, string]>([
    ['user=%25userName%25', 'unfilled', 'user', 'user was not filled in'],
    ['user=undefined', 'unfilled', 'user', 'user was not filled in'],
    ['user=', 'unfilled', 'user', 'user was not filled in'],
    ['userId=', 'unfilled', 'userId', 'userId was not filled in'],
    ['userId=$userid', 'unfilled', 'userId', 'userId was not filled in'],
    ['userId=1&platform=%25userType%25', 'unfilled', 'platform', 'platform was not filled in'],
    ['user=the%20spammer', 'nobody', 'user', 'user was no login, display name or id of anybody'],
    ['userId=01', 'nobody', 'userId', 'userId was no login, display name or id of anybody'],
    ['feature=tts', 'missing', null, 'it did not say about whom, or said it twice'],
    ['user=a&feature=%25feature%25', 'unfilled', 'feature', 'feature was not filled in'],
    ['user=a&feature=sing', 'unknown_feature', 'feature', 'there is no such feature'],
    ['user=a&viewer=b', 'unknown_param', null, 'it sent a parameter that does not exist'],
    ['user=a&consume=perhaps', 'wrong_value', 'consume', 'consume was none of what is possible'],
    ['user=a&format=xml', 'wrong_value', 'format', 'format was none of what is possible'],
    ['name=x&user=a', 'unknown_param', null, 'it sent a parameter that does not exist'],
  ])('%s is counted as %s', async (query, code, param, message) => {
    const { port } = await rolecall({ isConnected: false });
    for (const times of [1, 2]) {
      await http(
        port,
        `/api/check?${query}&format=text`.replace('xml&format=text', 'xml'),
        from('Streamer.bot/1.0.7'),
      );
      const [wrong, ...others] = await wrongAt(port);
      expect(others).toEqual([]);
      expect(wrong).toMatchObject({
        caller: 'Streamer.bot',
        action: 'access.check',
        code,
        param,
        message,
        count: times,
      });
      expect(wrong!.fix).toMatch(/\.$/);
    }
  });

  it('are told apart by caller, and of our own pages none are counted', async () => {
    const app = await rolecall({ isConnected: false, config: { apiToken: TOKEN } });
    const { port } = app;
    const ask = (headers: Record<string, string>) => post(port, 'access.check', {}, { headers });
    await ask({ 'user-agent': 'curl/8.5.0' });
    await ask({ 'user-agent': 'Mozilla/5.0 (X11) Chrome/127.0 Safari/537.36 OBS/32.0' });
    await ask({ 'user-agent': '<script>alert(1)</script>' });
    await ask({});
    await ask({ origin: `http://127.0.0.1:${port}`, 'user-agent': 'Mozilla/5.0' });
    await ask({ authorization: `Bearer ${TOKEN}`, 'user-agent': 'Mozilla/5.0' });
    const callers = (await wrongAt(port)).map(({ caller, count }) => [caller, count]);
    expect(callers).toEqual([
      ['a browser', 1],
      ['HTTP', 2],
      ['OBS', 1],
      ['curl', 1],
    ]);
  });

  it('come over the WebSocket too, and the dock hears of them', async () => {
    const app = await rolecall({ isConnected: false });
    const dock = await client(app);
    await dock.call('events.subscribe', { events: ['diagnostics.changed'] });
    const tool = await TestClient.open(app.wsUrl, { headers: { 'user-agent': 'Companion/4.2' } });
    onEnd(() => tool.socket.terminate());
    await tool.call('access.check', { userId: '%userId%' });
    await tool.call('no.such', {});
    tool.send('{');
    const isAll = (data: Record<string, unknown>): boolean =>
      (data['wrongQuestions'] as Wrong[]).length === 3;
    const { data } = await dock.event('diagnostics.changed', isAll);
    expect(
      (data!['wrongQuestions'] as Wrong[]).map(({ caller, action, code }) => [caller, action, code]),
    ).toEqual([
      ['Companion', null, 'not_json'],
      ['Companion', null, 'unknown_action'],
      ['Companion', 'access.check', 'unfilled'],
    ]);
    expect(await wrongAt(app.port)).toEqual(data!['wrongQuestions']);
  });

  it('are also those that never became one: an address not encoded, a GET without token, no JSON', async () => {
    const { port } = await rolecall({ isConnected: false });
    const head = `GET /api/check?user=a b&format=text HTTP/1.1\r\nHost: 127.0.0.1:${port}\r\nUser-Agent: MixItUp\r\n\r\n`;
    await raw(port, head);
    await http(port, '/api/actions/grants.add?user=a&feature=tts&minutes=5');
    await post(port, 'access.check', {}, { body: '{' });
    const wrong = (await wrongAt(port)).map(({ caller, action, code }) => [caller, action, code]);
    expect(wrong).toEqual([
      ['HTTP', 'access.check', 'not_json'],
      ['HTTP', 'grants.add', 'needs_token'],
      ['MixItUp', null, 'not_encoded'],
    ]);
  });

  it('are right answers never, nor a denial or somebody unknown', async () => {
    const { port } = await synced({ channel: { subscribers: 2 } });
    await http(port, '/api/check?user=nobody_here&format=text');
    await post(port, 'viewers.get', { user: 'nobody_here' });
    const typed = { 'sec-fetch-site': 'none', 'sec-fetch-mode': 'navigate' };
    await http(port, '/api/check?user=%25user%25', { headers: typed });
    expect(await wrongAt(port)).toEqual([]);
  });

  it('do not fill the memory', async () => {
    const clock = new FakeClock();
    const told: number[] = [];
    const questions = new WrongQuestions(clock, { emit: (_event, all) => told.push(all.length) });
    for (let i = 0; i < 1_000; i++) questions.note(`tool ${i}`, null, { code: 'not_json', param: null });
    questions.note('tool 960', null, { code: 'not_json', param: null });
    expect(questions.list()).toHaveLength(MAX_WRONG_QUESTIONS);
    expect(questions.list()[0]).toMatchObject({ caller: 'tool 960', count: 2 });
    await clock.advance(1_000);
    expect(told).toEqual([MAX_WRONG_QUESTIONS]);
  });
});

describe('the diagnostics', () => {
  it('tell versions, state, lists, rules, wrong questions and the last problems', async () => {
    const { port } = await synced({ channel: { subscribers: 3, vips: 2, moderators: 1 } });
    await http(port, '/api/check?user=%25user%25&format=text', from('Streamer.bot'));
    const { status, headers, text } = await http(port, '/api/diagnostics');
    expect([status, headers['content-type']]).toEqual([200, 'text/plain; charset=utf-8']);
    expect(text).toMatch(
      /^Rolecall diagnostics \(no secrets, no names of viewers\)\nRolecall 0\.0\.0-test, protocol 1, up for \d+ s\n/,
    );
    expect(text).toContain(`Node ${process.version}, `);
    expect(text).toMatch(/^State: \w+\. /m);
    expect(text).toMatch(/^vips: \w+, 2, read \d+ s ago$/m);
    expect(text).toMatch(/^tts: on, for subscribers, vips, moderators; when stale: use_last_known$/m);
    expect(text).toMatch(/^Streamer\.bot: off$/m);
    expect(text).toContain(
      'Streamer.bot, access.check, 1×: user was not filled in (last 0 s ago). The tool had',
    );
    const { json } = await post(port, 'diagnostics.get');
    expect((json.result!['text'] as string).split('\n')[0]).toBe(text.split('\n')[0]);
  });

  it('hold no secret and nobody’s name, whatever went wrong', async () => {
    const app = await synced({ channel: { subscribers: 30 }, config: { apiToken: TOKEN } });
    const { roster } = app.app.stores.roster;
    const people = [...roster.viewers()];
    const token = app.simulator.issueToken({ clientId: 'simulator-client', scopes: [] }).accessToken;
    await post(app.port, 'overrides.set', { user: people[0]!.userLogin, feature: 'tts', effect: 'deny' });
    await post(app.port, 'access.check', { user: `${people[1]!.userLogin} ${token}` });
    await post(app.port, 'access.check', { user: people[2]!.userDisplayName, feature: people[3]!.userLogin });
    const { text } = await http(app.port, '/api/diagnostics');
    for (const { userId, userLogin, userDisplayName } of people) {
      for (const name of [userLogin, userDisplayName, userId]) expect(text).not.toContain(name);
    }
    for (const secret of [TOKEN, token, app.dataFolder, 'maplekettle', '12345678'])
      expect(text).not.toContain(secret);
  });

  it('keep the last warnings and errors only', () => {
    const problems = new RecentProblems(new FakeClock());
    const log = problems.watch(silentLog);
    log.info('A', 'nothing');
    for (let i = 0; i < 30; i++) log.warn('A', `warning ${i}`);
    log.error('B', 'it broke', new RangeError('too far'));
    expect(problems.list()).toHaveLength(MAX_PROBLEMS);
    expect(problems.list()[0]).toMatchObject({ level: 'error', scope: 'B', message: 'it broke' });
    expect(problems.list()[0]!.cause).toMatch(/^RangeError: too far \| at /);
  });
});

describe('a text for strangers', () => {
  const clean = (text: string): string =>
    withoutPrivateParts(text, {
      redact: (given) => given.replaceAll('s3cret', '•••'),
      home: 'C:\\Users\\Real Name',
      isSomebody: (name) => ['some_viewer', '安美'].includes(name),
    });

  it.each([
    ['it was s3cret', 'it was •••'],
    ['cannot open C:\\Users\\Real Name\\AppData\\x.json', 'cannot open ~\\AppData\\x.json'],
    ['at file:///C:/Users/Real Name/rolecall/main.js:3:4', 'at file:///~/rolecall/main.js:3:4'],
    ['Some_Viewer and 安美 left', '(a name) and (a name) left'],
    ['Twitch knows nobody called "a stranger".', 'Twitch knows nobody called "…".'],
    ['"access.check" failed, see "settings.json"', '"access.check" failed, see "settings.json"'],
    ['channel 12345678, code 404', 'channel #, code 404'],
    ['two\nlines\u0007', 'two lines '],
  ])('%j becomes %j', (text, expected) => {
    expect(clean(text)).toBe(expected);
  });
});
