import { mkdtemp, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { silentLog } from '../../server/core/log.ts';
import { type Kind, KINDS, type RoleChange } from '../../server/core/roles.ts';
import type { FaultRule } from '../../server/demo/fault-types.ts';
import { type Simulator, startSimulator, type StartOptions } from '../../server/demo/simulator.ts';
import { openStores, type Stores } from '../../server/store/stores.ts';
import type { RunRecord } from '../../server/sync/ports.ts';
import { RoleSync } from '../../server/sync/role-sync.ts';
import { createRoleSource } from '../../server/twitch/role-source.ts';
import type { TokenSource, TwitchToken } from '../../server/twitch/tokens.ts';
import { TwitchHttp } from '../../server/twitch/twitch-http.ts';
import { fastClock } from '../support/fast-clock.ts';
import { CHANNEL, recordingLog, Told } from './harness.ts';

const CLIENT_ID = 'simulator-client';
/** Silence of half a minute takes a second. */
const FACTOR = 30;

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
  #token: TwitchToken | null;
  #nextId = 1_000;

  private constructor(simulator: Simulator, stores: Stores, folder: string, clock = fastClock(FACTOR)) {
    this.simulator = simulator;
    this.stores = stores;
    this.#folder = folder;
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

  static async open(channel: StartOptions): Promise<SimulatorRig> {
    const clock = fastClock(FACTOR);
    const simulator = await startSimulator({ ...channel, clock });
    process.env['TWURPLE_MOCK_API_PORT'] = String(simulator.port);
    const folder = await mkdtemp(join(tmpdir(), 'rolecall-faults-'));
    return new SimulatorRig(simulator, await openStores(folder, clock, silentLog), folder, clock);
  }

  /** A new login, with all scopes or with these. */
  login(scopes?: readonly string[]): void {
    this.#token = this.#newToken(scopes);
  }

  #newToken(scopes?: readonly string[]): TwitchToken {
    const { accessToken } = this.simulator.issueToken({ clientId: CLIENT_ID, ...(scopes && { scopes }) });
    return { clientId: CLIENT_ID, accessToken };
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
