import type { Clock } from '../core/clock.ts';
import type { Log } from '../core/log.ts';
import { type Kind, KINDS, type User } from '../core/roles.ts';
import { GapSync } from '../sync/gap-sync.ts';
import { LiveRoles } from '../sync/live-roles.ts';
import { type EventStamp, type Relay, RELAYED_TYPES, type RoleSource } from '../sync/ports.ts';
import type { RoleSync } from '../sync/role-sync.ts';
import { StreamWatch, type StreamState } from '../sync/stream-state.ts';
import { Verifier } from '../sync/verifier.ts';
import { refreshViewer } from '../sync/viewer-refresh.ts';
import type * as Twurple from '../twitch/eventsub.ts';
import { type EventType, ROLE_AND_STREAM_TYPES, type Topic, TOPICS } from '../twitch/event-types.ts';
import type { Listener, ListenerEvents, LiveFacts } from '../twitch/listener.ts';
import { createRelayListener } from '../twitch/relay-listener.ts';
import { findStream } from '../twitch/people.ts';
import type { TwitchToken } from '../twitch/tokens.ts';
import { EventSubSupervisor } from '../twitch/supervisor.ts';
import type { TwitchHttp } from '../twitch/twitch-http.ts';
import type { Account } from './account.ts';

export interface LiveDeps {
  readonly http: TwitchHttp;
  readonly login: Account;
  readonly relay: Relay;
  readonly source: RoleSource;
  readonly sync: RoleSync;
  readonly clock: Clock;
  readonly log: Log;
  readonly random: () => number;
  /** Status may have changed. */
  readonly onChange: () => void;
  readonly onStream: (state: StreamState) => void;
  readonly onStreamOver: (wasSeen: boolean) => void;
  /** An event calls the channel by another login than we do. */
  readonly onOtherLogin: () => void;
  /** What else is followed, while it is switched on; `follow()` notices changes. */
  readonly extras: LiveExtras;
}

/** Lists are read every half hour, if nothing else was said: whoever read one since has not been away for long. */
const HERE_LATELY_MS = 35 * 60_000;

/** Events that only some settings need. */
export interface LiveExtras extends Pick<LiveFacts, 'onBan' | 'onUnban' | 'onRedemption'> {
  /** What is wanted, and can be had with these permissions. */
  topics(scopes: readonly string[]): readonly Topic[];
  /** From now on nothing of this is missed; what happened until now may have been. */
  onHeard(topic: Topic): void;
  /** What Twitch knows of one viewer beyond the roles. */
  refresh(user: User): Promise<void>;
}

/** Everything that follows Twitch between two syncs: events, the stream, single viewers. */
export class Live {
  readonly gap: GapSync;
  readonly stream: StreamWatch;
  readonly supervisor: EventSubSupervisor;
  readonly #deps: LiveDeps;
  readonly #roles: LiveRoles;
  readonly #verifier: Verifier;
  #session = new AbortController();
  #channelId: string | null = null;
  #dropped = 0;
  /** When Twitch sent the newest that it said of the stream. */
  #streamToldAt = -Infinity;
  #followed: { readonly account: string; readonly scopes: string } | null = null;
  #twurple: typeof Twurple | null = null;
  #wake: (() => void)[] = [];

