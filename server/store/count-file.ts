import { type CountPoint, MAX_KEPT_POINTS } from '../core/count-history.ts';
import type { StoreDeps } from './files/data-folder.ts';
import { openJsonFile, type JsonFile } from './files/json-file.ts';
import { asArray, asInteger, asTime, orNull } from './parse.ts';

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

  settle(): Promise<void> {
    return this.#file.settle();
  }

  close(): Promise<void> {
    return this.#file.close();
  }
}

/** @throws StoreError `file_too_new`, `file_unreadable` */
export async function openCounts(deps: StoreDeps): Promise<CountFile> {
  const file = await openJsonFile<readonly Row[]>(deps, {
    name: 'counts',
    version: 1,
    defaults: [],
    parse: parseRows,
    isCompact: true,
    copy: 'later',
    isOldFine: true,
    lost: { code: 'counts_lost', message: 'How the counts went over time is lost.', fix: null },
  });
  return new CountFile(file);
}

function parseRows(value: unknown): Row[] {
  const rows = asArray(value, 'counts').map(parseRow).slice(-MAX_KEPT_POINTS);
  // Times of a clock that was far off may have become the same.
  return rows.filter(([at], i) => at > (rows[i - 1]?.[0] ?? -1));
}

function parseRow(value: unknown, index: number): Row {
  const [at, subscribers, vips, moderators] = asArray(value, `counts[${index}]`);
  const count = (field: unknown): number | null => orNull(field, asInteger, `counts[${index}]`);
  return [asTime(at, `counts[${index}]`), count(subscribers), count(vips), count(moderators)];
}

const toPoint = ([at, subscribers, vips, moderators]: Row): CountPoint => ({
  at,
  subscribers,
  vips,
  moderators,
});
const toRow = ({ at, subscribers, vips, moderators }: CountPoint): Row => [at, subscribers, vips, moderators];
