import { appendFileSync, mkdirSync, readFileSync, renameSync, rmSync, statSync } from 'node:fs';
import { dirname } from 'node:path';

/** When a file has grown to this, it becomes an older one. */
const MAX_BYTES = 1_000_000;
/** How many older ones there are: `rolecall.1.log`, the newest of them, and so on. */
const OLDER = 3;

/** The log on disk, in a few files of limited size. Trouble with it never stops anything else. */
export class LogFile {
  readonly #path: string;
  #bytes = 0;

  /** @param path ends with `.log`; its folder is made */
  constructor(path: string) {
    this.#path = path;
    try {
      mkdirSync(dirname(path), { recursive: true, mode: 0o700 });
      this.#bytes = statSync(path, { throwIfNoEntry: false })?.size ?? 0;
    } catch {
      // Writing says nothing either: where the folder cannot be used, the console has the lines.
    }
  }

  /** In this very tick, so that a crash right after it is explained. */
  write(line: string): void {
    const text = `${line}\n`;
    try {
      if (this.#bytes > 0 && this.#bytes + Buffer.byteLength(text) > MAX_BYTES) this.#rotate();
      appendFileSync(this.#path, text, { mode: 0o600 });
      this.#bytes += Buffer.byteLength(text);
    } catch {
      // A full disk is said by those who keep data.
    }
  }

  /** The last lines, oldest first, of the newest file and the one before. */
  last(count: number): string[] {
    const text = [this.#older(1), this.#path].map(readOrNothing).join('');
    return text.split('\n').slice(0, -1).slice(-count);
  }

  /** Deletes all of it. */
  clear(): void {
    for (const path of [this.#path, ...this.#all()]) rmSync(path, { force: true });
    this.#bytes = 0;
  }

  #rotate(): void {
    const paths = [this.#path, ...this.#all()];
    for (let i = paths.length - 2; i >= 0; i--) renameIfThere(paths[i] as string, paths[i + 1] as string);
    this.#bytes = 0;
  }

  #all(): string[] {
    return Array.from({ length: OLDER }, (_, i) => this.#older(i + 1));
  }

  #older(number: number): string {
    return this.#path.replace(/\.log$/, `.${number}.log`);
  }
}

function renameIfThere(from: string, to: string): void {
  if (statSync(from, { throwIfNoEntry: false })) renameSync(from, to);
}

function readOrNothing(path: string): string {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return '';
  }
}
