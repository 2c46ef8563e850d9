import { afterAll, afterEach, describe, expect, it, vi } from 'vitest';
import { sleep } from '../../server/core/clock.ts';
import { StreamerbotRelay } from '../../server/peers/streamerbot-relay.ts';
import { TRIGGER_NAMES } from '../../server/peers/streamerbot-triggers.ts';
import { Streamerbot } from '../../server/peers/streamerbot.ts';
import type { ChosenActions } from '../../server/store/peer-store.ts';
import type { RoleChange } from '../../server/core/roles.ts';
import { onEnd } from '../support/endings.ts';
import { fastClock } from '../support/fast-clock.ts';
import { FakeStreamerbot, type FakeOptions } from './fake-streamerbot.ts';
import { freePort } from '../support/free-port.ts';
import { keptLog, mutePort, until } from './harness.ts';
import { newsOf } from '../support/news.ts';

const NONE: ChosenActions = {
  rolesChanged: null,
  syncFinished: null,
  syncFailed: null,
  grantStarted: null,
  grantEnded: null,
};
const WELCOME = { id: 'a1', name: 'Welcome' };

async function fake(options: FakeOptions = {}): Promise<FakeStreamerbot> {
  const started = await FakeStreamerbot.start(options);
  onEnd(() => started.stop());
  return started;
}

/** Ours, on a clock that runs so many times as fast. */
function ours(choices: Partial<ChosenActions> = { rolesChanged: WELCOME }, factor = 20) {
  const clock = fastClock(factor);
  const { lines, log } = keptLog();
  const bot = new Streamerbot({
    clock,
    log,
    random: () => 0.5,
    choices: () => ({ ...NONE, ...choices }),
    onChange: () => undefined,
    relay: new StreamerbotRelay({ clock, log }),
  });
  onEnd(() => bot.stop());
  const at = (port: number, password: string | null = null) => ({ host: '127.0.0.1', port, password });
  const reach = (status: string, code: string | null = null): Promise<void> =>
    until(
      () => bot.state.status === status && (bot.state.problem?.code ?? null) === code,
      `${status} ${code}, is ${bot.state.status} ${bot.state.problem?.code}`,
    );
  return { bot, clock, lines, at, reach };
}

function changes(count: number): RoleChange[] {
  return Array.from({ length: count }, (_, i) => ({
    change: i % 4 === 0 ? ('revoked' as const) : ('granted' as const),
    kind: 'vips',
    user: { userId: String(i), userLogin: `viewer${i}`, userDisplayName: `Viewer${i}` },
    detail: { tier: null, isGift: false, gifterId: null, gifterLogin: null },
    at: 0,
    source: 'event',
  }));
}

const rejected: unknown[] = [];
const noteRejection = (reason: unknown): number => rejected.push(reason);
const printed = vi.spyOn(console, 'debug').mockImplementation(() => undefined);
afterEach(() => {
  expect(rejected.splice(0)).toEqual([]);
  expect(printed).not.toHaveBeenCalled();
});
process.on('unhandledRejection', noteRejection);
afterAll(() => void process.off('unhandledRejection', noteRejection));

