import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { type AllowedNow, MAX_REGULARS, type RegularsTold } from '../../server/peers/regulars.ts';
import { Speakerbot } from '../../server/peers/speakerbot.ts';
import { openUdp } from '../../server/peers/udp.ts';
import { onEnd } from '../support/endings.ts';
import { fastClock } from '../support/fast-clock.ts';
import { freePort } from '../support/free-port.ts';
import { FakeSpeakerbot, keptLog, owned, until } from './harness.ts';

function ours(told: RegularsTold = { regulars: [], removed: [] }, factor = 20) {
  const clock = fastClock(factor);
  const { lines, log } = keptLog();
  const state = { saved: told, allowed: everybody(0) };
  const bot = new Speakerbot({
    clock,
    log,
    random: () => 0.5,
    store: { get: () => told, save: async (next) => void (state.saved = next) },
    allowed: () => Promise.resolve(state.allowed),
    open: openUdp,
    onChange: () => undefined,
  });
  onEnd(() => bot.stop());
  const start = (port: number): void => bot.start({ host: '127.0.0.1', port }, false);
  return { bot, clock, lines, state, start };
}

const everybody = (count: number): AllowedNow => ({
  isEverybody: false,
  count,
  users: new Map(Array.from({ length: count }, (_, i) => [`${i}`, `Viewer${i}`])),
});

describe('Speaker.bot', () => {
  it('is told of all who are allowed, at fifty a second, and then of what changes', async () => {
    const speaker = await FakeSpeakerbot.start();
    const { bot, clock, state, start } = ours();
    state.allowed = everybody(200);
    const began = clock.monotonic();
    start(speaker.port);
    const all = await speaker.take(200);
    expect((clock.monotonic() - began) / 1000).toBeGreaterThan(3.5);
    expect(all.get('7')).toBe('add Viewer7');
    await until(() => bot.state.status === 'connected', 'told');
    state.allowed = { ...everybody(199), users: new Map([...everybody(198).users, ['5', 'Renamed']]) };
    bot.onChanged();
    expect(Object.fromEntries(await speaker.take(3))).toEqual({
      '198': 'del Viewer198',
      '199': 'del Viewer199',
      '5': 'add Renamed',
    });
    expect(bot.counts).toEqual({ regulars: 198, pending: 0 });
  });

  it('is told again of everybody after a restart, and of those who were removed', async () => {
    const speaker = await FakeSpeakerbot.start();
    const user = (userId: string) => ({ userId, name: `Viewer${userId}` });
    const { state, start } = ours({ regulars: [user('0'), user('9')], removed: [user('8'), user('1')] });
    state.allowed = everybody(2);
    start(speaker.port);
    expect(Object.fromEntries(await speaker.take(4))).toEqual({
      '0': 'add Viewer0',
      '1': 'add Viewer1',
      '8': 'del Viewer8',
      '9': 'del Viewer9',
    });
  });

  it('is only told what is saved already', async () => {
    const speaker = await FakeSpeakerbot.start();
    const { state, start } = ours();
    state.allowed = everybody(300);
    start(speaker.port);
    await speaker.take(1);
    expect(state.saved.regulars).toHaveLength(300);
  });

  it('is told of nobody new when there are too many, but of removals', async () => {
    const speaker = await FakeSpeakerbot.start();
    const { bot, state, start } = ours({
      regulars: [
        { userId: '3', name: 'Viewer3' },
        { userId: 'x', name: 'X' },
      ],
      removed: [],
    });
    state.allowed = everybody(MAX_REGULARS + 1);
    start(speaker.port);
    expect(Object.fromEntries(await speaker.take(2))).toEqual({ '3': 'add Viewer3', x: 'del X' });
    expect(bot.state.problem?.code).toBe('too_many');
    expect(bot.state.problem?.message).toContain('5001 viewers');
    await new Promise((done) => setTimeout(done, 50));
    expect(speaker.orders.size).toBe(0);
  });

  it('is told of nobody while everyone may speak', async () => {
    const speaker = await FakeSpeakerbot.start();
    const { bot, state, start } = ours({ regulars: [{ userId: '3', name: 'Viewer3' }], removed: [] });
    state.allowed = { isEverybody: true, count: 0, users: new Map() };
    start(speaker.port);
    await until(() => bot.state.problem?.code === 'everyone_allowed', 'everyone');
    expect(speaker.orders.size).toBe(0);
    state.allowed = everybody(1);
    bot.onChanged();
    expect(Object.fromEntries(await speaker.take(2))).toEqual({ '0': 'add Viewer0', '3': 'del Viewer3' });
  });

  // Windows does not say that nobody listens.
  it.skipIf(process.platform === 'win32')('that is not running is told everything when it is', async () => {
    const port = await freePort();
    const { bot, lines, state, start } = ours(undefined, 60);
    state.allowed = everybody(30);
    start(port);
    await until(() => bot.state.problem?.code === 'unreachable', 'nobody listens');
    const speaker = await FakeSpeakerbot.start(port);
    expect((await speaker.take(30)).size).toBe(30);
    await until(() => bot.state.status === 'connected', 'told');
    expect(lines).toHaveLength(2);
  });

  it('names a host that is not known', async () => {
    const { bot, state } = ours();
    state.allowed = everybody(1);
    bot.start({ host: 'no-such-host.invalid', port: 6669 }, false);
    await until(() => bot.state.problem?.code === 'unreachable', 'unreachable');
  });

  it('can be switched off and on at any moment', async () => {
    const speaker = await FakeSpeakerbot.start();
    const { bot, state, start } = ours();
    state.allowed = everybody(60);
    for (let i = 0; i < 30; i++) {
      start(speaker.port);
      await new Promise((done) => setTimeout(done, i % 5));
      bot.stop();
    }
    await new Promise((done) => setTimeout(done, 100)); // what was sent before is still on its way
    speaker.orders.drain();
    await new Promise((done) => setTimeout(done, 50));
    expect(speaker.orders.size).toBe(0);
    start(speaker.port);
    expect((await speaker.take(60)).size).toBe(60);
  });
});

