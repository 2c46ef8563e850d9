import { join, resolve } from 'node:path';
import type { Clock } from '../../core/clock.ts';
import type { Log } from '../../core/log.ts';
import { viewOf } from '../../core/problem.ts';
import { Warnings } from '../../core/warnings.ts';
import { isTemporary, writeAll } from './durable-write.ts';
import { nodeFileOps, type FileOps } from './file-ops.ts';
import { lockFolder } from './folder-lock.ts';
import { readOwner, writeOwner } from './folder-owner.ts';
import { Manifest } from './manifest.ts';
import { isOurs } from './our-files.ts';
import { errorCode, StoreError, storeGone } from './store-error.ts';

/** The folder that all data of one Rolecall lives in; ours alone while it is open. */
export interface DataFolder {
  readonly path: string;
  readonly files: FileOps;
  /** How far each file had come. */
  readonly manifest: Manifest;
  /** What the streamer should hear. */
  readonly warnings: Warnings;
  /** The path of a file in it. */
  file(name: string): string;
  /** Epoch ms. */
  now(): number;
  /** @throws StoreError `store_gone` if somebody took the folder away */
  check(): Promise<void>;
  /** Lets the next process in. Close what writes here first. */
  close(): Promise<void>;
}

/** What every part of the store needs. */
export interface StoreDeps {
  readonly folder: DataFolder;
  readonly clock: Clock;
  readonly log: Log;
}

export interface DataFolderOptions {
  readonly log: Log;
  readonly files?: FileOps;
  /** Epoch ms. */
  readonly now?: () => number;
}

const OWNER_FILE = 'lock-owner.json';
const FULL = new Set(['ENOSPC', 'EDQUOT']);

/**
 * Creates the folder if need be and takes it for this process.
 * @throws StoreError `data_folder_unwritable`, `data_folder_in_use`, `file_too_new`
 */
export async function openDataFolder(path: string, options: DataFolderOptions): Promise<DataFolder> {
  const { log, files = nodeFileOps, now = Date.now } = options;
  const folder = resolve(path);
  const file = (name: string): string => join(folder, name);
  const lock = await makeAndLock(folder, files);
  if (!lock) throw await inUse(folder, files);
  const manifest = new Manifest(files, folder, log);
  const warnings = new Warnings(now);
  let identity: string | null;
  try {
    identity = await files.identify(folder);
    await checkWritable(folder, files, log);
    await tidy(folder, files, log);
    await writeOwner(files, file(OWNER_FILE)).catch((error: unknown) => {
      log.warn('Store', `Could not note who uses the data folder (${errorCode(error)})`);
    });
    await manifest.open();
  } catch (error) {
    await files.remove(file(OWNER_FILE)).catch(() => undefined);
    await lock.release();
    throw error;
  }
  return {
    path: folder,
    files,
    manifest,
    warnings,
    file,
    now,
    async check() {
      if ((await files.identify(folder)) === identity) return warnings.end('store_gone');
      const problem = storeGone();
      warnings.raise({ ...viewOf(problem), code: 'store_gone' });
      throw problem;
    },
    async close() {
      const isOurs = (await files.identify(folder).catch(() => null)) === identity;
      await manifest.close(isOurs);
      if (isOurs) await files.remove(file(OWNER_FILE)).catch(() => undefined);
      await lock.release();
    },
  };
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
    const file = await files.open(probe, 'create');
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

/** Files of before, or copied here by hand, may be open to everybody; what a crash cut off is of no use. */
async function tidy(folder: string, files: FileOps, log: Log): Promise<void> {
  const names = (await files.list(folder)).filter(isOurs);
  const tidyOne = async (name: string): Promise<void> => {
    const path = join(folder, name);
    await (isTemporary(name) ? files.remove(path) : files.restrict(path)).catch((error: unknown) => {
      log.debug('Store', `${name} stays as it was (${errorCode(error)})`);
    });
  };
  await Promise.all(names.map(tidyOne));
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
  const pid = await readOwner(files, join(folder, OWNER_FILE));
  const who = pid === null ? 'another Rolecall' : `another Rolecall (process ${pid})`;
  return new StoreError(
    'data_folder_in_use',
    `The data folder ${folder} is in use by ${who}.`,
    'Close that one, or choose another folder with --data.',
  );
}
