import { nodeFileOps, type FileOps, type OpenFile } from '../../server/store/files/file-ops.ts';

/** What can be made to fail: each operation of `FileOps` and of an open file. */
export type FileOp = keyof FileOps | 'read' | 'write' | 'datasync' | 'truncate' | 'size';

interface Fault {
  readonly op: FileOp;
  readonly code: string;
  readonly path: RegExp;
  /** How often it still happens. */
  times: number;
  /** For `write`: how many bytes go in first. */
  readonly after: number;
}

/** The real disk, until told otherwise. */
export class FaultyFiles implements FileOps {
  /** All operations so far, as `rename settings.json.tmp`. */
  readonly calls: string[] = [];
  /** The most bytes that one write takes. */
  shortWrites = Infinity;
  readonly #open = new Set<OpenFile>();
  /** What is on its way to the disk. */
  readonly #pending = new Set<Promise<unknown>>();
  #faults: Fault[] = [];
  /** Operations that still work; then the process is as good as dead: nothing reaches the disk. */
  #left = Infinity;

  fail(op: FileOp, code: string, { path = /./, times = Infinity, after = 0 }: FaultOptions = {}): void {
    this.#faults.push({ op, code, path, times, after });
  }

  /** The disk is in order again. */
  heal(): void {
    this.#faults = [];
    this.shortWrites = Infinity;
  }

  /** The power fails after so many more operations that change something. */
  crashAfter(operations: number): void {
    this.#left = operations;
  }

  /** Whether `crashAfter` came to pass. */
  get hasCrashed(): boolean {
    return this.#left < 0;
  }

  /** Files that are open now. */
  get openCount(): number {
    return this.#open.size;
  }

  /** What the operating system does when a process ends: nothing more reaches the disk, open files are closed. */
  async closeAll(): Promise<void> {
    this.#left = Math.min(this.#left, 0);
    await Promise.allSettled(this.#pending);
    await Promise.all([...this.#open].map((file) => file.close()));
    this.#open.clear();
  }

  #enter(op: FileOp, path: string): Fault | undefined {
    this.calls.push(`${op} ${path.replace(/^.*[\\/]/, '')}`);
    const isChange = !['read', 'size', 'list', 'identify', 'restrict'].includes(op);
    if (isChange && this.#left-- <= 0) throw failure('EIO', 'crashed');
    const fault = this.#faults.find((f) => f.op === op && f.times > 0 && f.path.test(path));
    if (!fault) return undefined;
    fault.times--;
    if (op !== 'write' || fault.after === 0) throw failure(fault.code, path);
    return fault;
  }

  /** Does it if it is to work. */
  async #do<T>(op: FileOp, path: string, operation: () => Promise<T>): Promise<T> {
    this.#enter(op, path);
    return this.#track(operation());
  }

  async #track<T>(operation: Promise<T>): Promise<T> {
    this.#pending.add(operation);
    try {
      return await operation;
    } finally {
      this.#pending.delete(operation);
    }
  }

  open(...[path, mode]: Parameters<FileOps['open']>): Promise<OpenFile> {
    return this.#do('open', path, async () => this.#follow(path, await nodeFileOps.open(path, mode)));
  }

  #follow(path: string, file: OpenFile): OpenFile {
    this.#open.add(file);
    return {
      read: (into, position) => this.#do('read', path, () => file.read(into, position)),
      write: async (bytes, position) => {
        const fault = this.#enter('write', path);
        const length = Math.min(fault ? fault.after : bytes.length, this.shortWrites);
        const written = await this.#track(file.write(bytes.subarray(0, length), position));
        if (fault) throw failure(fault.code, path);
        return written;
      },
      datasync: () => this.#do('datasync', path, () => file.datasync()),
      truncate: (length) => this.#do('truncate', path, () => file.truncate(length)),
      size: () => this.#do('size', path, () => file.size()),
      identity: () => file.identity(),
      close: () => (this.#open.delete(file), file.close()),
    };
  }

  rename(from: string, to: string): Promise<void> {
    return this.#do('rename', to, () => nodeFileOps.rename(from, to));
  }

  remove(path: string): Promise<void> {
    return this.#do('remove', path, () => nodeFileOps.remove(path));
  }

  copy(from: string, to: string): Promise<void> {
    return this.#do('copy', to, () => nodeFileOps.copy(from, to));
  }

  restrict(path: string): Promise<void> {
    return this.#do('restrict', path, () => nodeFileOps.restrict(path));
  }

  identify(path: string): Promise<string | null> {
    return this.#do('identify', path, () => nodeFileOps.identify(path));
  }

  makeFolder(path: string): Promise<void> {
    return this.#do('makeFolder', path, () => nodeFileOps.makeFolder(path));
  }

  list(path: string): Promise<string[]> {
    return this.#do('list', path, () => nodeFileOps.list(path));
  }

  syncFolder(path: string): Promise<void> {
    return this.#do('syncFolder', path, () => nodeFileOps.syncFolder(path));
  }
}

export interface FaultOptions {
  readonly path?: RegExp;
  readonly times?: number;
  readonly after?: number;
}

const failure = (code: string, path: string): Error => Object.assign(new Error(`${code}: ${path}`), { code });
