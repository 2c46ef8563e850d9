import { RoleRecords } from '../../core/role-records.ts';
import type { RoleRecord } from '../../core/roles.ts';
import type { Viewer } from '../../core/viewer.ts';
import { decodeDetail, encodeDetail } from './journal-line.ts';

/** The file is there and cannot be believed. */
export class SnapshotDamagedError extends Error {}

/**
 * A line of the snapshot: `["123","some_login","Some_Login",[1735689600000,"startup","1000",0],0,0]`
 *
 * The viewer's id, login and display name (0 if it is the login), and as subscriber, VIP and moderator 0 or
 * `[grantedAt, source, …detail]`.
 */
export function encodeViewer(viewer: Viewer): string {
  const { userId, userLogin, userDisplayName } = viewer;
  const shown = userDisplayName === userLogin ? 0 : userDisplayName;
  const subscriber = encodeRole(viewer.subscribers);
  const vip = encodeRole(viewer.vips);
  const moderator = encodeRole(viewer.moderators);
  return `${JSON.stringify([userId, userLogin, shown, subscriber, vip, moderator])}\n`;
}

function encodeRole(record: RoleRecord | null): unknown {
  if (!record) return 0;
  const tuple: unknown[] = [record.grantedAt, record.source];
  for (const part of encodeDetail(record)) tuple.push(part);
  return tuple;
}

/** The rows of some whole lines. Takes the place of their line feeds, which no JSON text of ours holds. */
export function parseRows(lines: Buffer): unknown[][] {
  for (let feed = lines.indexOf(10); feed >= 0; feed = lines.indexOf(10, feed + 1)) lines[feed] = 0x2c;
  const rows = JSON.parse(`[${lines.toString('utf8', 0, lines.length - 1)}]`) as unknown[];
  if (!rows.every((row) => Array.isArray(row))) throw new SnapshotDamagedError('not a list of viewers');
  return rows;
}

/** Reads rows. Keeps one copy of each source, of which there are few. */
export class ViewerReader {
  readonly #sources = new Map<string, string>();
  readonly #records = new RoleRecords();

  /** @throws SnapshotDamagedError */
  read(row: readonly unknown[]): Viewer {
    // By index: taking an array apart with a pattern is several times slower, and this runs 700,000 times.
    const userId = row[0];
    const userLogin = row[1];
    const userDisplayName = row[2] === 0 ? userLogin : row[2];
    if (typeof userId !== 'string' || typeof userLogin !== 'string' || typeof userDisplayName !== 'string')
      throw new SnapshotDamagedError('a viewer without a name');
    return {
      userId,
      userLogin,
      userDisplayName,
      subscribers: this.#role(row[3]),
      vips: this.#role(row[4]),
      moderators: this.#role(row[5]),
    };
  }

  #role(value: unknown): RoleRecord | null {
    if (value === 0) return null;
    if (!Array.isArray(value)) throw new SnapshotDamagedError('a role that is none');
    const tuple = value as unknown[];
    const grantedAt = tuple[0];
    const source = tuple[1];
    const detail = decodeDetail(tuple, 2);
    if (typeof grantedAt !== 'number' || typeof source !== 'string' || !detail)
      throw new SnapshotDamagedError('a role that is none');
    if (!this.#sources.has(source)) this.#sources.set(source, source);
    return this.#records.of(detail, grantedAt, this.#sources.get(source) ?? source);
  }
}
