import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { systemClock } from '../../server/clock.ts';
import { silentLog } from '../../server/core/log.ts';
import { type Kind, KINDS } from '../../server/core/roles.ts';
import type { Simulator } from '../../server/demo/simulator.ts';
import { openStores } from '../../server/store/stores.ts';
import { post } from '../api/support.ts';
import type { FakeStreamerbot } from '../peers/fake-streamerbot.ts';
import { onEnd } from '../support/endings.ts';
import { IMPORTED, readList, startStreamerbot, STREAMERBOT_SCOPES } from '../support/relayed.ts';
import type { TestApp } from '../support/start-app.ts';
import { app, client } from './app-harness.ts';
import { folder, grantOf, twitch, until } from './harness.ts';

const CLIENT_ID = 'streamerbots-own-client';

/** Streamer.bot with its login and our action; it asks the simulator, and posts to this Rolecall. */
async function streamerbot(simulator: Simulator, port = 0, scopes = STREAMERBOT_SCOPES) {
  const bot = await startStreamerbot({ port });
  onEnd(() => bot.stop());
  const { accessToken } = simulator.issueToken({ clientId: CLIENT_ID, scopes });
  const deps = {
    twitch: `http://127.0.0.1:${simulator.port}/mock/`,
    clientId: CLIENT_ID,
    token: () => accessToken,
  };
  const posted: { status: number }[] = [];
  const serve = (of: TestApp): void => {
    bot.run = (action) => {
      void readList(action, deps)
        .then((page) => post(of.port, 'source.page', page))
        .then((answer) => posted.push(answer));
    };
  };
  return { bot, accessToken, posted, serve, deps };
}

/** A Rolecall that knows nobody, beside a Streamer.bot. */
async function both(
  channel = { subscribers: 250, vips: 12, moderators: 6, viewers: 40 },
  scopes = STREAMERBOT_SCOPES,
) {
  const simulator = await twitch(channel);
  const rig = await streamerbot(simulator, 0, scopes);
  const dataFolder = await folder();
  const rolecall = await app({ simulator, isConnected: false, dataFolder });
  rig.serve(rolecall);
  const ws = await client(rolecall);
  // Where it is looked for: 8080 is taken on many a machine.
  await ws.call('peers.set', { streamerbot: { port: rig.bot.port } });
  return { ...rig, simulator, rolecall, ws, dataFolder };
}

type Both = Awaited<ReturnType<typeof both>>;

const counts = ({ rolecall }: Pick<Both, 'rolecall'>) => ({ ...rolecall.app.sync.roster.counts });
const held = ({ rolecall }: Pick<Both, 'rolecall'>, kind: Kind, userId: string): boolean =>
  Boolean(rolecall.app.sync.roster.byId(userId)?.[kind]);
const live = async ({ ws }: Pick<Both, 'ws'>) => {
  const { kinds } = (await ws.call('sync.status')).result as { kinds: Record<Kind, { live: boolean }> };
  return KINDS.filter((kind) => kinds[kind].live);
};

async function connected(channel?: Parameters<typeof both>[0]) {
  const rig = await both(channel);
  const answer = await rig.ws.call('source.connect');
  expect(answer.error).toBeUndefined();
  const { sync } = rig.rolecall.app;
  await until('the first sync', () => !sync.running && sync.memory.subscribers.lastSuccessAt !== null);
  await until('events', () => rig.rolecall.app.live.supervisor.state === 'live');
  return { ...rig, answer };
}

function filesIn(path: string): string {
  const files = readdirSync(path, { withFileTypes: true });
  return files.map((each) => (each.isFile() ? readFileSync(join(path, each.name), 'latin1') : '')).join('\n');
}

