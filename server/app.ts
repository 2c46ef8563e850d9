import { randomUUID } from 'node:crypto';
import { lanAddresses } from './addresses.ts';
import { ApiTokens, type FixedToken } from './api-tokens.ts';
import { AccessSystem } from './access-parts.ts';
import { Announcer } from './announcer.ts';
import { EventHub } from './api/event-hub.ts';
import { ExportDoor } from './api/export-door.ts';
import { isLoopback } from './api/guard.ts';
import { createHandlers } from './api/handlers.ts';
import { HTTP_LIMITS, type HttpLimits, HttpServer } from './api/http-server.ts';
import { Docs } from './api/docs.ts';
import { createPages } from './api/pages.ts';
import { Router } from './api/router.ts';
import { toStatus } from './api/status.ts';
import { WS_LIMITS, type WsLimits, WsServer } from './api/ws-server.ts';
import type { Config } from './config.ts';
import { ChannelCounts } from './channel-counts.ts';
import type { Clock } from './core/clock.ts';
import type { Log } from './core/log.ts';
import { PROTOCOL_VERSION } from './protocol/events.ts';
import { StatusBoard } from './status-board.ts';
import type { Settings } from './store/settings-store.ts';
import { openStores, type Stores } from './stores.ts';
import { createApiPorts } from './api-ports.ts';
import { importData } from './data-import.ts';
import { exportFacts } from './data-port.ts';
import { DemoProcess } from './demo-process.ts';
import { ChannelExtras } from './channel-extras.ts';
import { Live } from './live.ts';
import { BackgroundSync } from './sync/background.ts';
import { SyncError, type SyncSettings } from './sync/ports.ts';
import { DenialLookUp } from './sync/denial-lookup.ts';
import { RoleSync } from './sync/role-sync.ts';
import { PeerSystem } from './peers-system.ts';
import { createRewardsPort } from './rewards-port.ts';
import { createTwitchPort } from './twitch-port.ts';
import { REWARDS_SCOPE } from './twitch/rewards.ts';
import { TwitchLogin } from './twitch/login.ts';
import { createRoleSource } from './twitch/role-source.ts';
import { lookUpViewer } from './viewer-lookup.ts';
import { TwitchHttp } from './twitch/twitch-http.ts';

export interface AppOptions {
  readonly config: Config;
  /** Where data lives; it must not be in use. */
  readonly dataFolder: string;
  /** Where the built pages are. */
  readonly pagesFolder: string;
  readonly version: string;
  readonly clock: Clock;
  readonly log: Log;
  /** The built `main.js`, to start the demo from; without it there is none. */
  readonly demoProgram?: string;
  /** An owner's token for this one start: the way in where everything needs one. */
  readonly startToken?: string;
  /** Told of every secret that comes to be known, for the log's redaction. */
  readonly onSecret: (secret: string) => void;
  /** A number in [0, 1). */
  readonly random: () => number;
  readonly limits?: { readonly ws?: WsLimits; readonly http?: HttpLimits };
}

