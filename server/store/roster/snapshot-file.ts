import { setImmediate as nextTurn } from 'node:timers/promises';
import { crc32 } from 'node:zlib';
import type { Adapter } from 'lowdb';
import { KINDS, type Kind } from '../../core/roles.ts';
import type { Roster } from '../../core/roster.ts';
import type { StoreDeps } from '../files/data-folder.ts';
import { replaceFile } from '../files/durable-write.ts';
import { openPlain, type PlainFile } from '../files/plain-file.ts';
import type { JournalPosition } from './journal.ts';
import { LINE_FEED } from '../files/ascii.ts';
import { BLOCK_BYTES } from '../files/lines.ts';
import { SleepingRows } from './lazy-rows.ts';
import { encodeViewer, parseRow, SnapshotDamagedError, ViewerReader } from './snapshot-rows.ts';
import { errorCode, tooNew, unreadable } from '../files/store-error.ts';
import { TextBuffer } from '../files/text-buffer.ts';

/** The roster, and the place in the journal up to which everything is in it. It may hold more. */
export interface RosterImage {
  readonly roster: Roster;
  readonly covered: JournalPosition;
  /** The checksum of the journal up to there; null: from before there was one. */
  readonly sum: number | null;
  /** The lists of which changes were lost; see `DurableRoster.isDoubted`. */
  readonly doubted: readonly Kind[];
}

const FORMAT = 'rolecall.roster';
const VERSION = 2;
/** Read at a time. */
const READ_BYTES = 512 * 1024;
/** Longer than the first and the last line ever are. */
const LINE_BYTES = 200;
/** Shorter than any row. */
const MIN_ROW = 10;
/** Viewers encoded before the event loop gets its turn. */
const SLICE = 100;
const NOBODY: Readonly<Record<Kind, number>> = { subscribers: 0, vips: 0, moderators: 0 };

/**
 * lowdb's adapter for the snapshot of the roster, NDJSON in slices instead of one huge text:
 * `["rolecall.roster",2,seq,offset,crc32 of the journal up to there,["vips",…]]` (the lists that are doubted), then
 * a line a viewer (see `encodeViewer`), then `["end",viewers,crc32 of all before,subscribers,vips,moderators]`.
 *
 * Reading checks all of it and leaves the viewers asleep in their bytes: a start waits for no more than their
 * names. Version 1 had no counts at its end.
 */
export class SnapshotAdapter implements Adapter<RosterImage> {
  readonly #deps: StoreDeps;
  readonly #path: string;
  readonly #roster: Roster;
  readonly #signal: AbortSignal;

  /** Reading fills `roster`. A write under way ends when `signal` aborts. */
  constructor(deps: StoreDeps, path: string, roster: Roster, signal: AbortSignal) {
    this.#deps = deps;
    this.#path = path;
    this.#roster = roster;
    this.#signal = signal;
  }

