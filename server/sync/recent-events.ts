import type { Clock } from '../core/clock.ts';
import { type Kind, KINDS, type ListRow, type RoleChange } from '../core/roles.ts';
import { EVENT_SOURCE, RESTORED_MS } from './ports.ts';
import { type RoleEvent, withTwin } from './role-event.ts';

/** Twitch's lists and look-ups may say the old thing for a while; so long an event counts for more. */
export const STANDS_MS = 120_000;
/** Of one viewer; repeats come soon. */
const MAX_IDS = 20;
/** Far more than come while Twitch answers. Beyond it the oldest are left to the next sync. */
const MAX_REMEMBERED = 200_000;

/** The newest that is known of one viewer and kind. Times are of the clock that never jumps. */
export interface RecentEvent {
  /** null: Twitch was asked without any event. */
  readonly event: RoleEvent | null;
  /** Message ids of this and earlier events, to know repeats by. */
  readonly messageIds: readonly string[];
  readonly arrivedAt: number;
  /** When anything was last learned. */
  readonly notedAt: number;
  /** No answer to a question of before decides anything. */
  readonly notBefore: number;
  /** When Twitch is to be asked whether it is true; Infinity once it was. */
  dueAt: number;
  /** What Twitch answered that contradicts the event; undefined: nothing yet. */
  doubt?: ListRow | null;
}

/** A list, or a viewer alone, that is being read. */
export interface Reading {
  readonly begunAt: number;
  end(): void;
}

/**
 * What events said lately, by viewer and kind. Twitch is right in the end and late at first: an event stands for
 * two minutes against every answer that was asked for before, then Twitch is asked whether it was true.
 */
