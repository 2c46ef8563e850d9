/** When in the life of a call a fault strikes: before Twitch did the work, or after it, so that only the reply is lost. */
export type When = 'before' | 'after';

/** Bodies that no documentation promises. `text` is sent as it is. */
export type GarbageBody =
  | 'html'
  | 'empty'
  | 'truncated'
  | 'null'
  | 'no-data'
  | 'null-data'
  | 'null-rows'
  | 'no-pagination'
  | { text: string };

/** Strikes one HTTP call of any kind, WebSocket upgrades (`path: '/ws'`) included where it makes sense. */
export type HttpFault =
  | { kind: 'latency'; ms: number; when?: When }
  /** Accepted and never answered; `headers`: status line and headers arrive, the body never does. */
  | { kind: 'silence'; when?: When | 'headers' }
  /** The connection is torn down. With `after`, the work was done: a spent refresh token stays spent. */
  | { kind: 'reset'; when?: When }
  /** Refused. 409 for an EventSub subscription: it is made, and the answer says that it exists and which. */
  | { kind: 'status'; status: number; message?: string; rateHeaders?: boolean }
  /** 429. `headers: false` leaves the three ratelimit headers out; `remaining` above 0 is EventSub's kind. */
  | { kind: 'rate-limited'; headers?: boolean; remaining?: number; resetInS?: number }
  | { kind: 'missing-scope'; scope: string }
  /** The caller's access token dies on the server; it stays dead after the rule is gone. Refreshing helps. */
  | { kind: 'dead-token' }
  | { kind: 'garbage'; body: GarbageBody }
  /** Fields of every row of `data` set to something, or left out. */
  | { kind: 'rows'; set?: Record<string, unknown>; drop?: string[] }
  /** The true answer under another status: 206, 201, 299. */
  | { kind: 'answer-as'; status: number }
  /** Headers of the answer set to something, or with null left out: `Date`, `Ratelimit-Remaining`. */
  | { kind: 'headers'; headers: Record<string, string | null> }
  /**
   * Sent to `/elsewhere…`, where a Twitch answers that knows nobody: on another host (default), `here` on the
   * same, to `itself` again and again, or to any URL. Default 302.
   */
  | { kind: 'redirect'; status?: number; to?: string }
  /** The true answer behind that much white space; `announced`: with a Content-Length, else in chunks. */
  | { kind: 'huge'; bytes: number; announced?: boolean }
  /** A body that begins well and never ends: as fast as it is read, or a chunk (default 64 kB) now and then. */
  | { kind: 'endless'; chunkBytes?: number; everyMs?: number }
  /** With a subscription being created: a notification for it leaves before the reply does. */
  | { kind: 'early-event'; event: Record<string, unknown> };

/** Milliseconds, or a range from which every call draws its own. */
export type Lag = number | [least: number, most: number];

/**
 * Helix shows what was so a while ago; events and names are never late by it. Lists and look-ups by `user_id`
 * each have their own lag, a call and kind at a time: `match.path` says which (all if absent), and of several
 * rules the last that speaks counts.
 */
export interface LagFault {
  kind: 'lag';
  list?: Lag;
  lookUp?: Lag;
  /** All pages of a list show the moment of its first page. Default: each page shows its own. */
  snapshot?: boolean;
}

/** Bends a paged list. Look-ups by `user_id` are left alone unless the match says `lookup: true`. */
export type ListFault =
  | { kind: 'short-pages'; size: number }
  /** No rows, but a cursor that goes on where this page would have begun. */
  | { kind: 'empty-page' }
  /** The last page says `"cursor": ""`. */
  | { kind: 'empty-cursor' }
  /** The last page carries a cursor; behind it is one empty page without. */
  | { kind: 'trailing-page' }
  /** The page hands out the cursor that it was asked with: a reader who follows it never ends. */
  | { kind: 'repeat-cursor' }
  /** The page begins with the last user of the page before: one user on two pages. */
  | { kind: 'overlap' }
  /** The list lies: these members are missing from it. */
  | { kind: 'hide'; userIds: string[] }
  /** The list lies the other way: these are shown on the first page although they are no members. */
  | { kind: 'ghost'; userIds: string[] };

/** Strikes a WebSocket that has been accepted. */
export type SocketFault =
  | { kind: 'no-welcome' }
  /** Closed right after the upgrade, in place of a welcome. */
  | { kind: 'close-on-connect'; code: number }
  /** After the welcome: no keepalives, or nothing at all. The socket itself stays open. */
  | { kind: 'mute'; what: 'keepalives' | 'everything' };

/** Strikes one notification on its way to one subscription. */
export type DeliveryFault =
  | { kind: 'drop' }
  /** Sent twice: the same `message_id`, or with `newId` another one. */
  | { kind: 'duplicate'; newId?: boolean }
  /** `message_timestamp` lies `ageMs` in the past, or a negative one ahead; `delayMs` also holds the message back that long. */
  | { kind: 'late'; ageMs: number; delayMs?: number }
  /** Held back until the next message on that socket has gone out, be it a keepalive: out of order. */
  | { kind: 'hold' };

export type Fault = HttpFault | LagFault | ListFault | SocketFault | DeliveryFault;

/** Which calls a rule is about. What is absent matches everything. */
export interface FaultMatch {
  /**
   * Helix path without `/mock` (`/subscriptions`, `/channels/vips`), else the whole path (`/auth/token`, `/ws`).
   * A `*` at the end stands for whatever follows.
   */
  path?: string | RegExp;
  method?: string;
  /** Query and form parameters that must be there with this value, e.g. `{ grant_type: 'refresh_token' }`. */
  params?: Record<string, string>;
  /** Page of a list, counted from 1. */
  page?: number;
  /** True: only look-ups by `user_id`; false: only lists. */
  lookup?: boolean;
  /** EventSub type, of a subscription being created or of a notification. */
  type?: string;
}

export interface FaultRule {
  match?: FaultMatch;
  do: Fault;
  /** Let this many matching calls pass first. */
  skip?: number;
  /** Strike at most this often, then be spent. Absent: always. */
  times?: number;
}

/** What a rule is matched against. */
export interface FaultCall {
  method: string;
  path: string;
  params?: URLSearchParams;
  page?: number | undefined;
  lookup?: boolean;
  type?: string | undefined;
}