describe('connecting through Streamer.bot', () => {
  it('reads all lists, and Streamer.bot’s token is nowhere in Rolecall', async () => {
    const rig = await connected();
    expect(rig.answer.result).toMatchObject({
      through: 'streamerbot',
      state: 'connected',
      channel: { userId: '12345678', userLogin: 'maplekettle', userDisplayName: 'MapleKettle' },
      missing: [],
      problem: null,
    });
    expect(counts(rig)).toMatchObject({ subscribers: 250, vips: 12, moderators: 6 });
    const status = (await rig.ws.call('sync.status')).result!;
    expect(status).toMatchObject({ state: 'fresh', warnings: [] });
    expect(status['message']).toContain('New subscribers show with the next sync');
    // Nothing tells of a subscription’s end.
    expect(await live(rig)).toEqual(['vips', 'moderators']);
    await rig.rolecall.close();
    expect(filesIn(rig.dataFolder)).not.toContain(rig.accessToken);
    expect(rig.rolecall.lines.join('\n')).not.toContain(rig.accessToken);
    expect(JSON.stringify(rig.bot.requests)).not.toContain(rig.accessToken);
    const calls = rig.simulator.requests.entries;
    expect(calls.length).toBeGreaterThan(4);
    expect(new Set(calls.map(({ path }) => path))).toEqual(
      new Set(['/subscriptions', '/channels/vips', '/moderation/moderators']),
    );
  });

  it('is taken up again by the next launch', async () => {
    const rig = await connected();
    await rig.rolecall.close();
    const again = await app({ simulator: rig.simulator, isConnected: false, dataFolder: rig.dataFolder });
    rig.serve(again);
    await until('a sync', () => again.app.sync.memory.vips.lastSuccessAt !== null && !again.app.sync.running);
    const ws = await client(again);
    await until('events', () => again.app.live.supervisor.state === 'live');
    expect((await ws.call('twitch.status')).result).toMatchObject({
      through: 'streamerbot',
      state: 'connected',
    });
  });

  it.each<[string, (bot: FakeStreamerbot) => void, string]>([
    ['closed', (bot) => void bot.stop(), 'Streamer.bot is closed.'],
    ['without the import', (bot) => (bot.actions = []), 'does not have Rolecall’s actions'],
    [
      'with the action switched off',
      (bot) => (bot.actions = [{ ...IMPORTED, enabled: false }]),
      'is switched off',
    ],
    ['not logged in to Twitch', (bot) => (bot.broadcaster = null), 'is not logged in to Twitch'],
  ])('says what is wrong with a Streamer.bot that is %s, and changes nothing', async (_, spoil, words) => {
    const rig = await both();
    spoil(rig.bot);
    const answer = await rig.ws.call('source.connect');
    expect(answer.error).toMatchObject({ code: 'not_connected' });
    expect(answer.error?.message).toContain(words);
    expect((await rig.ws.call('twitch.status')).result).toMatchObject({ through: 'login', state: 'none' });
  });

  it('takes the action by its name where its script was pasted by hand', async () => {
    const rig = await both();
    rig.bot.actions = [{ ...IMPORTED, id: 'made-by-hand' }];
    expect((await rig.ws.call('source.connect')).error).toBeUndefined();
    await until('a sync', () => counts(rig).vips === 12);
  });

  it('refuses another channel than the one whose viewers are kept', async () => {
    const rig = await connected();
    await rig.ws.call('twitch.disconnect');
    rig.bot.broadcaster = { id: '999', login: 'my_bot', name: 'My_Bot' };
    const { error } = await rig.ws.call('source.connect');
    expect(error?.message).toContain('belongs to the channel maplekettle');
    expect(counts(rig)).toMatchObject({ vips: 12 });
  });

  it('ends when Streamer.bot logs in as another channel, and nobody is lost', async () => {
    const rig = await connected();
    rig.bot.broadcaster = { id: '999', login: 'my_bot', name: 'My_Bot' };
    rig.bot.emit('BroadcasterAuthenticated');
    await until('the refusal', async () => {
      const { result } = await rig.ws.call('twitch.status');
      return (result?.['problem'] as { code: string } | null)?.code === 'wrong_account';
    });
    expect((await rig.ws.call('sync.status')).result).toMatchObject({ state: 'disconnected' });
    expect(counts(rig)).toMatchObject({ subscribers: 250, vips: 12, moderators: 6 });
  });
});

