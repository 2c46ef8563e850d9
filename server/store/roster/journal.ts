import type { RoleChange } from '../../core/roles.ts';
import { AppendFile } from '../files/append-file.ts';
import type { FileOps, OpenFile } from '../files/file-ops.ts';
import { encodeHeader, encodeLine } from './journal-line.ts';
import { TextBuffer } from '../files/text-buffer.ts';

/** A place in the journal: everything up to `seq` lies before `offset`. */
export interface JournalPosition {
  readonly seq: number;
  readonly offset: number;
}

/** Lines encoded before the event loop gets its turn. */
const SLICE = 400;

/** The append-only file of role changes. Not for two appends at a time. */
export class Journal {
  readonly #file: AppendFile;
  #seq: number;

  constructor(files: FileOps, path: string, file: OpenFile, end: JournalPosition, isDirty: boolean) {
    this.#file = new AppendFile(files, path, file, end.offset, isDirty);
    this.#seq = end.seq;
  }

  /** The end of what is durable. */
  get end(): JournalPosition {
    return { seq: this.#seq, offset: this.#file.length };
  }

  get path(): string {
    return this.#file.path;
  }

  /** Appends transactions and makes them durable with one sync, all or none. */
  async append(transactions: readonly (readonly RoleChange[])[]): Promise<void> {
    await this.#file.append(encodeBlocks(transactions, this.#seq, this.#file.length === 0));
    this.#seq += transactions.reduce((sum, changes) => sum + changes.length, 0);
  }

  /** Forgets everything, durably (`data.delete`). */
  async clear(): Promise<void> {
    await this.#file.clear();
    this.#seq = 0;
  }

  /** For what was found behind the last good transaction at start. Failing is no harm: see `append`. */
  repair(): Promise<void> {
    return this.#file.repair();
  }

  close(): Promise<void> {
    return this.#file.close();
  }
}

/** The lines of some transactions, a slice at a time, each good until the next. Numbers go on from `seq`. */
export function* encodeBlocks(
  transactions: readonly (readonly RoleChange[])[],
  seq: number,
  withHeader: boolean,
): Generator<Buffer, void, undefined> {
  let text = withHeader ? encodeHeader() : '';
  let lines = 0;
  const buffer = new TextBuffer();
  for (const changes of transactions) {
    for (let i = 0; i < changes.length; i++) {
      text += encodeLine(++seq, i + 1, changes.length, changes[i] as RoleChange);
      if (++lines % SLICE !== 0) continue;
      yield buffer.encode(text);
      text = '';
    }
  }
  if (text !== '') yield buffer.encode(text);
}
