import type { RoleChange } from '../../core/roles.ts';
import type { AppendFile } from '../files/append-file.ts';
import { encodeGap, encodeHeader, encodeLine } from './journal-line.ts';
import { TextBuffer } from '../files/text-buffer.ts';

export const JOURNAL_FILE = 'roster.journal.ndjson';

/** A place in the journal: everything up to `seq` lies before `offset`. */
export interface JournalPosition {
  readonly seq: number;
  readonly offset: number;
}

/** What is appended as one. */
type Changes = Iterable<RoleChange> & { readonly length: number };

/** Lines encoded before the event loop gets its turn. */
const SLICE = 100;

/** The append-only file of role changes. Not for two appends at a time. */
export class Journal {
  readonly #file: AppendFile;
  #seq: number;
  /** For a first line: up to this number nothing is missing that is not in the journal. */
  #base: number;

  /** @param base where it is begun anew after damage, less than `seq`: so that the hole is seen */
  constructor(file: AppendFile, seq: number, base = seq) {
    this.#file = file;
    this.#seq = seq;
    this.#base = base;
  }

  /** The end of what is durable. */
  get end(): JournalPosition {
    return { seq: this.#seq, offset: this.#file.length };
  }

  get path(): string {
    return this.#file.path;
  }

  /** Appends transactions and makes them durable with one sync, all or none. */
  async append(transactions: readonly Changes[]): Promise<void> {
    const head = this.#file.length === 0 ? encodeHeader(this.#base) : '';
    await this.#file.append(encodeBlocks(transactions, this.#seq, head));
    this.#seq += transactions.reduce((sum, changes) => sum + changes.length, 0);
  }

  /** Lines are missing at the end: says so in their place, so that the numbers go on. */
  async bridge(): Promise<void> {
    const head = this.#file.length === 0 ? encodeHeader(this.#base) : '';
    await this.#file.append([Buffer.from(head + encodeGap(this.#seq))]);
  }

  /** Forgets everything, durably (`data.delete`). Numbers go on. */
  async clear(): Promise<void> {
    await this.#file.clear();
    this.#base = this.#seq;
  }

  /** For what was found behind the last good transaction at start. Failing is no harm: see `append`. */
  repair(): Promise<void> {
    return this.#file.repair();
  }

  close(): Promise<void> {
    return this.#file.close();
  }
}

/** The lines of some transactions behind a first line, a slice at a time, each good until the next. Numbers go on from `seq`. */
export function* encodeBlocks(
  transactions: readonly Changes[],
  seq: number,
  head: string,
): Generator<Buffer, void, undefined> {
  let text = head;
  let lines = 0;
  const buffer = new TextBuffer();
  for (const changes of transactions) {
    let index = 0;
    for (const change of changes) {
      text += encodeLine(++seq, ++index, changes.length, change);
      if (++lines % SLICE !== 0) continue;
      yield buffer.encode(text);
      text = '';
    }
  }
  if (text !== '') yield buffer.encode(text);
}
