import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { wholeName } from '../../server/api/check-query.ts';
import { ACTIONS } from '../../server/protocol/actions.ts';
import { paramsFromQuery } from '../../server/protocol/query.ts';

/** What of a query says who is asked for, and for what. */
function withoutName(query: URLSearchParams): URLSearchParams {
  const rest = new URLSearchParams(query);
  for (const param of ['name', 'consume', 'format', 'token']) rest.delete(param);
  return rest;
}

const read = (query: string): unknown => {
  const whole = wholeName(new URLSearchParams(query));
  return typeof whole === 'string' ? whole : Object.fromEntries(whole);
};

describe('a name that was not encoded', () => {
  it.each([
    ['userId=1&feature=tts&name=Tom & Jerry', { userId: '1', feature: 'tts', name: 'Tom & Jerry' }],
    ['userId=1&name=a&b=c&d', { userId: '1', name: 'a&b=c&d' }],
    ['userId=1&name=a&name=b', { userId: '1', name: 'a&name=b' }],
    ['userId=1&name=&x', { userId: '1', name: '&x' }],
    ['userId=1&b=2', { userId: '1', b: '2' }],
  ])('is put together again: %s', (query, params) => {
    expect(read(query)).toEqual(params);
  });

  it('may be followed by what lines had there that were copied long ago', () => {
    expect(read('userId=1&name=A&B&platform=Twitch&feature=tts&consume=1&format=text&token=t')).toEqual({
      ...{
        userId: '1',
        name: 'A&B',
        platform: 'Twitch',
        feature: 'tts',
        consume: '1',
        format: 'text',
        token: 't',
      },
    });
    // What is said twice is refused further on, as it always was.
    expect([
      ...(wholeName(new URLSearchParams('platform=kick&name=A&platform=twitch')) as URLSearchParams),
    ]).toEqual([
      ['platform', 'kick'],
      ['platform', 'twitch'],
      ['name', 'A'],
    ]);
  });

  it.each(['user', 'userId', 'record', 'member', 'moderator', 'claims', 'fromSharedChat', 'firstMessage'])(
    'may not be followed by %s',
    (param) => {
      expect(read(`feature=tts&name=A&${param}=1`)).toBe(param);
    },
  );

  it('may not be followed by what changes who is asked for, and for what', () => {
    expect(read('userId=1&name=A&platform=kick')).toBe('platform');
    expect(read('userId=1&name=A&platform=')).toBe('platform');
    expect(read('userId=1&name=A&feature=song-request')).toBe('feature');
    expect(read('userId=1&name=A&feature=TTS')).toMatchObject({ feature: 'TTS' });
  });

  it('never changes the question, whatever it is', () => {
    const part = fc.constantFrom(
      ...[
        'x',
        '&',
        '=',
        '%26',
        '%3D',
        '+',
        ' ',
        '#',
        '?',
        'twitch',
        'kick',
        'song-request',
        '1',
        'true',
        'Tts',
      ],
      ...['&platform=', '&feature=', '&userId=', '&user=', '&member=', '&moderator=', '&claims=', '&name='],
      ...[
        '&fromSharedChat=',
        '&firstMessage=',
        '&record=',
        '&consume=',
        '&format=',
        '&token=',
        '&constructor=',
      ],
    );
    const typed = fc.array(part, { maxLength: 8 }).map((parts) => parts.join(''));
    const line = fc.subarray(['platform=kick', 'feature=premium-voice', 'member=true', 'firstMessage=1']);
    const asked = (query: URLSearchParams) =>
      ACTIONS['access.check'].params.safeParse(
        paramsFromQuery(ACTIONS['access.check'].params, withoutName(query)),
      ).data;
    fc.assert(
      fc.property(line, typed, (params, name) => {
        const own = ['userId=77', ...params].join('&');
        const whole = wholeName(new URLSearchParams(`${own}&name=${name}`));
        if (typeof whole === 'string') return;
        const found = asked(whole);
        // What is said twice is refused by the schema.
        if (found) expect(found).toEqual(asked(new URLSearchParams(own)));
      }),
      { numRuns: 2_000 },
    );
  });
});
