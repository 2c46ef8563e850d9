import type { Adapter } from 'lowdb';
import type { AccessEntry } from '../access/ports.ts';
import { encodeHeader, encodeLine, WAITING } from './access-line.ts';
import type { Expected } from './access-merge.ts';
import { ACCESS_FILE, type AccessFound, searchAccess } from './access-search.ts';
import type { DataFolder } from './files/data-folder.ts';
import { replaceFile } from './files/durable-write.ts';
import { TextBuffer } from './files/text-buffer.ts';

/** Records encoded before the event loop gets its turn. */
const SLICE = 200;

/** All that is written at once. */
export interface AccessImage {
  /** Read once, bit by bit. */
  readonly entries: Iterable<AccessEntry>;
  /** Those that count for nothing until the streamer wants them. */
  readonly waiting: readonly AccessEntry[];
  /** The number before the first line. */
  readonly base: number;
}

/**
 * lowdb's adapter for overrides and grants: numbered lines, appended to between two writes. A record that comes
 * again takes the place of the earlier one with its id. Reading changes nothing on the disk.
 */
export class AccessAdapter implements Adapter<AccessImage> {
  readonly #folder: DataFolder;
  readonly #lastImport: Expected['lastImport'];
  /** Of the last writing: bytes, number of the last line, lines without the first. */
  written = { size: 0, last: 0, lines: 0 };

  constructor(folder: DataFolder, lastImport: Expected['lastImport']) {
    this.#folder = folder;
    this.#lastImport = lastImport;
  }

  /** Every record, also those that later ones replace. @throws StoreError `file_too_new`, `file_unreadable` */
  read(): Promise<AccessFound> {
    return searchAccess(this.#folder, this.#lastImport);
  }

  /** Replaces the whole file. */
  async write(image: AccessImage): Promise<void> {
    const { files } = this.#folder;
    const written = { size: 0, last: image.base, lines: 0 };
    await replaceFile(files, this.#folder.file(ACCESS_FILE), encode(image, written));
    this.written = written;
  }
}

function* encode(
  { entries, waiting, base }: AccessImage,
  written: AccessAdapter['written'],
): Generator<Buffer, void> {
  const buffer = new TextBuffer();
  let text = encodeHeader(base);
  const add = (importId: string | null, records: readonly AccessEntry[]): void => {
    text += encodeLine({ number: ++written.last, importId, entries: records });
    written.lines++;
  };
  const flush = (): Buffer => {
    const bytes = buffer.encode(text);
    written.size += bytes.length;
    text = '';
    return bytes;
  };
  for (const entry of entries) {
    add(null, [entry]);
    if (written.lines % SLICE === 0) yield flush();
  }
  if (waiting.length > 0) add(WAITING, waiting);
  yield flush();
}
