import type { RoleChange } from '../../core/roles.ts';
import { EVENT_SOURCE } from '../../sync/ports.ts';
import type { OpenFile } from '../files/file-ops.ts';
import { linesOf, readBlocks } from '../files/lines.ts';
import { JournalDecoder } from './journal-line.ts';

const MAX_RECENT = 500;
/** More than 500 lines usually take. */
const TAIL_BYTES = 128 * 1024;

/** The newest changes, in memory. */
export class RecentChanges {
  #changes: RoleChange[] = [];
  /** Lines of before this start, the newest last: it does not wait for what nobody may ever ask for. */
  #unread: Buffer[] = [];
  #heardBefore: RoleChange[] = [];

  /** At most `limit`, newest first. */
  newest(limit: number): RoleChange[] {
    const wanted = Math.max(1, limit);
    this.#read(wanted - this.#changes.length);
    return this.#changes.slice(-wanted).reverse();
  }

  /** What events changed shortly before this start, newest first; until the first change of this one. */
  get heardBefore(): readonly RoleChange[] {
    return this.#heardBefore;
  }

  add(changes: readonly RoleChange[]): void {
    this.#heardBefore = []; // whoever wanted them has them by now
    this.#changes.push(...changes.slice(-MAX_RECENT));
    // Not at every change: moving 500 entries costs more than keeping 500 too many.
    if (this.#changes.length <= 2 * MAX_RECENT) return;
    this.#changes = this.#changes.slice(-MAX_RECENT);
    this.#unread = [];
  }

  clear(): void {
    this.#changes = [];
    this.#unread = [];
    this.#heardBefore = [];
  }

  /** Fills it from the end of the journal. @param since epoch ms: what events changed from then on is kept too */
  async fill(file: OpenFile, end: number, since: number): Promise<void> {
    let bytes = TAIL_BYTES;
    while (bytes < end && (await isAllSince(file, end - bytes, since))) bytes *= 2;
    const decoder = new JournalDecoder();
    const heard: RoleChange[] = [];
    for await (const block of readBlocks(file, Math.max(0, end - bytes), end, TAIL_BYTES)) {
      const copy = { ...block, bytes: Buffer.from(block.bytes) };
      const lines = [...linesOf(copy)].map(([start, stop]) => copy.bytes.subarray(start, stop));
      this.#unread = [...this.#unread, ...lines].slice(-MAX_RECENT);
      for (const line of lines) {
        const change = line.includes(EVENT_MARK) ? decoder.decode(line) : null;
        if (change?.source === EVENT_SOURCE && change.at >= since) heard.push(change);
      }
    }
    this.#heardBefore = heard.reverse();
  }

  #read(count: number): void {
    const decoder = new JournalDecoder();
    const read: RoleChange[] = [];
    while (read.length < count && this.#unread.length > 0) {
      const change = decoder.decode(this.#unread.pop() as Buffer);
      if (change) read.push(change);
    }
    if (read.length > 0) this.#changes = [...read.reverse(), ...this.#changes];
  }
}

const EVENT_MARK = JSON.stringify(EVENT_SOURCE);

/** Whether the first line behind this place was written since then: there may be more before it. */
async function isAllSince(file: OpenFile, offset: number, since: number): Promise<boolean> {
  const decoder = new JournalDecoder();
  for await (const block of readBlocks(file, offset, offset + FEW_BYTES, FEW_BYTES))
    for (const [start, stop] of linesOf(block)) {
      const change = decoder.decode(block.bytes.subarray(start, stop));
      if (change) return change.at >= since;
    }
  return false;
}

/** Enough for a line cut off and some whole ones. */
const FEW_BYTES = 8 * 1024;
