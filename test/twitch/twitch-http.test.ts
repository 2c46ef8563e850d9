import { silentLog } from '../../server/core/log.ts';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Clock } from '../../server/core/clock.ts';
import { type Simulator, startSimulator } from '../../server/demo/simulator.ts';
import type { TokenSource } from '../../server/twitch/tokens.ts';
import { TwitchHttp } from '../../server/twitch/twitch-http.ts';
import { fastClock } from '../support/fast-clock.ts';

const CLIENT_ID = 'simulator-client';
const never = new AbortController().signal;

let simulator: Simulator;
const clock = fastClock(30);
beforeEach(async () => {
  simulator = await startSimulator({ clock, subscribers: 5, pointsPerMinute: 60 });
  process.env['TWURPLE_MOCK_API_PORT'] = String(simulator.port);
});
afterEach(() => simulator.close());

const http = () => new TwitchHttp({ clock, log: silentLog, random: () => 0 });
const users = { path: 'users', query: { id: '12345678' } };

/** One token, and those that it may be replaced by. */
function tokens(...next: string[]): TokenSource & { asked: number } {
  let accessToken: string | undefined = simulator.issueToken({ clientId: CLIENT_ID }).accessToken;
  const source = {
    asked: 0,
    current: () => (accessToken === undefined ? null : { clientId: CLIENT_ID, accessToken }),
    replace() {
      source.asked++;
      accessToken = next.shift();
      return Promise.resolve(source.current());
    },
  };
  return source;
}

describe('a call to Twitch', () => {
  it('brings its body', async () => {
    expect(await http().helix(users, tokens(), never)).toMatchObject({ data: [{ id: '12345678' }] });
  });

  it('repeats parameters that are lists', async () => {
    await http().helix({ path: 'users', query: { id: ['1', '2'] } }, tokens(), never);
    expect(simulator.requests.entries.at(-1)?.query.getAll('id')).toEqual(['1', '2']);
  });

  it('asks for another token once, when this one is dead', async () => {
    const fresh = simulator.issueToken({ clientId: CLIENT_ID }).accessToken;
    simulator.faults.add({ do: { kind: 'dead-token' }, times: 1 });
    const source = tokens(fresh, 'never used');
    await http().helix(users, source, never);
    expect(source.asked).toBe(1);
    const hopeless = tokens('dead too', 'and this');
    simulator.faults.add({ do: { kind: 'dead-token' } });
    await expect(http().helix(users, hopeless, never)).rejects.toMatchObject({ code: 'login_expired' });
    expect(hopeless.asked).toBe(1);
    await expect(http().helix(users, tokens(), never)).rejects.toMatchObject({ code: 'login_expired' });
  });

  it('does not spend a token on a missing scope', async () => {
    simulator.faults.add({ do: { kind: 'missing-scope', scope: 'moderation:read' } });
    const source = tokens();
    await expect(http().helix(users, source, never)).rejects.toMatchObject({ code: 'missing_scope' });
    expect([source.asked, simulator.requests.countOf('/users')]).toEqual([0, 1]);
  });

  it.each([500, 503])('tries a %d three times, not more', async (status) => {
    simulator.faults.add({ do: { kind: 'status', status } });
    await expect(http().helix(users, tokens(), never)).rejects.toMatchObject({ code: 'twitch_unavailable' });
    expect(simulator.requests.countOf('/users')).toBe(3);
  });

  it.each([400, 403, 404, 429])('does not repeat a %d', async (status) => {
    simulator.faults.add({ do: { kind: 'status', status, rateHeaders: false } });
    await expect(http().helix(users, tokens(), never)).rejects.toMatchObject({ name: 'SyncError' });
    expect(simulator.requests.countOf('/users')).toBe(1);
  });

  it('takes a 429 in HTML for a 429', async () => {
    simulator.faults.add({ do: { kind: 'status', status: 429 } });
    simulator.faults.add({ do: { kind: 'garbage', body: 'html' } });
    await expect(http().helix(users, tokens(), never)).rejects.toMatchObject({ code: 'rate_limited' });
  });

  it('ends at once when it is not wanted any more, with its reason', async () => {
    simulator.faults.add({ do: { kind: 'silence' } });
    for (const waitMs of [0, 50]) {
      const stop = new AbortController();
      const call = http().helix(users, tokens(), stop.signal);
      setTimeout(() => stop.abort(new Error('enough')), waitMs);
      await expect(call).rejects.toThrow('enough');
    }
    await expect(http().helix(users, tokens(), AbortSignal.abort(new Error('before')))).rejects.toThrow(
      'before',
    );
  });

  // On a machine that is too slow to get near the limit there is nothing to see.
  it('leaves room in the rate limit for others when it is one of many', async () => {
    // Time passes only by waiting: how quick this machine is plays no part.
    let time = 1_000_000;
    const waits: number[] = [];
    const still: Clock = {
      now: () => time,
      monotonic: () => time,
      after: () => ({ cancel: () => undefined }),
    };
    const waiting: Clock = {
      ...still,
      after(ms, action) {
        if (ms > 1_000) return still.after(ms, action); // the limit of a call
        waits.push(ms);
        time += ms;
        setImmediate(action);
        return { cancel: () => undefined };
      },
    };
    await simulator.close();
    simulator = await startSimulator({ clock: still, subscribers: 5, pointsPerMinute: 60 });
    process.env['TWURPLE_MOCK_API_PORT'] = String(simulator.port);
    const calls = new TwitchHttp({ clock: waiting, log: silentLog, random: () => 0 });
    const source = tokens();
    // 60 points a minute, 40 of them for others: after 20 calls about one a second.
    for (let i = 0; i < 25; i++) await calls.helix({ ...users, isBulk: true }, source, never);
    expect(waits.length).toBeGreaterThan(0);
    expect(simulator.requests.where({ status: 429 })).toEqual([]);
    waits.length = 0;
    await calls.helix(users, source, never);
    expect(waits).toEqual([]);
  });

  it('says nothing of tokens in its errors', async () => {
    simulator.faults.add({ do: { kind: 'reset' } });
    const source = tokens();
    const error = await http()
      .helix(users, source, never)
      .catch((error: unknown) => error);
    expect(error).toMatchObject({ code: 'network' });
    expect(JSON.stringify(error) + String(error)).not.toContain(source.current()?.accessToken);
  });
});