  constructor(deps: LiveDeps) {
    const { clock, log, random, source, sync, login } = deps;
    this.#deps = deps;
    this.gap = new GapSync({
      clock,
      log,
      memory: () => sync.memory,
      running: () => sync.running,
      run: (request) => sync.run(request),
    });
    this.stream = new StreamWatch({
      clock,
      log,
      run: (request) => sync.run(request),
      onChange: deps.onStream,
      onOver: deps.onStreamOver,
      wasHereLately: clock.now() - lastReadAt(sync) < HERE_LATELY_MS,
    });
    this.#verifier = new Verifier({ source, writer: sync.writer, clock, log });
    this.#roles = new LiveRoles({
      writer: sync.writer,
      connection: login,
      log,
      onNoted: () => this.#verifier.wake(),
      onLost: (kinds) => this.gap.onMissed(kinds),
    });
    this.supervisor = new EventSubSupervisor({
      clock,
      log,
      random,
      create: (events) => this.#createListener(events),
      onChange: () => {
        this.#wakeAll();
        if (this.supervisor.state === 'live') this.gap.onSettled();
        deps.onChange();
      },
      onHeard: (type) => this.#onHeard(type),
      onUnheard: (types) => this.#onUnheard(types),
      onRevoked: () => void login.check(),
    });
  }

  /** Brings in twurple, which `follow()` needs: nobody waits for it before we listen. */
  async load(): Promise<void> {
    this.#twurple = await import('../twitch/eventsub.ts');
    this.#verifier.wake();
  }

  /** How many events were not believed since the start. */
  get droppedEvents(): number {
    return this.#dropped;
  }

  /** Follows the login: begins, begins anew with another one, asks for other events, or stops. */
  follow(): void {
    const { login } = this.#deps;
    this.#forgetOthers(login.channel()?.userId ?? null);
    if (!this.#twurple && !login.isRelayed) return;
    const channel = login.isProven ? login.channel() : null;
    if (!channel) {
      this.#followed = null;
      this.#session.abort();
      this.supervisor.stop();
      return;
    }
    const types = this.#wantedTypes();
    const before = this.#followed;
    // A renewed token is no reason to connect again; other permissions are.
    const now = {
      account: `${login.isRelayed ? 'relayed' : login.clientId} ${channel.userId}`,
      scopes: [...login.scopes].sort().join(' '),
    };
    this.#followed = now;
    if (before?.account === now.account && before.scopes === now.scopes) return this.supervisor.want(types);
    this.#session.abort();
    this.#session = new AbortController();
    this.supervisor.start(types, before?.account === now.account);
  }

  /** Listens anew, without the pauses that failures have made longer. */
  restart(): void {
    this.#followed = null;
    this.follow();
  }

  /** Resolves when events come, or after `ms`: a list read from then on misses nothing. */
  async untilLive(ms: number): Promise<void> {
    const { clock } = this.#deps;
    let isOver = false;
    const timer = clock.after(ms, () => {
      isOver = true;
      this.#wakeAll();
    });
    while (this.supervisor.state === 'connecting' && !isOver) {
      await new Promise<void>((resolve) => this.#wake.push(resolve));
    }
    timer.cancel();
  }

  /** Asks Twitch about one viewer. @throws SyncError */
  async refresh(user: User, from: string): Promise<void> {
    const { source, clock, sync, extras } = this.#deps;
    const roles = refreshViewer({ source, clock, writer: sync.writer }, user.userId, from);
    await Promise.all([roles, extras.refresh(user)]);
  }

  close(): void {
    this.#session.abort();
    this.gap.close();
    this.#verifier.close();
    this.stream.close();
    this.supervisor.stop();
    this.#wakeAll();
  }

  #wakeAll(): void {
    for (const wake of this.#wake.splice(0)) wake();
  }

  /** What was said of another channel, or before a logout, is not followed up. */
  #forgetOthers(channelId: string | null): void {
    if (this.#channelId !== null && this.#channelId !== channelId) {
      this.#roles.forget();
      this.#deps.sync.writer.forget();
      this.#streamToldAt = -Infinity;
    }
    this.#channelId = channelId;
  }

  #wantedTypes(): EventType[] {
    const { extras, login } = this.#deps;
    if (login.isRelayed) return [...RELAYED_TYPES];
    return [...ROLE_AND_STREAM_TYPES, ...extras.topics(login.scopes).flatMap((topic) => TOPICS[topic])];
  }

  #onHeard(type: EventType): void {
    const { login, extras } = this.#deps;
    const topic = topicOf(type);
    if (!topic || !this.supervisor.hears(topic)) return;
    this.#deps.onChange();
    // Whatever was the matter with the login may be over too.
    if (login.problem) void login.check();
    if (topic === 'stream') void this.#lookAtStream();
    else if (isKind(topic)) this.gap.onLive([topic]);
    else extras.onHeard(topic);
  }

  #onUnheard(types: readonly EventType[]): void {
    const topics = types.map(topicOf).filter((topic) => topic !== null);
    this.gap.onLost(topics.filter(isKind));
    this.#deps.onChange();
  }

  #facts(): LiveFacts {
    const { extras, log } = this.#deps;
    return {
      onBan: (user, endsAt, stamp) => extras.onBan(user, endsAt, this.#inTime(stamp)),
      onUnban: (user, stamp) => extras.onUnban(user, this.#inTime(stamp)),
      onRedemption: (redemption) => extras.onRedemption(redemption),
      onRole: (...said) => this.#roles.onRole(...said),
      onResub: (...said) => this.#roles.onResub(...said),
      onChannelLogin: (login) => {
        if (login !== this.#deps.login.channel()?.userLogin) this.#deps.onOtherLogin();
      },
      onDropped: (type, why) => {
        log[this.#dropped++ === 0 ? 'warn' : 'debug']('EventSub', `${type} was not believed: it ${why}.`);
      },
      onStream: (isLive, startedAt, stamp) => {
        const { sentAt } = this.#inTime(stamp);
        if (sentAt < this.#streamToldAt) return; // it was overtaken
        this.#streamToldAt = sentAt;
        if (isLive) this.stream.onStarted('twitch', startedAt);
        else this.stream.onStopped('twitch');
      },
    };
  }

  /** What nobody checks later must not be ahead of its time: it would outlast what is sent until then. */
  #inTime({ sentAt, messageId }: EventStamp): EventStamp {
    return { messageId, sentAt: Math.min(sentAt, this.#deps.http.twitchNow()) };
  }

  #createListener(events: ListenerEvents): Listener {
    const { http, login, relay, clock } = this.#deps;
    if (login.isRelayed) return createRelayListener({ relay, clock, facts: this.#facts() }, events);
    if (!this.#twurple) throw new Error('follow() starts nothing before load()');
    const { SafeApiClient, createListener } = this.#twurple;
    const userId = login.channel()?.userId ?? '';
    const apiClient = new SafeApiClient({
      http,
      tokens: { current: () => login.current(), replace: (token) => this.#checkedToken(token) },
      clientId: login.clientId ?? '',
      userId,
      scopes: () => login.scopes,
      signal: this.#session.signal,
    });
    const deps = {
      apiClient,
      broadcasterId: userId,
      facts: this.#facts(),
      twitchNow: () => http.twitchNow(),
    };
    return createListener(deps, events);
  }

  /** A type of event that Twitch answers with 401 is no proof that the login is over: Twitch is asked about it. */
  async #checkedToken(refused: TwitchToken): Promise<TwitchToken | null> {
    const { login } = this.#deps;
    await login.check();
    const token = login.current();
    return token?.accessToken === refused.accessToken ? null : token;
  }

  /** `stream.online` came before we listened, or never. */
  async #lookAtStream(): Promise<void> {
    const { http, login, log } = this.#deps;
    const userId = login.channel()?.userId;
    // A relay does not say: the stream's next beginning or end does.
    if (userId === undefined || login.isRelayed) return;
    try {
      this.stream.onSeen(await findStream(http, login, userId, this.#session.signal));
    } catch (error) {
      log.debug('EventSub', `Could not see whether the stream is live: ${String(error)}`);
    }
  }
}

/** Epoch ms; 0: never. */
function lastReadAt({ memory }: RoleSync): number {
  return Math.max(...KINDS.map((kind) => memory[kind].lastAttemptAt ?? 0));
}

function topicOf(type: EventType): Topic | null {
  const found = Object.entries(TOPICS).find(([, types]) => (types as readonly string[]).includes(type));
  return found ? (found[0] as Topic) : null;
}

const isKind = (topic: Topic): topic is Kind => (KINDS as readonly string[]).includes(topic);