/** How long the first sync waits for events to come, so that nothing falls between the two. */
const LIVE_FIRST_MS = 5_000;

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
  const settings: SyncSettings = {
    intervalMs: () => stores.settings.get().intervalMinutes * 60_000,
    windowMs: config.syncWindowMs,
    minGapMs: config.syncMinGapMs,
  };
  const hub = new EventHub(log);
  const announcer = new Announcer(hub, () => board.facts());
  const http = new TwitchHttp({ clock, random });
  const login = new TwitchLogin({
    http,
    vault: stores.tokens,
    clock,
    log,
    random,
    fixedToken: fixedTokenOf(config),
    knownChannel: () => stores.tokens.lastBroadcaster(),
    onSecret: options.onSecret,
    onChange: () => onLoginChange(),
    onConnected: () => void syncFrom('oauth-connect'),
  });
  const source = createRoleSource({ http, tokens: login, connection: login });
  const sync = new RoleSync({
    source,
    store: stores.roster,
    runs: stores.runs,
    connection: login,
    settings,
    clock,
    log,
    newRunId: randomUUID,
    listener: {
      onProgress: (progress) => announcer.onProgress(progress),
      onRolesChanged: (changes) => {
        announcer.onRolesChanged(changes);
        live.onRolesChanged(changes);
      },
      onStatus: () => onStatus(),
      onFinished: (run) => {
        background.onFinished(run);
        counts.note();
        announcer.onFinished(run);
      },
    },
  });
  const counts = new ChannelCounts({
    store: stores.counts,
    clock,
    counts: () => roster.counts,
    lists: () => sync.memory,
  });
  const background = new BackgroundSync({
    settings,
    connection: login,
    clock,
    log,
    random,
    run: (request) => sync.run(request),
  });
  const extras: ChannelExtras = new ChannelExtras({
    http,
    login,
    settings: () => stores.settings.get(),
    clock,
    log,
    random,
    access: (): AccessSystem => access,
  });
  const live = new Live({
    http,
    login,
    source,
    sync,
    clock,
    log,
    random,
    onChange: () => onStatus(),
    extras,
    onStream: (state) => {
      announcer.onStream(state);
      access.onStream(state.live);
      onStatus();
    },
  });
  const channel = () => login.channel() ?? stores.tokens.lastBroadcaster();
  const board = new StatusBoard({
    clock,
    roster,
    settings,
    connection: login,
    sync,
    background,
    channel,
    live: () => live,
    clockSkewMs: () => http.clockSkewMs,
  });
  const access = new AccessSystem({
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
    refresh: (who, from) => lookUpViewer({ roster, http, login, live }, who, from),
  });
  const wanted = new Set<string>();
  const twitch = createTwitchPort({
    login,
    clientId: config.twitchClientId,
    channel,
    settings: () => stores.settings.get(),
    wanted: () => [...wanted],
  });
  const rewards = createRewardsPort({
    rewards: extras.rewards,
    settings: stores.settings,
    twitchNow: () => clock.now() - http.clockSkewMs,
    onWanted: () => wanted.add(REWARDS_SCOPE),
    onChange: () => {
      onSettings();
      extras.onRewards();
    },
  });
  const exports = new ExportDoor({
    clock,
    log,
    facts: () => exportFacts({ version: options.version, clock, stores, access, channel }),
    channelLogin: () => channel()?.userLogin ?? null,
  });
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
      onSettings();
    },
    onSettings: () => onSettings(),
    onStatus: () => onStatus(),
  });
  const router = new Router(createHandlers(ports, hub), log);
  const ws = new WsServer({
    router,
    hub,
    clock,
    log,
    findToken: (token) => tokens.find(token),
    onTokenSeen: (id) => tokens.touch(id),
    limits: options.limits?.ws ?? WS_LIMITS,
    hello: () => ({ protocol: PROTOCOL_VERSION, version: options.version, status: toStatus(board.facts()) }),
  });
  const docs = new Docs(options.version);
  const pages = createPages({ folder: options.pagesFolder });
  const server = new HttpServer({
    router,
    ws,
    clock,
    log,
    findToken: (token) => tokens.find(token),
    host: config.host,
    limits: options.limits?.http ?? HTTP_LIMITS,
    docs,
    pages: pages.serve,
    exports,
  });

  let isClosing = false;

  function onStatus(): void {
    if (isClosing) return;
    announcer.onStatus();
    board.watch(() => onStatus());
  }

  /** Other settings may need other permissions and other events. */
  function onSettings(): void {
    if (isClosing) return;
    extras.onSettings();
    live.follow();
    announcer.onTwitch(twitch.status());
  }

  /** Everything may be another: rules, interval, and what is asked of Twitch. */
  function onImported(settings: Settings): void {
    if (isClosing) return;
    announcer.onPolicy(settings.policy);
    background.reschedule();
    onSettings();
    extras.onRewards();
    onStatus();
  }

  function onLoginChange(): void {
    if (isClosing) return;
    const connected = login.channel();
    if (connected && login.isProven) void stores.tokens.rememberBroadcaster(connected);
    if (!connected)
      sync.cancel(new SyncError('login_expired', 'The Twitch login has ended.', 'Connect Twitch again.'));
    live.follow();
    announcer.onTwitch(twitch.status());
    onStatus();
  }

  /** A sync of our own after a start or a login, once events come. */
  async function syncFrom(from: 'startup' | 'oauth-connect'): Promise<void> {
    await live.untilLive(LIVE_FIRST_MS);
    if (!login.channel() || isClosing) return;
    try {
      // A run under way may have begun with what the login before was allowed to see.
      await sync.run({ source: from, isExempt: true, mustBeginNow: from === 'oauth-connect' });
    } catch (error) {
      log.warn('RoleSync', `No sync (${from}): ${String(error)}`);
    }
  }

  /** Never delays listening: Twitch may be slow or away. */
  async function connect(): Promise<void> {
    // All of the program is in memory from here on: a later build may take its files away.
    await Promise.all([live.load(), pages.load(), docs.load(), login.start()]);
    if (isClosing) return;
    live.follow();
    background.start();
    onStatus();
    await syncFrom('startup');
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
      isClosing = true;
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

/** Not among those that the owner makes and revokes: they end with the process. */
function fixedApiTokens({ config, startToken }: AppOptions): FixedToken[] {
  const all = [
    { id: 'environment', token: config.apiToken ?? undefined },
    { id: 'start', token: startToken },
  ];
  return all.flatMap(({ id, token }) => (token === undefined ? [] : [{ id, token, level: 'owner' }]));
}

function fixedTokenOf(config: Config): { clientId: string; accessToken: string } | null {
  const { twitchClientId: clientId, twitchAccessToken: accessToken } = config;
  return clientId === null || accessToken === null ? null : { clientId, accessToken };
}
