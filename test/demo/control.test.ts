import { describe, expect, it } from 'vitest';
import { CLI_ACCESS_TOKEN, parseSimulatorArgs, runSimulatorCli } from '../../server/demo/cli.ts';
import { type ChatWish, createDemoChat } from '../../server/demo/demo-chat.ts';
import { DEMO_CHANNEL, createDemoChannel } from '../../server/demo/demo-channel.ts';
import { RequestLog } from '../../server/demo/request-log.ts';
import {
  BROADCASTER,
  ManualClock,
  apiOf,
  connect,
  control,
  postForm,
  simulator,
  subscribe,
} from './support.ts';
import type { Answer } from './support.ts';

describe('control over HTTP', () => {
  it('does not exist unless it was asked for', async () => {
    expect((await control(await simulator(), 'GET', 'world')).status).toBe(404);
  });

  it('changes the world and shows the truth of it, broadcaster left out', async () => {
    const sim = await simulator({ control: true, subscribers: 3, vips: 1 });
    await control(sim, 'POST', 'world/subscribe', { userId: '61', tier: '3000' });
    await control(sim, 'POST', 'world/gift', { gifterId: '61', recipientIds: ['62'] });
    await control(sim, 'POST', 'world/addModerator', { userId: '63' });
    const { body } = await control(sim, 'GET', 'world');
    expect(body['broadcasterId']).toBe(BROADCASTER);
    expect(body['subscribers']).toHaveLength(5);
    expect(body['subscribers']).toContainEqual({ userId: '62', tier: '1000', isGift: true, gifterId: '61' });
    expect(body['moderators']).toEqual(['63']);
    expect(await control(sim, 'POST', 'world/addVip', { userId: '63' })).toMatchObject({
      status: 400,
      body: { message: '63 is a moderator and cannot be a VIP' },
    });
    expect((await control(sim, 'POST', 'world/addVip')).body.message).toBe('"userId" is missing');
    expect((await control(sim, 'POST', 'world/nonsense')).status).toBe(404);
    expect((await control(sim, 'POST', 'world/constructor')).status).toBe(404);
  });

  it('adds and removes faults, issues tokens, approves devices, shows the calls', async () => {
    const sim = await simulator({ control: true });
    const token = await control(sim, 'POST', 'tokens', { scopes: ['user:read:chat'] });
    const api = apiOf(sim, String(token.body['accessToken']));
    const rule = { match: { path: '/users' }, do: { kind: 'status', status: 503 } };
    const { body } = await control(sim, 'POST', 'faults', rule);
    expect((await api('/mock/users')).status).toBe(503);
    await control(sim, 'DELETE', 'faults', { id: body['id'] });
    expect((await api('/mock/users')).status).toBe(200);
    expect((await control(sim, 'POST', 'faults', { do: { kind: 'x' } })).status).toBe(400);
    await postForm(sim, '/auth/device', { client_id: 'simulator-client' });
    expect((await control(sim, 'POST', 'devices/approve')).body['approved']).toBe(1);
    const requests = await control(sim, 'GET', 'requests');
    expect(requests.body['counts']).toEqual({ '/users': 2, '/auth/device': 1 });
    await control(sim, 'DELETE', 'tokens');
    expect((await api('/mock/users')).status).toBe(401);
  });

  it('drops and redirects sockets', async () => {
    const sim = await simulator({ control: true });
    const listener = connect(sim);
    await listener.welcome();
    await control(sim, 'POST', 'eventsub/reconnect', { stale: true });
    expect((await listener.next()).payload.session?.status).toBe('reconnecting');
    await control(sim, 'POST', 'eventsub/drop');
    expect(await listener.closed).toBe(1006);
  });

  it('goes dark for a while after it has said so, and comes back with all that it knew', async () => {
    const sim = await simulator({ control: true });
    await control(sim, 'POST', 'world/addVip', { userId: '61' });
    expect((await control(sim, 'POST', 'outage', { ms: 100 })).status).toBe(200);
    const isUp = (): Promise<boolean> =>
      control(sim, 'GET', 'faults').then(
        () => true,
        () => false,
      );
    await expect.poll(isUp).toBe(false);
    await expect.poll(isUp).toBe(true);
    expect((await control(sim, 'GET', 'world')).body['vips']).toEqual(['61']);
  });
});

describe('the log of calls', () => {
  it('is bounded, its counters are not', () => {
    const log = new RequestLog(100);
    for (let i = 0; i < 1000; i++) {
      log.begin({ method: 'GET', path: '/users', query: new URLSearchParams(), at: i });
      log.end();
    }
    expect(log.entries.length).toBeLessThanOrEqual(100);
    expect(log.entries.at(-1)?.at).toBe(999);
    expect([log.total, log.countOf('/users'), log.maxInFlight]).toEqual([1000, 1000, 1]);
    log.clear();
    expect([log.total, log.entries.length]).toEqual([0, 0]);
  });
});

