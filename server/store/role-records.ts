import { setImmediate as nextTurn } from 'node:timers/promises';
import { type Kind, KINDS, type RoleChange, type RoleDetail, type User } from '../core/roles.ts';
import { ShardedMap } from '../core/sharded-map.ts';
import type { OpenFile } from './file-ops.ts';
import { JournalDecoder } from './journal-line.ts';
import { linesOf, readBlocks } from './lines.ts';

/** A role that somebody held or holds. Names and detail are the newest of that time; times are epoch ms. */
export interface RoleOfViewer {
  readonly kind: Kind;
  readonly user: User;
  readonly detail: RoleDetail;
  readonly grantedAt: number;
  readonly source: string;
  /** null: holds it now. */
  readonly revokedAt: number | null;
  readonly revokedSource: string | null;
}

/** What is known of a role whose end has not been read yet. */
interface OpenRole {
  user: User;
  detail: RoleDetail;
  readonly grantedAt: number;
  readonly source: string;
}

/** Records handed out before the event loop gets its turn. */
const SLICE = 400;

/**
 * Every role that anybody ever held, in one pass over the journal up to `to`: what ended comes in the order
 * of its end, what is held now comes last. Memory holds only the roles that are open at the same time. Says
 * the same of a viewer as `toHistory()`. Damaged lines are passed over.
 * @throws Error if the file is shorter than `to`
 */
export async function* readRoles(
  file: OpenFile,
  to: number,
): AsyncGenerator<RoleOfViewer[], void, undefined> {
  const decoder = new JournalDecoder();
  const open = new OpenRoles();
  let end = 0;
  for await (const block of readBlocks(file, 0, to)) {
    const ended: RoleOfViewer[] = [];
    for (const [start, stop] of linesOf(block)) {
      const change = decoder.decode(block.bytes.subarray(start, stop))?.change;
      const role = change && open.take(change);
      if (role) ended.push(role);
    }
    end = block.offset + block.bytes.length;
    if (ended.length > 0) yield ended;
  }
  if (end < to) throw new Error(`the journal ends at ${end}, before ${to}`);
  yield* open.rest();
}

class OpenRoles {
  readonly #byKind = Object.fromEntries(KINDS.map((kind) => [kind, new ShardedMap<OpenRole>()])) as Readonly<
    Record<Kind, ShardedMap<OpenRole>>
  >;

  /** @returns the role that this change ends, if any */
  take(change: RoleChange): RoleOfViewer | null {
    const { kind, user, at, source } = change;
    const roles = this.#byKind[kind];
    const open = roles.get(user.userId);
    if (change.change === 'revoked') {
      roles.delete(user.userId);
      return open ? toRole(kind, open, at, source) : null;
    }
    if (open && change.change === 'updated') {
      open.user = user;
      open.detail = change.detail;
      return null;
    }
    roles.set(user.userId, { user, detail: change.detail, grantedAt: at, source });
    // A grant of what is held already: the revoke before it got lost with a damaged line.
    return open ? toRole(kind, open, at, source) : null;
  }

  /** Those that nobody ended. */
  async *rest(): AsyncGenerator<RoleOfViewer[], void, undefined> {
    let batch: RoleOfViewer[] = [];
    for (const kind of KINDS) {
      for (const open of this.#byKind[kind].values()) {
        batch.push(toRole(kind, open, null, null));
        if (batch.length < SLICE) continue;
        yield batch;
        batch = [];
        await nextTurn();
      }
    }
    if (batch.length > 0) yield batch;
  }
}

function toRole(
  kind: Kind,
  { user, detail, grantedAt, source }: OpenRole,
  revokedAt: number | null,
  revokedSource: string | null,
): RoleOfViewer {
  return { kind, user, detail, grantedAt, source, revokedAt, revokedSource };
}