describe('what is not to be trusted', () => {
  const match = { path: '/users' };

  it.each([301, 302, 303, 307, 308])('a redirect (%i) is not followed, to wherever', async (status) => {
    simulator.faults.add({ match, do: { kind: 'redirect', status, to: 'host' } });
    await expect(http().helix(users, tokens(), never)).rejects.toMatchObject({ code: 'bad_answer' });
    const paths = simulator.requests.entries.map(({ path }) => path);
    expect(paths.filter((path) => path.startsWith('/elsewhere'))).toEqual([]);
  });

  it.each([201, 202, 203, 206])('a list with status %i is no list', async (status) => {
    simulator.faults.add({ match, do: { kind: 'answer-as', status } });
    await expect(http().helix(users, tokens(), never)).rejects.toMatchObject({ code: 'bad_answer' });
  });

  it('a body that is far too long, or has no end, ends the call', async () => {
    simulator.faults.add({ match, do: { kind: 'huge', bytes: 50_000_000 } });
    await expect(http().helix(users, tokens(), never)).rejects.toMatchObject({ code: 'bad_answer' });
    simulator.faults.clear();
    simulator.faults.add({ match, do: { kind: 'endless' } });
    await expect(http().helix(users, tokens(), never)).rejects.toMatchObject({
      code: expect.stringMatching('bad_answer|timeout'),
    });
    simulator.faults.clear();
    await http().helix(users, tokens(), never);
  });

  it('what Twitch says of a refusal is in the log, and not in what the streamer reads', async () => {
    const lines: string[] = [];
    const log = { ...silentLog, info: (scope: string, line: string) => void lines.push(`${scope} ${line}`) };
    simulator.faults.add({ match, do: { kind: 'status', status: 400, message: 'The id is malformed' } });
    const call = new TwitchHttp({ clock, log, random: () => 0 }).helix(users, tokens(), never);
    await expect(call).rejects.toMatchObject({
      message: 'Twitch refused the question (error 400).',
      fix: 'Rolecall tries again by itself. The log has what Twitch said.',
    });
    expect(lines).toEqual(['Twitch users: 400 “The id is malformed”']);
  });
});
