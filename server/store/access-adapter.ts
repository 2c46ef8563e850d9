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
  readonly entries: readonly AccessEntry[];
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
    let size = 0;
    const count = (bytes: Buffer): Buffer => {
      size += bytes.length;
      return bytes;
    };
    await replaceFile(files, this.#folder.file(ACCESS_FILE), encode(image, count));
    const lines = image.entries.length + (image.waiting.length > 0 ? 1 : 0);
    this.written = { size, last: image.base + lines, lines };
  }
}

function* encode(
  { entries, waiting, base }: AccessImage,
  count: (bytes: Buffer) => Buffer,
): Generator<Buffer, void> {
  const buffer = new TextBuffer();
  let number = base;
  let text = encodeHeader(base);
  for (const entry of entries) {
    text += encodeLine({ number: ++number, importId: null, entries: [entry] });
    if ((number - base) % SLICE !== 0) continue;
    yield count(buffer.encode(text));
    text = '';
  }
  if (waiting.length > 0) text += encodeLine({ number: number + 1, importId: WAITING, entries: waiting });
  yield count(buffer.encode(text));
}
