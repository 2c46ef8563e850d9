import { readWhole } from './durable-write.ts';
import type { FileOps } from './file-ops.ts';

/** Up to here a start looks at every byte; longer files are taken for the same if they are equally long. */
const LOOKED_AT = 256 * 1024;

/** Whether two files hold the same. What cannot be read does not. */
export async function isSameFile(files: FileOps, one: string, other: string): Promise<boolean> {
  const [a, b] = await Promise.all([sizeOf(files, one), sizeOf(files, other)]);
  if (a === null || a !== b) return false;
  return a > LOOKED_AT || hasSameBytes(files, one, other);
}

async function hasSameBytes(files: FileOps, one: string, other: string): Promise<boolean> {
  const [a, b] = await Promise.all([readWhole(files, one), readWhole(files, other)]);
  return a !== null && b !== null && a.equals(b);
}

async function sizeOf(files: FileOps, path: string): Promise<number | null> {
  try {
    const file = await files.open(path, 'read');
    try {
      return await file.size();
    } finally {
      await file.close();
    }
  } catch {
    return null;
  }
}
