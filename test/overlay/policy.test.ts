// @vitest-environment happy-dom
import { describe, expect, it } from 'vitest';
import { EVERYONE, type FeaturePolicy, LIMITED, PRESETS, type AllowRules } from '../../server/core/policy.ts';
import { featureId, presetOf, whoMay } from '../../overlay/lib/format/policy.ts';
import type * as Policy from '../../overlay/lib/format/policy.ts';
import {
  badgeOrigin,
  checkFrame,
  checkUrl,
  dockOrigin,
  SOME_VIEWER,
  STREAMERBOT_VIEWER,
  webSocketUrl,
} from '../../overlay/lib/format/snippets.ts';
import { inLanguage } from '../support/in-language.ts';
import { sectionOf } from '../../overlay/lib/state/settings-sections.ts';

const allowing = (allow: Partial<AllowRules>, enabled = true): FeaturePolicy => ({
  ...LIMITED,
  enabled,
  allow: { ...LIMITED.allow, ...allow },
});

describe('who may, in one line', () => {
  it.each([
    [LIMITED, 'Subscribers, VIPs and moderators', 'Abonnenten, VIPs und Moderatoren'],
    [EVERYONE, 'Everyone', 'Alle'],
    [allowing({}, false), 'Switched off: nobody but you', 'Ausgeschaltet: niemand außer dir'],
    [
      allowing({ subscribers: { minTier: '2000', gifted: false }, vips: false, moderators: false }),
      'Subscribers from tier 2 on (not gifted)',
      'Abonnenten ab Stufe 2 (nicht verschenkt)',
    ],
    [
      allowing({ subscribers: null, vips: false, followers: { minDays: 1 } }),
      'Moderators and followers of at least 1 day',
      'Moderatoren und Follower seit mindestens 1 Tag',
    ],
    [allowing({ subscribers: null, vips: false, moderators: false }), 'Nobody but you', 'Niemand außer dir'],
  ])('%#', async (rules, en, de) => {
    expect(whoMay(rules)).toBe(en);
    const german = await inLanguage<typeof Policy>('de', 'overlay/lib/format/policy.ts');
    expect(german.whoMay(rules)).toBe(de);
  });
});

describe('the preset', () => {
  it('is known by who may, whatever else was set', () => {
    expect(presetOf(PRESETS.limited)).toBe('limited');
    expect(presetOf({ ...PRESETS.everyone, 'song-request': LIMITED })).toBe('everyone');
    expect(presetOf({ ...PRESETS['premium-voices-only'], tts: { ...EVERYONE, grants: false } })).toBe(
      'premium-voices-only',
    );
    expect(presetOf({ ...PRESETS.limited, tts: allowing({ vips: false }) })).toBeNull();
    expect(presetOf({})).toBeNull();
  });
});

it.each([
  ['Song Request!', 'song-request'],
  ['  Über-Stimme 2 ', 'uber-stimme-2'],
  ['2 fast', 'fast'],
  ['ありがとう', ''],
  ['a'.repeat(60), 'a'.repeat(40)],
])('a feature called %j is asked for as %j', (name, id) => {
  expect(featureId(name)).toBe(id);
});

describe('snippets', () => {
  const origin = 'http://127.0.0.1:7653';
  it.each([
    [origin, origin, 'http://localhost:7653'],
    ['http://localhost:7653', origin, 'http://localhost:7653'],
    ...['http://192.168.1.20:7653', 'http://[::1]:7653', 'http://127.0.0.10:7653'].map((at) => [at, at, at]),
  ])('at %s give the dock and the badge a host each', (at, dock, badge) => {
    expect([dockOrigin(at), badgeOrigin(at)]).toEqual([dock, badge]);
  });

  it('ask for the feature and start cooldowns only where wanted', () => {
    expect(checkUrl(origin, SOME_VIEWER, { feature: 'tts', consume: false })).toBe(
      `${origin}/api/check?user=some_viewer&platform=twitch&feature=tts&format=text`,
    );
    expect(checkUrl(origin, STREAMERBOT_VIEWER, { feature: 'song-request', consume: true })).toBe(
      `${origin}/api/check?userId=%userId%&platform=%userType%&feature=song-request&consume=1&format=text&name=%userName%`,
    );
    expect(JSON.parse(checkFrame({ feature: 'x', consume: true }))).toEqual({
      id: 1,
      action: 'access.check',
      params: { user: 'some_viewer', platform: 'twitch', feature: 'x', consume: true },
    });
    expect(webSocketUrl('https://a.example')).toBe('wss://a.example/ws');
  });
});

it.each([
  ['', 'home'],
  ['#points', 'points'],
  ['#nonsense', 'home'],
])('the address %j names the section %s', (hash, section) => {
  expect(sectionOf(hash)).toBe(section);
});