describe('Streamer.bot’s news', () => {
  it('apply as they come, in both shapes that Streamer.bot has used', async () => {
    const rig = await connected();
    const { bot, simulator } = rig;
    const silently = { announce: false };
    for (const userId of ['901', '902', '903', '904']) simulator.world.truth.users.ensure(userId);
    simulator.world.addVip('901', silently);
    bot.emit('VipAdded', { user: { id: '901', login: 'new_vip', name: 'New_VIP', type: 'twitch' } });
    await until('the VIP', () => held(rig, 'vips', '901'));
    bot.emit('VipRemoved', { userId: 901, userName: 'new_vip', displayName: 'New_VIP' });
    await until('no VIP', () => !held(rig, 'vips', '901'));
    bot.emit('ModeratorAdded', { user: { id: '902', login: 'new_mod', name: 'New_Mod' } });
    await until('the moderator', () => held(rig, 'moderators', '902'));
    bot.emit('Sub', {
      subTier: 2000,
      userId: '903',
      userName: 'new_sub',
      displayName: 'New_Sub',
      isTest: false,
    });
    await until('the subscriber', () => held(rig, 'subscribers', '903'));
    expect(rig.rolecall.app.sync.roster.byId('903')?.subscribers).toMatchObject({
      tier: '2000',
      isGift: false,
    });
    const recipient = { id: '904', login: 'lucky', name: 'Lucky' };
    bot.emit('GiftSub', {
      user: { id: '903', login: 'new_sub', name: 'New_Sub' },
      recipient,
      sub_tier: '1000',
    });
    await until('the gift', () => held(rig, 'subscribers', '904'));
    expect(rig.rolecall.app.sync.roster.byId('904')?.subscribers).toMatchObject({
      isGift: true,
      gifterId: '903',
    });
  });

  it('that are tests, or name nobody, change nothing', async () => {
    const rig = await connected();
    const before = counts(rig);
    rig.bot.emit('Sub', {
      subTier: 1000,
      userId: '905',
      userName: 'tester',
      displayName: 'Tester',
      isTest: true,
    });
    rig.bot.emit('VipAdded', { user: { id: '../1', login: 'x', name: 'x' } });
    rig.bot.emit('VipAdded', {});
    rig.bot.emit('Sub', { subTier: 'x', userId: '906', userName: 'six', displayName: 'Six' });
    rig.bot.emit('ModeratorAdded', { user: { id: '907', login: 'seven', name: 'Seven' } });
    await until('the one that makes sense', () => held(rig, 'moderators', '907'));
    expect(counts(rig)).toEqual({ ...before, moderators: before.moderators + 1 });
    expect(rig.rolecall.app.live.droppedEvents).toBe(3);
  });

  it('of a stream are followed', async () => {
    const rig = await connected();
    rig.bot.emit('StreamOnline', { started_at: '2026-11-28T20:00:00Z' });
    await until('live', () => rig.rolecall.app.live.stream.state.live === true);
  });

  it('that GetEvents does not list are not counted on', async () => {
    const rig = await both();
    rig.bot.events = rig.bot.events.filter((name) => name !== 'VipRemoved');
    await rig.ws.call('source.connect');
    await until('events', () => rig.rolecall.app.live.supervisor.state === 'live');
    expect(await live(rig)).toEqual(['moderators']);
    expect(rig.bot.subscribed).not.toContain('VipRemoved');
    const { warnings } = (await rig.ws.call('sync.status')).result as { warnings: { message: string }[] };
    expect(warnings.map(({ message }) => message)).toEqual([
      'Streamer.bot does not tell at once of new VIPs. They show with the next sync.',
    ]);
    const { text } = (await rig.ws.call('diagnostics.get')).result as { text: string };
    expect(text).toContain('Login: connected, through Streamer.bot');
  });

  it('make a gap while Streamer.bot hears nothing of Twitch', async () => {
    const rig = await connected();
    rig.simulator.world.truth.users.ensure('908');
    rig.bot.emit('BroadcasterEventSubDisconnected');
    await until('not live', async () => (await live(rig)).length === 0);
    rig.simulator.world.addVip('908', { announce: false });
    rig.bot.emit('BroadcasterEventSubConnected');
    await until('what was missed', () => held(rig, 'vips', '908'));
    await until('live again', async () => (await live(rig)).length === 2);
  });
});

