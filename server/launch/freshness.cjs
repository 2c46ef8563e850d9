// Is dist/ what the sources say? Read at every start, so it costs a stat a source and nothing else: content is compared
// only for files whose size or time has changed, and nothing is loaded for it (CommonJS: the loader of modules is a
// fifth of a bare Node's start).
'use strict';
const { existsSync, readdirSync, readFileSync, rmSync, statSync } = require('node:fs');

const folders = ['server', 'overlay', 'integrations'];
const files = [
  ...['package.json', 'package-lock.json', 'tsconfig.json', 'esbuild.config.mjs'],
  // Part of the build, unlike other .mjs files.
  ...['import', 'scripts'].map((part) => `integrations/streamerbot/build-${part}.mjs`),
  ...['autostart', 'background', 'distribution'].map((part) => `server/launch/${part}.mjs`),
];
const isInput = (name) => !name.startsWith('.') && !/(\.md|\.mjs|~|\.tmp|__pycache__)$/.test(name);

/** The files a build depends on, as `{ 'server/main.ts': { size, mtimeMs } }`, in a fixed order. */
function listInputs(root) {
  const inputs = {};
  const add = (path) => {
    const { size, mtimeMs } = statSync(`${root}/${path}`);
    inputs[path] = { size, mtimeMs };
  };
  const walk = (folder) => {
    const entries = readdirSync(`${root}/${folder}`, { withFileTypes: true });
    for (const entry of entries.sort((a, b) => (a.name < b.name ? -1 : 1))) {
      if (!isInput(entry.name)) continue;
      if (entry.isDirectory()) walk(`${folder}/${entry.name}`);
      else if (entry.isFile()) add(`${folder}/${entry.name}`);
    }
  };
  for (const file of files) if (existsSync(`${root}/${file}`)) add(file);
  for (const folder of folders) if (existsSync(`${root}/${folder}`)) walk(folder);
  return inputs;
}

/** The same with a content hash each. Take it before a build, so that an edit during it is seen. */
function hashInputs(root) {
  const inputs = listInputs(root);
  for (const path of Object.keys(inputs)) inputs[path].hash = hashFile(`${root}/${path}`);
  return inputs;
}

/** True if dist/ was completely built from exactly these sources. */
async function isFresh(root) {
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
      if (hashFile(`${root}/${path}`) !== then.hash) return false;
      then.mtimeMs = now[path].mtimeMs;
      touched = true;
    }
    if (!stamp.outputs.every((path) => existsSync(`${root}/dist/${path}`))) return false;
    if (touched) await refreshStamp(root, stamp);
    return true;
  } catch {
    return false; // no stamp, a damaged one, or a file that went away while we looked
  }
}

/** The last step of a build. */
async function writeStamp(root, stamp) {
  const { replaceFile } = await import('./replace.mjs');
  replaceFile(stampFile(root), JSON.stringify(stamp));
}

/** The first step of a build: from here to `writeStamp`, dist/ counts as stale. */
function removeStamp(root) {
  rmSync(stampFile(root), { force: true });
}

async function refreshStamp(root, stamp) {
  try {
    await writeStamp(root, stamp);
  } catch {
    // a folder we may not write to only means that the next start compares contents again
  }
}

function stampFile(root) {
  return `${root}/dist/build.json`;
}

function hashFile(file) {
  const { createHash } = require('node:crypto');
  return createHash('sha256').update(readFileSync(file)).digest('base64url');
}

module.exports = { hashInputs, isFresh, listInputs, removeStamp, writeStamp };
