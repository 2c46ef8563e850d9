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
  #isEnded = false;

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
    this.#isEnded = true;
    await Promise.allSettled(this.#pending);
    await Promise.all([...this.#open].map((file) => file.close()));
    this.#open.clear();
  }

  #enter(op: FileOp, path: string): Fault | undefined {
    this.calls.push(`${op} ${path.replace(/^.*[\\/]/, '')}`);
    const isChange = !['read', 'size', 'list', 'identify', 'restrict'].includes(op);
    if (isChange && (this.#isEnded || this.#left-- <= 0)) throw failure('EIO', 'crashed');
    const fault = this.#faults.find((f) => f.op === op && f.times > 0 && f.path.test(path));
    if (!fault) return undefined;
    fault.times--;
    if (op !== 'write' || fault.after === 0) throw failure(fault.code, path);
    return fault;
  }

  async #await<T>(operation: Promise<T>): Promise<T> {
    this.#pending.add(operation);
    try {
      return await operation;
    } finally {
      this.#pending.delete(operation);
    }
  }

  open(...[path, mode]: Parameters<FileOps['open']>): Promise<OpenFile> {
    return this.#await(this.#openFile(path, mode));
  }

  async #openFile(...[path, mode]: Parameters<FileOps['open']>): Promise<OpenFile> {
    this.#enter('open', path);
    const file = await nodeFileOps.open(path, mode);
    this.#open.add(file);
    const enter = (op: FileOp): Fault | undefined => this.#enter(op, path);
    return {
      read: async (into, position) => (enter('read'), file.read(into, position)),
      write: async (bytes, position) => {
        const fault = enter('write');
        const length = Math.min(fault ? fault.after : bytes.length, this.shortWrites);
        const written = await this.#await(file.write(bytes.subarray(0, length), position));
        if (fault) throw failure(fault.code, path);
        return written;
      },
      datasync: async () => (enter('datasync'), this.#await(file.datasync())),
      truncate: async (length) => (enter('truncate'), this.#await(file.truncate(length))),
      size: async () => (enter('size'), file.size()),
      identity: () => file.identity(),
      close: () => (this.#open.delete(file), file.close()),
    };
  }

  async rename(from: string, to: string): Promise<void> {
    this.#enter('rename', to);
    await this.#await(nodeFileOps.rename(from, to));
  }

  async remove(path: string): Promise<void> {
    this.#enter('remove', path);
    await this.#await(nodeFileOps.remove(path));
  }

  async copy(from: string, to: string): Promise<void> {
    this.#enter('copy', to);
    await this.#await(nodeFileOps.copy(from, to));
  }

  async restrict(path: string): Promise<void> {
    this.#enter('restrict', path);
    await this.#await(nodeFileOps.restrict(path));
  }

  async identify(path: string): Promise<string | null> {
    this.#enter('identify', path);
    return nodeFileOps.identify(path);
  }

  async makeFolder(path: string): Promise<void> {
    this.#enter('makeFolder', path);
    await this.#await(nodeFileOps.makeFolder(path));
  }

  async list(path: string): Promise<string[]> {
    this.#enter('list', path);
    return nodeFileOps.list(path);
  }

  async syncFolder(path: string): Promise<void> {
    this.#enter('syncFolder', path);
    await nodeFileOps.syncFolder(path);
  }
}

export interface FaultOptions {
  readonly path?: RegExp;
  readonly times?: number;
  readonly after?: number;
}

const failure = (code: string, path: string): Error => Object.assign(new Error(`${code}: ${path}`), { code });