export class RecentEvents {
  readonly #clock: Clock;
  readonly #byKind: Readonly<Record<Kind, Map<string, RecentEvent>>> = {
    subscribers: new Map(),
    vips: new Map(),
    moderators: new Map(),
  };
  readonly #readings: Readonly<Record<Kind, Set<Reading>>> = {
    subscribers: new Set(),
    vips: new Set(),
    moderators: new Set(),
  };

  /** When the last list that was committed was begun. */
  readonly #listedFrom: Record<Kind, number> = {
    subscribers: -Infinity,
    vips: -Infinity,
    moderators: -Infinity,
  };

  constructor(clock: Clock) {
    this.#clock = clock;
  }

  get isEmpty(): boolean {
    return KINDS.every((kind) => this.#byKind[kind].size === 0);
  }

  /** Takes note of an event. @returns false if it is a repeat, or older than what is known */
  note(event: RoleEvent): boolean {
    const { kind, user, stamp } = event;
    const known = this.#byKind[kind].get(user.userId);
    const ids = known?.messageIds ?? [];
    if (ids.includes(stamp.messageId) || stamp.sentAt < (known?.event?.stamp.sentAt ?? -Infinity))
      return false;
    this.#add(event, [...ids, stamp.messageId].slice(-MAX_IDS), this.#clock.monotonic());
    return true;
  }

  /**
   * Takes up after a start what events changed in the last minutes before.
   * @param changes newest first
   */
  restore(changes: readonly RoleChange[]): void {
    const now = this.#clock.now();
    const seen = new Set<string>();
    // A list may have added to what an event said (who gave a gift), and a look-up undone what was not true: the
    // event stands as long as it would have, and is asked about once more.
    const recent = changes.filter(({ kind, user, source, at }) => {
      if (source !== EVENT_SOURCE || now - at > RESTORED_MS) return false;
      const isNewest = !seen.has(`${kind} ${user.userId}`);
      seen.add(`${kind} ${user.userId}`);
      return isNewest;
    });
    for (const change of recent.reverse()) {
      const ageMs = Math.max(0, now - change.at);
      for (const event of withTwin(restoredFrom(change)))
        this.#add(event, [], this.#clock.monotonic() - ageMs);
    }
  }

  /** Whether this answer to a question of that time decides anything about this viewer; null: holds no role. */
  mayDecide(kind: Kind, userId: string, requestedAt: number, row: ListRow | null): boolean {
    if (requestedAt < this.#listedFrom[kind]) return false;
    const known = this.#byKind[kind].get(userId);
    return !known || requestedAt >= known.notBefore || namesGifter(known.event, row);
  }

  /** About whom anything was learned from then on. */
  since(kind: Kind, mark: number): Set<string> {
    const ids = new Set<string>();
    for (const [userId, { notedAt }] of this.#byKind[kind]) if (notedAt >= mark) ids.add(userId);
    return ids;
  }

  /** What this event said could not be stored: nothing stands in the way of an answer that knows it. */
  onUnsaved(event: RoleEvent): void {
    const { kind, user } = event;
    const known = this.#byKind[kind].get(user.userId);
    if (known?.event === event) this.#byKind[kind].set(user.userId, { ...known, notBefore: -Infinity });
  }

  /** A list is about to be committed: what was asked for before it was begun is older. */
  onList(kind: Kind, begunAt: number): void {
    this.#listedFrom[kind] = begunAt;
  }

  /** An answer to a question of that time was applied: it counts for more than answers to earlier ones. */
  onAnswer(kind: Kind, userId: string, requestedAt: number): void {
    const known = this.#byKind[kind].get(userId);
    if (requestedAt < this.#listedFrom[kind]) return;
    if (known ? requestedAt < known.notBefore : this.#readings[kind].size === 0) return;
    const isChecked = !known || requestedAt >= known.dueAt;
    const now = this.#clock.monotonic();
    this.#put(kind, userId, {
      event: known?.event ?? null,
      messageIds: known?.messageIds ?? [],
      arrivedAt: known?.arrivedAt ?? now,
      notedAt: now,
      notBefore: requestedAt,
      dueAt: isChecked ? Infinity : known.dueAt,
    });
  }

  /** Whom Twitch is to be asked about now. */
  *due(kind: Kind): Generator<[string, RecentEvent], void, undefined> {
    const now = this.#clock.monotonic();
    for (const entry of this.#byKind[kind]) if (entry[1].dueAt <= now) yield entry;
  }

  /** Twitch cannot be asked about them: what was said stands until a list can be read. */
  giveUp(kind: Kind, userIds: readonly string[]): void {
    for (const userId of userIds) {
      const known = this.#byKind[kind].get(userId);
      if (known) known.dueAt = Infinity;
    }
  }

  get(kind: Kind, userId: string): RecentEvent | undefined {
    return this.#byKind[kind].get(userId);
  }

  /** Whether Twitch is still to be asked about something that an event said of this viewer. */
  isVerifying(userId: string): boolean {
    return KINDS.some((kind) => (this.#byKind[kind].get(userId)?.dueAt ?? Infinity) < Infinity);
  }

  /** Something is read from now on: until its end nothing is forgotten that it may contradict. */
  begin(kind: Kind): Reading {
    const readings = this.#readings[kind];
    const reading: Reading = {
      begunAt: this.#clock.monotonic(),
      end: () => {
        if (readings.delete(reading)) this.prune(kind);
      },
    };
    readings.add(reading);
    return reading;
  }

  /** Forgets what was checked and no reading may contradict. */
  prune(kind: Kind): void {
    const oldest = Math.min(...[...this.#readings[kind]].map(({ begunAt }) => begunAt));
    for (const [userId, { dueAt, notBefore }] of this.#byKind[kind]) {
      if (dueAt === Infinity && notBefore <= oldest) this.#byKind[kind].delete(userId);
    }
  }

  /** It was about another channel, or about data that is gone. */
  clear(): void {
    for (const kind of KINDS) this.#byKind[kind].clear();
  }

  #add(event: RoleEvent, messageIds: readonly string[], arrivedAt: number): void {
    const stands = arrivedAt + STANDS_MS;
    const entry = { event, messageIds, arrivedAt, notedAt: arrivedAt, notBefore: stands, dueAt: stands };
    this.#put(event.kind, event.user.userId, entry);
  }

  /** Taken out first, so that the oldest stand in front. */
  #put(kind: Kind, userId: string, entry: RecentEvent): void {
    const entries = this.#byKind[kind];
    entries.delete(userId);
    entries.set(userId, entry);
    const [oldest] = entries.size > MAX_REMEMBERED ? entries.keys() : [];
    if (oldest !== undefined) entries.delete(oldest);
  }
}

/** Events do not say who gave a gift. Who tells of the same gift and its giver contradicts nothing. */
function namesGifter(event: RoleEvent | null, row: ListRow | null): boolean {
  if (!row || !event?.detail || event.isVague) return false;
  return event.detail.isGift && row.detail.isGift && event.detail.tier === row.detail.tier;
}

/** The journal does not say what the event left open, nor when Twitch sent it: whatever comes now is newer. */
function restoredFrom(change: RoleChange): RoleEvent {
  const { kind, user } = change;
  const detail = change.change === 'revoked' ? null : change.detail;
  return { kind, user, detail, isVague: true, stamp: { sentAt: -Infinity, messageId: '' } };
}
