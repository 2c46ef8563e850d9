import { constants } from 'node:fs';
import {
  copyFile,
  type FileHandle,
  lstat,
  mkdir,
  open,
  readdir,
  rename,
  stat,
  unlink,
} from 'node:fs/promises';
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
  /** Which file this is, whatever its name is by now; see `FileOps.identify`. */
  identity(): Promise<string>;
  close(): Promise<void>;
}

/** `read`: has to exist. `edit`: read and write, created if missing. `create`: must not exist. */
export type OpenMode = 'read' | 'edit' | 'create';

/** The few things that the store does to a disk. A port, so that tests can make each of them fail. */
export interface FileOps {
  /** Opens a file, a new one for this user alone. A link is not followed: `ELOOP`. */
  open(path: string, mode: OpenMode): Promise<OpenFile>;
  rename(from: string, to: string): Promise<void>;
  /** A file that is not there is fine. */
  remove(path: string): Promise<void>;
  /** Fails if there is a file of the new name. */
  copy(from: string, to: string): Promise<void>;
  /** Takes a file away from all other users. */
  restrict(path: string): Promise<void>;
  /** Which file or folder goes by this name, links followed; null: none. */
  identify(path: string): Promise<string | null>;
  /** Creates a folder and those above it, for this user only. One that is there is fine. */
  makeFolder(path: string): Promise<void>;
  list(path: string): Promise<string[]>;
  /** After this, new names in the folder survive a power cut. */
  syncFolder(path: string): Promise<void>;
}

const PRIVATE = 0o600;
const IS_WINDOWS = process.platform === 'win32';
const NO_FOLLOW = IS_WINDOWS ? 0 : constants.O_NOFOLLOW;
const FLAGS = {
  read: constants.O_RDONLY | NO_FOLLOW,
  edit: constants.O_RDWR | constants.O_CREAT | NO_FOLLOW,
  create: constants.O_RDWR | constants.O_CREAT | constants.O_EXCL,
} as const satisfies Record<OpenMode, number>;

async function openFile(path: string, mode: OpenMode): Promise<OpenFile> {
  // Windows has no such flag.
  if (IS_WINDOWS) await refuseLink(path);
  return asOpenFile(await open(path, FLAGS[mode], PRIVATE));
}

async function refuseLink(path: string): Promise<void> {
  const found = await lstat(path).catch(() => null);
  if (found?.isSymbolicLink()) throw Object.assign(new Error(`${path} is a link`), { code: 'ELOOP' });
}

function asOpenFile(handle: FileHandle): OpenFile {
  return {
    read: async (into, position) => (await handle.read(into, 0, into.length, position)).bytesRead,
    write: async (bytes, position) => (await handle.write(bytes, 0, bytes.length, position)).bytesWritten,
    datasync: () => handle.datasync(),
    truncate: (length) => handle.truncate(length),
    size: async () => (await handle.stat()).size,
    identity: async () => nameOf(await handle.stat({ bigint: true })),
    close: () => handle.close(),
  };
}

const nameOf = ({ dev, ino }: { dev: bigint; ino: bigint }): string => `${dev}:${ino}`;

async function identify(path: string): Promise<string | null> {
  try {
    return nameOf(await stat(path, { bigint: true }));
  } catch (error) {
    if (['ENOENT', 'ENOTDIR'].includes(errorCode(error))) return null;
    throw error;
  }
}

async function restrict(path: string): Promise<void> {
  // Windows keeps a user's folder from others, and knows no such bits.
  if (IS_WINDOWS) return;
  const found = await lstat(path);
  if (!found.isFile() || (found.mode & 0o777) === PRIVATE) return;
  const handle = await open(path, constants.O_RDONLY | NO_FOLLOW);
  try {
    await handle.chmod(PRIVATE);
  } finally {
    await handle.close();
  }
}

/** `rm` would first look at it, and load what removes whole folders. */
export async function remove(path: string): Promise<void> {
  await unlink(path).catch((error: unknown) => {
    if (errorCode(error) !== 'ENOENT') throw error;
  });
}

async function syncFolder(path: string): Promise<void> {
  // Windows cannot do this, and does not need it: NTFS journals names.
  if (IS_WINDOWS) return;
  const handle = await open(path, constants.O_RDONLY);
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}

/** The real disk. */
export const nodeFileOps: FileOps = {
  open: openFile,
  rename,
  remove,
  copy: (from, to) => copyFile(from, to, constants.COPYFILE_EXCL),
  restrict,
  identify,
  makeFolder: async (path) => {
    await mkdir(path, { recursive: true, mode: 0o700 });
  },
  list: (path) => readdir(path),
  syncFolder,
};
