import { crc32 } from 'node:zlib';
import type { Adapter } from 'lowdb';
import type { Roster } from '../core/roster.ts';
import type { StoreParts } from './data-folder.ts';
import { replaceFile, temporaryName } from './durable-write.ts';
import type { OpenFile } from './file-ops.ts';
import { tooNew, unreadable } from './json-adapter.ts';
import type { JournalPosition } from './journal.ts';
import { readBlocks } from './lines.ts';
import { encodeViewer, parseRows, Restorer, SnapshotDamagedError } from './snapshot-rows.ts';
import { errorCode } from './store-error.ts';
import { TextBuffer } from './text-buffer.ts';

/** The roster, and the place in the journal up to which everything is in it. It may hold more. */
export interface RosterImage {
  readonly roster: Roster;
  readonly covered: JournalPosition;
}

const FORMAT = 'rolecall.roster';
const VERSION = 1;
/** Viewers encoded before the event loop gets its turn. */
const SLICE = 400;

/**
 * lowdb's adapter for the snapshot of the roster, NDJSON in slices instead of one huge text:
 * `["rolecall.roster",1,seq,offset]`, then a line a viewer (see `encodeViewer`), then
 * `["end",viewers,crc32 of all before]`.
 */
export class SnapshotAdapter implements Adapter<RosterImage> {
  readonly #parts: StoreParts;
  readonly #path: string;
  readonly #roster: Roster;
  readonly #signal: AbortSignal;

  /** Reading fills `roster`. A write under way ends when `signal` aborts. */
  constructor(parts: StoreParts, path: string, roster: Roster, signal: AbortSignal) {
    this.#parts = parts;
    this.#path = path;
    this.#roster = roster;
    this.#signal = signal;
  }

  /** @throws SnapshotDamagedError (the roster is empty then), StoreError */
  async read(): Promise<RosterImage | null> {
    const { files } = this.#parts.folder;
    await files.remove(temporaryName(this.#path)).catch(() => undefined);
    let file: OpenFile;
    try {
      file = await files.open(this.#path, 'read');
    } catch (error) {
      if (errorCode(error) === 'ENOENT') return null;
      throw unreadable(this.#path, error);
    }
    try {
      return { roster: this.#roster, covered: await this.#load(file) };
    } catch (error) {
      this.#roster.clear();
      if (error instanceof SyntaxError) throw new SnapshotDamagedError('no valid JSON');
      throw errorCode(error) === '' ? error : unreadable(this.#path, error);
    } finally {
      await file.close();
    }
  }

  async write({ roster, covered }: RosterImage): Promise<void> {
    await replaceFile(this.#parts.folder.files, this.#path, encode(roster, covered, this.#signal));
  }

  async #load(file: OpenFile): Promise<JournalPosition> {
    const restore = new Restorer(this.#roster);
    let covered: JournalPosition | null = null;
    let crc = 0;
    let end: readonly unknown[] | null = null;
    for await (const { bytes } of readBlocks(file, 0, await file.size())) {
      if (end || bytes.at(-1) !== 10) throw new SnapshotDamagedError('cut short');
      const lastLine = bytes.lastIndexOf(10, -2) + 1;
      const crcBefore = crc32(bytes.subarray(0, lastLine), crc);
      crc = crc32(bytes.subarray(lastLine), crcBefore);
      const rows = parseRows(bytes);
      if (!covered) covered = decodeHeader(rows.shift(), this.#path);
      if (rows.at(-1)?.length === 3) {
        end = rows.pop() ?? null;
        crc = crcBefore;
      }
      for (const row of rows) restore.add(row);
    }
    if (!covered || end?.[0] !== 'end' || end[1] !== restore.viewers || end[2] !== crc)
      throw new SnapshotDamagedError('not complete, or changed by somebody else');
    return covered;
  }
}

async function* encode(
  roster: Roster,
  covered: JournalPosition,
  signal: AbortSignal,
): AsyncGenerator<Buffer, void, undefined> {
  let crc = 0;
  let viewers = 0;
  const buffer = new TextBuffer();
  let text = `${JSON.stringify([FORMAT, VERSION, covered.seq, covered.offset])}\n`;
  const take = (): Buffer => {
    signal.throwIfAborted();
    const block = buffer.encode(text);
    crc = crc32(block, crc);
    text = '';
    return block;
  };
  for (const viewer of roster.viewers()) {
    text += encodeViewer(viewer);
    if (++viewers % SLICE === 0) yield take();
  }
  yield take();
  yield Buffer.from(`${JSON.stringify(['end', viewers, crc])}\n`);
}

function decodeHeader(row: readonly unknown[] | undefined, path: string): JournalPosition {
  const [format, version, seq, offset] = row ?? [];
  if (format !== FORMAT || typeof version !== 'number') throw new SnapshotDamagedError('no header');
  if (version > VERSION) throw tooNew(path);
  if (typeof seq !== 'number' || typeof offset !== 'number') throw new SnapshotDamagedError('no position');
  return { seq, offset };
}