describe('the connection to Streamer.bot', () => {
  it('waits quietly for a program that is not there, and is there soon after it starts', async () => {
    const { bot, clock, lines, at, reach } = ours();
    const port = await freePort();
    bot.start(at(port));
    await reach('failed', 'unreachable');
    await sleep(clock, 12_000); // several tries
    expect(lines).toHaveLength(1);
    expect(bot.state.problem?.message).toContain(`127.0.0.1:${port}`);
    expect(bot.state.problem?.fix).toContain('WebSocket Server');
    await fake({ port });
    await reach('connected');
    expect(lines).toHaveLength(2);
    expect(lines[1]).toContain('Connected.');
  });

  it('logs in with the password', async () => {
    const server = await fake({ password: 'a secret word', isEnforced: true });
    const { bot, at, reach } = ours();
    bot.start(at(server.port, 'a secret word'));
    await reach('connected');
    expect(await bot.actions()).toEqual([
      { id: 'a1', name: 'Welcome', group: 'Rolecall', enabled: true },
      { id: 'a2', name: 'Goodbye', group: '', enabled: false },
    ]);
  });

  it.each([
    ['wrong_password', 'wrong', false],
    ['password_needed', null, false],
    // The vendor's client alone would end the whole process here.
    ['wrong_password', 'wrong', true],
  ])('says %s and does not hammer', async (code, password, isDeaf) => {
    const server = await fake({ password: 'right', isEnforced: true, isDeaf });
    const { bot, clock, lines, at, reach } = ours();
    bot.start(at(server.port, password));
    await reach('failed', code);
    await sleep(clock, 12_000);
    expect(server.connections).toBe(1);
    expect(lines).toHaveLength(1);
    expect(lines.join()).not.toContain('wrong ');
    await until(() => server.open === 0, 'the socket is gone');
  });

  it('connects where a password is set and not enforced', async () => {
    const server = await fake({ password: 'right', isEnforced: false });
    const { bot, at, reach } = ours();
    bot.start(at(server.port));
    await reach('connected');
  });

  it.each([
    ['accepts and never answers', { isMute: true }],
    ['says no JSON', { greeting: 'SSH-2.0-OpenSSH' }],
    ['says other JSON', { greeting: 'null' }],
  ])('gives a server up that %s', async (_, options) => {
    const server = await fake(options);
    const { bot, lines, at, reach } = ours();
    bot.start(at(server.port));
    await reach('failed', 'no_answer');
    await until(() => server.open === 0, 'the socket is gone');
    expect(lines).toHaveLength(1);
  });

  it('gives a port up that is no WebSocket server at all', async () => {
    const { bot, at, reach } = ours();
    bot.start(at(await mutePort()));
    await reach('failed', 'no_answer');
  });

  it('comes back after a crash, with one line for going and one for coming', async () => {
    const server = await fake();
    const { bot, lines, at, reach } = ours();
    bot.start(at(server.port));
    await reach('connected');
    server.drop();
    await reach('failed', 'lost');
    await reach('connected');
    expect(server.connections).toBe(2);
    expect(lines).toHaveLength(3);
  });

  it('notices a program that hangs', async () => {
    const server = await fake();
    const { bot, at, reach } = ours({}, 40);
    bot.start(at(server.port));
    await reach('connected');
    server.isSilent = true;
    await reach('failed', 'lost');
  });

  it('says little of one that comes and goes all the time', async () => {
    const server = await fake();
    const { bot, lines, at, reach } = ours({}, 200);
    bot.start(at(server.port));
    for (let i = 0; i < 12; i++) {
      await reach('connected');
      server.drop();
      await until(() => bot.state.status !== 'connected', 'lost');
    }
    expect(lines.length).toBeLessThanOrEqual(6);
  });

  it('can be switched off and on at any moment', async () => {
    const server = await fake();
    const { bot, at, reach } = ours();
    for (let i = 0; i < 40; i++) {
      bot.start(at(server.port));
      if (i % 3 === 1) await Promise.resolve();
      if (i % 3 === 2) await new Promise((done) => setTimeout(done, i % 7));
      bot.stop();
    }
    expect(bot.state.status).toBe('off');
    await until(() => server.open === 0, 'no socket is left');
    await new Promise((done) => setTimeout(done, 100));
    expect(server.open).toBe(0);
    bot.start(at(server.port));
    await reach('connected');
    await until(() => server.open === 1, 'one socket');
  });
});

