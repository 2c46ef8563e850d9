import { setTimeout as wait } from 'node:timers/promises';
import { readWhole, writeAll } from './durable-write.ts';
import type { FileOps } from './file-ops.ts';
import { errorCode } from './store-error.ts';

/** Notes beside the lock who holds it: for a sentence, never for a decision. */
export async function writeOwner(files: FileOps, path: string): Promise<void> {
  await files.remove(path);
  const file = await files.open(path, 'create');
  try {
    await writeAll(file, Buffer.from(JSON.stringify({ pid: process.pid })), 0);
  } finally {
    await file.close();
  }
}

/** The new owner may not have written its number yet: a number of nobody alive is not believed. */
export async function readOwner(files: FileOps, path: string): Promise<number | null> {
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
