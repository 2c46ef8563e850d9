import { randomUUID } from 'node:crypto';
import { AccessSystem } from './access/service.ts';
import { lanAddresses } from './api/addresses.ts';
import { Announcer } from './api/publisher.ts';
import { EventHub } from './api/event-hub.ts';
import { ExportDoor } from './api/downloads.ts';
import { isLoopback } from './api/guard.ts';
import { createApiPorts } from './api-ports.ts';
import { ApiTokens } from './api/tokens.ts';
import type { AppOptions } from './app-options.ts';
import { type ChannelParts, createChannelParts } from './channel/channel.ts';
import { importData } from './backup/import.ts';
import { exportFacts } from './backup/export.ts';
import { DemoProcess } from './demo/demo-process.ts';
import { createDoors, type Doors } from './api/servers.ts';
import { FollowUps } from './channel/follow-ups.ts';
import { fixedApiTokens, fixedTokenOf } from './given-tokens.ts';
import type { Live } from './channel/live.ts';
import { PeerSystem } from './peers/peers.ts';
import { createRewardsPort } from './channel/rewards.ts';
import type { Settings } from './store/settings-store.ts';
import { openStores, type Stores } from './store/stores.ts';
import { DenialLookUp } from './sync/denial-lookup.ts';
import type { RoleSync } from './sync/role-sync.ts';
import { createTwitchPort } from './channel/login.ts';
import type { TwitchLogin } from './twitch/login.ts';
import { REWARDS_SCOPE } from './twitch/rewards.ts';
import { lookUpViewer } from './channel/lookup.ts';

/** A Rolecall that is put together. */
export interface App {
  readonly stores: Stores;
  readonly sync: RoleSync;
  readonly login: TwitchLogin;
  readonly live: Live;
  /** Whether there is a login to take up at the start. */
  readonly hasLogin: boolean;
  /** Listens, then connects to Twitch and syncs in the background. @returns the port */
  start(): Promise<number>;
  /** Ends everything that was started; what was acknowledged is on disk. */
  close(): Promise<void>;
}

/**
 * The composition root: builds every part and hands out ports. Nothing listens or calls before `start()`.
 * @throws StoreError if the data folder cannot be used
 */
export async function openApp(options: AppOptions): Promise<App> {
  const { config, clock, log, random } = options;
  const stores = await openStores(options.dataFolder, clock, log);
  const { roster } = stores.roster;
  const hub = new EventHub(log);
  const announcer = new Announcer(hub, () => board.facts());
  const parts: ChannelParts = createChannelParts({
    clock,
    log,
    random,
    windowMs: config.syncWindowMs,
    minGapMs: config.syncMinGapMs,
    fixedToken: fixedTokenOf(config),
    onSecret: options.onSecret,
    stores,
    announcer,
    access: () => access,
    followUps: () => followUps,
  });
  const { http, login, sync, counts, background, extras, live, board, channel } = parts;
  const access: AccessSystem = new AccessSystem({
    stores,
    clock,
    log,
    announcer,
    freshness: board,
    broadcaster: channel,
    outside: extras.reads,
    strangers: extras.strangers,
  });
  const denials = new DenialLookUp({
    clock,
    log,
    isOn: () => stores.settings.get().lookUpDenied && login.channel() !== null,
    refresh: ({ userId, user = '' }, from) =>
      lookUpViewer({ roster, http, login, live }, userId === undefined ? { login: user } : { userId }, from),
  });
  const wanted = new Set<string>();
  const twitch = createTwitchPort({
    login,
    clientId: config.twitchClientId,
    channel,
    settings: () => stores.settings.get(),
    wanted: () => [...wanted],
  });
  const followUps: FollowUps = new FollowUps({ stores, channel: parts, announcer, twitch, log });
  const rewards = createRewardsPort({
    rewards: extras.rewards,
    settings: stores.settings,
    twitchNow: () => clock.now() - http.clockSkewMs,
    onWanted: () => wanted.add(REWARDS_SCOPE),
    onChange: () => {
      followUps.onSettings();
      extras.onRewards();
    },
  });
  const exports = new ExportDoor({
    clock,
    log,
    facts: () => exportFacts({ version: options.version, clock, stores, access, channel }),
    channelLogin: () => channel()?.userLogin ?? null,
  });
  const onImported = (settings: Settings): void => followUps.onImported(settings);
  const dataImport = { stores, access, clock, channel, newImportId: randomUUID, onImported };
  const tokens = new ApiTokens({
    store: stores.accessTokens,
    fixed: fixedApiTokens(options),
    clock,
    onSecret: options.onSecret,
    onRevoked: (id) => ws.endToken(id),
  });
  const peers = new PeerSystem({
    store: stores.peers,
    clock,
    log,
    random,
    onSecret: options.onSecret,
    allowed: access.allowed,
    onStream: (isLive) => void (isLive ? ports.stream.onStarted() : ports.stream.onStopped()),
    onChange: (facts) => announcer.onPeers(facts),
  });
  announcer.listen(peers.news);
  const demo = new DemoProcess({ program: options.demoProgram ?? null, isDemo: config.isDemo, log });
  const ports = createApiPorts({
    version: options.version,
    isDemo: config.isDemo,
    clock,
    stores,
    sync,
    access,
    denials,
    background,
    board,
    live,
    http,
    login,
    twitch,
    rewards,
    data: {
      offerExport: (format) => exports.offer(format),
      import: (facts) => importData(dataImport, facts),
    },
    extras,
    tokens,
    counts,
    addresses: () => ({
      host: config.host,
      port: server.port,
      isLan: !isLoopback(config.host),
      addresses: lanAddresses(),
    }),
    peers,
    demo,
    onPolicy: (policy) => {
      announcer.onPolicy(policy);
      followUps.onSettings();
    },
    onSettings: () => followUps.onSettings(),
    onStatus: () => followUps.onStatus(),
  });
  const doors: Doors = createDoors({
    host: config.host,
    version: options.version,
    pagesFolder: options.pagesFolder,
    clock,
    log,
    limits: options.limits,
    ports,
    hub,
    tokens,
    exports,
  });
  const { ws, server } = doors;

  /** Never delays listening: Twitch may be slow or away. */
  async function connect(): Promise<void> {
    // All of the program is in memory from here on: a later build may take its files away.
    await Promise.all([live.load(), doors.load(), login.start()]);
    if (followUps.isClosed) return;
    live.follow();
    background.start();
    followUps.onStatus();
    await followUps.syncFrom('startup');
  }

  return {
    stores,
    sync,
    login,
    live,
    hasLogin: fixedTokenOf(config) !== null || stores.tokens.twitch() !== null,
    async start() {
      const port = await server.listen(config.port);
      void stores.roster.wake();
      access.start();
      peers.start();
      void connect();
      return port;
    },
    async close() {
      followUps.close();
      const demoEnded = demo.close();
      peers.close();
      live.close();
      extras.close();
      background.close();
      await login.close();
      ws.close();
      await server.close();
      await sync.close();
      board.close();
      await access.close();
      await tokens.close();
      await stores.close();
      await demoEnded;
    },
  };
}
