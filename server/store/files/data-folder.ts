import { join, resolve } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import type { Clock } from '../../core/clock.ts';
import type { Log } from '../../core/log.ts';
import { readWhole, writeAll } from './durable-write.ts';
import { nodeFileOps, type FileOps } from './file-ops.ts';
import { lockFolder } from './folder-lock.ts';
import { errorCode, StoreError } from './store-error.ts';

/** The folder that all data of one Rolecall lives in; ours alone while it is open. */
export interface DataFolder {
  readonly path: string;
  readonly files: FileOps;
  /** The path of a file in it. */
  file(name: string): string;
  /** Lets the next process in. Close what writes here first. */
  close(): Promise<void>;
}

/** What every part of the store needs. */
export interface StoreParts {
  readonly folder: DataFolder;
  readonly clock: Clock;
  readonly log: Log;
}

export interface DataFolderOptions {
  readonly log: Log;
  readonly files?: FileOps;
}

const OWNER_FILE = 'lock-owner.json';
const FULL = new Set(['ENOSPC', 'EDQUOT']);

/**
 * Creates the folder if need be and takes it for this process.
 * @throws StoreError `data_folder_unwritable`, `data_folder_in_use`
 */
export async function openDataFolder(path: string, options: DataFolderOptions): Promise<DataFolder> {
  const { log, files = nodeFileOps } = options;
  const folder = resolve(path);
  const file = (name: string): string => join(folder, name);
  const lock = await makeAndLock(folder, files);
  if (!lock) throw await inUse(folder, files);
  try {
    await checkWritable(folder, files, log);
    await files.remove(file(OWNER_FILE));
    await writeOwner(files, file(OWNER_FILE)).catch((error: unknown) => {
      log.warn('Store', `Could not note who uses the data folder (${errorCode(error)})`);
    });
  } catch (error) {
    await lock.release();
    throw error;
  }
  const close = async (): Promise<void> => {
    await files.remove(file(OWNER_FILE)).catch(() => undefined);
    await lock.release();
  };
  return { path: folder, files, file, close };
}

async function makeAndLock(folder: string, files: FileOps): ReturnType<typeof lockFolder> {
  try {
    await files.makeFolder(folder);
    return await lockFolder(folder);
  } catch (error) {
    throw unwritable(folder, error);
  }
}

async function checkWritable(folder: string, files: FileOps, log: Log): Promise<void> {
  const probe = join(folder, '.write-test');
  try {
    await files.remove(probe);
    const file = await files.open(probe, 'create', 0o600);
    try {
      await writeAll(file, Buffer.from('ok'), 0);
    } finally {
      await file.close();
    }
    await files.remove(probe);
  } catch (error) {
    await files.remove(probe).catch(() => undefined);
    if (!FULL.has(errorCode(error))) throw unwritable(folder, error);
    // What is there can still be read: a server that answers is worth more than none.
    log.warn('Store', `The disk with the data folder ${folder} is full: nothing can be saved now`);
  }
}

async function writeOwner(files: FileOps, path: string): Promise<void> {
  const file = await files.open(path, 'create');
  try {
    await writeAll(file, Buffer.from(JSON.stringify({ pid: process.pid })), 0);
  } finally {
    await file.close();
  }
}

function unwritable(folder: string, cause: unknown): StoreError {
  const why = errorCode(cause) || (cause instanceof Error ? cause.message : 'unknown');
  return new StoreError(
    'data_folder_unwritable',
    `The data folder ${folder} cannot be written to (${why}).`,
    'Make it writable for your user, or choose another folder with --data.',
    cause,
  );
}

async function inUse(folder: string, files: FileOps): Promise<StoreError> {
  const pid = await ownerPid(join(folder, OWNER_FILE), files);
  const who = pid === null ? 'another Rolecall' : `another Rolecall (process ${pid})`;
  return new StoreError(
    'data_folder_in_use',
    `The data folder ${folder} is in use by ${who}.`,
    'Close that one, or choose another folder with --data.',
  );
}

/** The new owner may not have written its number yet: a number of nobody alive is not believed. */
async function ownerPid(path: string, files: FileOps): Promise<number | null> {
  for (let attempt = 0; attempt < 5; attempt++) {
    const text = (await readWhole(files, path).catch(() => null))?.toString() ?? '';
    const pid = Number(/^\{"pid":(\d+)\}$/.exec(text)?.[1]);
    if (pid > 0 && isAlive(pid)) return pid;
    await wait(50);
  }
  return null;
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return errorCode(error) === 'EPERM';
  }
}
