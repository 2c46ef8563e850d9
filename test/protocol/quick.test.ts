import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { ACTIONS } from '../../server/protocol/actions.ts';
import { problemOfRequest, readRequest, requestFrame } from '../../server/protocol/envelope.ts';
import { quickCheckParams } from '../../server/protocol/quick-check.ts';

/** What is asked most is read by hand. It has to mean the same as the schema that everybody can read. */

const anyValue = fc.oneof(
  fc.string({ maxLength: 4 }),
  fc.constantFrom(
    '@Viewer_1',
    'Viewer_1',
    '@',
    '%userId%',
    ' x ',
    'メー',
    '1',
    'tts',
    'TTS',
    'premium-voice',
    'twitch',
  ),
  fc.constantFrom(
    'Twitch',
    'youtube',
    'x'.repeat(25),
    'x'.repeat(26),
    '9'.repeat(20),
    '0123',
    'x'.repeat(101),
    'x\n',
    '@@x',
  ),
  fc.boolean(),
  fc.integer(),
  fc.constantFrom(null, undefined, 1.5, [], {}),
);
const checkParams = fc.oneof(
  fc.record(
    {
      user: anyValue,
      userId: anyValue,
      name: anyValue,
      platform: anyValue,
      claims: fc.oneof(anyValue, fc.record({ member: anyValue, moderator: anyValue }, { requiredKeys: [] })),
      fromSharedChat: anyValue,
      firstMessage: anyValue,
      feature: anyValue,
      consume: anyValue,
      record: anyValue,
      other: anyValue,
    },
    { requiredKeys: [] },
  ),
  fc.record(
    {
      user: fc.constantFrom('someone', '@Some_One', '77'),
      name: fc.constantFrom('Someone', 'Some_One', '@x', '%user%'),
      feature: fc.constantFrom('tts', 'premium-voice'),
      platform: fc.constant('twitch'),
      consume: fc.boolean(),
      record: fc.boolean(),
      fromSharedChat: fc.boolean(),
      firstMessage: fc.constantFrom(true, false, null, 'True', '%firstMessage%'),
    },
    { requiredKeys: ['user'] },
  ),
  fc.constantFrom<unknown>(
    undefined,
    null,
    'x',
    7,
    [],
    [{ user: 'x' }],
    JSON.parse('{"__proto__":1,"user":"x"}'),
  ),
);

describe('the params of a check, read by hand', () => {
  it('are what the schema makes of them, or left to the schema', () => {
    let read = 0;
    fc.assert(
      fc.property(checkParams, (raw) => {
        const quick = quickCheckParams(raw);
        if (quick === null) return;
        read++;
        expect(ACTIONS['access.check'].params.parse(raw)).toEqual(quick);
      }),
      { numRuns: 3_000 },
    );
    expect(read).toBeGreaterThan(300);
  });

  it.each([
    { user: 'viewer_1' },
    { user: '@Viewer_1', feature: 'premium-voice' },
    { userId: '1234', platform: 'twitch', feature: 'tts', consume: true },
    { user: 'viewer_1', record: false },
    { userId: '1234', fromSharedChat: false, firstMessage: true },
  ])('%j is read at once', (raw) => {
    expect(quickCheckParams(raw)).toEqual(ACTIONS['access.check'].params.parse(raw));
  });
});

describe('a frame, read by hand', () => {
  const frames = fc.oneof(
    fc.record(
      {
        id: fc.oneof(
          anyValue,
          fc.string({ maxLength: 201 }),
          fc.double(),
          fc.constantFrom('x'.repeat(200), 'x'.repeat(201)),
        ),
        action: fc.oneof(fc.constantFrom('access.check', 'x'.repeat(100), 'x'.repeat(101)), anyValue),
        params: anyValue,
        more: anyValue,
      },
      { requiredKeys: [] },
    ),
    fc.record({ id: fc.oneof(fc.string(), fc.maxSafeInteger()), action: fc.string() }),
    anyValue,
  );

  it('is a request exactly if the schema says so, and says what is wrong otherwise', () => {
    const seen = { yes: 0, no: 0 };
    fc.assert(
      fc.property(frames, (raw) => {
        const frame: unknown = JSON.parse(JSON.stringify(raw) ?? 'null');
        const parsed = requestFrame().safeParse(frame);
        const request = readRequest(frame);
        expect(request !== null).toBe(parsed.success);
        seen[parsed.success ? 'yes' : 'no']++;
        if (!parsed.success) expect(problemOfRequest(frame)).toMatch(/\w{3}/);
        else expect(request).toEqual({ id: null, params: undefined, ...parsed.data });
      }),
      { numRuns: 3_000 },
    );
    expect(Math.min(seen.yes, seen.no)).toBeGreaterThan(300);
  });
});
