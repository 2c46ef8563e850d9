import type { WebSocket } from 'ws';
import type { Clock } from '../core/clock.ts';
import type { Auth } from './auth.ts';
import { Notifier } from './eventsub-notifier.ts';
import { type EventSubSubscription, rowOf, SubscriptionRegistry } from './eventsub-registry.ts';
import { CLOSE, EventSubSession } from './eventsub-session.ts';
import type { SessionTimes } from './eventsub-session.ts';
import type { Delivery, SimEvent } from './events.ts';
import { find } from './faults.ts';
import type { Faults } from './faults.ts';
import { TimerSet } from './timer-set.ts';

export interface EventSubOptions extends Partial<SessionTimes> {
  /** Keepalive window for clients that ask for none. Twitch: 10. */
  keepaliveS?: number;
}

/** Twitch's EventSub over WebSocket: sessions, their subscriptions, and what goes out. */
export class EventSub {
  readonly registry: SubscriptionRegistry;
  readonly #clock: Clock;
  readonly #faults: Faults;
  readonly #timers: TimerSet;
  readonly #notifier: Notifier;
  readonly #times: SessionTimes;
  readonly #keepaliveS: number;
  readonly #socketUrl: () => string;
  readonly #sessions = new Map<string, EventSubSession>();
  readonly #sockets = new Set<WebSocket>();
  /** Reconnect URLs that may still be opened, by their challenge. */
  readonly #challenges = new Map<string, EventSubSession>();

