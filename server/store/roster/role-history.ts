import {
  KINDS,
  ROLE_OF_KIND,
  type Kind,
  type Role,
  type RoleChange,
  type RoleDetail,
} from '../../core/roles.ts';
import type { OpenFile } from '../files/file-ops.ts';
import { endsRole, heldRole } from './open-roles.ts';
import { JournalDecoder } from './journal-line.ts';
import { readBlocks } from '../files/lines.ts';

/** A role that a viewer held or holds. Times are epoch ms; the detail is the newest that was known. */
export interface RoleHistoryRecord extends RoleDetail {
  readonly kind: Kind;
  readonly role: Role;
  readonly grantedAt: number;
  /** Which sync, or `event`, found it. */
  readonly source: string;
  /** null: holds it now. */
  readonly revokedAt: number | null;
  readonly revokedSource: string | null;
  /** All that happened to it, oldest first; the first one is always the grant. */
  readonly events: readonly RoleChange[];
}

/** Big reads: most of the journal is about others, and searching bytes is quick. */
const SEARCH_BYTES = 1024 * 1024;

/**
 * All changes of one viewer between two places of the journal, oldest first.
 * @param before lines that begin there or later do not count
 */
export async function readChangesOf(
  file: OpenFile,
  userId: string,
  from: number,
  to: number,
  before = to,
): Promise<RoleChange[]> {
  const needle = Buffer.from(JSON.stringify(userId));
  const decoder = new JournalDecoder();
  const changes: RoleChange[] = [];
  for await (const { bytes, offset } of readBlocks(file, from, to, SEARCH_BYTES)) {
    for (let hit = bytes.indexOf(needle); hit >= 0;) {
      const start = bytes.lastIndexOf(10, hit) + 1;
      const feed = bytes.indexOf(10, hit);
      const end = feed < 0 ? bytes.length : feed;
      const change = decoder.decode(bytes.subarray(start, end));
      if (change?.user.userId === userId && offset + start < before) changes.push(change);
      hit = bytes.indexOf(needle, end);
    }
  }
  return changes;
}

/** What the changes of one viewer, oldest first, add up to: by time of grant, oldest first. */
export function toHistory(changes: readonly RoleChange[]): RoleHistoryRecord[] {
  const records = KINDS.flatMap((kind) => historyOfKind(kind, changes));
  return records.sort((a, b) => a.grantedAt - b.grantedAt);
}

function historyOfKind(kind: Kind, changes: readonly RoleChange[]): RoleHistoryRecord[] {
  const records: RoleHistoryRecord[] = [];
  let open: RoleChange[] = [];
  const close = (revoked: RoleChange | null): void => {
    const record = toRecord(open, revoked);
    if (record) records.push(record);
    open = [];
  };
  for (const change of changes) {
    if (change.kind !== kind) continue;
    if (endsRole(change)) close(change);
    if (change.change !== 'revoked') open.push(change);
  }
  close(null);
  return records;
}

function toRecord(open: readonly RoleChange[], ended: RoleChange | null): RoleHistoryRecord | null {
  const first = open[0];
  const last = open.at(-1);
  if (!first || !last || last.change === 'revoked') return null;
  const { user: _user, detail, ...held } = heldRole(first, last, ended);
  return {
    ...detail,
    ...held,
    role: ROLE_OF_KIND[held.kind],
    events: ended?.change === 'revoked' ? [...open, ended] : open,
  };
}
