import type { Allowed, AllowedRequest } from '../access/allowed.ts';
import type { News } from '../api/publisher.ts';
import type { PeersFacts, PeersPatch, PeersPort } from '../api/peers-port.ts';
import { ApiError } from '../core/problem.ts';
import type { Clock, Timer } from '../core/clock.ts';
import type { Log } from '../core/log.ts';
import { Obs } from './obs.ts';
import { Speakerbot } from './speakerbot.ts';
import { Streamerbot } from './streamerbot.ts';
import { openUdp } from './udp.ts';
import type { PeerStore, Peers } from '../store/peer-store.ts';

export interface PeerSystemParts {
  readonly store: PeerStore;
  readonly clock: Clock;
  readonly log: Log;
  readonly random: () => number;
  readonly onSecret: (secret: string) => void;
  readonly allowed: (request: AllowedRequest) => Promise<Allowed>;
  /** What OBS says of the stream. */
  readonly onStream: (isLive: boolean) => void;
  /** How it stands with one of them has changed. */
  readonly onChange: (facts: PeersFacts) => void;
}

/** Regulars are those who may speak. */
const SPEAKER_FEATURE = 'tts';
/** Changes that come together are announced together. */
const ANNOUNCE_MS = 250;

/** The programs that we call: each off until the streamer switches it on. */
export class PeerSystem {
  readonly port: PeersPort;
  /** What they hear of what happens in the house. */
  readonly news: News;
  readonly #parts: PeerSystemParts;
  readonly #streamerbot: Streamerbot;
  readonly #speakerbot: Speakerbot;
  readonly #obs: Obs;
  #announcing: Timer | null = null;
  #isClosed = false;

  constructor(parts: PeerSystemParts) {
    const { clock, log, random, store } = parts;
    this.#parts = parts;
    const onChange = (): void => this.#onChange();
    const base = { clock, log, random, onChange };
    this.#streamerbot = new Streamerbot({ ...base, choices: () => store.get().streamerbot.actions });
    this.#speakerbot = new Speakerbot({
      ...base,
      store: { get: () => store.told(), save: (told) => store.saveTold(told) },
      allowed: (limit, keep) => parts.allowed({ feature: SPEAKER_FEATURE, limit, keep }),
      open: openUdp,
    });
    this.#obs = new Obs({
      ...base,
      onStarted: () => parts.onStream(true),
      onStopped: () => parts.onStream(false),
    });
    this.port = {
      get: () => this.#facts(),
      set: (patch) => this.#set(patch),
      actions: () => this.#streamerbot.actions(),
      resend: () => this.#resend(),
    };
    const changed = (): void => this.#speakerbot.onChanged();
    this.news = {
      onRolesChanged: (changes) => {
        this.#streamerbot.onRolesChanged(changes);
        changed();
      },
      onFinished: (run) => this.#streamerbot.onFinished(run),
      onGrants: (changes) => {
        this.#streamerbot.onGrants(changes);
        changed();
      },
      onOverrides: changed,
      onPolicy: changed,
      onStream: ({ live }) => live && this.#speakerbot.resend(),
    };
  }

  /** Begins to call what is switched on. */
  start(): void {
    const { streamerbot, obs } = this.#parts.store.passwords();
    for (const secret of [streamerbot, obs]) if (secret) this.#parts.onSecret(secret);
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

  #startStreamerbot(): void {
    const { isOn, host, port } = this.#parts.store.get().streamerbot;
    const password = this.#parts.store.passwords().streamerbot;
    if (isOn) this.#streamerbot.start({ host, port, password });
    else this.#streamerbot.stop();
  }

  #startSpeakerbot(isFirst: boolean): void {
    const { isOn, host, port } = this.#parts.store.get().speakerbot;
    if (isOn) this.#speakerbot.start({ host, port }, isFirst);
    else this.#speakerbot.stop();
  }

  #startObs(): void {
    const { isOn, host, port } = this.#parts.store.get().obs;
    if (isOn) this.#obs.start({ host, port, password: this.#parts.store.passwords().obs });
    else this.#obs.stop();
  }

  async #set(patch: PeersPatch): Promise<PeersFacts> {
    const { store, onSecret } = this.#parts;
    const before = store.get();
    const secretsBefore = store.passwords();
    const { password: botSecret, ...streamerbot } = patch.streamerbot ?? {};
    const { password: obsSecret, ...obs } = patch.obs ?? {};
    for (const secret of [botSecret, obsSecret]) if (secret) onSecret(secret);
    await store.update((peers) => withPatch(peers, { ...patch, streamerbot, obs }), {
      ...(botSecret === undefined ? {} : { streamerbot: botSecret }),
      ...(obsSecret === undefined ? {} : { obs: obsSecret }),
    });
    if (this.#isClosed) return this.#facts();
    const now = store.get();
    const secrets = store.passwords();
    const moved = (name: keyof Peers): boolean => !isSamePlace(before[name], now[name]);
    // What was typed again is tried again, though it is the same: the other side may have changed.
    if (moved('streamerbot') || botSecret || secrets.streamerbot !== secretsBefore.streamerbot)
      this.#startStreamerbot();
    if (moved('speakerbot')) this.#startSpeakerbot(false);
    if (moved('obs') || obsSecret || secrets.obs !== secretsBefore.obs) this.#startObs();
    this.#onChange();
    return this.#facts();
  }

  #resend(): PeersFacts {
    if (!this.#parts.store.get().speakerbot.isOn)
      throw new ApiError('not_connected', 'Speaker.bot is not switched on.');
    this.#speakerbot.resend();
    return this.#facts();
  }

  #facts(): PeersFacts {
    const { streamerbot, speakerbot, obs } = this.#parts.store.get();
    const passwords = this.#parts.store.passwords();
    const hasPassword = passwords.streamerbot !== null;
    return {
      streamerbot: { ...streamerbot, hasPassword, state: this.#streamerbot.state },
      speakerbot: { ...speakerbot, ...this.#speakerbot.counts, state: this.#speakerbot.state },
      obs: { ...obs, hasPassword: passwords.obs !== null, state: this.#obs.state },
    };
  }

  #onChange(): void {
    if (this.#isClosed) return;
    this.#announcing ??= this.#parts.clock.after(ANNOUNCE_MS, () => {
      this.#announcing = null;
      this.#parts.onChange(this.#facts());
    });
  }
}

function withPatch(peers: Peers, { streamerbot, speakerbot, obs }: PeersPatch): Peers {
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

function isSamePlace(a: Peers['obs'], b: Peers['obs']): boolean {
  return a.isOn === b.isOn && a.host === b.host && a.port === b.port;
}
