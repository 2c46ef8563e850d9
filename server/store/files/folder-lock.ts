import { constants } from 'node:fs';
import { open, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { closeServer, listenAt, lockBySocketFile } from './socket-file-lock.ts';
import { errorCode } from './store-error.ts';

/** Held until released or until the process is gone, however it goes. */
export interface FolderLock {
  release(): Promise<void>;
}

/** Not in `fs.constants`: "open it for me alone". The kernel takes it back when the process ends. */
const O_EXLOCK = { win32: 0x10000000, other: 0x20 } as const;
const RETRIES_MS = [20, 50, 100, 200] as const;
const TAKEN = new Set(['EBUSY', 'EAGAIN', 'EWOULDBLOCK']);

/**
 * Takes the folder for this process, or returns null if another one has it. The kernel keeps the lock, so
 * there is nothing stale to clean up after a crash and no race between two that try.
 */
export async function lockFolder(
  folder: string,
  platform: string = process.platform,
): Promise<FolderLock | null> {
  const isLinux = platform === 'linux' || platform === 'android';
  const take = isLinux ? () => lockBySockets(folder) : () => lockByFile(folder, platform);
  // On Windows a virus scanner may look into the lock file for a moment; elsewhere a child that this process is
  // just starting may still hold what was given back.
  for (const ms of RETRIES_MS) {
    const lock = await take();
    if (lock) return lock;
    await wait(ms);
  }
  return take();
}

/**
 * Linux lets no program of ours lock a file. A socket with an abstract name settles at once who is first, but
 * only among those who see the same network; a socket in the folder is seen by all others too.
 */
async function lockBySockets(folder: string): Promise<FolderLock | null> {
  const name = await lockByName(folder);
  if (!name) return null;
  const file = await lockBySocketFile(folder).catch(async (error: unknown) => {
    await name.release();
    throw error;
  });
  if (!file) {
    await name.release();
    return null;
  }
  return {
    async release() {
      await file.release();
      await name.release();
    },
  };
}

/** The name is made of the folder's identity: links to it are the same folder. */
async function lockByName(folder: string): Promise<FolderLock | null> {
  const { dev, ino } = await stat(folder, { bigint: true });
  const server = await listenAt(`\0rolecall-data-${dev}-${ino}`).catch((error: unknown) => {
    if (errorCode(error) === 'EADDRINUSE') return null;
    throw error;
  });
  return server && { release: () => closeServer(server) };
}

/** Windows, macOS and the BSDs: a file opened for one process alone. */
async function lockByFile(folder: string, platform: string): Promise<FolderLock | null> {
  const exclusive = platform === 'win32' ? O_EXLOCK.win32 : O_EXLOCK.other | constants.O_NONBLOCK;
  const flags = constants.O_RDWR | constants.O_CREAT | exclusive;
  try {
    const handle = await open(join(folder, 'lock'), flags, 0o600);
    return { release: () => handle.close() };
  } catch (error) {
    if (TAKEN.has(errorCode(error))) return null;
    throw error;
  }
}
