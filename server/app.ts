import { randomUUID } from 'node:crypto';
import { AccessService } from './access/service.ts';
import { createApi } from './api/api.ts';
import type { AppService, HostProcess } from './api/app-service.ts';
import type { PublishedEvents } from './api/publisher.ts';
import type { Limits } from './api/servers.ts';
import type { Services } from './api/services.ts';
import type { TokenEvents } from './api/tokens.ts';
import { Backup } from './backup/backup.ts';
import { Channel } from './channel/channel.ts';
import { type Config, fixedApiTokens, fixedTwitchToken } from './config.ts';
import { writableClock } from './clock.ts';
import type { Clock } from './core/clock.ts';
import { type Emitter, Events } from './core/events.ts';
import { ApiError } from './core/problem.ts';
import type { Log } from './core/log.ts';
import { RecentProblems } from './core/recent-problems.ts';
import { DemoProcess } from './demo/demo-process.ts';
import type { DemoStates } from './demo/demo-states.ts';
import { Peers } from './peers/peers.ts';
import { StreamerbotRelay } from './peers/streamerbot-relay.ts';
import { NEWER_VERSION, Updates } from './peers/updates.ts';
import { Redactor } from './log.ts';
import { IN_DOUBT } from './store/access-file.ts';
import { RULES_UNKNOWN, toSettingsValues } from './store/settings-store.ts';
import { type Past, writePast } from './store/past.ts';
import { openStores, type Stores } from './store/stores.ts';

/**
 * By how much the heap may grow over what is in use before V8 collects: by so many bytes, but no less than the one and
 * no more than the other share, percent. By itself V8 allows 300. With much in use each collection is long, and with
 * much room the heap is large.
 */
const HEAP_ROOM = 80e6;
const LEAST_GROWTH = 30;
const MOST_GROWTH = 200;
const ROOM_EVERY_MS = 1_000;
/** How much of that has to be used before V8 marks what is in use, percent: so that it is done before the rest is. */
const MARK_FROM = 50;
/** The same, at which it no longer waits for a quiet moment. */
const MARK_AT_ONCE = 75;
/** How much of the room for what is new has to be used before V8 empties it in a quiet moment, percent. By itself 80. */
const EMPTY_FROM = 40;

export interface AppOptions {
  readonly config: Config;
  /** Where data lives; it must not be in use. */
  readonly dataFolder: string;
  /** Where the built pages are. */
  readonly pagesFolder: string;
  readonly version: string;
  /** Another for other sources: pages reload when they meet one. */
  readonly build: string;
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
  readonly limits?: Limits;
  readonly host?: HostProcess;
  /** Of a channel that is only shown: written into its new folder first. */
  readonly past?: Past;
  readonly demoStates?: DemoStates;
}

/** A Rolecall that is put together. */
export interface App extends Pick<Channel, 'sync' | 'live'> {
  readonly stores: Stores;
  readonly login: Channel['account']['login'];
  /** Whether there is a login to take up at the start. */
  readonly hasLogin: boolean;
  /** Listens, then connects to Twitch and syncs in the background. @returns the port */
  start(): Promise<number>;
  /** Ends everything that was started; what was acknowledged is on disk. */
  close(): Promise<void>;
}

interface SettingsEvents {
  /** The names of those that were changed and stored. */
  settings: readonly string[];
}

type AppEvents = PublishedEvents & TokenEvents & SettingsEvents;

/**
 * The composition root: builds every part, each from those before it. Nothing listens or calls before
 * `start()`.
 * @throws StoreError if the data folder cannot be used
 */
export async function openApp(options: AppOptions): Promise<App> {
  const { config, version, random } = options;
  const clock = writableClock(options.clock);
  const redactor = new Redactor();
  for (const secret of [config.twitchAccessToken, config.apiToken, options.startToken])
    if (secret) redactor.add(secret);
  const onSecret = (secret: string): void => {
    redactor.add(secret);
    options.onSecret(secret);
  };
  const problems = new RecentProblems(clock);
  const log = problems.watch(options.log);
  const base = { clock, log, random, onSecret };
  const stores = await openStores(options.dataFolder, clock, log);
  if (options.past)
    await writePast(stores, options.past).catch((error: unknown) =>
      log.warn('Store', `No past: ${String(error)}`),
    );
  const events = new Events<AppEvents>((event, error) =>
    log.error('Events', `What follows from "${event}" failed`, error),
  );
  const fixedToken = fixedTwitchToken(config);
  if (config.twitchAccessToken !== null && !fixedToken)
    log.warn(
      'Twitch',
      'ROLECALL_TWITCH_ACCESS_TOKEN is not used: set ROLECALL_TWITCH_CLIENT_ID, which it is of, too.',
    );
  const relay = new StreamerbotRelay(base);
  const channel = new Channel({
    ...base,
    relay,
    stores,
    events,
    windowMs: config.syncWindowMs,
    minGapMs: config.syncMinGapMs,
    clientId: config.twitchClientId,
    fixedToken,
  });
  const access = new AccessService({
    ...base,
    roster: channel.sync.writer.firstLists.view,
    store: stores.access,
    uses: stores.uses,
    settings: stores.settings,
    channel,
    events,
  });
  const peers = new Peers({
    ...base,
    relay,
    store: stores.peers,
    events,
    allowed: (request) => access.allowed(request),
    onStream: (isLive) => void (isLive ? channel.onStreamStarted() : channel.onStreamStopped()),
  });
  const backup = new Backup({
    version,
    clock,
    stores,
    access,
    events,
    channel: () => channel.broadcaster(),
    newImportId: randomUUID,
  });
  const { command, releases } = config.distribution;
  const demo = new DemoProcess({ program: options.demoProgram ?? null, isDemo: config.isDemo, log, command });
  const { settings, warnings } = stores;
  const updates = new Updates({ version, releases, settings, warnings, clock, log });
  events.on('settings', (names) => {
    if (names.includes('checkForUpdates')) updates.onSetting();
  });
  const app = createAppService(options, stores, events, { channel, access, peers, updates });
  const api = createApi({
    ...{ app, stores, channel, access, backup, peers, demo, updates, events, clock, log },
    ...{ problems, onSecret, demoStates: options.demoStates ?? null },
    tokenStore: stores.accessTokens,
    fixedTokens: fixedApiTokens(config, options.startToken),
    redact: (text) => redactor.clean(text),
    host: config.host,
    command,
    pagesFolder: options.pagesFolder,
    limits: options.limits,
  });

  return {
    stores,
    sync: channel.sync,
    live: channel.live,
    login: channel.account.login,
    hasLogin: fixedToken !== null || stores.tokens.twitch() !== null || stores.tokens.isRelayed(),
    async start() {
      const port = await api.listen(config.port);
      void stores.roster.wake();
      access.start();
      peers.start();
      updates.start();
      // Never delays listening: Twitch may be slow or away. All of the program is in memory before anything
      // is followed: a later build may take its files away.
      void Promise.all([channel.connect(), api.load()]).then(() => channel.follow());
      return port;
    },
    async close() {
      const demoEnded = demo.close();
      updates.close();
      peers.close();
      await channel.close();
      await api.close();
      await access.close();
      await stores.close();
      await demoEnded;
    },
  };
}

