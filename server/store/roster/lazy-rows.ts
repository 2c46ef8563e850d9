import type { Kind } from '../../core/roles.ts';
import type { SleepingViewers } from '../../core/roster.ts';
import type { Viewer } from '../../core/viewer.ts';
import { nameKey } from '../../core/spelling.ts';
import { COMMA, LINE_FEED, QUOTE, ZERO } from '../files/ascii.ts';
import { KEY, NameIndex } from './name-index.ts';
import { ViewerReader } from './snapshot-rows.ts';

/** Rows that are read together: whoever needs one of them waits for all, some milliseconds. */
const GROUP_BYTES = 32 * 1024;
/** Id, login and display name. */
const KEYS_A_VIEWER = 3;
const MAX_GROUPS = 65_535;

/** The rows of a snapshot, of which only ids and names have been looked at. */
export class SleepingRows implements SleepingViewers {
  readonly counts: Readonly<Record<Kind, number>>;
  readonly #bytes: Buffer;
  /** The same; Buffer's own indexOf takes three times as long to begin. */
  readonly #plain: Uint8Array;
  readonly #groupBytes: number;
  readonly #index: NameIndex;
  readonly #reader = new ViewerReader();
  /** Where each group begins; those that were taken are -1. */
  readonly #starts: number[] = [];
  readonly #ends: number[] = [];
  #next = 0;
  #size = 0;

  /** @param bytes the rows to come, filled step by step; `scan` says how far. Must not change otherwise */
  constructor(
    bytes: Buffer,
    viewers: number,
    counts: Readonly<Record<Kind, number>>,
    groupBytes = GROUP_BYTES,
  ) {
    this.#bytes = bytes;
    this.#plain = new Uint8Array(bytes.buffer, bytes.byteOffset, bytes.length);
    this.#groupBytes = groupBytes;
    this.counts = counts;
    this.#index = new NameIndex(viewers * KEYS_A_VIEWER);
  }

  get size(): number {
    return this.#size;
  }

  /**
   * Notes the whole lines between two places.
   * @returns false if they cannot be read in any order: two go by one name, or one is no viewer
   */
  scan(from: number, to: number): boolean {
    const bytes = this.#bytes;
    for (let start = from; start < to;) {
      const group = this.#starts.length;
      if (group >= MAX_GROUPS) return false;
      const limit = Math.min(to, start + this.#groupBytes);
      let at = start;
      while (at < limit) {
        const end = this.#note(at, group);
        if (end <= 0) return false;
        at = end;
        this.#size++;
      }
      if (bytes[at - 1] !== LINE_FEED) return false;
      this.#starts.push(start);
      this.#ends.push(at);
      start = at;
    }
    return true;
  }

  takeById(userId: string): readonly Viewer[] {
    return this.#take(this.#index.get(KEY.id, userId));
  }

  takeByName(name: string): readonly Viewer[] {
    const byLogin = this.#take(this.#index.get(KEY.login, name));
    const byDisplayName = this.#take(this.#index.get(KEY.displayName, name));
    return byDisplayName.length === 0 ? byLogin : [...byLogin, ...byDisplayName];
  }

  takeNext(): readonly Viewer[] | null {
    while (this.#next < this.#starts.length) {
      const viewers = this.#take(this.#next++);
      if (viewers.length > 0) return viewers;
    }
    return null;
  }

  #take(group: number): readonly Viewer[] {
    const start = this.#starts[group] ?? -1;
    if (start < 0) return [];
    this.#starts[group] = -1;
    const viewers = this.#reader.read(this.#bytes, start, this.#ends[group] ?? start);
    this.#size -= viewers.length;
    return viewers;
  }

  /**
   * Notes the names of the line that begins here: `["id","login","shown",…` or `["id","login",0,…`.
   * @returns where the next one begins; -1: not by this way
   */
  #note(start: number, group: number): number {
    const bytes = this.#bytes;
    const index = this.#index;
    const idEnd = index.readQuoted(KEY.id, bytes, start + 2);
    if (idEnd < 0) return this.#noteParsed(start, group);
    if (bytes[idEnd + 2] !== QUOTE || !index.add(group)) return -1;
    const login = idEnd + 3;
    const loginEnd = index.readQuoted(KEY.login, bytes, login);
    const namesEnd = loginEnd < 0 ? -1 : this.#namesEnd(login, loginEnd);
    if (namesEnd < 0) return this.#noteParsed(start, group, true);
    if (loginEnd > login && !index.add(group)) return -1;
    return this.#plain.indexOf(LINE_FEED, namesEnd) + 1;
  }

  /** Where the display name ends if it is the login, in any letters, as nearly all are; -1 if it is not. */
  #namesEnd(login: number, loginEnd: number): number {
    const bytes = this.#bytes;
    let at = loginEnd + 2;
    if (bytes[loginEnd + 1] !== COMMA) return -1;
    if (bytes[at] === ZERO) return bytes[at + 1] === COMMA ? at : -1;
    if (bytes[at++] !== QUOTE) return -1;
    for (let i = login; i < loginEnd; i++) {
      const byte = bytes[at++] as number;
      if ((byte >= 0x41 && byte <= 0x5a ? byte | 0x20 : byte) !== bytes[i]) return -1;
    }
    return bytes[at] === QUOTE ? at : -1;
  }

  /** `#note` for rare names. */
  #noteParsed(start: number, group: number, hasId = false): number {
    const end = this.#plain.indexOf(LINE_FEED, start);
    const [viewer] = this.#reader.read(this.#bytes, start, end);
    if (!viewer) return -1;
    const { userId, userLogin, userDisplayName } = viewer;
    const index = this.#index;
    if (!hasId && !index.addText(KEY.id, userId, group)) return -1;
    if (userLogin === '') return end + 1;
    const shown = nameKey(userDisplayName);
    const isNew =
      index.addText(KEY.login, userLogin, group) &&
      (shown === userLogin || index.addText(KEY.displayName, shown, group));
    return isNew ? end + 1 : -1;
  }
}
