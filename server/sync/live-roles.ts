import type { Clock } from '../core/clock.ts';
import type { Log } from '../core/log.ts';
import {
  type Kind,
  NO_DETAIL,
  type RoleChange,
  type RoleDetail,
  type Tier,
  type User,
} from '../core/roles.ts';
import type { RosterView } from '../core/roster.ts';
import { SyncError } from './ports.ts';
import { RecentWords } from './recent-words.ts';
import type { RoleNews } from './role-news.ts';

/** In history: told by Twitch as it happened. */
const SOURCE = 'event';

export interface LiveRolesParts {
  readonly roster: RosterView;
  readonly clock: Clock;
  readonly log: Log;
  readonly applyNews: (news: RoleNews) => Promise<readonly RoleChange[]>;
  /** Asks Twitch about one viewer and some lists. */
  readonly refresh: (user: User, source: string, kinds: readonly Kind[]) => Promise<void>;
  /** A change is known to be missing from the roster: only reading the lists again makes it good. */
  readonly onLost: () => void;
}

/**
 * Takes Twitch's role events: each is applied at once, in any order and however often it comes. Events
 * carry no number: where two contradict each other within minutes, Twitch is asked who was right.
 */
export class LiveRoles {
  readonly #parts: LiveRolesParts;
  readonly #words: RecentWords;

  constructor(parts: LiveRolesParts) {
    this.#parts = parts;
    this.#words = new RecentWords(parts.clock);
  }

  /** @param detail null: does not hold the role any more */
  onRole(kind: Kind, user: User, detail: RoleDetail | null): void {
    this.#take({ kind, user, detail, source: SOURCE });
  }

  /** Twitch says that a subscription goes on, and not whether it is a gift. */
  onResub(user: User, tier: Tier): void {
    const detail = { ...NO_DETAIL, tier };
    this.#take({ kind: 'subscribers', user, detail, source: SOURCE, isGiftUnknown: true });
  }

  /** What lists and look-ups found counts as said too: an event that comes late contradicts them. */
  onChanges(changes: readonly RoleChange[]): void {
    for (const { change, kind, user } of changes) {
      if (change === 'revoked') this.#words.say(kind, user.userId, null);
      // Looked at before it is asked about: a first list of 700,000 must not make as many promises.
      else if (change === 'granted' && this.#hasTwin(kind, user))
        this.#guard(user, this.#checkTwin(kind, user));
    }
  }

  #take(news: RoleNews): void {
    const { kind, user, detail } = news;
    const record = this.#parts.roster.byId(user.userId)?.[kind];
    const isContradiction = this.#words.say(kind, user.userId, detail, record);
    const twin = TWIN[kind];
    if (twin && this.#words.isTalkedOf(twin, user.userId)) this.#guard(user, this.#apply(news, [kind, twin]));
    else this.#guard(user, this.#apply(news, isContradiction ? [kind] : []));
  }

  /** @param doubtful what Twitch has to be asked about whatever the event said */
  async #apply(news: RoleNews, doubtful: readonly Kind[]): Promise<void> {
    const { kind, user } = news;
    const changes = await this.#parts.applyNews(news);
    if (doubtful.length > 0) await this.#parts.refresh(user, SOURCE, doubtful);
    // A change has been looked at already, see `onChanges`.
    else if (changes.length === 0) await this.#checkTwin(kind, user);
  }

  /** Nobody is both: who becomes a moderator is a VIP no more, and Twitch need not send an event for it. */
  async #checkTwin(kind: Kind, user: User): Promise<void> {
    const twin = TWIN[kind];
    if (twin && this.#hasTwin(kind, user)) await this.#parts.refresh(user, SOURCE, [kind, twin]);
  }

  #hasTwin(kind: Kind, user: User): boolean {
    const twin = TWIN[kind];
    if (!twin) return false;
    const viewer = this.#parts.roster.byId(user.userId);
    return Boolean(viewer?.[kind] && viewer[twin]);
  }

  #guard(user: User, work: Promise<void>): void {
    work.catch((error: unknown) => {
      const { log } = this.#parts;
      // Twitch could not be asked about a doubt; that is everyday trouble and needs no stack.
      if (error instanceof SyncError && error.code !== 'not_saved') {
        log.warn('RoleSync', `Could not make sure of the roles of ${user.userLogin}: ${error.message}`);
      } else log.error('RoleSync', `What Twitch said about ${user.userLogin} was not applied`, error);
      this.#parts.onLost();
    });
  }
}

const TWIN: Readonly<Partial<Record<Kind, Kind>>> = { moderators: 'vips', vips: 'moderators' };
