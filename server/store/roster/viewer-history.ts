import type { RoleChange } from '../../core/roles.ts';
import type { FileOps, OpenFile } from '../files/file-ops.ts';
import { readBlocks } from '../files/lines.ts';
import { MAX_LINE_BYTES } from './journal-line.ts';
import { readChangesOf } from './role-history.ts';
import { SEARCHED_BYTES, ViewerBlocks } from './viewer-blocks.ts';

/** So much at the end is rather searched than read for the filters. */
const TAIL_BYTES = 1024 * 1024;

/**
 * Finds what the journal says of a viewer without reading all of it. What it knows of the journal is made from that
 * in each launch and kept in memory: there is no file that could be damaged, or belong to another journal.
 */
export class ViewerHistory {
  readonly #files: FileOps;
  readonly #path: string;
  #blocks = new ViewerBlocks();
  /** Up to here the journal is in `#blocks`. */
  #known = 0;
  #reading: Promise<void> | null = null;

  constructor(files: FileOps, path: string) {
    this.#files = files;
    this.#path = path;
  }

  /** All changes of one viewer up to `end`, oldest first. */
  async changesOf(userId: string, end: number): Promise<RoleChange[]> {
    const known = Math.min(this.#known, end);
    const places = this.#blocks.placesOf(userId).filter((place) => place < known);
    const file = await this.#files.open(this.#path, 'read');
    try {
      const changes: RoleChange[] = [];
      for (const place of places) {
        const limit = Math.min(place + SEARCHED_BYTES, known);
        // Its last line may end behind it.
        const to = Math.min(limit + MAX_LINE_BYTES, end);
        changes.push(...(await readChangesOf(file, userId, place, to, limit)));
      }
      changes.push(...(await readChangesOf(file, userId, known, end)));
      return changes;
    } finally {
      await file.close();
    }
  }

  /** Reads in the background what was added since, if that is much. Where it fails, history is searched for. */
  follow(end: number): void {
    if (end - this.#known <= TAIL_BYTES || this.#reading) return;
    const reading = this.#read(end).catch(() => undefined);
    this.#reading = reading.finally(() => (this.#reading = null));
  }

  /** Ends what is read in the background. */
  async close(): Promise<void> {
    this.forget();
    await this.untilRead();
  }

  /** Resolves when nothing is read in the background. */
  async untilRead(): Promise<void> {
    await this.#reading;
  }

  /** The journal is another one (`data.delete`). */
  forget(): void {
    this.#blocks = new ViewerBlocks();
    this.#known = 0;
  }

  async #read(end: number): Promise<void> {
    const blocks = this.#blocks;
    const file = await this.#files.open(this.#path, 'read');
    try {
      await this.#readInto(blocks, file, end);
    } finally {
      await file.close();
    }
  }

  async #readInto(blocks: ViewerBlocks, file: OpenFile, end: number): Promise<void> {
    for await (const block of readBlocks(file, this.#known, end)) {
      if (blocks !== this.#blocks) return; // forgotten meanwhile
      blocks.add(block);
      this.#known = block.offset + block.bytes.length;
    }
  }
}