/** What concerns the whole process. */
function createAppService(
  { version, build, config, clock, host }: AppOptions,
  stores: Stores,
  events: Emitter<SettingsEvents>,
  { channel, access, peers, updates }: Pick<Services, 'channel' | 'access' | 'peers' | 'updates'>,
): AppService {
  const startedAt = clock.monotonic();
  const settings = (): ReturnType<AppService['settings']> => toSettingsValues(stores.settings.get());
  return {
    version,
    build,
    isDemo: config.isDemo,
    host: host ?? null,
    uptimeMs: () => Math.round(clock.monotonic() - startedAt),
    settings,
    async changeSettings(patch) {
      const given = Object.entries(patch).filter(([, value]) => value !== undefined);
      if (given.length > 0) {
        await stores.settings.update(Object.fromEntries(given));
        events.emit('settings', given.map(([name]) => name)); // prettier-ignore
      }
      return settings();
    },
    async dismissWarning(code) {
      const isOpen = stores.warnings.has(code);
      if (code === RULES_UNKNOWN.code) {
        await stores.settings.believe();
        events.emit('settings', ['areRulesUnknown']);
      }
      if (code === IN_DOUBT) await access.exceptions.giveUpInDoubt();
      if (code === NEWER_VERSION) await updates.skip();
      return stores.warnings.dismiss(code) || isOpen;
    },
    restoreAfter(code) {
      if (code === IN_DOUBT) return access.exceptions.restoreInDoubt();
      throw new ApiError('not_found', `Nothing waits to be restored after "${code}".`);
    },
    async deleteData() {
      const deleted = stores.roster.roster.size;
      channel.cancelSync('The data was deleted during the sync.');
      await stores.roster.deleteAll();
      await access.deleteAll();
      await peers.forget();
      await channel.forget();
      host?.clearLog();
      return deleted;
    },
  };
}

/** Rolecall runs beside a game and OBS. V8 reads this at each collection, so it may be set while running. */
export async function keepHeapSmall(): Promise<void> {
  const { getHeapStatistics, setFlagsFromString } = await import('node:v8'); // loading it would make a start wait
  const setRoom = (): void => {
    const share = Math.round((100 * HEAP_ROOM) / getHeapStatistics().used_heap_size);
    const growth = Math.min(MOST_GROWTH, Math.max(LEAST_GROWTH, share));
    setFlagsFromString(`--heap-growing-percent=${growth}`);
  };
  setRoom();
  setInterval(setRoom, ROOM_EVERY_MS).unref();
  setFlagsFromString(`--incremental-marking-soft-trigger=${MARK_FROM}`);
  setFlagsFromString(`--incremental-marking-hard-trigger=${MARK_AT_ONCE}`);
  // While one of several helpers holds back the last object to be looked at, V8 believes that it is done, and what
  // hangs from that object stops the world: 300 ms, one in three times. Without any, marking takes steps of 40 ms.
  setFlagsFromString('--concurrent-marking-max-worker-num=1');
  // Room for what is new stays small: V8 would take 33 MB, fill them and copy what lives on in one go, and whatever
  // Twitch's pages held outside of the heap stays until then. A sync takes 8 % more work and half the memory.
  setFlagsFromString('--semi-space-growth-factor=1');
  // Between two turns it is emptied long before it is full: several short waits in place of a long one.
  setFlagsFromString(`--minor-gc-task-trigger=${EMPTY_FROM}`);
  // Nobody waits for a helper that a game keeps from the processor: that held everybody up for 250 ms.
  setFlagsFromString('--no-parallel-scavenge');
}
