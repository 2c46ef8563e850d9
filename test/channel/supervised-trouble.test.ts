import { describe, expect, it } from 'vitest';
import { systemClock } from '../../server/clock.ts';
import { sleep } from '../../server/core/clock.ts';
import { presets } from '../../server/demo/fault-presets.ts';
import { fastClock } from '../support/fast-clock.ts';
import { twitch, until } from './harness.ts';
import { isLive, supervised } from './supervised.ts';

const TWO_MINUTES = 120_000;
/** In two minutes. */
const A_HANDFUL = 9;

describe('twurple in trouble', () => {
  it.each([
    ['never says welcome', { do: { kind: 'no-welcome' } } as const],
    ['closes at once', { do: { kind: 'close-on-connect', code: 4000 } } as const],
    ['refuses the upgrade', { match: { path: '/ws' }, do: { kind: 'status', status: 503 } } as const],
    ['breaks the connection', { match: { path: '/ws' }, do: { kind: 'reset' } } as const],
    ['refuses every subscription with 500', presets.failingSubscription(500)],
    ['refuses every subscription with 403', presets.failingSubscription(403)],
    ['refuses every subscription with 429', rateLimited({ headers: false })],
  ])(
    'bears a Twitch that %s, with a handful of connects a minute, and is live when it stops',
    async (_what, fault) => {
      const clock = fastClock(100);
      const simulator = await twitch({ clock });
      const end = simulator.faults.add(fault);
      const it = await supervised(simulator, { clock });
      await sleep(clock, TWO_MINUTES);
      expect(it.supervisor.state).not.toBe('live');
      expect(it.told.live).toBe(0);
      expect(it.connects()).toBeLessThanOrEqual(A_HANDFUL);
      expect(simulator.eventsub.socketCount).toBeLessThanOrEqual(1);
      end();
      // What is forbidden is not asked for again soon.
      if (_what.includes('403')) return;
      await isLive(it);
    },
  );

  it.each([
    ['5xx', presets.failingSubscription(503, 'channel.vip.add')],
    ['429 without headers', rateLimited({ headers: false }, 'channel.vip.add')],
    ['429 of EventSub’s kind', rateLimited({ remaining: 700 }, 'channel.vip.add')],
  ])('keeps asking for the one subscription that fails with %s', async (_what, fault) => {
    const simulator = await twitch();
    const end = simulator.faults.add(fault);
    const it = await supervised(simulator);
    await until('the others', () => simulator.eventsub.registry.enabled().length === 8);
    await sleep(it.clock, 10_000);
    expect(simulator.requests.countOf('/eventsub/subscriptions')).toBeLessThan(40);
    await until('its refusal', () => it.supervisor.refused.size === 1);
    expect(it.supervisor.state).toBe('live');
    simulator.world.addModerator('503');
    await until('an event of another', () => it.heard.includes('+moderators 503'));
    end();
    await until('the one', () => it.supervisor.refused.size === 0);
    expect(it.supervisor.hears('vips')).toBe(true);
    expect(it.connects()).toBe(1);
  });

  it('waits for its turn while three others take all places', async () => {
    const clock = fastClock(100);
    // Room enough for the others, for which time goes at its own pace.
    const simulator = await twitch({ clock, eventsub: { unusedMs: 30_000 } });
    const others = await Promise.all([1, 2, 3].map(() => supervised(simulator, { clock: systemClock })));
    await Promise.all(others.map(isLive));
    simulator.requests.clear();
    const fourth = await supervised(simulator, { clock });
    await sleep(clock, TWO_MINUTES);
    expect(fourth.told.live).toBe(0);
    expect(fourth.lines.join()).toContain('Close other copies of Rolecall');
    expect(fourth.connects()).toBeLessThanOrEqual(A_HANDFUL);
    others[0]?.supervisor.stop();
    await isLive(fourth);
  });

  it('notices a socket on which nothing comes any more', async () => {
    const simulator = await twitch({ eventsub: { keepaliveS: 1 } });
    simulator.faults.add({ do: { kind: 'mute', what: 'keepalives' }, times: 1 });
    const it = await supervised(simulator);
    await isLive(it);
    await until('the loss', () => it.told.lost === 1);
    await until('the new one', () => it.told.live === 2);
    expect(it.connects()).toBe(2);
  });

  it('bears that Twitch is away, and is live soon after it is back', async () => {
    const it = await supervised(await twitch());
    await isLive(it);
    await it.simulator.goDark();
    await until('the loss', () => it.told.lost === 1);
    await sleep(it.clock, 10_000);
    expect(it.supervisor.state).not.toBe('live');
    await it.simulator.comeBack();
    await isLive(it);
    expect(it.told).toEqual({ lost: 1, live: 2, revoked: 0 });
  });
});

function rateLimited(more: { headers?: boolean; remaining?: number }, type?: string) {
  const match = { method: 'POST', path: '/eventsub/subscriptions', ...(type && { type }) };
  return { match, do: { kind: 'rate-limited', ...more } } as const;
}
