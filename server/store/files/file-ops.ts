import { constants } from 'node:fs';
import { copyFile, link, mkdir, open, readdir, rename, rm, type FileHandle } from 'node:fs/promises';
import { errorCode } from './store-error.ts';

/** An open file. Positions and lengths in bytes. */
export interface OpenFile {
  /** Fills `into` from `position`. The number of bytes that came; 0 at the end. */
  read(into: Uint8Array, position: number): Promise<number>;
  /** Writes at `position`. The number of bytes that went in: may be fewer than given. */
  write(bytes: Uint8Array, position: number): Promise<number>;
  /** After this, what was written survives a power cut. */
  datasync(): Promise<void>;
  truncate(length: number): Promise<void>;
  size(): Promise<number>;
  close(): Promise<void>;
}

/** `read`: has to exist. `edit`: read and write, created if missing. `create`: must not exist. */
export type OpenMode = 'read' | 'edit' | 'create';

/** The few things that the store does to a disk. A port, so that tests can make each of them fail. */
export interface FileOps {
  open(path: string, mode: OpenMode, permissions?: number): Promise<OpenFile>;
  rename(from: string, to: string): Promise<void>;
  /** A file that is not there is fine. */
  remove(path: string): Promise<void>;
  /** Gives a file that will not change any more a second name, replacing what had that name. */
  duplicate(from: string, to: string): Promise<void>;
  copy(from: string, to: string): Promise<void>;
  /** Creates a folder and those above it, for this user only. One that is there is fine. */
  makeFolder(path: string): Promise<void>;
  list(path: string): Promise<string[]>;
  /** After this, new names in the folder survive a power cut. */
  syncFolder(path: string): Promise<void>;
}

const FLAGS = {
  read: constants.O_RDONLY,
  edit: constants.O_RDWR | constants.O_CREAT,
  create: constants.O_RDWR | constants.O_CREAT | constants.O_EXCL,
} as const satisfies Record<OpenMode, number>;

function asOpenFile(handle: FileHandle): OpenFile {
  return {
    read: async (into, position) => (await handle.read(into, 0, into.length, position)).bytesRead,
    write: async (bytes, position) => (await handle.write(bytes, 0, bytes.length, position)).bytesWritten,
    datasync: () => handle.datasync(),
    truncate: (length) => handle.truncate(length),
    size: async () => (await handle.stat()).size,
    close: () => handle.close(),
  };
}

async function duplicate(from: string, to: string): Promise<void> {
  await rm(to, { force: true });
  try {
    await link(from, to);
  } catch (error) {
    if (errorCode(error) === 'ENOENT') throw error;
    await copyFile(from, to); // FAT and some network drives know no links
  }
}

async function syncFolder(path: string): Promise<void> {
  // Windows cannot do this, and does not need it: NTFS journals names.
  if (process.platform === 'win32') return;
  const handle = await open(path, constants.O_RDONLY);
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}

/** The real disk. */
export const nodeFileOps: FileOps = {
  open: async (path, mode, permissions = 0o644) => asOpenFile(await open(path, FLAGS[mode], permissions)),
  rename,
  remove: (path) => rm(path, { force: true }),
  duplicate,
  copy: copyFile,
  makeFolder: async (path) => {
    await mkdir(path, { recursive: true, mode: 0o700 });
  },
  list: (path) => readdir(path),
  syncFolder,
};
