import type { AccessToken, Auth } from './auth.ts';
import { conflict } from './eventsub-refusals.ts';
import { EVENTSUB_TYPES, PUBLIC_TYPES } from './eventsub-types.ts';
import { TwitchError } from './reply.ts';

export interface EventSubSubscription {
  id: string;
  type: string;
  version: string;
  condition: Record<string, string>;
  /** `enabled`, `websocket_disconnected`, or a revocation's reason. */
  status: string;
  cost: number;
  createdAt: string;
  sessionId: string;
  connectedAt: string;
  clientId: string;
  userId: string;
}

export interface NewSubscription {
  type: string;
  version: string;
  condition: Record<string, string>;
  session: { id: string; connectedAt: string };
}

/** Twitch's limits for one client id and user. */
export const LIMITS = { sockets: 3, perSocket: 300, sameCondition: 3, totalCost: 10 };

/** Ended subscriptions stay in Twitch's list for a while; this many of them. */
const ENDED_KEPT = 500;

/** Every EventSub subscription, and Twitch's reasons for refusing one. */
export class SubscriptionRegistry {
  readonly #auth: Auth;
  readonly #now: () => number;
  #all: EventSubSubscription[] = [];
  /** Every event asks for them, and they change seldom. Null: to be gathered again. */
  #enabled: readonly EventSubSubscription[] | null = null;

  constructor(auth: Auth, now: () => number) {
    this.#auth = auth;
    this.#now = now;
  }

  /** Throws TwitchError: 400 unknown type or version, 403 missing scope, 409 duplicate, 429 limits. */
  create(wanted: NewSubscription, token: AccessToken): EventSubSubscription {
    this.#requirePermission(wanted, token);
    const condition = this.#usefulCondition(wanted);
    const mine = this.enabled().filter(
      (sub) => sub.clientId === token.clientId && sub.userId === token.userId,
    );
    this.#requireRoom(wanted, condition, mine);
    const { type, version, session } = wanted;
    const subscription: EventSubSubscription = {
      id: crypto.randomUUID(),
      type,
      version,
      condition,
      status: 'enabled',
      cost: this.#costOf(type, condition, token),
      createdAt: new Date(this.#now()).toISOString(),
      sessionId: session.id,
      connectedAt: session.connectedAt,
      clientId: token.clientId,
      userId: token.userId,
    };
    if (subscription.cost + mine.reduce((sum, sub) => sum + sub.cost, 0) > LIMITS.totalCost) {
      throw new TwitchError(429, 'maximum total cost exceeded');
    }
    this.#all.push(subscription);
    this.#enabled = null;
    return subscription;
  }

  enabled(): readonly EventSubSubscription[] {
    return (this.#enabled ??= this.#all.filter((sub) => sub.status === 'enabled'));
  }

  /** The types that somebody hears now, each once, in alphabetical order. */
  enabledTypes(): string[] {
    return [...new Set(this.enabled().map(({ type }) => type))].sort();
  }

  ofSession(sessionId: string): EventSubSubscription[] {
    return this.enabled().filter((sub) => sub.sessionId === sessionId);
  }

  /** What this app may see for this user, ended ones included. */
  visibleTo({ clientId, userId }: AccessToken): EventSubSubscription[] {
    return this.#all.filter((sub) => sub.clientId === clientId && sub.userId === userId);
  }

  /** False when there is no such subscription. */
  delete(id: string, token: AccessToken): boolean {
    const gone = this.visibleTo(token).find((sub) => sub.id === id);
    this.#all = this.#all.filter((sub) => sub !== gone);
    this.#enabled = null;
    return gone !== undefined;
  }

  end(subscription: EventSubSubscription, status: string): void {
    subscription.status = status;
    this.#enabled = null;
    const ended = this.#all.filter((sub) => sub.status !== 'enabled');
    if (ended.length > ENDED_KEPT) this.#all = this.#all.filter((sub) => sub !== ended[0]);
  }

  #requirePermission({ type, version, condition }: NewSubscription, token: AccessToken): void {
    const known = Object.hasOwn(EVENTSUB_TYPES, type) ? EVENTSUB_TYPES[type] : undefined;
    if (known?.version !== version) throw new TwitchError(400, 'invalid subscription type and version');
    for (const field of known.condition) {
      if (!condition[field]) throw new TwitchError(400, `missing condition field "${field}"`);
      const foreign = condition[field] !== token.userId && !PUBLIC_TYPES.includes(type);
      if (foreign) throw new TwitchError(403, 'subscription missing proper authorization');
    }
    if (known.scopes.length > 0 && !known.scopes.some((scope) => token.scopes.has(scope))) {
      throw new TwitchError(403, 'subscription missing proper authorization');
    }
  }

  #requireRoom(
    wanted: NewSubscription,
    condition: Record<string, string>,
    mine: EventSubSubscription[],
  ): void {
    const { type, session } = wanted;
    const same = mine.filter((sub) => sub.type === type && sameCondition(sub.condition, condition));
    const existing = same.find((sub) => sub.sessionId === session.id);
    if (existing) throw conflict(existing.id);
    const sockets = new Set(mine.map((sub) => sub.sessionId)).add(session.id);
    if (sockets.size > LIMITS.sockets)
      throw new TwitchError(429, 'number of websocket transports limit exceeded');
    if (same.length >= LIMITS.sameCondition) {
      throw new TwitchError(429, 'maximum subscriptions with type and condition exceeded');
    }
    const others = this.ofSession(session.id);
    if (others.some((sub) => !mine.includes(sub))) {
      throw new TwitchError(400, 'websocket transport cannot have subscriptions created by different users');
    }
    if (others.length >= LIMITS.perSocket) {
      throw new TwitchError(429, 'number of subscriptions per websocket transport limit exceeded');
    }
  }

  #usefulCondition({ type, condition }: NewSubscription): Record<string, string> {
    const { condition: required = [], optional = [] } = EVENTSUB_TYPES[type] ?? {};
    const kept = [...required, ...optional].map((field) => [field, condition[field] ?? ''] as const);
    return Object.fromEntries(kept);
  }

  /** Free for users who authorized the app; watching strangers costs 1 each. */
  #costOf(type: string, condition: Record<string, string>, token: AccessToken): number {
    if (!PUBLIC_TYPES.includes(type)) return 0;
    const watched = condition['broadcaster_user_id'] ?? condition['user_id'] ?? '';
    return this.#auth.isAuthorized(token.clientId, watched) ? 0 : 1;
  }
}

function sameCondition(a: Record<string, string>, b: Record<string, string>): boolean {
  return Object.keys(a).every((field) => a[field] === b[field]);
}

/** A subscription as Twitch shows it, over HTTP and in every notification. */
export function rowOf(sub: EventSubSubscription): Record<string, unknown> {
  return {
    id: sub.id,
    status: sub.status,
    type: sub.type,
    version: sub.version,
    condition: sub.condition,
    created_at: sub.createdAt,
    transport: { method: 'websocket', session_id: sub.sessionId, connected_at: sub.connectedAt },
    cost: sub.cost,
  };
}
