import { describe, expect, it } from 'vitest';
import {
  DEFAULT_POLICY,
  EVERYONE,
  hasCooldown,
  kindsOf,
  LIMITED,
  longestUserCooldownMs,
  NO_COOLDOWN,
  type Policy,
  PRESETS,
  withPreset,
} from '../../server/core/policy.ts';

describe('a preset', () => {
  const cooldown = { ...NO_COOLDOWN, userMs: 5_000 };
  const mine = { ...LIMITED, enabled: false, grants: false, cooldown, whenStale: 'deny' } as const;

  it('says who may use a feature, and leaves its switch, cooldown and all else', () => {
    const policy: Policy = { tts: mine, 'premium-voice': LIMITED };
    expect(withPreset(policy, 'everyone')['tts']).toEqual({ ...mine, allow: EVERYONE.allow });
    expect(withPreset(withPreset(policy, 'everyone'), 'limited')).toEqual(policy);
  });

  it('leaves features alone that the streamer made', () => {
    const policy: Policy = { ...DEFAULT_POLICY, 'song-request': mine };
    expect(withPreset(policy, 'everyone')).toEqual({ ...PRESETS.everyone, 'song-request': mine });
  });

  it('brings the features that come with Rolecall if they are missing', () => {
    expect(withPreset({}, 'premium-voices-only')).toEqual({ tts: EVERYONE, 'premium-voice': LIMITED });
  });
});

describe('a cooldown', () => {
  it.each([
    [{}, 0, false],
    [{ globalMs: 1 }, 0, true],
    [{ userMs: 7 }, 7, true],
    [{ roleMs: { subscriber: 7 } }, 7, true],
    [{ roleMs: { vip: 7 } }, 7, true],
    [{ roleMs: { moderator: 7 } }, 7, true],
    [{ roleMs: { subscriber: 0, vip: 0, moderator: 0 } }, 0, false],
    [{ globalMs: 1, userMs: 5, roleMs: { subscriber: 3, vip: 9, moderator: 4 } }, 9, true],
  ])('%j keeps the same viewer waiting for %d ms at most', (rules, longestMs, isAny) => {
    const cooldown = { ...NO_COOLDOWN, ...rules };
    expect(longestUserCooldownMs(cooldown)).toBe(longestMs);
    expect(hasCooldown(cooldown)).toBe(isAny);
  });
});

it('rules read the lists that they name, and no other', () => {
  const none = { ...LIMITED.allow, subscribers: null, vips: false, moderators: false };
  expect(kindsOf(none)).toEqual([]);
  expect(kindsOf({ ...none, subscribers: LIMITED.allow.subscribers })).toEqual(['subscribers']);
  expect(kindsOf({ ...none, vips: true })).toEqual(['vips']);
  expect(kindsOf({ ...none, moderators: true })).toEqual(['moderators']);
});
