import { describe, expect, it } from 'vitest';
import { missingScopes } from '../../server/channel/login.ts';
import { LIMITED } from '../../server/core/policy.ts';
import { app, client, synced } from './app-harness.ts';
import { twitch, until } from './harness.ts';

const SETTINGS = { policy: { tts: LIMITED }, watchBans: false, rewards: [] };

describe('what a login may', () => {
  it('is enough where any one of several scopes opens a list', async () => {
    const simulator = await twitch({ subscribers: 3, vips: 2, moderators: 2 });
    const scopes = ['channel:read:subscriptions', 'channel:manage:vips', 'channel:manage:moderators'];
    const rolecall = await app({ simulator, scopes });
    const ws = await client(rolecall);
    await synced(rolecall);
    await until('events', () => rolecall.app.live.supervisor.state === 'live');
    expect((await ws.call('sync.status')).result).toMatchObject({
      kinds: {
        subscribers: { count: 3, live: true, error: null },
        vips: { count: 2, live: true, error: null },
        moderators: { count: 2, live: false, error: null },
      },
    });
    const { result } = await ws.call('twitch.status');
    expect(result?.['missing']).toEqual([
      { scope: 'moderation:read', neededFor: 'seeing at once who becomes a moderator' },
    ]);
  });

  it.each<[string[], string[]]>([
    [[], ['channel:read:subscriptions', 'channel:read:vips', 'moderation:read']],
    [['channel:read:subscriptions', 'channel:read:vips', 'moderation:read'], []],
    [['channel:read:subscriptions', 'channel:manage:vips', 'moderation:read'], []],
    [
      ['channel:manage:vips', 'channel:manage:moderators'],
      ['channel:read:subscriptions', 'moderation:read'],
    ],
  ])('%j lacks %j', (scopes, missing) => {
    expect(missingScopes(SETTINGS, scopes).map(({ scope }) => scope)).toEqual(missing);
  });

  it('is named once, for what it is needed for first', () => {
    const settings = { ...SETTINGS, watchBans: true };
    expect(missingScopes(settings, ['channel:read:subscriptions', 'channel:read:vips'])).toEqual([
      { scope: 'moderation:read', neededFor: 'reading your moderators' },
      { scope: 'channel:moderate', neededFor: 'denying who is banned' },
    ]);
  });
});
