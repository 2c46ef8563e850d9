import { describe, expect, it } from 'vitest';
import {
  noticeOfClock,
  noticeOfEmptyChannel,
  noticeOfForeignRewards,
  noticeOfRefused,
} from '../../server/channel/notices.ts';
import { presets } from '../../server/demo/fault-presets.ts';
import { folder, twitch, until } from './harness.ts';
import { app, client, synced } from './app-harness.ts';

const MINUTE = 60_000;
const read = { lastSuccessAt: 1 };
const all = <T>(value: T) => ({ subscribers: value, vips: value, moderators: value });
const BOT = { userId: '99', userLogin: 'my_bot', userDisplayName: 'My_Bot' };

describe('what no state shows', () => {
  it('names the news that Twitch does not send, once each', () => {
    expect(noticeOfRefused([])).toBeNull();
    expect(noticeOfRefused(['channel.subscription.message'])).toBeNull();
    expect(noticeOfRefused(['channel.vip.remove', 'channel.vip.add', 'channel.ban'])?.message).toBe(
      'Twitch does not tell at once of new VIPs, bans. They show with the next sync.',
    );
  });

  it('is a clock that is off by ten minutes or more', () => {
    expect(noticeOfClock(9 * MINUTE)).toBeNull();
    expect(noticeOfClock(12 * MINUTE)?.message).toBe('This computer’s clock is 12 minutes ahead.');
    expect(noticeOfClock(-45 * MINUTE)?.message).toBe('This computer’s clock is 45 minutes behind.');
  });

  it('asks whose channel it is when three lists that were read are empty', () => {
    expect(noticeOfEmptyChannel(BOT, all(read), all(0))?.message).toContain('Is My_Bot your channel?');
    expect(noticeOfEmptyChannel(BOT, all(read), { ...all(0), vips: 1 })).toBeNull();
    expect(noticeOfEmptyChannel(BOT, { ...all(read), vips: { lastSuccessAt: null } }, all(0))).toBeNull();
    expect(noticeOfEmptyChannel(null, all(read), all(0))).toBeNull();
  });

  it('names rewards that cannot refund', () => {
    expect(noticeOfForeignRewards([])).toBeNull();
    expect(noticeOfForeignRewards(['Hello', 'TTS'])?.message).toContain('“Hello”, “TTS”');
  });
});

describe('a running Rolecall', () => {
  it('says that news are refused, until they come', async () => {
    const simulator = await twitch({ subscribers: 1, vips: 1, moderators: 1 });
    const end = simulator.faults.add(presets.failingSubscription(500, 'channel.vip.add'));
    const rolecall = await app({ simulator });
    await synced(rolecall);
    const { warnings } = rolecall.app.stores;
    await until('the warning', () => warnings.has('events_refused'));
    end();
    await until('its end', () => !warnings.has('events_refused'));
  });

  it('lets another channel take a folder in which nobody is kept, and asks whose the first one was', async () => {
    const simulator = await twitch({ subscribers: 3, vips: 1, moderators: 1 });
    const dataFolder = await folder();
    const asBot = { twitchAccessToken: simulator.issueToken({ userId: BOT.userId }).accessToken };
    const first = await app({ simulator, dataFolder, config: asBot });
    await synced(first);
    await until('the question', () => first.app.stores.warnings.has('empty_channel'));
    await first.close();
    const second = await app({ simulator, dataFolder });
    const ws = await client(second);
    await until('its viewers', () => second.app.stores.roster.roster.counts.subscribers === 3);
    expect((await ws.call('twitch.status')).result).toMatchObject({
      state: 'connected',
      channel: { userId: simulator.world.truth.broadcasterId },
    });
    await until('no question', () => !second.app.stores.warnings.has('empty_channel'));
    await second.close();
    // Now somebody is kept: the folder is this channel's.
    const third = await app({ simulator, dataFolder, config: asBot });
    await until('the refusal', () => third.lines.join('\n').includes('This data belongs to the channel'));
  });
});
