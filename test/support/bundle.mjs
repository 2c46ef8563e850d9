// A TypeScript program of test/ as something that plain Node runs: benches and the children that tests kill.
import { mkdirSync } from 'node:fs';
import { basename, dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';
import { nodeOptions } from '../../esbuild.config.mjs';

const root = resolve(dirname(fileURLToPath(import.meta.url)), '..', '..');

/** Bundles `entry` (a path from the top of the project) and returns the file to give to Node. */
export async function bundleProgram(entry) {
  const folder = join(root, 'node_modules', '.cache', 'rolecall', String(process.pid));
  mkdirSync(folder, { recursive: true });
  const outfile = join(folder, `${basename(entry, '.ts')}.mjs`);
  await build({
    ...nodeOptions(root),
    entryPoints: [join(root, entry)],
    outfile,
    packages: 'external',
    sourcemap: 'inline',
  });
  return outfile;
}
