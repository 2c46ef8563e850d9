import type { NewWarning } from '../../core/warnings.ts';

/** What is in a JSON file of ours, and how. */
export interface JsonFileSpec<T> {
  /** `settings` for `settings.json`. */
  readonly name: string;
  /** Of the shape of the data; starts at 1. */
  readonly version: number;
  /** The last version that was written without a number, if numbers came with a version. */
  readonly lastUnnumbered?: number;
  readonly defaults: T;
  /** Checks foreign data and returns it typed, or throws an `Error` that says what is wrong. */
  readonly parse: (data: unknown) => T;
  /** `migrations[n]` makes data of version n + 1 from data of version n. */
  readonly migrations?: Readonly<Record<number, (data: unknown) => unknown>>;
  /** Without line breaks, for files that nobody edits. */
  readonly isCompact?: boolean;
  /** The second file with the same in it: written before a save is acknowledged, soon afterwards, or not at all. */
  readonly copy: 'now' | 'later' | 'none';
  /** Whether an older version is better than none: not where it could let somebody in. */
  readonly isOldFine: boolean;
  /** What the streamer hears when nothing good is left. */
  readonly lost: NewWarning;
  /** What holds then, if not the defaults. */
  readonly whenLost?: (now: number) => T;
}
