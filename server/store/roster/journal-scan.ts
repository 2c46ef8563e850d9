import type { OpenFile } from '../files/file-ops.ts';
import { decodePosition } from './journal-line.ts';
import { linesOf, readBlocks } from '../files/lines.ts';

/** What a look at the journal's lines, from some transaction's begin to the end of the file, found. */
export interface Survey {
  /** End of the last whole transaction: what follows was never acknowledged. */
  readonly end: number;
  /** Sequence number of the last line before `end`; that of the start if there is none. */
  readonly seq: number;
  /** Lines before `end` that are damaged or out of order: the disk or somebody else did that. */
  readonly damaged: number;
  /** Whether what follows `end` is more than the rest of a write that was cut short. */
  readonly isTailOdd: boolean;
}

/** Reads positions and checksums only. A transaction counts if all its lines are there, in order. */
export async function surveyJournal(
  file: OpenFile,
  from: { readonly offset: number; readonly seq: number },
  size: number,
): Promise<Survey> {
  let { offset: end, seq } = from;
  let last = { seq: from.seq, index: 0, count: 0 };
  let isWhole = true;
  let bad = 0;
  let damaged = 0;
  for await (const block of readBlocks(file, from.offset, size)) {
    for (const [start, stop] of linesOf(block)) {
      const isTorn = stop === block.bytes.length;
      const here = isTorn ? null : decodePosition(block.bytes.subarray(start, stop));
      if (isTorn) break;
      if (!here || !(here.seq > last.seq)) {
        bad++;
        isWhole = false;
        continue;
      }
      if (here.index === 1) {
        if (last.index !== last.count && isWhole) bad++;
        isWhole = true;
      } else if (here.index !== last.index + 1 || here.seq !== last.seq + 1 || here.count !== last.count) {
        if (isWhole) bad++;
        isWhole = false;
      }
      last = here;
      if (!isWhole || here.index !== here.count) continue;
      end = block.offset + stop + 1;
      seq = here.seq;
      damaged += bad;
      bad = 0;
    }
  }
  return { end, seq, damaged, isTailOdd: bad > 0 };
}
