// npm run mutate: changes the code in small ways, one at a time, and sees whether a test of its own folder notices.
import { readdirSync, readFileSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { join, relative, resolve } from 'node:path';
import { Stryker } from '@stryker-mutator/core';

/** Folders of server/. Their tests are in the folder of test/ with the same name. */
const rooms = ['core', 'access', 'sync'];
const cache = 'node_modules/.cache/rolecall/mutate';

const options = (room, files) => ({
  mutate: files,
  testRunner: 'vitest',
  vitest: { configFile: 'test/mutation/vitest.config.ts', dir: `test/${room}`, related: false },
  plugins: ['@stryker-mutator/vitest-runner', resolve(import.meta.dirname, 'sentences.mjs')],
  ignorers: ['sentences'],
  coverageAnalysis: 'perTest',
  // A change of what runs while a file is loaded (tables, mostly) would need all files loaded anew for each.
  ignoreStatic: true,
  concurrency: Math.max(1, Math.floor(availableParallelism() / 2)),
  timeoutMS: 20_000,
  ignorePatterns: ['dist'],
  tempDirName: `${cache}/${room}`,
  cleanTempDir: 'always',
  reporters: ['progress-append-only'],
  logLevel: 'warn',
  allowConsoleColors: false,
  disableTypeChecks: false,
});

/** @param wanted files or folders below server/; none is everything. Returns the exit code. */
export async function mutate(root, wanted) {
  const paths = wanted.map((path) => path.replaceAll('\\', '/').replace(/\/$/, ''));
  const results = [];
  for (const room of rooms) {
    const files = filesOf(root, room).filter((file) => isWanted(file, paths));
    if (files.length === 0) continue;
    const mutants = await new Stryker(options(room, files)).runMutationTest();
    results.push(...mutants.filter(({ status }) => status in noticed));
  }
  if (results.length > 0) {
    report(root, results);
    return 0;
  }
  console.error(
    `Nothing to change there. Give files or folders of ${rooms.map((room) => `server/${room}`).join(', ')}.`,
  );
  return 1;
}

const filesOf = (root, room) =>
  readdirSync(join(root, 'server', room))
    .filter((name) => name.endsWith('.ts'))
    .map((name) => `server/${room}/${name}`);

const isWanted = (file, paths) =>
  paths.length === 0 || paths.some((path) => file === path || file.startsWith(`${path}/`));

/** By status: whether a test noticed. The others (ignored, not compiled) do not count. */
const noticed = { Killed: true, Timeout: true, Survived: false, NoCoverage: false };

/** A line for each file, then what is to be done: a line for each mutant that nobody noticed. */
function report(root, results) {
  const nameOf = ({ fileName }) => relative(root, fileName).replaceAll('\\', '/');
  const mutants = results.map((mutant) => ({ ...mutant, file: nameOf(mutant) }));
  for (const name of new Set(mutants.map(({ file }) => file))) {
    const its = mutants.filter(({ file }) => file === name);
    console.log(scoreOf(name, its));
  }
  console.log(scoreOf('together', mutants));
  for (const mutant of mutants.filter(({ status }) => !noticed[status]))
    console.log(survivorOf(root, mutant));
}

function scoreOf(name, mutants) {
  const killed = mutants.filter(({ status }) => noticed[status]).length;
  const percent = ((100 * killed) / mutants.length).toFixed(1);
  return `${name.padEnd(34)} ${killed} killed, ${mutants.length - killed} survived: ${percent} %`;
}

function survivorOf(root, { file, location: { start, end }, replacement, status }) {
  const lines = readFileSync(join(root, file), 'utf8')
    .split('\n')
    .slice(start.line - 1, end.line);
  lines.push(lines.pop().slice(0, end.column - 1));
  const was = lines.join('\n').slice(start.column - 1);
  const note = status === 'NoCoverage' ? ' (no test comes here)' : '';
  return `${file}:${start.line}: ${short(was)} -> ${short(replacement)}${note}`;
}

const short = (code) => {
  const line = code.replace(/\s+/g, ' ');
  return line.length > 100 ? `${line.slice(0, 97)}...` : line;
};
