import type { Allowed, AllowedRequest } from '../access/allowed.ts';
import type { AccessEvents } from '../access/service.ts';
import { type Clock, sleep, type Timer } from '../core/clock.ts';
import type { Emitter, Subscriptions } from '../core/events.ts';
import type { Log } from '../core/log.ts';
import { ApiError, type ProblemView } from '../core/problem.ts';
import type { RoleNews } from '../core/role-news.ts';
import type { ChosenAction, ChosenActions, PeerStore, Peers as Config } from '../store/peer-store.ts';
import type { RunRecord } from '../sync/ports.ts';
import type { StreamState } from '../sync/stream-state.ts';
import { Obs } from './obs.ts';
import { Speakerbot } from './speakerbot.ts';
import type { StreamerbotAction } from './streamerbot-client.ts';
import type { PostedPage } from './page-book.ts';
import type { StreamerbotRelay } from './streamerbot-relay.ts';
import { Streamerbot } from './streamerbot.ts';
import type { PeerState } from './supervisor.ts';
import { openUdp } from './udp.ts';

/** How it stands with each of them. No password is in it. */
export interface PeersView {
  readonly streamerbot: Config['streamerbot'] & {
    readonly hasPassword: boolean;
    readonly hasTriggers: boolean;
    readonly state: PeerState;
  };
  readonly speakerbot: Config['speakerbot'] & Speakerbot['counts'] & { readonly state: PeerState };
  readonly obs: Config['obs'] & { readonly hasPassword: boolean; readonly state: PeerState };
}

interface PlacePatch {
  readonly isOn?: boolean | undefined;
  readonly host?: string | undefined;
  readonly port?: number | undefined;
}

/** A password of null is forgotten. */
interface SecretPatch extends PlacePatch {
  readonly password?: string | null | undefined;
}

type ActionsPatch = { readonly [E in keyof ChosenActions]?: ChosenAction | null | undefined };

/** What is to be changed. */
export interface PeersPatch {
  readonly streamerbot?: (SecretPatch & { readonly actions?: ActionsPatch | undefined }) | undefined;
  readonly speakerbot?: PlacePatch | undefined;
  readonly obs?: SecretPatch | undefined;
}

export interface PeerEvents {
  peers: PeersView;
}

/** What happens here, as far as they are told. */
interface HeardEvents extends Pick<AccessEvents, 'overrides' | 'grants' | 'policy'> {
  rolesChanged: RoleNews;
  runFinished: RunRecord;
  stream: StreamState;
  twitch: { view(): { readonly state: string; readonly problem: ProblemView | null } };
}

export interface PeersDeps {
  readonly store: PeerStore;
  readonly events: Emitter<PeerEvents> & Subscriptions<HeardEvents>;
  readonly clock: Clock;
  readonly log: Log;
  readonly random: () => number;
  readonly onSecret: (secret: string) => void;
  readonly allowed: (request: AllowedRequest) => Promise<Allowed>;
  /** What OBS says of the stream. */
  readonly onStream: (isLive: boolean) => void;
  /** Asks Twitch through Streamer.bot, once that is connected. */
  readonly relay: StreamerbotRelay;
}

/** So long a program that was just switched on may take. */
const CONNECT_MS = 6_000;

/** Regulars are those who may speak. */
const SPEAKER_FEATURE = 'tts';
/** Changes that come together are announced together. */
const ANNOUNCE_MS = 250;

/** The programs that we call: each off until the streamer switches it on. */
export class Peers {
  readonly #deps: PeersDeps;
  readonly #streamerbot: Streamerbot;
  readonly #speakerbot: Speakerbot;
  readonly #obs: Obs;
  #announcing: Timer | null = null;
  #isClosed = false;
  /** null: not known yet. */
  #isLoggedIn: boolean | null = null;

