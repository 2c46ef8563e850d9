import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';

export const root = resolve(import.meta.dirname, '..', '..');

/** A source file: its path from the top of the project, with slashes, and its text. */
export interface SourceFile {
  readonly path: string;
  readonly text: string;
}

/** Every file with that ending in those of these folders that exist. */
export function readSources(folders: readonly string[], ending = '.ts'): SourceFile[] {
  return folders
    .filter((folder) => existsSync(join(root, folder)))
    .flatMap((folder) =>
      readdirSync(join(root, folder), { recursive: true, withFileTypes: true })
        .filter((entry) => entry.isFile() && entry.name.endsWith(ending))
        .map((entry) => join(entry.parentPath, entry.name))
        .map((file) => ({
          path: file.slice(root.length + 1).replaceAll('\\', '/'),
          text: readFileSync(file, 'utf8'),
        })),
    );
}
