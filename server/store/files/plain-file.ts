import { readWhole } from './durable-write.ts';
import type { FileOps, OpenFile } from './file-ops.ts';
import { errorCode } from './store-error.ts';
import { isForeign, plainLines } from './text.ts';

/** Longer than the first line of any file. */
const HEAD_BYTES = 256;

/** A file of lines, as if it had been written by us, whatever an editor made of it. */
export interface PlainFile extends Pick<OpenFile, 'read' | 'size' | 'close'> {
  /** Whether it stands on the disk in another form: UTF-16, with a mark in front, or with other line ends. */
  readonly isForeign: boolean;
}

/** @returns null if there is no such file */
export async function openPlain(files: FileOps, path: string): Promise<PlainFile | null> {
  const file = await files.open(path, 'read').catch((error: unknown) => {
    if (errorCode(error) === 'ENOENT') return null;
    throw error;
  });
  if (!file) return null;
  try {
    const head = Buffer.alloc(HEAD_BYTES);
    const isInOurForm = !isForeign(head.subarray(0, await file.read(head, 0)));
    if (isInOurForm) return { ...file, isForeign: false };
    await file.close();
  } catch (error) {
    await file.close().catch(() => undefined);
    throw error;
  }
  return asFile(plainLines((await readWhole(files, path)) ?? Buffer.alloc(0)));
}

function asFile(bytes: Buffer): PlainFile {
  return {
    isForeign: true,
    read: (into, position) => Promise.resolve(bytes.copy(into, 0, position)),
    size: () => Promise.resolve(bytes.length),
    close: () => Promise.resolve(),
  };
}