  constructor(deps: PeersDeps) {
    const { clock, log, random, store, relay } = deps;
    this.#deps = deps;
    const onChange = (): void => this.#onChange();
    const base = { clock, log, random, onChange };
    const choices = (): ChosenActions => store.get().streamerbot.actions;
    this.#streamerbot = new Streamerbot({ ...base, choices, relay });
    this.#speakerbot = new Speakerbot({
      ...base,
      store: { get: () => store.told(), save: (told) => store.saveTold(told) },
      allowed: (limit, keep) => deps.allowed({ feature: SPEAKER_FEATURE, limit, keep }),
      open: openUdp,
    });
    this.#obs = new Obs({
      ...base,
      onStarted: () => deps.onStream(true),
      onStopped: () => deps.onStream(false),
    });
    this.#listen();
  }

  /** Begins to call what is switched on. */
  start(): void {
    const { streamerbot, obs } = this.#deps.store.passwords();
    for (const secret of [streamerbot, obs]) if (secret) this.#deps.onSecret(secret);
    this.#startStreamerbot();
    this.#startSpeakerbot(true);
    this.#startObs();
  }

  /** Everybody was deleted (`data.delete`). @throws StoreError `not_saved` */
  forget(): Promise<void> {
    return this.#speakerbot.forget();
  }

  close(): void {
    this.#isClosed = true;
    this.#announcing?.cancel();
    this.#streamerbot.stop();
    this.#speakerbot.stop();
    this.#obs.stop();
  }

  #listen(): void {
    const { events } = this.#deps;
    const changed = (): void => this.#speakerbot.onChanged();
    events.on('rolesChanged', (news) => {
      this.#streamerbot.onRolesChanged(news);
      changed();
    });
    events.on('runFinished', (run) => this.#streamerbot.onFinished(run));
    events.on('grants', (changes) => {
      this.#streamerbot.onGrants(changes);
      changed();
    });
    events.on('overrides', changed);
    events.on('policy', changed);
    events.on('twitch', (login) => this.#onLogin(login.view()));
    events.on('stream', ({ live }) => live && this.#speakerbot.resend());
  }

  /** Told once: what goes on being lost is nothing new. */
  #onLogin({ state, problem }: ReturnType<HeardEvents['twitch']['view']>): void {
    const isLost = state === 'lost' && problem !== null;
    if (isLost && this.#isLoggedIn !== false) this.#streamerbot.onLoginLost(problem);
    if (state === 'connected' || isLost) this.#isLoggedIn = state === 'connected';
  }

  #startStreamerbot(): void {
    const { isOn, host, port } = this.#deps.store.get().streamerbot;
    const password = this.#deps.store.passwords().streamerbot;
    if (isOn) this.#streamerbot.start({ host, port, password });
    else this.#streamerbot.stop();
  }

  #startSpeakerbot(isFirst: boolean): void {
    const { isOn, host, port } = this.#deps.store.get().speakerbot;
    if (isOn) this.#speakerbot.start({ host, port }, isFirst);
    else this.#speakerbot.stop();
  }

  #startObs(): void {
    const { isOn, host, port } = this.#deps.store.get().obs;
    if (isOn) this.#obs.start({ host, port, password: this.#deps.store.passwords().obs });
    else this.#obs.stop();
  }

  /** Durable when it resolves. @throws Problem */
  async set(patch: PeersPatch): Promise<PeersView> {
    const { store, onSecret } = this.#deps;
    const before = store.get();
    const secretsBefore = store.passwords();
    const { password: botSecret, ...streamerbot } = patch.streamerbot ?? {};
    const { password: obsSecret, ...obs } = patch.obs ?? {};
    for (const secret of [botSecret, obsSecret]) if (secret) onSecret(secret);
    await store.update((peers) => withPatch(peers, { ...patch, streamerbot, obs }), {
      ...(botSecret === undefined ? {} : { streamerbot: botSecret }),
      ...(obsSecret === undefined ? {} : { obs: obsSecret }),
    });
    if (this.#isClosed) return this.view();
    const now = store.get();
    const secrets = store.passwords();
    const moved = (name: keyof Config): boolean => !isSamePlace(before[name], now[name]);
    // What was typed again is tried again, though it is the same: the other side may have changed.
    if (moved('streamerbot') || botSecret || secrets.streamerbot !== secretsBefore.streamerbot)
      this.#startStreamerbot();
    if (moved('speakerbot')) this.#startSpeakerbot(false);
    if (moved('obs') || obsSecret || secrets.obs !== secretsBefore.obs) this.#startObs();
    this.#onChange();
    return this.view();
  }

  /** Switches Streamer.bot on if it is off, and gives it a moment to be there. @throws StoreError `not_saved` */
  async reachStreamerbot(): Promise<void> {
    const { store, clock, relay } = this.#deps;
    if (!store.get().streamerbot.isOn) await this.set({ streamerbot: { isOn: true } });
    else if (this.#streamerbot.state.status === 'failed') this.#startStreamerbot();
    const endsAt = clock.monotonic() + CONNECT_MS;
    while (relay.problem && this.#streamerbot.state.status === 'connecting' && clock.monotonic() < endsAt)
      await sleep(clock, 50);
  }

  /** Streamer.bot's action posts a page that was asked for. @throws ApiError */
  onPage(page: PostedPage): void {
    this.#deps.relay.onPage(page);
  }

  /** All of Streamer.bot's, to choose from. @throws PeerProblem */
  actions(): Promise<StreamerbotAction[]> {
    return this.#streamerbot.actions();
  }

  /** Calls a program anew that is switched on; nothing while it is connected. */
  retry(name: keyof Config): PeersView {
    const isOn = this.#deps.store.get()[name].isOn;
    if (!isOn || this.#isClosed || this.view()[name].state.status === 'connected') return this.view();
    if (name === 'streamerbot') this.#startStreamerbot();
    else if (name === 'obs') this.#startObs();
    else this.#startSpeakerbot(false);
    return this.view();
  }

  /** Tells Speaker.bot everything once more. @throws ApiError */
  resend(): PeersView {
    if (!this.#deps.store.get().speakerbot.isOn)
      throw new ApiError('not_connected', 'Speaker.bot is not switched on.');
    this.#speakerbot.resend();
    return this.view();
  }

  view(): PeersView {
    const { streamerbot, speakerbot, obs } = this.#deps.store.get();
    const passwords = this.#deps.store.passwords();
    const hasPassword = passwords.streamerbot !== null;
    return {
      streamerbot: {
        ...streamerbot,
        hasPassword,
        hasTriggers: this.#streamerbot.hasTriggers,
        state: this.#streamerbot.state,
      },
      speakerbot: { ...speakerbot, ...this.#speakerbot.counts, state: this.#speakerbot.state },
      obs: { ...obs, hasPassword: passwords.obs !== null, state: this.#obs.state },
    };
  }

  #onChange(): void {
    if (this.#isClosed) return;
    this.#announcing ??= this.#deps.clock.after(ANNOUNCE_MS, () => {
      this.#announcing = null;
      this.#deps.events.emit('peers', this.view());
    });
  }
}

function withPatch(peers: Config, { streamerbot, speakerbot, obs }: PeersPatch): Config {
  const actions = { ...peers.streamerbot.actions, ...given(streamerbot?.actions ?? {}) };
  return {
    streamerbot: { ...peers.streamerbot, ...given(streamerbot ?? {}), actions },
    speakerbot: { ...peers.speakerbot, ...given(speakerbot ?? {}) },
    obs: { ...peers.obs, ...given(obs ?? {}) },
  };
}

/** Without what is undefined. */
function given<T extends object>(patch: T): { [K in keyof T]?: Exclude<T[K], undefined> } {
  const entries = Object.entries(patch).filter(([, value]) => value !== undefined);
  return Object.fromEntries(entries) as { [K in keyof T]?: Exclude<T[K], undefined> };
}

function isSamePlace(a: Config['obs'], b: Config['obs']): boolean {
  return a.isOn === b.isOn && a.host === b.host && a.port === b.port;
}
