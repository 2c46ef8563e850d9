import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { ACTIONS, type ActionName } from '../../server/protocol/actions.ts';
import { explain, readId, requestFrame } from '../../server/protocol/envelope.ts';
import { paramsFromQuery } from '../../server/protocol/query.ts';

const fromQuery = (action: ActionName, query: string) =>
  paramsFromQuery(ACTIONS[action].params, new URLSearchParams(query));

const check = ACTIONS['access.check'].params;

describe('a query string', () => {
  it.each([
    ['consume=1', { consume: true }],
    ['consume=true', { consume: true }],
    ['consume=True', { consume: true }],
    ['consume=0', { consume: false }],
    ['consume=False', { consume: false }],
    ['consume=', { consume: false }],
    ['consume=perhaps', { consume: 'perhaps' }],
    ['userId=00123', { userId: '00123' }],
    ['user=123', { user: '123' }],
    ['user=a&user=b', { user: ['a', 'b'] }],
    ['user=%E3%83%A1%E3%83%BC+x', { user: 'メー x' }],
  ])('%s becomes the params that a JSON caller would send', (query, params) => {
    expect(fromQuery('access.check', query)).toEqual(params);
  });

  it('turns lists and numbers into what they stand for, and leaves what is none', () => {
    expect(fromQuery('sync.run', 'kinds=vips,%20moderators&wait=0')).toEqual({
      kinds: ['vips', 'moderators'],
      wait: false,
    });
    expect(fromQuery('viewers.list', 'limit=20&cursor=5')).toEqual({ limit: 20, cursor: '5' });
    for (const limit of ['1e3', '0x10', '', ' 5', 'NaN', '--1']) {
      expect(fromQuery('viewers.list', `limit=${limit}`)).toEqual({
        limit: new URLSearchParams(`l=${limit}`).get('l'),
      });
    }
  });

  it.each(['__proto__', 'constructor', 'toString'])('takes %s for a param that does not exist', (name) => {
    const params = fromQuery('access.check', `user=a&${name}=1`);
    expect(Object.keys(params)).toEqual(['user', name]);
    expect(Object.getPrototypeOf(params)).toBe(Object.prototype);
    expect(check.safeParse(params).success).toBe(false);
  });

  it('never changes what a name means, whatever is sent', () => {
    fc.assert(
      fc.property(fc.string(), (user) => {
        const query = new URLSearchParams({ user });
        expect(paramsFromQuery(check, query)).toEqual({ user: query.get('user') });
      }),
    );
  });
});

const problem = (action: ActionName, params: unknown): string => {
  const parsed = ACTIONS[action].params.safeParse(params);
  if (parsed.success) throw new Error(`accepted: ${JSON.stringify(params)}`);
  return explain(parsed.error);
};

describe('an explanation of wrong params', () => {
  it.each<[ActionName, unknown, string]>([
    ['access.check', {}, 'give either "user" (login or display name) or "userId"'],
    ['access.check', { user: 'a', userId: '1' }, 'give either "user" (login or display name) or "userId"'],
    ['access.check', { user: '%userName%' }, 'user: the variable was not filled in by the calling tool'],
    ['access.check', { userId: '%userId%' }, 'userId: the variable was not filled in by the calling tool'],
    [
      'access.check',
      { user: 'a', platform: '%userType%' },
      'platform: the variable was not filled in by the calling tool',
    ],
    [
      'access.check',
      { user: 'a', feature: 'T S' },
      'feature: lower case letters, digits and hyphens, for example "tts"',
    ],
    ['access.check', { userId: {} }, 'userId: the id as a text or a whole number'],
    ['access.check', { userId: 1.5 }, 'userId: the id as a text or a whole number'],
    ['access.check', { user: 7 }, 'user: Invalid input: expected string, received number'],
    ['access.check', [], 'Invalid input: expected object, received array'],
    ['access.check', { user: 'a', usr: 1 }, 'Unrecognized key: "usr"'],
    ['sync.run', { source: 'startup' }, 'source: "manual-ui" or "api:<your name>"'],
    [
      'sync.run',
      { kinds: ['vip'] },
      'kinds.0: Invalid option: expected one of "subscribers"|"vips"|"moderators"',
    ],
    ['viewers.list', { limit: 501 }, 'limit: Too big: expected number to be <=500'],
    ['settings.set', { intervalMinutes: 4 }, 'intervalMinutes: Too small: expected number to be >=5'],
  ])('%s %j: %s', (action, params, words) => {
    expect(problem(action, params)).toBe(words);
  });

  it('stops after three problems and stays short', () => {
    const params = { limit: 'x', cursor: 5, role: 'king', more: 1, evenMore: 2 };
    expect(problem('viewers.list', params).split('; ')).toHaveLength(3);
  });
});

describe('the id of a frame', () => {
  it.each([
    [{ id: '7' }, '7'],
    [{ id: '' }, ''],
    [{ id: 7 }, 7],
    [{ id: -1 }, -1],
    [{ id: null }, null],
    [{}, null],
    [{ id: 1.5 }, null],
    [{ id: 2 ** 60 }, null],
    [{ id: {} }, null],
    [{ id: 'x'.repeat(201) }, null],
    [[], null],
    ['id', null],
    [null, null],
    [7, null],
  ])('%j is found as %j', (frame, id) => {
    expect(readId(frame)).toBe(id);
  });

  it('is echoed exactly for every frame that is accepted', () => {
    const ids = fc.oneof(fc.string({ maxLength: 200 }), fc.maxSafeInteger(), fc.constant(null));
    fc.assert(
      fc.property(ids, (id) => {
        const frame: unknown = JSON.parse(JSON.stringify({ id, action: 'server.info' }));
        expect(requestFrame().safeParse(frame).success).toBe(true);
        expect(readId(frame)).toBe(id);
      }),
    );
  });
});

describe('a user id', () => {
  it('may be a number and means its digits', () => {
    expect(check.parse({ userId: 12345678 })).toMatchObject({ userId: '12345678' });
  });

  it('is nobody else after parsing', () => {
    fc.assert(
      fc.property(fc.stringMatching(/^[1-9][0-9]{0,19}$/), (userId) => {
        expect(check.parse({ userId })).toMatchObject({ userId });
      }),
    );
    fc.assert(
      fc.property(fc.stringMatching(/^[\w-]{6,128}$/), (userId) => {
        expect(check.parse({ userId, platform: 'youtube' })).toMatchObject({ userId });
      }),
    );
  });
});
