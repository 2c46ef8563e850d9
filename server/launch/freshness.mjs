// Is dist/ what the sources say? Read at every start, so it costs a few stats and nothing else:
// content is compared only for files whose size or time has changed.
import { existsSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { replaceFile } from './replace.mjs';

const folders = ['server', 'overlay', 'integrations'];
const files = [
  ...['package.json', 'package-lock.json', 'tsconfig.json', 'esbuild.config.mjs'],
  // Part of the build, unlike other .mjs files.
  ...['import', 'scripts'].map((part) => `integrations/streamerbot/build-${part}.mjs`),
  ...['autostart', 'background', 'distribution'].map((part) => `server/launch/${part}.mjs`),
];
const isInput = (name) => !name.startsWith('.') && !/(\.md|\.mjs|~|\.tmp|__pycache__)$/.test(name);

/** The files a build depends on, as `{ 'server/main.ts': { size, mtimeMs } }`, in a fixed order. */
export function listInputs(root) {
  const inputs = {};
  const add = (path) => {
    const { size, mtimeMs } = statSync(join(root, path));
    inputs[path] = { size, mtimeMs };
  };
  const walk = (folder) => {
    const entries = readdirSync(join(root, folder), { withFileTypes: true });
    for (const entry of entries.sort((a, b) => (a.name < b.name ? -1 : 1))) {
      if (!isInput(entry.name)) continue;
      if (entry.isDirectory()) walk(`${folder}/${entry.name}`);
      else if (entry.isFile()) add(`${folder}/${entry.name}`);
    }
  };
  for (const file of files) if (existsSync(join(root, file))) add(file);
  for (const folder of folders) if (existsSync(join(root, folder))) walk(folder);
  return inputs;
}

/** The same with a content hash each. Take it before a build, so that an edit during it is seen. */
export async function hashInputs(root) {
  const inputs = listInputs(root);
  for (const path of Object.keys(inputs)) inputs[path].hash = await hashFile(join(root, path));
  return inputs;
}

/** True if dist/ was completely built from exactly these sources. */
export async function isFresh(root) {
  try {
    const stamp = JSON.parse(readFileSync(stampFile(root), 'utf8'));
    const now = listInputs(root);
    const paths = Object.keys(now);
    if (paths.length !== Object.keys(stamp.inputs).length) return false;
    let touched = false;
    for (const path of paths) {
      const then = stamp.inputs[path];
      if (!then || then.size !== now[path].size) return false;
      if (then.mtimeMs === now[path].mtimeMs) continue;
      if ((await hashFile(join(root, path))) !== then.hash) return false;
      then.mtimeMs = now[path].mtimeMs;
      touched = true;
    }
    if (!stamp.outputs.every((path) => existsSync(join(root, 'dist', path)))) return false;
    if (touched) refreshStamp(root, stamp);
    return true;
  } catch {
    return false; // no stamp, a damaged one, or a file that went away while we looked
  }
}

/** The last step of a build. */
export function writeStamp(root, stamp) {
  replaceFile(stampFile(root), JSON.stringify(stamp));
}

/** The first step of a build: from here to `writeStamp`, dist/ counts as stale. */
export function removeStamp(root) {
  rmSync(stampFile(root), { force: true });
}

function refreshStamp(root, stamp) {
  try {
    writeStamp(root, stamp);
  } catch {
    // a folder we may not write to only means that the next start compares contents again
  }
}

function stampFile(root) {
  return join(root, 'dist', 'build.json');
}

async function hashFile(file) {
  const { createHash } = await import('node:crypto');
  return createHash('sha256').update(readFileSync(file)).digest('base64url');
}