describe('Streamer.bot closed', () => {
  it('leaves the lists as they stand, says so, and makes good what was missed when it is back', async () => {
    const rig = await connected();
    const { port } = rig.bot;
    await rig.bot.stop();
    await until('the word', async () => {
      const { message } = (await rig.ws.call('sync.status')).result as { message: string };
      return /^Streamer\.bot is closed: the lists stand as of \d\d:\d\d\./.test(message);
    });
    const { result } = await rig.ws.call('sync.status');
    expect(result).toMatchObject({ state: 'stale', channel: { userLogin: 'maplekettle' } });
    expect((result?.['warnings'] as { code: string }[]).map(({ code }) => code)).toContain('source_away');
    const { truth } = rig.simulator.world;
    const vip = [...truth.vips.ids()].find((id) => ![...truth.subscriberIds()].includes(id))!;
    const check = await post(rig.rolecall.port, 'access.check', { userId: vip });
    expect(check.json.result).toMatchObject({ allowed: true, reason: 'vip', evidence: { stale: true } });
    const byHand = await rig.ws.call('sync.run', { source: 'manual-ui' });
    expect(byHand.result).toMatchObject({ success: false });
    expect((byHand.result?.['errors'] as { code: string }[]).map(({ code }) => code)).toEqual(
      KINDS.map(() => 'source_away'),
    );
    rig.simulator.world.subscribe('909', { announce: false });
    rig.simulator.world.addVip('910', { announce: false });
    const back = await streamerbot(rig.simulator, port);
    back.serve(rig.rolecall);
    await until('what was missed', () => held(rig, 'subscribers', '909') && held(rig, 'vips', '910'), {
      tell: () => rig.rolecall.lines.slice(-20).join('\n'),
    });
    await until('fresh', async () => (await rig.ws.call('sync.status')).result?.['state'] === 'fresh');
    expect((await rig.ws.call('sync.status')).result?.['warnings']).toEqual([]);
  });
});

describe('a page that Streamer.bot did not send', () => {
  const page = { nonce: 'x'.repeat(32), kind: 'vips', path: 'channels/vips', channelId: '12345678' };
  const empty = { ...page, status: 200, body: '{"data":[],"pagination":{}}' };
  const send = (of: TestApp, body: string, headers: Record<string, string> = {}) =>
    fetch(`${of.baseUrl}/api/actions/source.page`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', ...headers },
      body,
    }).then((response) => response.status);

  it.each<[string, number, object, Record<string, string>?]>([
    ['without having been asked', 404, empty],
    ['from a web page', 403, empty, { origin: 'https://elsewhere.example' }],
    ['from a page of another program on this PC', 403, empty, { origin: 'http://127.0.0.1:8080' }],
    ['from a web page that hides its origin', 403, empty, { 'sec-fetch-site': 'cross-site' }],
    ['about another list of Twitch', 400, { ...empty, path: 'channels/followers' }],
    ['about a kind that is none', 400, { ...empty, kind: 'followers' }],
    ['of a channel that is none', 400, { ...empty, channelId: '1 or 2' }],
    ['with a word that is none', 400, { ...empty, nonce: 'x' }],
    ['that is too large', 400, { ...empty, body: 'x'.repeat(200_001) }],
    ['with headers of its own', 400, { ...empty, headers: { 'set-cookie': 'x' } }],
  ])('is refused: %s', async (_, status, body, headers) => {
    const rig = await connected();
    const before = counts(rig);
    expect(await send(rig.rolecall, JSON.stringify(body), headers)).toBe(status);
    expect(counts(rig)).toEqual(before);
  });

  it('is refused when it comes a second time, and the lists stand', async () => {
    const rig = await connected();
    const before = counts(rig);
    const seen: string[] = [];
    const { run } = rig.bot;
    rig.bot.run = (action) => {
      void readList(action, rig.deps).then((answer) => seen.push(JSON.stringify({ ...answer, ...emptied })));
      run(action);
    };
    const emptied = { status: 200, body: '{"data":[],"pagination":{}}' };
    expect((await rig.ws.call('sync.run', {})).result).toMatchObject({ success: true });
    await until('the words', () => seen.length >= 5);
    for (const again of seen) expect(await send(rig.rolecall, again)).toBe(404);
    expect(counts(rig)).toEqual(before);
  });
});