  constructor(clock: Clock, auth: Auth, faults: Faults, options: EventSubOptions, socketUrl: () => string) {
    this.registry = new SubscriptionRegistry(auth, () => clock.now());
    this.#clock = clock;
    this.#faults = faults;
    this.#timers = new TimerSet(clock);
    this.#notifier = new Notifier(clock, faults, this.#timers);
    this.#times = {
      unusedMs: options.unusedMs ?? 10_000,
      reconnectMs: options.reconnectMs ?? 30_000,
      pingMs: options.pingMs ?? 0,
    };
    this.#keepaliveS = options.keepaliveS ?? 10;
    this.#socketUrl = socketUrl;
  }

  /** Sessions with an open socket. */
  get sessions(): EventSubSession[] {
    return [...this.#sessions.values()];
  }

  session(id: string): EventSubSession | undefined {
    return this.#sessions.get(id);
  }

  /** Open sockets, those without a session included. */
  get socketCount(): number {
    return this.#sockets.size;
  }

  /** Takes over a socket that has just been upgraded. */
  accept(socket: WebSocket, query: URLSearchParams): void {
    this.#sockets.add(socket);
    socket.on('error', () => socket.terminate());
    socket.on('message', () => socket.close(CLOSE.inbound));
    socket.on('ping', () => socket.close(CLOSE.inbound));
    socket.on('close', () => this.#gone(socket));
    this.#watchPongs(socket);
    const faults = this.#faults.take('socket', { method: 'GET', path: '/ws', params: query });
    const instant = find(faults, 'close-on-connect');
    if (instant) socket.close(instant.code);
    if (instant || find(faults, 'no-welcome')) return;
    const challenge = query.get('challenge');
    if (challenge === null)
      this.#begin(socket, Number(query.get('keepalive_timeout_seconds') ?? this.#keepaliveS));
    else this.#resume(socket, challenge);
    const mute = find(faults, 'mute');
    if (mute) this.sessions.find((it) => it.socket === socket)?.mute(mute.what);
  }

  /** Notifies every subscription that wants to hear of it. Returns how many. */
  tell(news: SimEvent): number {
    return this.#notify(news, (sub) => concerns(sub, news.event));
  }

  /** Notifies every subscription of the type, also those that are about another channel or user. */
  tellAll(news: SimEvent): number {
    return this.#notify(news, () => true);
  }

  /** Notifies the youngest subscription, whatever its condition: for an event that overtakes the reply. */
  notifyNewest(event: Record<string, unknown>): void {
    const newest = this.registry.enabled().at(-1);
    if (newest) this.#deliver(newest, event);
  }

  /** Cuts every socket without a close frame, as a router does. */
  dropAll(): void {
    for (const socket of this.#sockets) socket.terminate();
  }

  /** Closes every socket with one of Twitch's codes. */
  closeAll(code: number): void {
    for (const socket of this.#sockets) socket.close(code);
  }

  /** Asks every session to reconnect. `stale`: to a URL that answers 4007, whenever it is opened. */
  reconnectAll(options: { stale?: boolean } = {}): void {
    for (const session of this.sessions) {
      const challenge = crypto.randomUUID();
      if (!options.stale) this.#challenges.set(challenge, session);
      const url = `${this.#socketUrl()}?challenge=${challenge}&id=${session.id}`;
      session.send('session_reconnect', session.describe('reconnecting', url));
      const { socket } = session;
      this.#timers.after(this.#times.reconnectMs, () => {
        this.#challenges.delete(challenge);
        socket.close(CLOSE.reconnectGrace);
      });
    }
  }

  /** Ends the subscriptions of a type (default all) and says so once, as when the user disconnects the app. */
  revoke(options: { type?: string; status?: string } = {}): number {
    const { type, status = 'authorization_revoked' } = options;
    const ended = this.registry.enabled().filter((sub) => type === undefined || sub.type === type);
    for (const sub of ended) {
      this.registry.end(sub, status);
      const extra = { subscription_type: sub.type, subscription_version: sub.version };
      this.session(sub.sessionId)?.send('revocation', { subscription: rowOf(sub) }, extra);
    }
    return ended.length;
  }

  /** Any frame to every session: garbage, half a message, binary. */
  sendRaw(data: string | Buffer): void {
    for (const session of this.sessions) session.sendRaw(data);
  }

  close(): void {
    this.#timers.cancelAll();
    for (const session of this.sessions) session.end();
    this.dropAll();
  }

  #begin(socket: WebSocket, keepaliveS: number): void {
    const session = new EventSubSession(socket, this.#clock, keepaliveS);
    this.#sessions.set(session.id, session);
    session.welcome();
    session.after(this.#times.unusedMs, () => {
      if (this.registry.ofSession(session.id).length === 0) session.close(CLOSE.unused);
    });
  }

  #resume(socket: WebSocket, challenge: string): void {
    const session = this.#challenges.get(challenge);
    this.#challenges.delete(challenge);
    if (!session || !this.#sessions.has(session.id)) socket.close(CLOSE.invalidReconnect);
    else session.moveTo(socket);
  }

  #gone(socket: WebSocket): void {
    this.#sockets.delete(socket);
    const session = this.sessions.find((it) => it.socket === socket);
    if (!session) return;
    session.end();
    this.#sessions.delete(session.id);
    for (const sub of this.registry.ofSession(session.id)) this.registry.end(sub, 'websocket_disconnected');
  }

  #notify({ type, event, delivery }: SimEvent, wants: (sub: EventSubSubscription) => boolean): number {
    const wanted = this.registry.enabled().filter((sub) => sub.type === type && wants(sub));
    for (const subscription of wanted) this.#deliver(subscription, event, delivery);
    return wanted.length;
  }

  #deliver(sub: EventSubSubscription, event: Record<string, unknown>, delivery?: Delivery): void {
    const session = this.session(sub.sessionId);
    if (session) this.#notifier.notify(session, sub, event, delivery);
  }

  #watchPongs(socket: WebSocket): void {
    const { pingMs } = this.#times;
    if (pingMs === 0) return;
    let answered = true;
    socket.on('pong', () => (answered = true));
    const ping = (): void => {
      if (socket.readyState !== socket.OPEN) return;
      if (!answered) return socket.close(CLOSE.pingPong);
      answered = false;
      socket.ping();
      this.#timers.after(pingMs, ping);
    };
    this.#timers.after(pingMs, ping);
  }
}

/** Whose events the subscription wants: every condition that the event can answer must fit it. */
function concerns(sub: EventSubSubscription, event: Record<string, unknown>): boolean {
  const { broadcaster_user_id: channel, user_id: user, reward_id: rewardId } = sub.condition;
  const reward = event['reward'] as { id?: unknown } | undefined;
  return (
    (channel === undefined || channel === event['broadcaster_user_id']) &&
    (rewardId === undefined || rewardId === '' || rewardId === reward?.id) &&
    (user === undefined || sub.type !== 'user.update' || user === event['user_id'])
  );
}
