import { execFileSync } from 'node:child_process';
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { pageTarget } from '../../esbuild.config.mjs';
import { topFolders } from './import-table.ts';
import { root } from './source-tree.ts';

it('has only the agreed folders at the top', () => {
  const folders = listTopFolders();
  expect(folders).toContain('server');
  expect(folders.filter((folder) => !topFolders.includes(folder))).toEqual([]);
});

it('builds the pages for the Chromium of the oldest OBS', () => {
  expect(pageTarget).toBe('chrome103');
});

/** As git sees them; a copy without git is looked at directly. */
function listTopFolders(): string[] {
  try {
    const options = { cwd: root, encoding: 'utf8', stdio: 'pipe' } as const;
    const files = execFileSync('git', ['ls-files', '-co', '--exclude-standard'], options).split('\n');
    return [...new Set(files.filter((file) => file.includes('/')).map((file) => file.split('/')[0]!))];
  } catch {
    const ignored = ['node_modules', 'dist', 'coverage', '.git'];
    return readdirSync(root, { withFileTypes: true })
      .filter((entry) => entry.isDirectory() && !ignored.includes(entry.name))
      .map(({ name }) => join(name));
  }
}
