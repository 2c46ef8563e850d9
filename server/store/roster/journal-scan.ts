import { bareLine, isSealed, isTorn } from '../files/sealed-line.ts';
import type { RoleChange } from '../../core/roles.ts';
import { decodePosition, JournalDecoder, type JournalPlace } from './journal-line.ts';
import { linesOf, readBlocks } from '../files/lines.ts';
import type { PlainFile } from '../files/plain-file.ts';

/** Where a look at the journal begins, and what is known from elsewhere. */
export interface ScanStart {
  readonly offset: number;
  /** The number before the first line that is wanted; null: that of the first line that is found. */
  readonly seq: number | null;
  /** The number that was written last, at least: what is up to here was acknowledged. 0: nobody noted it. */
  readonly noted: number;
  /** What the snapshot holds: up to this number nothing depends on the journal. */
  readonly covered: number;
}

/** What was found from there to the end of the file. */
export interface JournalScan {
  /** Bytes that stay. What follows was never acknowledged, or is nothing of ours. */
  readonly end: number;
  /** The highest number before `end`. */
  readonly last: number;
  /** Up to this number no line is missing. */
  readonly known: number;
  /** Whether some lines are not as they were written, or not in their place. */
  readonly isDamaged: boolean;
  /** Whether the snapshot may lack what was in one of them. */
  readonly isUnsure: boolean;
  /** Whether the line before `end` is the one with that number. */
  readonly endsInLast: boolean;
  /** Whether the last line lacks its line feed and nothing else. */
  readonly lacksFeed: boolean;
}

/**
 * Reads the journal once: looks at each line, and applies the changes that the snapshot does not hold. Lines that were
 * damaged are passed over, and what was never acknowledged.
 */
export async function scanJournal(
  file: Pick<PlainFile, 'read'>,
  start: ScanStart,
  size: number,
  apply: (change: RoleChange) => void,
): Promise<JournalScan> {
  const scan = new Scanner(start);
  const changes = new ChangeReader(start.covered, apply);
  /** Up to here every change is applied. */
  let applied = start.offset;
  for await (const block of readBlocks(file, start.offset, size)) {
    for (const [from, stop] of linesOf(block)) {
      const line = bareLine(block.bytes.subarray(from, stop));
      const offset = block.offset + from;
      const here = scan.take(line, offset, block.offset + stop, stop < block.bytes.length);
      const { sure } = scan;
      const before = Math.min(offset, sure);
      // A large transaction is read again once its end has come: held in memory it could be all there is.
      if (applied < before) await changes.readAgain(file, applied, before);
      if (here && offset < sure) changes.take(here.seq, line);
      applied = Math.max(applied, sure);
    }
  }
  return scan.result();
}

class ChangeReader {
  readonly #decoder = new JournalDecoder();
  readonly #covered: number;
  readonly #apply: (change: RoleChange) => void;

  constructor(covered: number, apply: (change: RoleChange) => void) {
    this.#covered = covered;
    this.#apply = apply;
  }

  /** @param line whole, with its number */
  take(seq: number, line: Buffer): void {
    const change = seq > this.#covered ? this.#decoder.decodeSealed(line) : null;
    if (change) this.#apply(change);
  }

  async readAgain(file: Pick<PlainFile, 'read'>, from: number, to: number): Promise<void> {
    for await (const block of readBlocks(file, from, to)) {
      for (const [start, stop] of linesOf(block)) {
        const line = block.bytes.subarray(start, stop);
        const here = decodePosition(line);
        if (here) this.take(here.seq, line);
      }
    }
  }
}

/** A transaction of which not all lines have come: where it begins, and its first number. */
interface OpenTransaction {
  readonly offset: number;
  readonly first: number;
}

class Scanner {
  readonly #noted: number;
  readonly #covered: number;
  #end: number;
  #last: number;
  #known: number | null;
  #isDamaged = false;
  #isUnsure = false;
  /** Damage of which the next line tells what it may have been. */
  #isPending = false;
  #lacksFeed = false;
  /** The number of the line before, of those that have one. */
  #before: number | null;
  /** The same; null: it had none. */
  #ending: number | null;
  #open: OpenTransaction | null = null;

  constructor({ offset, seq, noted, covered }: ScanStart) {
    this.#noted = noted;
    this.#covered = covered;
    this.#end = offset;
    this.#last = seq ?? 0;
    this.#known = seq;
    this.#before = seq;
    this.#ending = seq;
  }

  /** Where the changes end of which it is known that they were acknowledged, or that they are all there. */
  get sure(): number {
    return this.#torn?.offset ?? this.#end;
  }

  /** @returns what the line says of its place; null if it is none of ours */
  take(line: Buffer, from: number, stop: number, hasEnd: boolean): JournalPlace | null {
    if (!hasEnd && !isSealed(line)) {
      // What follows the last line feed.
      if (!isTorn(line)) this.#onDamage();
      return null;
    }
    this.#lacksFeed = !hasEnd;
    this.#end = stop + 1;
    if (line.length === 0) return null;
    const here = decodePosition(line);
    this.#ending = here?.seq ?? null;
    const isHeader = here?.seq === 0 && from === 0;
    if (!here || (from === 0 && !isHeader)) this.#onDamage();
    if (here && !isHeader) this.#onLine(here, from);
    return here;
  }

  /** A write that was cut short, if no more comes: nobody was told of it. */
  get #torn(): OpenTransaction | null {
    return this.#open && this.#open.first > this.#noted ? this.#open : null;
  }

  result(): JournalScan {
    const torn = this.#torn;
    const last = torn ? torn.first - 1 : this.#last;
    const isEndCovered = this.#noted > 0 && this.#noted <= this.#covered;
    return {
      end: torn?.offset ?? this.#end,
      last,
      known: Math.min(this.#known ?? last, last),
      endsInLast: torn !== null || this.#ending === last,
      isDamaged: this.#isDamaged,
      isUnsure: this.#isUnsure || (this.#isPending && !isEndCovered),
      lacksFeed: this.#lacksFeed && !torn,
    };
  }

  #onLine({ seq, index, count }: JournalPlace, from: number): void {
    if (this.#before !== null && seq !== this.#before + 1) this.#onDamage();
    if (this.#isPending && Math.max(seq, this.#before ?? 0) > this.#covered) this.#isUnsure = true;
    this.#isPending = false;
    if (this.#known === null || seq === this.#known + 1) this.#known = seq;
    this.#before = seq;
    this.#last = Math.max(this.#last, seq);
    if (index === 1 && count > 1) this.#open = { offset: from, first: seq };
    else if (index === count) this.#open = null;
  }

  /** A transaction with damage in it was whole once: what is left of it stays. */
  #onDamage(): void {
    this.#isDamaged = true;
    this.#isPending = true;
    this.#open = null;
  }
}
