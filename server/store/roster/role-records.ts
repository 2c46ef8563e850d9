import { setImmediate as nextTurn } from 'node:timers/promises';
import { type HeldRole, type Kind, KINDS, type RoleChange } from '../../core/roles.ts';
import { ShardedMap } from '../../core/sharded-map.ts';
import type { OpenFile } from '../files/file-ops.ts';
import { JournalDecoder } from './journal-line.ts';
import { LineShelf } from './line-arena.ts';
import { linesOf, readBlocks } from '../files/lines.ts';

/** Records handed out before the event loop gets its turn. */
const SLICE = 150;
/** Smaller than elsewhere: here every line becomes text again, and after each block others get their turn. */
const BLOCK_BYTES = 16 * 1024;

/**
 * Every role that anybody ever held, in one pass over the journal up to `to`: what ended comes in the order
 * of its end, what is held now comes last. Memory holds only the lines of roles that are open at the same time. Says
 * the same of a viewer as `toHistory()`. Damaged lines are passed over.
 * @throws Error if the file is shorter than `to`
 */
export async function* readRoles(file: OpenFile, to: number): AsyncGenerator<HeldRole[], void, undefined> {
  const open = new OpenRoles();
  let end = 0;
  for await (const block of readBlocks(file, 0, to, BLOCK_BYTES)) {
    const ended: HeldRole[] = [];
    for (const [start, stop] of linesOf(block)) {
      const role = open.take(block.bytes.subarray(start, stop));
      if (role) ended.push(role);
    }
    end = block.offset + block.bytes.length;
    if (ended.length > 0) yield ended;
  }
  if (end < to) throw new Error(`the journal ends at ${end}, before ${to}`);
  yield* open.rest();
}

const LINE_FEED = Buffer.from('\n');

/** Roles whose end has not been read yet: of each the line that granted it, and the last that changed it. */
class OpenRoles {
  readonly #decoder = new JournalDecoder();
  readonly #lines = new LineShelf();
  readonly #byKind = Object.fromEntries(KINDS.map((kind) => [kind, new ShardedMap<number>()])) as Readonly<
    Record<Kind, ShardedMap<number>>
  >;

  /** @returns the role that this line ends, if any */
  take(line: Buffer): HeldRole | null {
    const change = this.#decoder.decode(line)?.change;
    if (!change) return null;
    const roles = this.#byKind[change.kind];
    const { userId } = change.user;
    const place = roles.get(userId);
    const isEnd = endsRole(change);
    const ended = place !== undefined && isEnd ? this.#read(place, change) : null;
    if (change.change === 'revoked') roles.delete(userId);
    else
      roles.set(userId, this.#lines.put(place !== undefined && !isEnd ? this.#updated(place, line) : line));
    if (place !== undefined) this.#lines.drop(place);
    return ended;
  }

  /** Those that nobody ended. */
  async *rest(): AsyncGenerator<HeldRole[], void, undefined> {
    let batch: HeldRole[] = [];
    for (const kind of KINDS) {
      for (const place of this.#byKind[kind].values()) {
        const role = this.#read(place, null);
        if (role) batch.push(role);
        if (batch.length < SLICE) continue;
        yield batch;
        batch = [];
        await nextTurn();
      }
    }
    if (batch.length > 0) yield batch;
  }

  #updated(place: number, line: Buffer): Buffer {
    const before = this.#lines.get(place);
    const feed = before.indexOf(10);
    return Buffer.concat([feed < 0 ? before : before.subarray(0, feed), LINE_FEED, line]);
  }

  #read(place: number, end: RoleChange | null): HeldRole | null {
    const lines = this.#lines.get(place);
    const feed = lines.indexOf(10);
    const first = this.#decoder.decode(feed < 0 ? lines : lines.subarray(0, feed))?.change;
    const last = feed < 0 ? first : this.#decoder.decode(lines.subarray(feed + 1))?.change;
    if (!first || !last || last.change === 'revoked') return null;
    return heldRole(first, last, end);
  }
}

/** A grant of what is held already ends that too: the revoke before it got lost with a damaged line. */
export function endsRole({ change }: RoleChange): boolean {
  return change !== 'updated';
}

/**
 * @param first what began it, as far as is known
 * @param last the newest that was said of it; may be `first`
 * @param end null: holds it now
 */
export function heldRole(
  first: RoleChange,
  last: Exclude<RoleChange, { change: 'revoked' }>,
  end: RoleChange | null,
): HeldRole {
  const { kind, user, detail } = last;
  const begin = { grantedAt: first.at, source: first.source };
  return { kind, user, detail, ...begin, revokedAt: end?.at ?? null, revokedSource: end?.source ?? null };
}
