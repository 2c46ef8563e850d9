import { mkdtemp, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Clock } from '../../server/core/clock.ts';
import { silentLog } from '../../server/core/log.ts';
import { ApiError } from '../../server/core/problem.ts';
import { type Kind, KINDS, type RoleChange } from '../../server/core/roles.ts';
import type { FaultRule } from '../../server/demo/fault-types.ts';
import { type Simulator, startSimulator, type StartOptions } from '../../server/demo/simulator.ts';
import { StreamerbotRelay } from '../../server/peers/streamerbot-relay.ts';
import type { StreamerbotSession } from '../../server/peers/streamerbot-client.ts';
import { ACTIONS } from '../../server/protocol/actions.ts';
import { openStores, type Stores } from '../../server/store/stores.ts';
import type { RunRecord } from '../../server/sync/ports.ts';
import { RoleSync } from '../../server/sync/role-sync.ts';
import { sendThrough } from '../../server/twitch/relay.ts';
import { createRoleSource } from '../../server/twitch/role-source.ts';
import type { Send, TokenSource, TwitchToken } from '../../server/twitch/tokens.ts';
import { TwitchHttp } from '../../server/twitch/twitch-http.ts';
import { fastClock } from '../support/fast-clock.ts';
import { IMPORTED, readList } from '../support/relayed.ts';
import { CHANNEL, recordingLog, Told } from './harness.ts';

const CLIENT_ID = 'simulator-client';
/** Silence of half a minute takes a second. */
const FACTOR = 30;

export interface RigOptions {
  /** Twitch is asked through Streamer.bot. */
  readonly isRelayed?: boolean;
}

/** The real sync with the real calls and the real store, against the simulator, in a hurry. */
export class SimulatorRig {
  readonly simulator: Simulator;
  readonly stores: Stores;
  readonly sync: RoleSync;
  readonly told = new Told();
  readonly lines: string[];
  /** Whether a dead token can be replaced, as by a refresh. */
  canRefresh = true;
  replaced = 0;
  readonly #folder: string;
  /** null: Rolecall asks by itself. */
  readonly #send: Send | null;
  #streamerbots = '';
  #token: TwitchToken | null;
  #nextId = 1_000;

