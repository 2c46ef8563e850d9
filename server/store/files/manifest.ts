import { join } from 'node:path';
import type { Log } from '../../core/log.ts';
import { Mutex } from '../../core/mutex.ts';
import { readWhole, replaceFile, writeAll } from './durable-write.ts';
import type { FileOps, OpenFile } from './file-ops.ts';
import { decodeManifest, encodeManifest, type ManifestLine, type Numbers } from './manifest-line.ts';
import { isData } from './our-files.ts';
import { errorCode, tooNew } from './store-error.ts';

const NAMES = ['manifest.ndjson', 'manifest.copy.ndjson'] as const;
/** Among the numbers: what was the newest when the folder was new. 1: bots are kept out. */
const BORN = 'born';
const BORN_NOW = 1;

/**
 * How far each file of the folder had come: the number of its last line, or of its last version. What a file
 * lacks of that was lost. It stands in two files, each written in place and not waited for: after a power cut
 * it may be behind the others, and it is never ahead of them.
 */
export class Manifest {
  readonly #files: FileOps;
  readonly #folder: string;
  readonly #log: Log;
  readonly #mutex = new Mutex();
  #numbers: Numbers = {};
  #version = 0;
  #handles: OpenFile[] = [];
  #isDue = false;
  /** Whether it was written in place, which a power cut may undo. */
  #hasWritten = false;
  /** Whether the files do not hold the numbers of now. */
  #isBehind = false;
  /** Whether the folder was in use before without one, or that one is gone. */
  #isMissing = false;
  #isLost = false;
  #remade: readonly string[] = [];
  #isClosed = false;

  constructor(files: FileOps, folder: string, log: Log) {
    this.#files = files;
    this.#folder = folder;
    this.#log = log;
  }

  /** Reads it; a new folder gets one. @throws StoreError `file_too_new` */
  async open(): Promise<void> {
    const found = await Promise.all(NAMES.map((name) => this.#read(name)));
    const good = found.flatMap((line) => (line === 'none' || line === 'damaged' ? [] : [line]));
    const last = good.sort((a, b) => b.version - a.version)[0];
    if (!last) {
      this.#isLost = found.includes('damaged');
      this.#isMissing = this.#isLost || (await this.#isInUse());
      if (this.#isMissing) return;
      this.#numbers = { [BORN]: BORN_NOW };
      await this.#beginIfPossible();
      return;
    }
    this.#version = last.version;
    this.#numbers = last.numbers;
    if (good.length === NAMES.length) await this.#openHandles();
    else this.#isBehind = true;
    // The first write of all may have made but one of them.
    if (last.version > 1) this.#remade = NAMES.filter((_, i) => typeof found[i] === 'string');
  }

  /** Which of its two files were damaged or missing; the other one had everything. */
  get remade(): readonly string[] {
    return this.#remade;
  }

  /** Whether there was one and its numbers are lost: what the other files lack cannot be told. */
  get isLost(): boolean {
    return this.#isLost;
  }

  /** Whether a file that it does not name was not there. */
  get isKept(): boolean {
    return !this.#isMissing;
  }

  /** Whether the folder was in use before bots were kept out of a new one, or nobody knows. */
  get isOfBefore(): boolean {
    return this.numberOf(BORN) === 0;
  }

  /** The last number of a file; 0: none is known. */
  numberOf(name: string): number {
    return Math.abs(this.#numbers[name] ?? 0);
  }

  /** Whether the file was deleted on purpose. */
  isGone(name: string): boolean {
    return (this.#numbers[name] ?? 0) < 0;
  }

  /** A file was found with numbers in it: where there is no manifest, there was one. */
  onNumbered(): void {
    if (this.#isMissing) this.#isLost = true;
  }

  /** As `note`, for what was only read: a folder that is refused stays as it is. */
  learn(name: string, number: number): void {
    if (number === 0 || this.#numbers[name] === number) return;
    this.#numbers = { ...this.#numbers, [name]: number };
    this.#isBehind = true;
  }

  /** The file has come this far, durably. */
  note(name: string, number: number): void {
    if (number === 0 || this.#numbers[name] === number) return;
    this.#numbers = { ...this.#numbers, [name]: number };
    this.#isBehind = true;
    if (this.#isDue) return;
    this.#isDue = true;
    void this.#mutex.run(() => this.#writeInPlace());
  }

  /** Resolves when what was noted by now is written. */
  written(): Promise<void> {
    return this.#mutex.run(() => Promise.resolve());
  }

  /** These are about to be deleted on purpose. Durable when it resolves. */
  async forget(names: readonly string[]): Promise<void> {
    const numbers = { ...this.#numbers };
    for (const name of names) if (numbers[name]) numbers[name] = -this.numberOf(name);
    this.#numbers = numbers;
    await this.begin();
  }

  /** Writes both files anew, durably. */
  begin(): Promise<void> {
    return this.#mutex.run(async () => {
      await this.#closeHandles(); // Windows does not replace a file that is open
      for (const name of NAMES) await replaceFile(this.#files, this.#path(name), [this.#encode()]);
      this.#isMissing = false;
      this.#isBehind = false;
      await this.#openHandles();
    });
  }

  /** Everything was read and nothing refused: writes what was learnt. */
  async settle(): Promise<void> {
    if ((this.#isMissing || this.#isBehind) && !this.#isClosed) await this.#beginIfPossible();
  }

  /** @param isWriting false: the folder is not ours any more */
  async close(isWriting: boolean): Promise<void> {
    this.#isClosed = true;
    await this.written();
    if (isWriting && this.#hasWritten) await this.#beginIfPossible();
    await this.#mutex.run(() => this.#closeHandles());
  }

  /** Without it nothing is lost but what a check at the next start would find. */
  async #beginIfPossible(): Promise<void> {
    try {
      await this.begin();
    } catch (error) {
      this.#log.debug('Store', `The manifest was not written (${errorCode(error)})`);
    }
  }

  async #isInUse(): Promise<boolean> {
    return (await this.#files.list(this.#folder)).some(isData);
  }

  async #read(name: string): Promise<ManifestLine | 'none' | 'damaged'> {
    // What cannot be read is made anew.
    const bytes = await readWhole(this.#files, this.#path(name)).catch(() => Buffer.alloc(0));
    if (!bytes) return 'none';
    const line = decodeManifest(bytes);
    if (line === 'newer') throw tooNew(this.#path(name));
    return line ?? 'damaged';
  }

  async #writeInPlace(): Promise<void> {
    this.#isDue = false;
    this.#hasWritten = true;
    const text = this.#encode();
    for (const handle of this.#handles) await writeAll(handle, text, 0).catch(() => undefined);
  }

  #encode(): Buffer {
    return Buffer.from(encodeManifest({ version: ++this.#version, numbers: this.#numbers }));
  }

  async #openHandles(): Promise<void> {
    for (const name of NAMES) this.#handles.push(await this.#files.open(this.#path(name), 'edit'));
  }

  async #closeHandles(): Promise<void> {
    for (const handle of this.#handles.splice(0)) await handle.close();
  }

  #path(name: string): string {
    return join(this.#folder, name);
  }
}
