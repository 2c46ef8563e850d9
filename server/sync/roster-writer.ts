import type { ChangeSet } from '../core/change-set.ts';
import type { Clock } from '../core/clock.ts';
import { changeToRow } from '../core/role-change.ts';
import type { RoleNews } from '../core/role-news.ts';
import type { Kind, ListRow, RoleChange } from '../core/roles.ts';
import type { Roster } from '../core/roster.ts';
import type { Connection, OnApplied, RosterStore, SyncListener } from './ports.ts';
import { FirstLists } from './first-lists.ts';
import { RecentEvents } from './recent-events.ts';
import { changeOf, type RoleEvent } from './role-event.ts';

export interface RosterWriterDeps {
  readonly store: RosterStore;
  readonly connection: Connection;
  readonly clock: Clock;
  readonly listener: Pick<SyncListener, 'onRolesChanged' | 'onStatus'>;
}

/** The one way into the store: what is announced is durable, and announced in the order of the commits. */
export class RosterWriter {
  readonly recent: RecentEvents;
  readonly firstLists: FirstLists;
  readonly #deps: RosterWriterDeps;

  constructor(deps: RosterWriterDeps) {
    this.#deps = deps;
    this.firstLists = new FirstLists(deps.store.roster);
    this.recent = new RecentEvents(deps.clock);
    this.recent.restore(deps.store.heardBefore);
  }

  get roster(): Roster {
    return this.#deps.store.roster;
  }

  /** @throws SyncError `not_saved` */
  async commit(build: () => readonly RoleChange[] | ChangeSet, onApplied?: OnApplied): Promise<RoleNews> {
    const news = await this.#deps.store.commit(build, onApplied);
    if (news.total > 0) this.#deps.listener.onRolesChanged(news);
    return news;
  }

  /**
   * Applies what events said, as one: no two of them about the same viewer and kind.
   * @throws SyncError `not_saved`
   */
  async applyEvents(events: readonly RoleEvent[]): Promise<void> {
    const { clock } = this.#deps;
    try {
      await this.#apply(() => events.map((event) => changeOf(event, this.roster, clock.now())));
    } finally {
      for (const { kind, user } of events) this.firstLists.drop(kind, user.userId);
    }
  }

  /**
   * Applies what Twitch answered about single viewers, but for those of whom something newer is known.
   * @param rows null: does not hold the role
   * @param requestedAt when Twitch was asked, on the clock that never jumps
   * @throws SyncError `not_saved`
   */
  async applyAnswers(
    kind: Kind,
    rows: ReadonlyMap<string, ListRow | null>,
    requestedAt: number,
    source: string,
  ): Promise<void> {
    const { clock, connection } = this.#deps;
    await this.#apply(() => {
      const at = clock.now();
      return [...rows].map(([userId, row]) => {
        const isOurs = userId === connection.channel()?.userId;
        if (isOurs || !this.recent.mayDecide(kind, userId, requestedAt, row)) return null;
        return changeToRow(this.roster, kind, userId, row, at, source);
      });
    });
    for (const [userId, row] of rows) {
      const isDecided = this.recent.mayDecide(kind, userId, requestedAt, row);
      this.recent.onAnswer(kind, userId, requestedAt);
      if (isDecided) this.firstLists.drop(kind, userId);
    }
  }

  /** What was read or said is about another channel, or about data that is gone. */
  forget(): void {
    this.recent.clear();
    this.firstLists.clear();
  }

  async #apply(build: () => readonly (RoleChange | null)[]): Promise<void> {
    const { total } = await this.commit(() => build().filter((change) => change !== null));
    if (total > 0) this.#deps.listener.onStatus();
  }
}
