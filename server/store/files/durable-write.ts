import { dirname } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import type { FileOps, OpenFile } from './file-ops.ts';
import { errorCode } from './store-error.ts';

/** Waits between attempts to rename, ms: on Windows a virus scanner may hold a fresh file for a moment. */
const RENAME_WAITS = [5, 10, 20, 40, 80, 160, 320, 640];
const HELD = new Set(['EPERM', 'EACCES', 'EBUSY']);

/** Writes all of it, however little the disk takes at a time. Returns the position after it. */
export async function writeAll(file: OpenFile, bytes: Uint8Array, position: number): Promise<number> {
  let done = 0;
  while (done < bytes.length) {
    const written = await file.write(done === 0 ? bytes : bytes.subarray(done), position + done);
    if (written === 0) throw Object.assign(new Error('the disk took no byte'), { code: 'EIO' });
    done += written;
  }
  return position + done;
}

/** The whole file, or null if there is none. */
export async function readWhole(files: FileOps, path: string): Promise<Buffer | null> {
  let file: OpenFile;
  try {
    file = await files.open(path, 'read');
  } catch (error) {
    if (errorCode(error) === 'ENOENT') return null;
    throw error;
  }
  try {
    const bytes = Buffer.alloc(await file.size());
    let done = 0;
    while (done < bytes.length) {
      const read = await file.read(bytes.subarray(done), done);
      if (read === 0) break;
      done += read;
    }
    return bytes.subarray(0, done);
  } finally {
    await file.close();
  }
}

/** Renames, patiently. */
export async function renameFile(files: FileOps, from: string, to: string): Promise<void> {
  for (const ms of RENAME_WAITS) {
    try {
      await files.rename(from, to);
      return;
    } catch (error) {
      if (!HELD.has(errorCode(error))) throw error;
      await wait(ms);
    }
  }
  await files.rename(from, to);
}

const TEMPORARY = '.tmp';

/** What a crash in the middle of `replaceFile` leaves behind. Only one process writes here: see the lock. */
export const temporaryName = (path: string): string => `${path}${TEMPORARY}`;

export const isTemporary = (name: string): boolean => name.endsWith(TEMPORARY);

/**
 * Puts a file in the place of another: whoever looks, now or after a power cut, finds the old or the new
 * one, whole. On failure the old one stands and nothing else is left.
 */
export async function replaceFile(
  files: FileOps,
  path: string,
  blocks: Iterable<Uint8Array> | AsyncIterable<Uint8Array>,
): Promise<void> {
  const temporary = temporaryName(path);
  await files.remove(temporary);
  try {
    const file = await files.open(temporary, 'create');
    try {
      let position = 0;
      for await (const block of blocks) position = await writeAll(file, block, position);
      await file.datasync();
    } finally {
      await file.close();
    }
    await renameFile(files, temporary, path);
  } catch (error) {
    await files.remove(temporary).catch(() => undefined);
    throw error;
  }
  await files.syncFolder(dirname(path));
}
