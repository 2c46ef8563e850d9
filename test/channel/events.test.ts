import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { FaultRule } from '../../server/demo/fault-types.ts';
import type { Simulator, StartOptions } from '../../server/demo/simulator.ts';
import { app, client, synced } from './app-harness.ts';
import type { TestApp } from '../support/start-app.ts';
import type { Frame, TestClient } from '../support/ws-client.ts';
import { pause, twitch, until } from './harness.ts';

interface Follower {
  readonly simulator: Simulator;
  readonly rolecall: TestApp;
  readonly ws: TestClient;
  /** `+vip 501`, as clients hear it. */
  next(): Promise<string[]>;
}

const SIGNS: Record<string, string> = { granted: '+', revoked: '-', updated: '~' };

/** A client that follows the roles of a channel, live. */
async function follow(channel: StartOptions = {}, faults: FaultRule[] = []): Promise<Follower> {
  const simulator = await twitch({ subscribers: 5, ...channel });
  const rolecall = await app({ simulator });
  for (const fault of faults) simulator.faults.add(fault);
  const ws = await client(rolecall);
  await until('events', () => rolecall.app.live.supervisor.state === 'live');
  await synced(rolecall);
  await ws.call('events.subscribe', { events: ['roles.changed', 'stream.status'] });
  const next = async (): Promise<string[]> => {
    const { data } = await ws.take(({ event }) => event === 'roles.changed', 1_000);
    const changes = data?.['changes'] as { change: string; role: string; userId: string }[];
    return changes.map(({ change, role, userId }) => `${SIGNS[change]}${role} ${userId}`);
  };
  return { simulator, rolecall, ws, next };
}

const roles = ({ rolecall }: Follower, userId: string) => {
  const viewer = rolecall.app.stores.roster.roster.byId(userId);
  return {
    subscriber: viewer?.subscribers ?? null,
    vip: viewer?.vips ?? null,
    moderator: viewer?.moderators ?? null,
  };
};

async function journalOf({ dataFolder }: TestApp): Promise<string> {
  const files = (await readdir(dataFolder)).filter((name) => name.includes('journal'));
  return (await Promise.all(files.map((name) => readFile(join(dataFolder, name), 'utf8')))).join('\n');
}

