import type { Adapter } from 'lowdb';
import type { NewWarning } from '../../core/warnings.ts';
import type { StoreDeps } from './data-folder.ts';
import { replaceFile } from './durable-write.ts';
import { encodeEnvelope } from './json-envelope.ts';
import { type Found, look, newest, tellAll } from './json-search.ts';
import type { JsonFileSpec } from './json-spec.ts';
import { setAside } from './set-aside.ts';
import { explainSaveError } from './store-error.ts';

/**
 * lowdb's adapter for one JSON file and the copy of it: durable, numbered, and never torn. Reading changes
 * nothing on the disk; what was found damaged is set aside before the next write.
 */
export class JsonAdapter<T> implements Adapter<T> {
  readonly #deps: StoreDeps;
  readonly #spec: JsonFileSpec<T>;
  readonly #name: string;
  readonly #path: string;
  readonly #copy: string;
  /** Of before, when the copy was one of the version before. */
  readonly #bak: string;
  #number = 0;
  #damaged: readonly Found<T>[] = [];
  #copying: Promise<void> = Promise.resolve();
  #isBehind = false;
  #isThere = false;

  constructor(deps: StoreDeps, spec: JsonFileSpec<T>) {
    this.#deps = deps;
    this.#spec = spec;
    this.#name = `${spec.name}.json`;
    this.#path = deps.folder.file(this.#name);
    this.#copy = deps.folder.file(`${spec.name}.copy.json`);
    this.#bak = `${this.#path}.bak`;
  }

  /** Whether what was read has to be written: damaged, without a number, or not in all its places. */
  get isBehind(): boolean {
    return this.#isBehind;
  }

  /** Whether there was any file when it was read. */
  get isThere(): boolean {
    return this.#isThere;
  }

  /** The data, or null if there never was any. @throws StoreError `file_too_new`, `file_unreadable` */
  async read(): Promise<T | null> {
    const { manifest } = this.#deps.folder;
    const last = manifest.numberOf(this.#name);
    const main = await this.#look(this.#path, last);
    const copy = await this.#lookAtCopy(main, last);
    const both = [main, copy];
    this.#isThere = both.some(({ state }) => state !== 'missing');
    this.#number = Math.max(last, ...both.map(({ saved }) => saved?.number ?? 0));
    if (this.#number > 0) manifest.onNumbered();
    const best = newest(both.filter(({ state }) => state === 'good'));
    if (best) {
      this.#onGood(main, copy);
      manifest.learn(this.#name, this.#number);
      return best.data;
    }
    const bak = this.#spec.copy === 'none' ? copy : await this.#look(this.#bak, last);
    const all = [...both, bak];
    return last === 0 && all.every(({ state }) => state === 'missing') ? null : this.#makeDo(all);
  }

  async write(data: T): Promise<void> {
    const { folder, clock } = this.#deps;
    await folder.check();
    for (const { path, setAside: name } of this.#damaged)
      if (name !== null) await setAside(folder, path, name);
    this.#damaged = [];
    const number = this.#number + 1;
    const bytes = Buffer.from(encodeEnvelope(this.#spec, { number, data }, clock.now()));
    await this.#copying;
    await replaceFile(folder.files, this.#path, [bytes]);
    this.#number = number;
    this.#isBehind = false;
    folder.manifest.note(this.#name, number);
    if (this.#spec.copy !== 'none') this.#copying = this.#writeCopy(bytes);
    if (this.#spec.copy === 'now') await this.#copying;
  }

  /** Waits for a copy that is being written. */
  close(): Promise<void> {
    return this.#copying;
  }

  #look(path: string, last: number): Promise<Found<T>> {
    return look(this.#deps, this.#spec, path, last);
  }

  /** Looked at without need only where two good files have to be there at any time. */
  #lookAtCopy(main: Found<T>, last: number): Promise<Found<T>> {
    const { copy } = this.#spec;
    if (copy === 'none' || (copy === 'later' && main.state === 'good')) return Promise.resolve(NOTHING);
    return this.#look(this.#copy, last);
  }

  #onGood(main: Found<T>, copy: Found<T>): void {
    const isSame = this.#spec.copy !== 'now' || copy.saved?.number === this.#number;
    this.#isBehind = this.#number === 0 || main.saved?.number !== this.#number || !isSame;
    // A copy that is older or not there yet: the process died between the two.
    const isCopyLost = copy.state === 'damaged' || (copy.state === 'missing' && this.#number > 1 && !isSame);
    const bad = [...(main.state === 'good' ? [] : [main]), ...(isCopyLost ? [copy] : [])];
    this.#damaged = bad;
    if (bad.length === 0) return;
    const message = `${tellAll(bad)} The other copy was good: nothing is lost.`;
    this.#raise({ code: 'file_restored', message, fix: null });
  }

  #makeDo(all: readonly Found<T>[]): T {
    const bad = all.filter(({ state }) => state === 'damaged' || state === 'older');
    const { isOldFine, lost, whenLost, defaults } = this.#spec;
    const old = isOldFine ? newest(all) : null;
    this.#damaged = bad;
    this.#isBehind = true;
    const told = tellAll(bad.length > 0 ? bad : all.slice(0, 1));
    if (old) this.#raise({ code: 'file_older', message: `${told} An older version is used.`, fix: CHECK });
    else this.#raise({ ...lost, message: `${told} ${lost.message}` });
    return old?.data ?? whenLost?.(this.#deps.clock.now()) ?? defaults;
  }

  #raise(warning: NewWarning): void {
    this.#deps.folder.warnings.raise(warning);
    this.#deps.log.warn('Store', warning.message);
  }

  /** A second chance, no duty: failing to keep one is no reason not to save. */
  async #writeCopy(bytes: Buffer): Promise<void> {
    const { folder, log } = this.#deps;
    try {
      await replaceFile(folder.files, this.#copy, [bytes]);
      await folder.files.remove(this.#bak);
    } catch (error) {
      log.warn('Store', `No copy of ${this.#name} was kept: ${explainSaveError(error).message}`);
    }
  }
}

const CHECK = 'See whether what it holds is still right.';
const NOTHING = { path: '', state: 'missing', saved: null, problem: '', setAside: null } as const;
