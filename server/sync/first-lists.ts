import { PartialList, ProvisionalRoster } from '../core/provisional.ts';
import { type Kind, KINDS, type ListRow, type User } from '../core/roles.ts';
import type { RosterView } from '../core/roster.ts';
import type { ShardedMap } from '../core/sharded-map.ts';

/** One attempt at a list that was never read to its end. */
export interface FirstAttempt {
  /** A row about this user was read. */
  add(user: User): void;
}

/**
 * Lists that have never been read to their end: what an attempt has read counts until a better one has read as
 * much, or the list is there.
 */
export class FirstLists {
  /** To decide by. */
  readonly view: ProvisionalRoster;
  readonly #best: Record<Kind, PartialList | null> = { subscribers: null, vips: null, moderators: null };
  readonly #running: Record<Kind, PartialList | null> = { subscribers: null, vips: null, moderators: null };

  constructor(roster: RosterView) {
    this.view = new ProvisionalRoster(roster);
  }

  /**
   * @param begunAt epoch ms
   * @param rows what is read, by user id: shared with whoever reads it, as it may be long
   */
  begin(kind: Kind, begunAt: number, source: string, rows: ShardedMap<ListRow>): FirstAttempt {
    const attempt = new PartialList(begunAt, source, rows);
    this.#running[kind] = attempt;
    return {
      add: (user) => {
        // It was ended meanwhile: the data was deleted, or the login is another.
        if (this.#running[kind] !== attempt) return;
        attempt.add(user);
        const best = this.#best[kind];
        if (attempt === best || attempt.size < (best?.size ?? 0)) return;
        this.#best[kind] = attempt;
        this.view.complete(kind, attempt);
      },
    };
  }

  /** Something is known of this viewer that is newer, or surer. */
  drop(kind: Kind, userId: string): void {
    this.#best[kind]?.drop(userId);
    this.#running[kind]?.drop(userId);
  }

  /** The list was read and stored, or nothing of it is to count any more. */
  end(kind: Kind): void {
    this.#best[kind] = this.#running[kind] = null;
    this.view.complete(kind, null);
  }

  clear(): void {
    for (const kind of KINDS) this.end(kind);
  }
}
