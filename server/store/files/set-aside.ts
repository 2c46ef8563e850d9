import { basename } from 'node:path';
import type { DataFolder } from './data-folder.ts';
import { renameFile } from './durable-write.ts';
import { errorCode } from './store-error.ts';

/** The name under which what is damaged will be kept: one that nothing has yet. */
export async function setAsideName(folder: DataFolder, path: string): Promise<string> {
  for (let count = 1; ; count++) {
    const name = nameOf(path, folder.now(), count);
    if ((await folder.files.identify(folder.file(name))) === null) return name;
  }
}

/** `settings.json` -> `settings.corrupt-20250131T180501123Z.json`: sorts by time, legal on Windows. */
function nameOf(path: string, now: number, count: number): string {
  const name = basename(path);
  const dot = name.indexOf('.');
  const stamp = new Date(now).toISOString().replace(/[-:.]/g, '') + (count > 1 ? `-${count}` : '');
  return `${name.slice(0, dot)}.corrupt-${stamp}${name.slice(dot)}`;
}

/** Keeps a file under another name too. A link is moved: what it leads to is nothing of ours. */
export async function setAside(folder: DataFolder, path: string, name: string): Promise<void> {
  const { files } = folder;
  try {
    await (await files.open(path, 'read')).close();
  } catch (error) {
    if (errorCode(error) === 'ENOENT') return;
    if (errorCode(error) !== 'ELOOP') throw error;
    await renameFile(files, path, folder.file(name));
    return;
  }
  await files.copy(path, folder.file(name));
  await files.syncFolder(folder.path);
}