  private constructor(
    simulator: Simulator,
    stores: Stores,
    folder: string,
    clock: Clock,
    { isRelayed = false }: RigOptions,
  ) {
    this.simulator = simulator;
    this.stores = stores;
    this.#folder = folder;
    this.#send = isRelayed ? sendThrough(this.#relayed(clock), () => CHANNEL) : null;
    this.#token = this.#newToken();
    const log = recordingLog();
    this.lines = log.lines;
    const http = new TwitchHttp({ clock, log: silentLog, random: () => 0.5 });
    const connection = { channel: () => (this.#token ? CHANNEL : null) };
    const tokens: TokenSource = {
      current: () => this.#token,
      replace: (dead) => {
        if (dead === this.#token) {
          this.replaced++;
          this.#token = this.canRefresh ? this.#newToken() : null;
        }
        return Promise.resolve(this.#token);
      },
    };
    let runId = 0;
    this.sync = new RoleSync({
      source: createRoleSource({ http, tokens, connection }),
      store: stores.roster,
      runs: stores.runs,
      connection,
      settings: { intervalMs: () => 1_800_000, windowMs: 0, minGapMs: 0 },
      clock,
      log,
      listener: this.told,
      isStale: () => false,
      newRunId: () => `run${++runId}`,
    });
  }

  static async open(channel: StartOptions, options: RigOptions = {}): Promise<SimulatorRig> {
    const clock = fastClock(FACTOR);
    const simulator = await startSimulator({ ...channel, clock });
    process.env['TWURPLE_MOCK_API_PORT'] = String(simulator.port);
    const folder = await mkdtemp(join(tmpdir(), 'rolecall-faults-'));
    return new SimulatorRig(simulator, await openStores(folder, clock, silentLog), folder, clock, options);
  }

  /** A new login, with all scopes or with these. */
  login(scopes?: readonly string[]): void {
    this.#token = this.#newToken(scopes);
  }

  #newToken(scopes?: readonly string[]): TwitchToken {
    const { accessToken } = this.simulator.issueToken({ clientId: CLIENT_ID, ...(scopes && { scopes }) });
    if (!this.#send) return { clientId: CLIENT_ID, accessToken };
    // What Rolecall knows is the way; the token is Streamer.bot's.
    this.#streamerbots = accessToken;
    return { clientId: '', accessToken: '', send: this.#send };
  }

  /** Streamer.bot and our action in it, without the WebSocket between. */
  #relayed(clock: Clock): StreamerbotRelay {
    const relay = new StreamerbotRelay({ clock, log: silentLog });
    const deps = {
      twitch: `http://127.0.0.1:${this.simulator.port}/mock/`,
      clientId: CLIENT_ID,
      token: () => this.#streamerbots,
      limit: () => {
        const abort = new AbortController();
        clock.after(7_000, () => abort.abort());
        return abort.signal;
      },
    };
    const session: StreamerbotSession = {
      end: () => undefined,
      actions: () => Promise.resolve([IMPORTED]),
      request: () => Promise.resolve({ status: 'ok' }),
      doAction: (action, args) => {
        void readList({ action: { id: action.id ?? '' }, args }, deps).then((page) => {
          const { headers, ...posted } = ACTIONS['source.page'].params.parse(page);
          try {
            relay.onPage({ ...posted, headers: headers as Record<string, string> });
          } catch (error) {
            // Given up meanwhile.
            if (!(error instanceof ApiError)) throw error;
          }
        });
        return Promise.resolve();
      },
    };
    relay.follow(session, { status: 'connected', since: 0, problem: null });
    return relay;
  }

  async run(): Promise<RunRecord> {
    const answer = await this.sync.run({ source: 'test', isExempt: true });
    if (answer.outcome === 'skipped') throw new Error('skipped');
    return answer.run;
  }

  add(...rules: readonly FaultRule[]): void {
    for (const rule of rules) this.simulator.faults.add(rule);
  }

  /** People come and go behind our back: in every list somebody new, somebody gone. */
  stir(): void {
    const { world } = this.simulator;
    const silently = { announce: false };
    const [sub] = this.truth('subscribers');
    const [vip] = this.truth('vips');
    const [mod] = this.truth('moderators');
    if (sub) world.endSubscription(sub, silently);
    if (vip) world.removeVip(vip, silently);
    if (mod) world.removeModerator(mod, silently);
    world.subscribe(String(this.#nextId++), silently);
    world.addVip(String(this.#nextId++), silently);
    world.addModerator(String(this.#nextId++), silently);
  }

  truth(kind: Kind): Set<string> {
    const { truth } = this.simulator.world;
    if (kind === 'subscribers') return new Set(truth.subscriberIds());
    return new Set(truth[kind].ids());
  }

  held(kind: Kind): Set<string> {
    const held = [...this.stores.roster.roster.viewers()].filter((viewer) => viewer[kind]);
    return new Set(held.map(({ userId }) => userId));
  }

  allHeld(): Record<Kind, Set<string>> {
    return {
      subscribers: this.held('subscribers'),
      vips: this.held('vips'),
      moderators: this.held('moderators'),
    };
  }

  /** Tiers and gifts too, not only who. */
  wrongDetails(): string[] {
    const { truth } = this.simulator.world;
    return [...truth.subscriberIds()].filter((userId) => {
      const is = truth.subscription(userId);
      const known = this.stores.roster.roster.byId(userId)?.subscribers;
      return known?.tier !== is?.tier || known?.isGift !== is?.isGift || known?.gifterId !== is?.gifterId;
    });
  }

  takeChanges(): RoleChange[] {
    return this.told.changes.splice(0);
  }

  async journalBytes(): Promise<number> {
    return (await stat(join(this.#folder, 'roster.journal.ndjson'))).size;
  }

  async close(): Promise<void> {
    await this.sync.close();
    await this.stores.close();
    await this.simulator.close();
    await rm(this.#folder, { recursive: true, force: true, maxRetries: 3 });
  }
}

export { KINDS };