  /** @throws SnapshotDamagedError (the roster is empty then), StoreError */
  async read(): Promise<RosterImage | null> {
    const { files } = this.#deps.folder;
    const file = await openPlain(files, this.#path).catch((error: unknown) => {
      if (errorCode(error) === 'ELOOP') throw new SnapshotDamagedError('a link to somewhere else');
      throw unreadable(this.#path, error);
    });
    if (!file) return null;
    try {
      return { roster: this.#roster, ...(await this.#load(file)) };
    } catch (error) {
      this.#roster.clear();
      if (error instanceof SyntaxError) throw new SnapshotDamagedError('no valid JSON');
      throw errorCode(error) === '' ? error : unreadable(this.#path, error);
    } finally {
      await file.close();
    }
  }

  async write(image: RosterImage): Promise<void> {
    await replaceFile(this.#deps.folder.files, this.#path, encode(image, this.#signal));
  }

  async #load(file: PlainFile): Promise<Omit<RosterImage, 'roster'>> {
    const size = await file.size();
    const head = await readAt(file, 0, Math.min(size, LINE_BYTES));
    const start = head.indexOf(LINE_FEED) + 1;
    const about = decodeHeader(parseRow(head.subarray(0, start)), this.#path);
    const end = await readEnd(file, size);
    const bytes = Buffer.allocUnsafeSlow(end.start);
    const rows = new SleepingRows(bytes, end.viewers, end.counts ?? NOBODY);
    let isInOrder = end.counts !== null;
    let crc = 0;
    let scanned = start;
    for await (const fresh of fill(bytes, file)) {
      crc = crc32(fresh, crc);
      const whole = fresh.byteOffset - bytes.byteOffset + fresh.lastIndexOf(LINE_FEED) + 1;
      if (whole <= scanned) continue;
      isInOrder &&= rows.scan(scanned, whole);
      scanned = whole;
    }
    if (crc !== end.crc) throw new SnapshotDamagedError('changed by somebody else');
    if (isInOrder && rows.size === end.viewers) this.#roster.adopt(rows);
    else await this.#restoreAll(bytes.subarray(start), end.viewers);
    return about;
  }

  /** For what cannot be read in any order, as two viewers who go by one name: the later one has it. */
  async #restoreAll(bytes: Buffer, viewers: number): Promise<void> {
    const reader = new ViewerReader();
    let restored = 0;
    for (let start = 0; start < bytes.length;) {
      const limit = Math.min(bytes.length, start + BLOCK_BYTES);
      const feed = bytes.indexOf(LINE_FEED, limit - 1);
      const stop = feed < 0 ? bytes.length : feed + 1;
      for (const viewer of reader.read(bytes, start, stop)) {
        this.#roster.restore(viewer);
        restored++;
      }
      start = stop;
      await nextTurn();
    }
    if (restored !== viewers) throw new SnapshotDamagedError('not complete');
  }
}

interface SnapshotEnd {
  /** Where its line begins. */
  readonly start: number;
  readonly viewers: number;
  readonly crc: number;
  /** null: from before they were counted. */
  readonly counts: Readonly<Record<Kind, number>> | null;
}

/** Reads the next part while the one before is looked at. @yields what came */
async function* fill(bytes: Buffer, file: PlainFile): AsyncGenerator<Buffer, void, undefined> {
  const readFrom = (at: number): Promise<number> => {
    const reading = file.read(bytes.subarray(at, at + READ_BYTES), at);
    reading.catch(() => undefined); // whoever looks may be gone by then
    return reading;
  };
  let reading = readFrom(0);
  for (let filled = 0; filled < bytes.length;) {
    const read = await reading;
    if (read === 0) throw new SnapshotDamagedError('cut short');
    const fresh = bytes.subarray(filled, filled + read);
    filled += read;
    if (filled < bytes.length) reading = readFrom(filled);
    yield fresh;
  }
}

async function readAt(file: PlainFile, position: number, length: number): Promise<Buffer> {
  const bytes = Buffer.alloc(length);
  for (let done = 0; done < length;) {
    const read = await file.read(bytes.subarray(done), position + done);
    if (read === 0) throw new SnapshotDamagedError('cut short');
    done += read;
  }
  return bytes;
}

async function readEnd(file: PlainFile, size: number): Promise<SnapshotEnd> {
  const length = Math.min(size, LINE_BYTES);
  const bytes = await readAt(file, size - length, length);
  if (bytes.at(-1) !== LINE_FEED) throw new SnapshotDamagedError('cut short');
  const start = bytes.lastIndexOf(LINE_FEED, -2) + 1;
  const [word, viewers, crc, ...counts] = parseRow(bytes.subarray(start));
  if (word !== 'end' || !isCount(viewers) || typeof crc !== 'number' || viewers * MIN_ROW > size)
    throw new SnapshotDamagedError('not complete');
  const [subscribers, vips, moderators] = counts;
  const isCounted = isCount(subscribers) && isCount(vips) && isCount(moderators);
  return {
    start: size - length + start,
    viewers,
    crc,
    counts: isCounted ? { subscribers, vips, moderators } : null,
  };
}

const isCount = (value: unknown): value is number => Number.isSafeInteger(value) && (value as number) >= 0;

async function* encode(
  { roster, covered, sum, doubted }: RosterImage,
  signal: AbortSignal,
): AsyncGenerator<Buffer, void, undefined> {
  let crc = 0;
  let viewers = 0;
  const counts = { ...NOBODY };
  const buffer = new TextBuffer();
  let text = `${JSON.stringify([FORMAT, VERSION, covered.seq, covered.offset, sum, doubted])}\n`;
  const take = (): Buffer => {
    signal.throwIfAborted();
    const block = buffer.encode(text);
    crc = crc32(block, crc);
    text = '';
    return block;
  };
  for (const viewer of roster.viewers()) {
    text += encodeViewer(viewer);
    for (const kind of KINDS) if (viewer[kind]) counts[kind]++;
    if (++viewers % SLICE === 0) yield take();
  }
  yield take();
  yield Buffer.from(`${JSON.stringify(['end', viewers, crc, ...KINDS.map((kind) => counts[kind])])}\n`);
}

function decodeHeader(row: readonly unknown[] | undefined, path: string): Omit<RosterImage, 'roster'> {
  const [format, version, seq, offset, sum = null, doubted = []] = row ?? [];
  if (format !== FORMAT || typeof version !== 'number') throw new SnapshotDamagedError('no header');
  if (version > VERSION) throw tooNew(path);
  if (typeof seq !== 'number' || typeof offset !== 'number') throw new SnapshotDamagedError('no position');
  const names = Array.isArray(doubted) ? (doubted as unknown[]) : [];
  return {
    covered: { seq, offset },
    sum: typeof sum === 'number' ? sum : null,
    doubted: KINDS.filter((kind) => names.includes(kind)),
  };
}