describe('Regulars in a whole Rolecall', () => {
  it('follow roles, overrides and rules, and no name of them outlives data.delete', async () => {
    const speaker = await FakeSpeakerbot.start();
    const { app, set, call, get, status } = await owned({
      channel: { subscribers: 6, vips: 3, moderators: 2 },
    });
    const { broadcasterId } = app.simulator.world.truth;
    await set({ speakerbot: { isOn: true, port: speaker.port } });
    await status('speakerbot', 'connected');
    const { regulars } = (await get()).speakerbot;
    const told = await speaker.take(regulars);
    expect(told.has(broadcasterId)).toBe(true);
    expect(told.size).toBeGreaterThan(7);
    const [someone = ''] = [...told.keys()].filter((id) => id !== broadcasterId);
    await call('overrides.set', { userId: someone, feature: 'tts', effect: 'deny' });
    expect(Object.fromEntries(await speaker.take(1))).toEqual({
      [someone]: told.get(someone)!.replace('add', 'del'),
    });
    await call('overrides.clear', { userId: someone, feature: 'tts' });
    expect(Object.fromEntries(await speaker.take(1))).toEqual({ [someone]: told.get(someone) });
    await call('peers.resend');
    expect((await speaker.take(told.size)).size).toBe(told.size);

    await call('data.delete', { confirm: 'delete everything' });
    const file = await readFile(join(app.dataFolder, 'speakerbot-regulars.json'), 'utf8');
    expect(file).toContain('"regulars":[]');
    const gone = await speaker.take(told.size - 1);
    expect([...gone.values()].filter((order) => order.startsWith('del')).length).toBeGreaterThanOrEqual(
      told.size - 2,
    );
  });
});
