import { describe, expect, it } from 'vitest';
import { FAULT_KINDS } from '../../server/demo/fault-kinds.ts';
import { answerOf, control, simulator } from './support.ts';

const post = async (url: string, body: string | URLSearchParams, headers = {}): Promise<unknown> => {
  const answer = await answerOf(await fetch(url, { method: 'POST', body, headers }));
  return [answer.status, answer.body.message];
};

describe('the list of controls', () => {
  it('names every call and every fault in one line, with and without the last slash', async () => {
    const sim = await simulator({ control: true });
    const { body } = await control(sim, 'GET', '');
    const without = await answerOf(await fetch(`${sim.url}/control`));
    expect(without.body).toEqual(body);
    const calls = body['calls'] as Record<string, string>;
    const faults = body['faults'] as Record<string, string>;
    expect(Object.keys(faults)).toEqual(Object.keys(FAULT_KINDS));
    for (const line of [...Object.values(calls), ...Object.values(faults)])
      expect(line).toMatch(/^[^\n]{4,}$/);
    expect(calls['POST /control/world/addVip']).toContain('{userId: text, announce?: boolean');
  });

  it('names only calls that are there', async () => {
    const sim = await simulator({ control: true });
    const { body } = await control(sim, 'GET', '');
    const names = Object.keys(body['calls'] as object);
    expect(names.length).toBeGreaterThan(40);
    for (const name of names) {
      const [method = '', path = ''] = name.split(' ');
      const wrong = await control(sim, method, path.replace('/control/', ''), { nonsense: 1 });
      expect([name, wrong.status === 404 || wrong.status === 405]).toEqual([name, false]);
    }
  });
});

describe('a control call that cannot be done', () => {
  it('says what is wrong', async () => {
    const sim = await simulator({ control: true });
    const calls: [method: string, path: string, body: unknown, status: number, message: RegExp][] = [
      ['POST', 'nonsense', {}, 404, /no such control: POST nonsense; GET \/control\/ lists them all/],
      ['PUT', 'faults', {}, 405, /answers GET and POST and DELETE, not PUT/],
      ['POST', 'world/addVip', {}, 400, /^"userId" is missing$/],
      ['POST', 'world/addVip', { userId: 7 }, 400, /^"userId" must be a text$/],
      ['POST', 'world/addVip', { userId: 'x' }, 400, /not a Twitch user id/],
      [
        'POST',
        'world/addVip',
        { userId: '7', anounce: false },
        400,
        /unknown field "anounce"; \{userId: text/,
      ],
      ['POST', 'world/gift', { gifterId: null, recipientIds: '7' }, 400, /"recipientIds" must be a list/],
      ['POST', 'world/addVip', { userId: '7', sentAt: 'soon' }, 400, /"sentAt" must be epoch milli/],
      ['POST', 'world/addVip', [1], 400, /must be a JSON object/],
      ['POST', 'outage', { ms: 'long' }, 400, /"ms" must be a number/],
      ['POST', 'faults', {}, 400, /"do" is missing/],
      ['POST', 'faults', { do: { kind: 'boom' } }, 400, /unknown fault "boom"; known: latency, silence/],
      ['POST', 'faults', { do: { kind: 'latency' } }, 400, /"ms" is missing/],
      ['POST', 'faults', { do: { kind: 'drop', now: true } }, 400, /unknown field "now"/],
      ['POST', 'faults', { match: { pth: '/x' }, do: { kind: 'drop' } }, 400, /unknown field "pth"; \{path/],
      ['POST', 'faults', { match: { path: 7 }, do: { kind: 'drop' } }, 400, /"path" must be a text/],
      ['DELETE', 'faults', { id: 99 }, 400, /no rule has the id 99/],
      ['POST', 'burst', { change: 'addVip' }, 400, /"count" is missing/],
      ['POST', 'burst', { change: 'explode', count: 1 }, 400, /"change" must be subscribe or endSub/],
      [
        'POST',
        'faults',
        { do: { kind: 'silence', when: 'never' } },
        400,
        /"when" must be before or after or h/,
      ],
      ['POST', 'eventsub/tell', { type: '' }, 400, /"type" must be a text/],
    ];
    for (const [method, path, body, status, message] of calls) {
      const answer = await control(sim, method, path, body);
      expect([path, answer.status, answer.body.message]).toEqual([
        path,
        status,
        expect.stringMatching(message),
      ]);
    }
    expect(sim.faults.list()).toEqual([]);
    expect(sim.world.truth.vips.size).toBe(0);
  });

  it('tells a body that is no JSON from none at all', async () => {
    const sim = await simulator({ control: true });
    const url = `${sim.url}/control/world/addVip`;
    expect(await post(url, '{"userId":')).toEqual([400, 'the body is not JSON']);
    expect(await post(url, '')).toEqual([400, '"userId" is missing']);
    expect(await post(`${url}?userId=7&announce=false`, '')).toEqual([200, undefined]);
    expect(await post(`${url}?userId=7&announce=no`, '')).toEqual([400, '"announce" must be true or false']);
    expect(await post(url, new URLSearchParams({ userId: '8' }))).toEqual([400, 'the body is not JSON']);
    const headers = { 'Content-Type': 'application/x-www-form-urlencoded' };
    expect(await post(url, '{"userId":"8"}', headers)).toEqual([200, undefined]);
    expect([...sim.world.truth.vips.ids()]).toEqual(['7', '8']);
  });
});
