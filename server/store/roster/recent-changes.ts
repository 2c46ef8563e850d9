import type { RoleChange } from '../../core/roles.ts';
import type { OpenFile } from '../files/file-ops.ts';
import { JournalDecoder } from './journal-line.ts';
import { linesOf, readBlocks } from '../files/lines.ts';

export const MAX_RECENT = 500;
/** More than 500 lines usually take. */
const TAIL_BYTES = 128 * 1024;

/** The newest changes, in memory. */
export class RecentChanges {
  #changes: RoleChange[] = [];

  /** At most `limit`, newest first. */
  newest(limit: number): RoleChange[] {
    return this.#changes.slice(-Math.max(1, limit)).reverse();
  }

  add(changes: readonly RoleChange[]): void {
    this.#changes.push(...changes.slice(-MAX_RECENT));
    // Not at every change: moving 500 entries costs more than keeping 500 too many.
    if (this.#changes.length > 2 * MAX_RECENT) this.#changes = this.#changes.slice(-MAX_RECENT);
  }

  clear(): void {
    this.#changes = [];
  }

  /** Fills it from the end of the journal. */
  async fill(file: OpenFile, end: number): Promise<void> {
    const decoder = new JournalDecoder();
    const lines: Buffer[] = [];
    for await (const block of readBlocks(file, Math.max(0, end - TAIL_BYTES), end, TAIL_BYTES)) {
      for (const [start, stop] of linesOf(block)) lines.push(block.bytes.subarray(start, stop));
      // Only the last ones: a start waits for this.
      for (const bytes of lines.slice(-MAX_RECENT)) {
        const line = decoder.decode(bytes);
        if (line) this.add([line.change]);
      }
      lines.length = 0;
    }
  }
}