describe('what Streamer.bot cannot do', () => {
  it('is named, with the login that can', async () => {
    const rig = await connected();
    const reward = await rig.ws.call('rewards.list');
    expect(reward.error).toMatchObject({ code: 'not_connected' });
    expect(reward.error?.message).toContain('a login of its own');
    const unknown = await rig.ws.call('viewers.refresh', { user: 'never_seen' });
    expect(unknown.error).toMatchObject({ code: 'not_connected' });
    await rig.ws.call('settings.set', { watchBans: true });
    const { missing } = (await rig.ws.call('twitch.status')).result as { missing: { scope: string }[] };
    expect(missing.map(({ scope }) => scope)).toContain('channel:moderate');
    expect(missing.map(({ scope }) => scope)).not.toContain('channel:read:vips');
  });

  it('refreshes a viewer whom a list has told of', async () => {
    const rig = await connected();
    const [vip] = rig.simulator.world.truth.vips.ids();
    rig.simulator.world.removeVip(vip!, { announce: false });
    expect((await rig.ws.call('viewers.refresh', { userId: vip })).error).toBeUndefined();
    expect(held(rig, 'vips', vip!)).toBe(false);
  });

  it('shows in the words of a list that it may not read', async () => {
    const rig = await both(undefined, ['channel:read:subscriptions', 'channel:manage:moderators']);
    await rig.ws.call('source.connect');
    const { sync } = rig.rolecall.app;
    await until('a sync', () => sync.memory.vips.error !== null && !sync.running);
    const { error } = rig.rolecall.app.sync.memory.vips;
    expect(error).toMatchObject({ code: 'missing_scope' });
    expect(error?.message).toContain('Streamer.bot’s Twitch login lacks');
    expect(error?.fix).toContain('a login of its own');
    expect(counts(rig)).toMatchObject({ subscribers: 250, moderators: 6 });
  });
});

describe('changing the way', () => {
  it('from a login keeps all data, and ends the login', async () => {
    const rig = await both();
    await rig.rolecall.close();
    const stores = await openStores(rig.dataFolder, systemClock, silentLog);
    const grant = grantOf(rig.simulator);
    await stores.tokens.setTwitch(grant);
    await stores.close();
    const rolecall = await app({ simulator: rig.simulator, isConnected: false, dataFolder: rig.dataFolder });
    rig.serve(rolecall);
    const ws = await client(rolecall);
    await until(
      'a sync',
      () => rolecall.app.sync.memory.vips.lastSuccessAt !== null && !rolecall.app.sync.running,
    );
    expect((await ws.call('source.connect')).result).toMatchObject({ through: 'streamerbot' });
    expect({ ...rolecall.app.sync.roster.counts }).toMatchObject({ subscribers: 250, vips: 12 });
    expect(rig.simulator.auth.find(grant.accessToken)).toBeNull();
    await rolecall.close();
    expect(filesIn(rig.dataFolder)).not.toContain(grant.accessToken);
    expect(filesIn(rig.dataFolder)).not.toContain(grant.refreshToken);
  });

  it('to a login keeps all data, and leaves Streamer.bot alone', async () => {
    const rig = await connected();
    const code = await rig.ws.call('twitch.connect', { clientId: 'simulator-client' });
    expect(code.error).toBeUndefined();
    expect(rig.simulator.auth.devices.approve('12345678')).toBe(1);
    await until(
      'the login',
      async () => (await rig.ws.call('twitch.status')).result?.['through'] === 'login',
    );
    expect(counts(rig)).toMatchObject({ subscribers: 250, vips: 12, moderators: 6 });
    await until('live news of all', async () => (await live(rig)).length === 3);
    await rig.rolecall.close();
    const stores = await openStores(rig.dataFolder, systemClock, silentLog);
    expect(stores.tokens.isRelayed()).toBe(false);
    await stores.close();
  });

  it('by disconnecting forgets the way', async () => {
    const rig = await connected();
    expect((await rig.ws.call('twitch.disconnect')).result).toMatchObject({
      through: 'login',
      state: 'none',
    });
    expect((await rig.ws.call('sync.status')).result).toMatchObject({ state: 'disconnected' });
  });
});
