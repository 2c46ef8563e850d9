import type { Log } from '../core/log.ts';
import { type Kind, KINDS, NO_DETAIL, type RoleDetail, type Tier, type User } from '../core/roles.ts';
import type { Connection, EventStamp } from './ports.ts';
import { type RoleEvent, withTwin } from './role-event.ts';
import type { RosterWriter } from './roster-writer.ts';

/** Events that share one write, at most: working them out must not hold up others. */
const MAX_AT_ONCE = 250;

export interface LiveRolesDeps {
  readonly writer: RosterWriter;
  readonly connection: Connection;
  readonly log: Log;
  /** There is something to make sure of. */
  readonly onNoted: () => void;
  /** What an event said is known to be missing from the roster: reading these lists again makes it good. */
  readonly onLost: (kinds: readonly Kind[]) => void;
}

/**
 * Takes Twitch's role events: each is applied at once, in the order in which Twitch sent them, however they
 * come. Those that come while the disk is busy share the next write.
 */
export class LiveRoles {
  readonly #deps: LiveRolesDeps;
  #waiting: RoleEvent[] = [];
  #isWriting = false;

  constructor(deps: LiveRolesDeps) {
    this.#deps = deps;
  }

  /** @param detail null: does not hold the role any more */
  onRole(kind: Kind, user: User, detail: RoleDetail | null, stamp: EventStamp): void {
    this.#take({ kind, user, detail, isVague: false, stamp });
  }

  /** Twitch says that a subscription goes on; not whether it is a gift, and its word on the tier is poor. */
  onResub(user: User, tier: Tier, stamp: EventStamp): void {
    this.#take({ kind: 'subscribers', user, detail: { ...NO_DETAIL, tier }, isVague: true, stamp });
  }

  /** What waits for the disk is about another channel now. */
  forget(): void {
    this.#waiting = [];
  }

  #take(event: RoleEvent): void {
    const { writer, connection, onNoted } = this.#deps;
    if (event.user.userId === connection.channel()?.userId) return;
    const news = withTwin(event).filter((each) => writer.recent.note(each));
    if (news.length === 0) return;
    this.#waiting.push(...news);
    onNoted();
    if (!this.#isWriting) void this.#write();
  }

  async #write(): Promise<void> {
    this.#isWriting = true;
    while (this.#waiting.length > 0) {
      const events = this.#takeWaiting();
      try {
        await this.#deps.writer.applyEvents(events);
      } catch (error) {
        this.#onUnsaved(events, error);
      }
    }
    this.#isWriting = false;
  }

  /** In their order, up to the second one about the same viewer and kind: it builds on the first. */
  #takeWaiting(): RoleEvent[] {
    const seen = new Set<string>();
    const isFit = ({ kind, user }: RoleEvent): boolean => seen.size < seen.add(`${kind} ${user.userId}`).size;
    const most = this.#waiting.slice(0, MAX_AT_ONCE);
    const end = most.findIndex((event) => !isFit(event));
    return this.#waiting.splice(0, end < 0 ? most.length : end);
  }

  #onUnsaved(events: readonly RoleEvent[], error: unknown): void {
    const { writer, log, onLost } = this.#deps;
    for (const event of events) writer.recent.onUnsaved(event);
    const names = events.slice(0, 3).map(({ user }) => user.userLogin);
    log.error(
      'RoleSync',
      `What Twitch said about ${names.join(', ')} was not applied (${events.length})`,
      error,
    );
    onLost(KINDS.filter((kind) => events.some((event) => event.kind === kind)));
  }
}
