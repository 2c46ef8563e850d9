import type { OpenFile } from './file-ops.ts';

/** Whole lines of a file, one after the other, without the last one's line feed if that is missing. */
export interface LineBlock {
  /** Good until the next block. */
  readonly bytes: Buffer;
  /** Where `bytes` begins in the file. */
  readonly offset: number;
}

/** Small enough to be worked through in a moment: after each block the event loop gets its turn. */
export const BLOCK_BYTES = 64 * 1024;

/**
 * Reads a part of a file in blocks of whole lines, always into the same memory (thousands of buffers would
 * make the garbage collector stop the world). The last block may end without a line feed.
 */
export async function* readBlocks(
  file: Pick<OpenFile, 'read'>,
  from: number,
  to: number,
  blockBytes: number = BLOCK_BYTES,
): AsyncGenerator<LineBlock, void, undefined> {
  let buffer = Buffer.allocUnsafeSlow(Math.min(blockBytes, Math.max(0, to - from)));
  /** How much of the buffer holds the beginning of a line. */
  let carried = 0;
  let position = from;
  while (position < to) {
    if (carried === buffer.length) buffer = Buffer.concat([buffer], buffer.length * 2);
    const room = buffer.subarray(carried, carried + Math.min(buffer.length - carried, to - position));
    const read = await file.read(room, position);
    if (read === 0) break;
    const offset = position - carried;
    position += read;
    const filled = carried + read;
    const end = buffer.subarray(0, filled).lastIndexOf(10) + 1;
    if (end > 0) yield { bytes: buffer.subarray(0, end), offset };
    buffer.copyWithin(0, end, filled);
    carried = filled - end;
  }
  if (carried > 0) yield { bytes: buffer.subarray(0, carried), offset: position - carried };
}

/** Where the lines of a block begin and end (without the line feed). */
export function* linesOf({ bytes }: LineBlock): Generator<readonly [start: number, end: number], void> {
  for (let start = 0; start < bytes.length;) {
    const feed = bytes.indexOf(10, start);
    const end = feed < 0 ? bytes.length : feed;
    yield [start, end];
    start = end + 1;
  }
}

/**
 * The bytes of a part of a file as they are, each block good until the next.
 * @throws Error if the file ends before `to`
 */
export async function* rawBlocks(
  file: Pick<OpenFile, 'read'>,
  from: number,
  to: number,
  blockBytes: number = BLOCK_BYTES,
): AsyncGenerator<Buffer, void, undefined> {
  const buffer = Buffer.allocUnsafeSlow(Math.min(blockBytes, Math.max(0, to - from)));
  for (let position = from; position < to;) {
    const read = await file.read(buffer.subarray(0, to - position), position);
    if (read === 0) throw new Error('the file is shorter than what was written to it');
    position += read;
    yield buffer.subarray(0, read);
  }
}
