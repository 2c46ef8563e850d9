import { Low } from 'lowdb';
import { AccessAdapter, type AccessImage } from './access-adapter.ts';
import { AccessCopy } from './access-copy.ts';
import { type AccessLine, encodeHeader, encodeLine } from './access-line.ts';
import { type Expected, isDenial } from './access-merge.ts';
import { ACCESS_COPY, ACCESS_FILE, type AccessFound, type Damage } from './access-search.ts';
import { AppendFile } from './files/append-file.ts';
import type { StoreDeps } from './files/data-folder.ts';
import { setAside } from './files/set-aside.ts';
import { TextBuffer } from './files/text-buffer.ts';

const NOTHING: AccessImage = { entries: [], waiting: [], base: 0 };

/**
 * The two files of overrides and grants: each line is appended to the first and then to the copy. One call at a
 * time.
 */
export class AccessLog {
  readonly #deps: StoreDeps;
  readonly #path: string;
  readonly #adapter: AccessAdapter;
  readonly #low: Low<AccessImage>;
  #copy: AccessCopy;
  #file: AppendFile | null = null;
  /** Of the first file while it is closed. */
  #good = { length: 0, isDirty: true };
  /** Number of the last line. */
  #last = 0;
  #damage: readonly Damage[] = [];
  #isBehind = false;
  #isCopyBehind = false;
  /** How many there are in the first file. */
  lines = 0;

  constructor(deps: StoreDeps, lastImport: Expected['lastImport']) {
    this.#deps = deps;
    this.#path = deps.folder.file(ACCESS_FILE);
    this.#adapter = new AccessAdapter(deps.folder, lastImport);
    this.#low = new Low<AccessImage>(this.#adapter, NOTHING);
    this.#copy = new AccessCopy(deps, 0);
  }

  /** Reads both files and changes nothing. @throws StoreError `file_too_new`, `file_unreadable` */
  async open(): Promise<AccessFound> {
    const { manifest } = this.#deps.folder;
    const found = await this.#adapter.read();
    this.lines = found.lines;
    this.#last = found.last;
    this.#good = { length: found.end, isDirty: found.size > found.end };
    this.#damage = found.damage;
    this.#isBehind = found.isBehind;
    this.#isCopyBehind = found.isCopyBehind || found.damage.length > 0;
    this.#copy = new AccessCopy(this.#deps, this.#isCopyBehind ? null : found.end);
    if (!found.isBehind && found.last > manifest.numberOf(ACCESS_FILE))
      manifest.learn(ACCESS_FILE, found.last);
    return found;
  }

  /** Whether the first file has to be written anew before anything is appended to it. */
  get isBehind(): boolean {
    return this.#isBehind;
  }

  /** Brings the copy in order, where it was not. */
  async settleCopy(): Promise<void> {
    if (this.#isBehind || !this.#isCopyBehind) return;
    await this.#setAsideDamage();
    await this.#copy.renew(this.#good.length, this.#last);
    this.#isCopyBehind = false;
  }

  /** Appends lines, durably; those that mute somebody to both files. */
  async append(lines: readonly Omit<AccessLine, 'number'>[]): Promise<void> {
    const { file, header } = await this.#begin();
    const position = file.length;
    let last = this.#last;
    const text = lines.map((line) => encodeLine({ ...line, number: ++last })).join('');
    const bytes = Buffer.from(header + text);
    await file.append([bytes]);
    this.#note(last);
    const isUrgent = lines.some(({ entries }) => entries.some(isDenial));
    const copied = this.#copy.add({ bytes, position, last }, isUrgent);
    if (isUrgent) await copied;
  }

  /** As `append`, of very many: one after the other is encoded and written, with one sync in the end. */
  async appendMany(lines: Iterable<Omit<AccessLine, 'number'>>): Promise<void> {
    const { file, header } = await this.#begin();
    let last = this.#last;
    const buffer = new TextBuffer();
    const encode = function* (): Generator<Buffer, void> {
      if (header !== '') yield buffer.encode(header);
      for (const line of lines) yield buffer.encode(encodeLine({ ...line, number: ++last }));
    };
    await file.append(encode());
    this.#note(last);
    await this.#copy.renew(file.length, last);
  }

  /** Writes both files anew. What was damaged is kept under another name first. */
  async rewrite(image: Omit<AccessImage, 'base'>): Promise<void> {
    const { folder } = this.#deps;
    await folder.check();
    await this.#setAsideDamage();
    await this.#closeFile(); // Windows does not replace a file that is open
    this.#low.data = { ...image, base: this.#last };
    try {
      await this.#low.write();
    } finally {
      this.#low.data = NOTHING;
    }
    const { size, last, lines } = this.#adapter.written;
    this.#good = { length: size, isDirty: false };
    this.#last = last;
    this.lines = lines;
    this.#isBehind = false;
    this.#isCopyBehind = false;
    folder.manifest.note(ACCESS_FILE, last);
    await this.#copy.renew(size, last);
  }

  /** Deletes both, durably. Numbers go on. */
  async clear(): Promise<void> {
    const { folder } = this.#deps;
    const { manifest, files } = folder;
    manifest.note(ACCESS_FILE, this.#last);
    await manifest.forget([ACCESS_FILE, ACCESS_COPY]);
    await this.#closeFile();
    await this.#copy.forget();
    await files.remove(this.#path);
    await files.remove(folder.file(ACCESS_COPY));
    await files.syncFolder(folder.path);
    this.#good = { length: 0, isDirty: true };
    this.#isBehind = false;
    this.lines = 0;
  }

  async close(): Promise<void> {
    await this.#closeFile();
    await this.#copy.close();
  }

  /** What has to be there before a line is: the file, and at its beginning a header, which is returned. */
  async #begin(): Promise<{ readonly file: AppendFile; readonly header: string }> {
    const { folder } = this.#deps;
    const file = (this.#file ??= await this.#openFile());
    if (file.length > 0) return { file, header: '' };
    // The name of a new file has to survive a power cut as well as its lines.
    await folder.files.syncFolder(folder.path);
    return { file, header: encodeHeader(this.#last) };
  }

  /** Lines up to this number are durable. */
  #note(last: number): void {
    this.lines += last - this.#last;
    this.#last = last;
    this.#deps.folder.manifest.note(ACCESS_FILE, last);
  }

  /** Opened when first needed: an installation without overrides and grants has no such file. */
  async #openFile(): Promise<AppendFile> {
    await this.#deps.folder.check();
    return AppendFile.open(this.#deps.folder, this.#path, this.#good);
  }

  async #setAsideDamage(): Promise<void> {
    for (const { path, setAside: name } of this.#damage)
      if (name !== null) await setAside(this.#deps.folder, path, name);
    this.#damage = [];
  }

  async #closeFile(): Promise<void> {
    const file = this.#file;
    this.#file = null;
    if (!file) return;
    // There may be more in the file than its good part: the next one to open it cuts that off.
    this.#good = { length: file.length, isDirty: true };
    await file.close();
  }
}
