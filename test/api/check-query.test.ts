import { describe, expect, it } from 'vitest';
import { wholeName } from '../../server/api/check-query.ts';

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
    expect(read('userId=1&name=A&B&platform=kick&feature=tts&consume=1&format=text&token=t')).toEqual({
      ...{
        userId: '1',
        name: 'A&B',
        platform: 'kick',
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

  it.each(['user', 'userId', 'record'])('may not be followed by %s', (param) => {
    expect(read(`feature=tts&name=A&${param}=1`)).toBe(param);
  });
});
