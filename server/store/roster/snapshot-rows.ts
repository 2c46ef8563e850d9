import { RoleRecords } from '../../core/role-records.ts';
import type { RoleRecord } from '../../core/roles.ts';
import type { Viewer } from '../../core/viewer.ts';
import { LINE_FEED } from '../files/ascii.ts';
import { LineFields } from '../files/line-fields.ts';
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

/** A line that is no viewer's, its first or its last. @throws SnapshotDamagedError */
export function parseRow(line: Buffer): unknown[] {
  const row: unknown = JSON.parse(line.toString());
  if (!Array.isArray(row)) throw new SnapshotDamagedError('not a list of viewers');
  return row;
}

/** Reads viewers. Keeps one copy of each source, of which there are few. */
export class ViewerReader {
  readonly #fields = new LineFields();
  readonly #sources = new Map<string, string>();
  readonly #records = new RoleRecords();

  /** The viewers of some whole lines. @throws SnapshotDamagedError */
  read(bytes: Buffer, start: number, end: number): Viewer[] {
    const viewers: Viewer[] = [];
    let at = start;
    while (at < end) {
      viewers.push(this.#viewer(bytes, at));
      at = this.#fields.at;
      while (at < end && bytes[at] !== LINE_FEED) at++;
      at++;
    }
    return viewers;
  }

  #viewer(bytes: Buffer, start: number): Viewer {
    const fields = this.#fields;
    fields.open(bytes, start + 1);
    const userId = fields.next();
    const userLogin = fields.next();
    const shown = fields.next();
    const userDisplayName = shown === 0 ? userLogin : shown;
    if (typeof userId !== 'string' || typeof userLogin !== 'string' || typeof userDisplayName !== 'string')
      throw new SnapshotDamagedError('a viewer without a name');
    const subscribers = this.#role();
    const vips = this.#role();
    return { userId, userLogin, userDisplayName, subscribers, vips, moderators: this.#role() };
  }

  #role(): RoleRecord | null {
    const fields = this.#fields;
    if (!fields.enter()) {
      if (fields.next() === 0) return null;
      throw new SnapshotDamagedError('a role that is none');
    }
    const grantedAt = fields.next();
    const source = fields.next();
    const rest = fields.rest();
    const detail = rest && decodeDetail(rest, 0);
    fields.leave();
    if (typeof grantedAt !== 'number' || typeof source !== 'string' || !detail)
      throw new SnapshotDamagedError('a role that is none');
    if (!this.#sources.has(source)) this.#sources.set(source, source);
    return this.#records.of(detail, grantedAt, this.#sources.get(source) ?? source);
  }
}
