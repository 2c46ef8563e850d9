// Packages of npm that only some need and nobody should have to install, such as Node's own programs: brought once,
// kept in the cache. Needs nothing but Node and tar.
import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, renameSync, rmSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { findNpm } from './prepare.mjs';

const CACHE = resolve(import.meta.dirname, '../../node_modules/.cache/rolecall/packages');

/** The folder of a package at this exact version, or undefined: it was not brought. */
export function findPackage(name, version, cache = CACHE) {
  const folder = folderOf(name, version, cache);
  return existsSync(join(folder, 'package.json')) ? folder : undefined;
}

/** Brings it, checked by npm against the registry's hash. @returns what went wrong, if it did */
export function bringPackage(name, version, cache = CACHE) {
  const npm = findNpm();
  if (!npm) return 'npm was not found next to Node.js.';
  mkdirSync(cache, { recursive: true });
  const work = mkdtempSync(join(cache, '.new-'));
  try {
    const packed = run(process.execPath, [npm, 'pack', '--silent', `${name}@${version}`], work);
    if (packed.problem) return packed.problem;
    const unpacked = run('tar', ['-xzf', packed.output.trim().split('\n').at(-1)], work);
    if (unpacked.problem) return unpacked.problem;
    const folder = folderOf(name, version, cache);
    mkdirSync(dirname(folder), { recursive: true });
    renameSync(join(work, 'package'), folder);
    return undefined;
  } finally {
    rmSync(work, { recursive: true, force: true });
  }
}

function folderOf(name, version, cache) {
  return join(cache, ...`${name}@${version}`.split('/'));
}

function run(command, args, cwd) {
  const { status, stdout, stderr, error } = spawnSync(command, args, { cwd, encoding: 'utf8' });
  if (status === 0) return { output: stdout };
  return { output: stdout, problem: `${stderr ?? ''}${error ? String(error) : ''}`.trimEnd() || command };
}
