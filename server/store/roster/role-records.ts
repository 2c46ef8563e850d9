import type { HeldRole, User } from '../../core/roles.ts';
import type { OpenFile } from '../files/file-ops.ts';
import { linesOf, readBlocks } from '../files/lines.ts';
import { JournalDecoder } from './journal-line.ts';
import { type Ended, OpenRoles } from './open-roles.ts';

/** Smaller than elsewhere: here every line becomes text again, and after each block others get their turn. */
const BLOCK_BYTES = 16 * 1024;
/** A line is mostly shorter. */
const LINE_BYTES = 1024;

/**
 * Every role that anybody ever held, from the journal up to `to`: what ended comes in the order of its end, what is
 * held now comes last, from a second look at the journal. Memory holds some bytes of each. Says the same of a viewer
 * as `toHistory()`. Damaged lines are passed over.
 * @throws Error if the file is shorter than `to`, or changes meanwhile
 */
export async function* readRoles(file: OpenFile, to: number): AsyncGenerator<HeldRole[], void, undefined> {
  const open = new OpenRoles();
  yield* endedRoles(file, to, open);
  yield* heldRoles(file, to, open);
}

async function* endedRoles(
  file: OpenFile,
  to: number,
  open: OpenRoles,
): AsyncGenerator<HeldRole[], void, undefined> {
  const decoder = new JournalDecoder();
  let end = 0;
  for await (const { bytes, offset } of readBlocks(file, 0, to, BLOCK_BYTES)) {
    const ended: Ended[] = [];
    for (const [start, stop] of linesOf({ bytes, offset })) {
      const change = decoder.decode(bytes.subarray(start, stop));
      const role = change && open.take(change, offset + start);
      if (role) ended.push(role);
    }
    end = offset + bytes.length;
    if (ended.length > 0) yield await named(file, to, ended);
  }
  if (end < to) throw new Error(`the journal ends at ${end}, before ${to}`);
}

async function* heldRoles(
  file: OpenFile,
  to: number,
  open: OpenRoles,
): AsyncGenerator<HeldRole[], void, undefined> {
  const decoder = new JournalDecoder();
  let count = 0;
  for await (const { bytes, offset } of readBlocks(file, 0, to, BLOCK_BYTES)) {
    const held: HeldRole[] = [];
    for (const [start, stop] of linesOf({ bytes, offset })) {
      if (!open.isLast(offset + start)) continue;
      const change = decoder.decode(bytes.subarray(start, stop));
      if (change && change.change !== 'revoked') held.push(open.held(change));
    }
    count += held.length;
    if (held.length > 0) yield held;
  }
  if (count !== open.size) throw new Error('the journal was changed while it was read');
}

/** With the names that they ended with. */
async function named(file: OpenFile, to: number, ended: readonly Ended[]): Promise<HeldRole[]> {
  const roles: HeldRole[] = [];
  for (const { role, namesAt } of ended)
    roles.push(namesAt === null ? role : { ...role, user: await userAt(file, namesAt, to) });
  return roles;
}

async function userAt(file: OpenFile, at: number, to: number): Promise<User> {
  for await (const block of readBlocks(file, at, to, LINE_BYTES)) {
    const [line] = linesOf(block);
    const change = line && new JournalDecoder().decode(block.bytes.subarray(line[0], line[1]));
    if (change) return change.user;
    break;
  }
  throw new Error('the journal was changed while it was read');
}