describe('the command line', () => {
  it('reads its flags and says how to use the simulator', async () => {
    const lines: string[] = [];
    const argv = [
      '--port',
      '0',
      '--subs=50',
      '--vips',
      '3',
      '--mods',
      '2',
      '--latency',
      '5',
      '--seed',
      '9',
      '--control',
    ];
    const sim = await runSimulatorCli(argv, (line) => lines.push(line));
    expect(lines.join('\n')).toContain(`TWURPLE_MOCK_API_PORT=${sim.port}`);
    const { body } = await apiOf(sim, CLI_ACCESS_TOKEN)(`/mock/subscriptions?broadcaster_id=${BROADCASTER}`);
    expect(body['total']).toBe(50);
    expect((await control(sim, 'GET', 'world')).status).toBe(200);
    await expect(runSimulatorCli(['--port', String(sim.port)], () => {})).rejects.toThrow(
      `port ${sim.port} is in use`,
    );
    await sim.close();
  });

  it.each([
    [['--subz', '4'], /--subz/],
    [['--subs', 'many'], /--subs needs a whole number from 0 to 1000000, not "many"/],
    [['--subs', '1000001'], /--subs needs/],
    [['--port', '70000'], /--port needs/],
    [['--latency=-1'], /--latency needs/],
    [['--token-life', 'long'], /--token-life needs/],
    [['--vips'], /--vips/],
    [['extra'], /extra/],
  ])('refuses %j with a clear error', (argv, message) => {
    expect(() => parseSimulatorArgs(argv)).toThrow(message);
    expect(() => parseSimulatorArgs(argv)).toThrow('usage: simulator');
  });
});

describe('the demo channel', () => {
  it('lives through an evening within its bounds, and stops when closed', async () => {
    const clock = new ManualClock();
    const sim = await simulator({ ...DEMO_CHANNEL, clock });
    const listener = connect(sim);
    const id = await listener.welcome();
    const api = apiOf(sim);
    for (const type of ['channel.subscribe', 'stream.online']) await subscribe(api, id, type);
    const demo = createDemoChannel(sim, clock, { seed: 3 });
    clock.advance(3_600_000);
    const { truth } = sim.world;
    const before = [truth.subscriberCount, truth.vips.size, truth.moderators.size];
    expect(before).toEqual([340, 12, 6]);
    demo.start();
    clock.advance(80_000);
    expect(truth.stream).not.toBeNull();
    clock.advance(24 * 3_600_000);
    expect(Math.abs(truth.subscriberCount - 340)).toBeLessThan(60);
    expect(truth.vips.size).toBeGreaterThan(7);
    expect(truth.vips.size).toBeLessThan(17);
    expect(truth.moderators.size).toBeGreaterThan(3);
    expect(truth.moderators.size).toBeLessThan(10);
    demo.close();
    const after = [truth.subscriberCount, truth.vips.size, truth.moderators.size];
    clock.advance(3_600_000);
    expect([truth.subscriberCount, truth.vips.size, truth.moderators.size]).toEqual(after);
  });

  it('has viewers who use a reward once there is one', async () => {
    const clock = new ManualClock();
    const sim = await simulator({ ...DEMO_CHANNEL, clock });
    const demo = createDemoChannel(sim, clock);
    demo.start();
    clock.advance(10 * 60_000);
    const { redemptions } = sim.world.truth.rewards;
    expect(redemptions.size).toBe(0);
    sim.world.createReward({ title: 'TTS' });
    sim.world.createReward({ title: 'Off', isEnabled: false });
    clock.advance(10 * 60_000);
    const titles = [...redemptions.values()].map((it) => sim.world.truth.rewards.all.get(it.rewardId)?.title);
    expect(titles.length).toBeGreaterThan(4);
    expect(new Set(titles)).toEqual(new Set(['TTS']));
    demo.close();
  });

  it('has viewers of every sort who want to be read out, a few a minute', async () => {
    const clock = new ManualClock();
    const sim = await simulator({ ...DEMO_CHANNEL, clock });
    const { subscribers, vips, moderators } = sim.world.truth;
    const seen = { subscriber: 0, vip: 0, moderator: 0, stranger: 0, elsewhere: 0, premium: 0 };
    let wishes = 0;
    const ask = ({ userId, name, platform, feature }: ChatWish): void => {
      wishes++;
      expect(name).toMatch(/[^\d]/);
      if (platform === 'youtube') seen.elsewhere++;
      if (feature === 'premium-voice') seen.premium++;
      if (subscribers.has(userId)) seen.subscriber++;
      if (vips.has(userId)) seen.vip++;
      if (moderators.has(userId)) seen.moderator++;
      if (![subscribers, vips, moderators].some((roster) => roster.has(userId))) seen.stranger++;
    };
    const chat = createDemoChat(sim, clock, { ask });
    chat.start();
    clock.advance(5_000);
    expect(wishes).toBe(12);
    clock.advance(30 * 60_000);
    expect(wishes).toBeGreaterThan(120);
    expect(wishes).toBeLessThan(450);
    for (const [who, count] of Object.entries(seen)) expect(count, who).toBeGreaterThan(2);
    chat.close();
    const before = wishes;
    clock.advance(3_600_000);
    expect(wishes).toBe(before);
  });

  it('approves a login by itself after a few seconds', async () => {
    const clock = new ManualClock();
    const sim = await simulator({ ...DEMO_CHANNEL, clock });
    const demo = createDemoChannel(sim, clock);
    demo.start();
    const { body } = await postForm(sim, '/auth/device', {
      client_id: 'simulator-client',
      scopes: 'moderation:read',
    });
    const poll = (): Promise<Answer> =>
      postForm(sim, '/auth/token', {
        client_id: 'simulator-client',
        scopes: 'moderation:read',
        device_code: String(body['device_code']),
        grant_type: 'urn:ietf:params:oauth:grant-type:device_code',
      });
    expect((await poll()).status).toBe(400);
    clock.advance(4000);
    expect((await poll()).status).toBe(200);
    demo.close();
  });
});