describe('actions', () => {
  async function connected(choices?: Partial<ChosenActions>, factor = 20) {
    const server = await fake();
    const rig = ours(choices, factor);
    rig.bot.start(rig.at(server.port));
    await rig.reach('connected');
    return { server, ...rig };
  }

  it('get each change with its data, by id, or by name without one', async () => {
    const { server, bot } = await connected({ rolesChanged: { id: null, name: 'Welcome' } });
    bot.onRolesChanged(newsOf(changes(2)));
    const first = await server.done.take();
    expect(first.action).toEqual({ name: 'Welcome' });
    expect(first.args).toEqual({
      rolecallEvent: 'rolesChanged',
      rolecallUserId: '0',
      rolecallUserLogin: 'viewer0',
      rolecallUser: 'Viewer0',
      rolecallUsers: 'Viewer0',
      rolecallRole: 'vip',
      rolecallChange: 'revoked',
      rolecallTier: '',
      rolecallSource: 'event',
      rolecallCount: 1,
      rolecallGranted: 0,
      rolecallRevoked: 1,
      rolecallUpdated: 0,
      rolecallExpired: 0,
    });
    expect((await server.done.take()).args).toMatchObject({ rolecallUserId: '1', rolecallChange: 'granted' });
  });

  it('are run once for a first sync of 100,000, with counts and the first names', async () => {
    const { server, bot } = await connected();
    bot.onRolesChanged(newsOf(changes(100_000)));
    const { args } = await server.done.take();
    expect(args).toMatchObject({
      rolecallCount: 100_000,
      rolecallGranted: 75_000,
      rolecallRevoked: 25_000,
      rolecallUsers: 'Viewer0, Viewer1, Viewer2, Viewer3, Viewer4',
      rolecallUserId: '',
      rolecallRole: '',
    });
    await new Promise((done) => setTimeout(done, 200));
    expect(server.done.size).toBe(0);
  });

  it('are at most five a second in a flood, and nothing of it is lost', async () => {
    const { server, bot, clock } = await connected(undefined, 4);
    const began = clock.monotonic();
    let told = 0;
    for (let i = 0; i < 50; i++) {
      bot.onRolesChanged(newsOf(changes(7)));
      await new Promise((done) => setTimeout(done, 10));
    }
    let calls = 0;
    while (told < 350) {
      told += Number((await server.done.take()).args['rolecallCount']);
      calls++;
    }
    const seconds = (clock.monotonic() - began) / 1000;
    expect(told).toBe(350);
    expect(calls).toBeLessThanOrEqual(seconds * 5 + 1);
  });

  it('that are gone are said to be, until one is run again', async () => {
    const { server, bot, lines, reach } = await connected();
    server.actions = [];
    bot.onRolesChanged(newsOf(changes(1)));
    await reach('connected', 'action_failed');
    bot.onRolesChanged(newsOf(changes(1)));
    await until(
      () => server.requests.filter(({ request }) => request === 'DoAction').length === 2,
      'two tries',
    );
    expect(lines.filter((line) => line.includes('did not run the action "Welcome"'))).toHaveLength(1);
    server.actions = [{ ...WELCOME, group: '', enabled: true, subaction_count: 0 }];
    bot.onRolesChanged(newsOf(changes(1)));
    await reach('connected');
  });

  it('wait for a program that is restarted, and are not run when they are old', async () => {
    const { server, bot, clock, reach } = await connected(undefined, 40);
    const { port } = server;
    await server.stop();
    await reach('failed', 'lost');
    bot.onRolesChanged(newsOf(changes(1)));
    const again = await fake({ port });
    expect((await again.done.take()).args).toMatchObject({ rolecallUser: 'Viewer0' });
    await again.stop();
    await reach('failed', 'lost');
    bot.onRolesChanged(newsOf(changes(1)));
    await sleep(clock, 64_000);
    const later = await fake({ port });
    await reach('connected');
    bot.onRolesChanged(newsOf(changes(3).slice(2)));
    expect((await later.done.take()).args).toMatchObject({ rolecallUser: 'Viewer2' });
  });

  it('that were not chosen are not run', async () => {
    const { server, bot } = await connected({});
    bot.onRolesChanged(newsOf(changes(3)));
    await new Promise((done) => setTimeout(done, 100));
    expect(server.requests.some(({ request }) => request === 'DoAction')).toBe(false);
  });

  it('can be asked for and run for days without the library keeping a listener for each', async () => {
    const { bot } = await connected();
    const warnings: Error[] = [];
    const note = (warning: Error): number => warnings.push(warning);
    process.on('warning', note);
    for (let i = 0; i < 30; i++) expect(await bot.actions()).toHaveLength(2);
    await new Promise((done) => setImmediate(done));
    process.off('warning', note);
    expect(warnings).toEqual([]);
  });
});