describe('role events of Twitch', () => {
  it('reach clients within a second, and the disk before them', async () => {
    const it = await follow();
    const { world } = it.simulator;
    const steps: [() => void, string][] = [
      [() => world.subscribe('501', { tier: '2000' }), '+subscriber 501'],
      [() => world.resub('501', { tier: '3000' }), '~subscriber 501'],
      [() => world.endSubscription('501'), '-subscriber 501'],
      [() => world.addVip('502'), '+vip 502'],
      [() => world.removeVip('502'), '-vip 502'],
      [() => world.addModerator('503'), '+moderator 503'],
      [() => world.removeModerator('503'), '-moderator 503'],
    ];
    let lines = (await journalOf(it.rolecall)).split('\n').length;
    for (const [change, heard] of steps) {
      change();
      expect(await it.next()).toEqual([heard]);
      const now = (await journalOf(it.rolecall)).split('\n').length;
      expect(now).toBeGreaterThan(lines);
      lines = now;
    }
    const { result } = await it.ws.call('access.check', { userId: '502' });
    expect(result).toMatchObject({ allowed: false, evidence: { live: true, stale: false } });
  });

  it('show whom Twitch is still to be asked about', async () => {
    const it = await follow();
    const { world } = it.simulator;
    const [known = ''] = world.truth.subscriberIds();
    const verifying = async (action: string, userId: string): Promise<unknown> =>
      (await it.ws.call(action, { userId })).result?.['verifying'];
    expect(await verifying('viewers.get', known)).toBe(false);
    world.endSubscription(known);
    world.addVip('501');
    await it.next();
    await it.next();
    for (const userId of [known, '501']) {
      expect(await verifying('viewers.get', userId)).toBe(true);
      expect(await verifying('viewers.refresh', userId)).toBe(true);
    }
    const { items } = (await it.ws.call('viewers.list', {})).result as {
      items: { userId: string; verifying: boolean }[];
    };
    expect(items.filter((viewer) => viewer.verifying).map(({ userId }) => userId)).toEqual(['501']);
  });

  it('of gifts give the recipients something, and the gifter nothing', async () => {
    const it = await follow();
    it.simulator.world.gift('700', ['701', '702'], { tier: '2000' });
    const heard = [await it.next(), await it.next()].flat();
    expect(heard.sort()).toEqual(['+subscriber 701', '+subscriber 702']);
    expect(roles(it, '700').subscriber).toBeNull();
    expect(roles(it, '701').subscriber).toMatchObject({ tier: '2000', isGift: true, gifterId: null });
    // The list knows who it was, and a resub message does not undo that.
    await it.ws.call('sync.run', { force: true });
    expect(roles(it, '701').subscriber).toMatchObject({ isGift: true, gifterId: '700' });
    it.simulator.world.resub('701', { tier: '3000' });
    await until('the tier', () => roles(it, '701').subscriber?.tier === '3000');
    expect(roles(it, '701').subscriber).toMatchObject({ isGift: true, gifterId: '700' });
    // Of somebody unknown it is a subscription.
    it.simulator.world.resub('703');
    await until('the news', () => roles(it, '703').subscriber);
    expect(roles(it, '703').subscriber).toMatchObject({ tier: '1000', isGift: false });
  });

  it.each([true, false])('make a moderator of a VIP, told of the VIP or not (%s)', async (isTold) => {
    const it = await follow({ announceVipRemovalOnMod: isTold });
    it.simulator.world.addVip('502');
    expect(await it.next()).toEqual(['+vip 502']);
    it.simulator.world.addModerator('502');
    await until('the swap', () => roles(it, '502').moderator && !roles(it, '502').vip);
    it.simulator.world.removeModerator('502');
    await until('the end', () => !roles(it, '502').moderator);
    await pause(50);
    expect(roles(it, '502')).toMatchObject({ vip: null, moderator: null });
  });

  it.each<[string, FaultRule['do']]>([
    ['twice', { kind: 'duplicate' }],
    ['twice under different names', { kind: 'duplicate', newId: true }],
    ['late', { kind: 'late', ageMs: 60_000, delayMs: 80 }],
  ])('may come %s', async (_what, fault) => {
    const it = await follow({}, [{ do: fault }]);
    const { world } = it.simulator;
    world.addVip('502');
    world.subscribe('501');
    const heard = [await it.next(), await it.next()].flat().sort();
    expect(heard).toEqual(['+subscriber 501', '+vip 502']);
    await pause(100);
    expect(it.ws.rest.filter((frame: Frame) => frame.event === 'roles.changed')).toEqual([]);
  });

  it('may come in the wrong order', async () => {
    const it = await follow({}, [
      { match: { type: 'channel.vip.add' }, do: { kind: 'late', ageMs: 0, delayMs: 100 }, times: 1 },
    ]);
    it.simulator.world.addVip('502');
    // Twitch's times tell them apart.
    await pause(5);
    it.simulator.world.removeVip('502');
    await pause(200);
    it.simulator.world.addVip('503');
    expect(await it.next()).toEqual(['+vip 503']);
    expect(roles(it, '502').vip).toBeNull();
  });

  it('of the stream may overtake each other, and come twice', async () => {
    const it = await follow();
    const { world } = it.simulator;
    const { stream } = it.rolecall.app.live;
    world.startStream();
    await until('the stream', () => stream.state.live);
    world.endStream({ delayMs: 300 });
    world.startStream();
    world.subscribe('501', { delayMs: 400 }); // what was held back came before this
    await it.next();
    expect(stream.state.live).toBe(true);
    // OBS ends the stream; a repeat of its beginning does not bring it back.
    const begun = Date.now();
    await it.ws.call('stream.started');
    await it.ws.call('stream.stopped');
    world.truth.stream = null;
    it.simulator.tell({ type: 'stream.offline' });
    it.simulator.tell({ type: 'stream.online', sentAt: begun - 1_000 });
    world.endSubscription('501');
    await it.next();
    expect(stream.state.live).toBe(false);
  });

  it('during a list count for more than the list', async () => {
    const it = await follow({ subscribers: 350, vips: 3 });
    const { world } = it.simulator;
    const [first = ''] = [...world.truth.subscribers.ids()].filter((id) => id !== '12345678');
    it.simulator.faults.add({
      match: { path: '/subscriptions', lookup: false },
      do: { kind: 'latency', ms: 60, when: 'after' },
    });
    const run = it.ws.call('sync.run', { force: true });
    await pause(40);
    world.endSubscription(first);
    world.subscribe('501');
    expect([await it.next(), await it.next()].flat().sort()).toEqual(
      ['+subscriber 501', `-subscriber ${first}`].sort(),
    );
    expect((await run).result).toMatchObject({ success: true });
    expect(roles(it, first).subscriber).toBeNull();
    expect(roles(it, '501').subscriber).not.toBeNull();
  });

  it('that cannot be saved are made good by a sync', async () => {
    const it = await follow();
    const { stores } = it.rolecall.app;
    const commit = stores.roster.commit.bind(stores.roster);
    let isFull = true;
    stores.roster.commit = (build) => (isFull ? Promise.reject(new Error('ENOSPC')) : commit(build));
    it.simulator.world.addVip('502');
    await until('the loss', () => it.rolecall.lines.some((line) => line.includes('was not applied')));
    expect((await it.ws.call('sync.status')).result).toMatchObject({ state: 'stale' });
    isFull = false;
    await until('the sync', () => roles(it, '502').vip, { ms: 4_000 });
    await until('fresh', async () => (await it.ws.call('sync.status')).result?.['state'] === 'fresh');
  });
});
