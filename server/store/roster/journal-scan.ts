import type { PlainFile } from '../files/plain-file.ts';
import { bareLine, isSealed, isTorn } from '../files/sealed-line.ts';
import { decodePosition } from './journal-line.ts';
import { linesOf, readBlocks } from '../files/lines.ts';

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

/** Reads positions and checksums only. */
export async function scanJournal(
  file: Pick<PlainFile, 'read'>,
  start: ScanStart,
  size: number,
): Promise<JournalScan> {
  const scan = new Scanner(start);
  for await (const block of readBlocks(file, start.offset, size)) {
    for (const [from, stop] of linesOf(block)) {
      const line = bareLine(block.bytes.subarray(from, stop));
      scan.take(line, block.offset + from, block.offset + stop, stop < block.bytes.length);
    }
  }
  return scan.result();
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
  /** Where a transaction begins of which not all lines have come, and its first number. */
  #open: { readonly offset: number; readonly first: number } | null = null;

  constructor({ offset, seq, noted, covered }: ScanStart) {
    this.#noted = noted;
    this.#covered = covered;
    this.#end = offset;
    this.#last = seq ?? 0;
    this.#known = seq;
    this.#before = seq;
    this.#ending = seq;
  }

  take(line: Buffer, from: number, stop: number, hasEnd: boolean): void {
    if (!hasEnd && !isSealed(line)) {
      // What follows the last line feed.
      if (!isTorn(line)) this.#onDamage();
      return;
    }
    this.#lacksFeed = !hasEnd;
    this.#end = stop + 1;
    if (line.length === 0) return;
    const here = decodePosition(line);
    this.#ending = here?.seq ?? null;
    const isHeader = here?.seq === 0 && from === 0;
    if (!here || (from === 0 && !isHeader)) this.#onDamage();
    if (here && !isHeader) this.#onLine(here, from);
  }

  result(): JournalScan {
    // A write that was cut short: nobody was told of it.
    const torn = this.#open && this.#open.first > this.#noted ? this.#open : null;
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

  #onLine({ seq, index, count }: { seq: number; index: number; count: number }, from: number): void {
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