describe('triggers', () => {
  async function connected(triggers: readonly string[], choices: Partial<ChosenActions> = {}) {
    const server = await fake();
    server.triggers = triggers;
    const rig = ours(choices);
    rig.bot.start(rig.at(server.port));
    await rig.reach('connected');
    await until(() => server.requests.some(({ request }) => request === 'GetCodeTriggers'), 'the question');
    if (triggers.length === TRIGGER_NAMES.length)
      await until(() => rig.bot.hasTriggers, 'all of them are known');
    else await new Promise((done) => setTimeout(done, 50));
    return { server, ...rig };
  }
  const change = (kind: RoleChange['kind'], what: RoleChange['change']): RoleChange =>
    ({ ...changes(1)[0]!, kind, change: what }) as RoleChange;

  it('are fired with what actions get, each once, and the chosen action is run too', async () => {
    const { server, bot } = await connected(TRIGGER_NAMES, { rolesChanged: WELCOME });
    const all = [
      ['subscribers', 'granted', 'rolecall_subscriber_gained'],
      ['subscribers', 'updated', 'rolecall_subscriber_changed'],
      ['subscribers', 'revoked', 'rolecall_subscriber_lost'],
      ['vips', 'granted', 'rolecall_vip_gained'],
      ['vips', 'revoked', 'rolecall_vip_lost'],
      ['moderators', 'granted', 'rolecall_moderator_gained'],
      ['moderators', 'revoked', 'rolecall_moderator_lost'],
    ] as const;
    for (const [kind, what, trigger] of all) {
      bot.onRolesChanged(newsOf([change(kind, what)]));
      const { args } = await server.done.take();
      expect(await server.fired.take()).toMatchObject({ triggerName: trigger, args });
      expect(args).toMatchObject({
        rolecallEvent: 'rolesChanged',
        rolecallChange: what,
        rolecallUserId: '0',
      });
    }
    expect([server.done.size, server.fired.size]).toEqual([0, 0]);
  });

  it('of a flood are one each, with counts', async () => {
    const { server, bot } = await connected(TRIGGER_NAMES);
    bot.onRolesChanged(newsOf(changes(100_000)));
    const fired = [await server.fired.take(), await server.fired.take()];
    expect(fired.map(({ triggerName, args }) => [triggerName, args['rolecallCount']]).sort()).toEqual([
      ['rolecall_vip_gained', 75_000],
      ['rolecall_vip_lost', 25_000],
    ]);
    await new Promise((done) => setTimeout(done, 200));
    expect([server.fired.size, server.done.size]).toEqual([0, 0]);
  });

  it('that are not registered are not fired, and come to be known while connected', async () => {
    const { server, bot } = await connected(['rolecall_vip_lost', 'somebody_elses']);
    expect(bot.hasTriggers).toBe(false);
    bot.onRolesChanged(newsOf([change('vips', 'granted'), change('vips', 'revoked')]));
    expect((await server.fired.take()).triggerName).toBe('rolecall_vip_lost');
    await new Promise((done) => setTimeout(done, 100));
    const fired = server.requests.filter(({ request }) => request === 'ExecuteCodeTrigger');
    expect(fired).toHaveLength(1);
    server.triggers = TRIGGER_NAMES;
    await until(() => bot.hasTriggers, 'all of them are known');
    bot.onLoginLost({ code: 'login_expired', message: 'The Twitch login has ended.', fix: null });
    expect(await server.fired.take()).toMatchObject({
      triggerName: 'rolecall_login_lost',
      args: { rolecallEvent: 'loginLost', rolecallError: 'login_expired', rolecallFix: '' },
    });
  });
});
