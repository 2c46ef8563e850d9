import { type CountPoint, MAX_KEPT_POINTS } from '../core/count-history.ts';
import type { StoreParts } from './files/data-folder.ts';
import { openJsonFile, type JsonFile } from './files/json-file.ts';
import { asAmount, asArray, asInteger, orNull } from './parse.ts';
import type { StoreNotice } from './files/store-error.ts';

/** `[at, subscribers, vips, moderators]`: there may be some thousand. */
type Row = readonly [number, number | null, number | null, number | null];

/** `counts.json`: how many held each role, over time. */
export class CountFile {
  readonly #file: JsonFile<readonly Row[]>;
  /** May be ahead of the file while the disk is full: what happened stays true. */
  #now: readonly CountPoint[];

  constructor(file: JsonFile<readonly Row[]>) {
    this.#file = file;
    this.#now = file.data.map(toPoint);
  }

  get notices(): readonly StoreNotice[] {
    return this.#file.notices;
  }

  /** Oldest first. */
  history(): readonly CountPoint[] {
    return this.#now;
  }

  async save(history: readonly CountPoint[]): Promise<void> {
    this.#now = history;
    // A failure is in the log by now, and the next change saves this one too.
    await this.#file.update(() => this.#now.map(toRow)).catch(() => undefined);
  }

  /** @throws StoreError `not_saved` */
  async clear(): Promise<void> {
    this.#now = [];
    await this.#file.update((rows) => (rows.length === 0 ? rows : []));
  }

  close(): Promise<void> {
    return this.#file.close();
  }
}

/** @throws StoreError `file_too_new`, `file_unreadable` */
export async function openCounts(parts: StoreParts): Promise<CountFile> {
  const spec = { name: 'counts', version: 1, defaults: [], parse: parseRows, isCompact: true };
  return new CountFile(await openJsonFile<readonly Row[]>(parts, spec));
}

function parseRows(value: unknown): Row[] {
  const rows = asArray(value, 'counts').map(parseRow).slice(-MAX_KEPT_POINTS);
  rows.forEach(([at], i) => {
    if (at <= (rows[i - 1]?.[0] ?? -1)) throw new Error(`counts[${i}] is out of order`);
  });
  return rows;
}

function parseRow(value: unknown, index: number): Row {
  const [at, subscribers, vips, moderators] = asArray(value, `counts[${index}]`);
  const count = (field: unknown): number | null => orNull(field, asInteger, `counts[${index}]`);
  return [asAmount(at, `counts[${index}]`), count(subscribers), count(vips), count(moderators)];
}

const toPoint = ([at, subscribers, vips, moderators]: Row): CountPoint => ({
  at,
  subscribers,
  vips,
  moderators,
});
const toRow = ({ at, subscribers, vips, moderators }: CountPoint): Row => [at, subscribers, vips, moderators];
