// npm run mutate: changes the code in small ways, one at a time, and sees whether a test of its own folder notices.
import { readdirSync, readFileSync } from 'node:fs';
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
  // What runs when a file is loaded is read once for all mutants: tables, which tests of promises compare anyway.
  ignoreStatic: true,
  concurrency: 1,
  timeoutMS: 20_000,
  ignorePatterns: ['dist'],
  tempDirName: `${cache}/${room}`,
  cleanTempDir: 'always',
  reporters: ['progress-append-only'],
  logLevel: 'warn',
  allowConsoleColors: false,
  checkers: [],
  disableTypeChecks: false,
});

/** @param wanted files or folders below server/; none is everything. Returns the exit code. */
export async function mutate(root, wanted) {
  const paths = wanted.map((path) => path.replaceAll('\\', '/').replace(/\/$/, ''));
  const results = [];
  for (const room of rooms) {
    const files = filesOf(root, room).filter((file) => isWanted(file, paths));
    if (files.length > 0) results.push(...(await new Stryker(options(room, files)).runMutationTest()));
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
  const mutants = results
    .filter(({ status }) => status in noticed)
    .map((mutant) => ({ ...mutant, file: relative(root, mutant.fileName).replaceAll('\\', '/') }));
  for (const file of new Set(mutants.map((mutant) => mutant.file))) {
    console.log(
      scoreOf(
        file,
        mutants.filter((mutant) => mutant.file === file),
      ),
    );
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
    .slice(start.line, end.line + 1);
  lines.push(lines.pop().slice(0, end.line === start.line ? end.column : undefined));
  const was = lines.join(' ').slice(start.column);
  const note = status === 'NoCoverage' ? ' (no test comes here)' : '';
  return `${file}:${start.line + 1}: ${short(was)} -> ${short(replacement)}${note}`;
}

const short = (code) => {
  const line = code.replace(/\s+/g, ' ');
  return line.length > 100 ? `${line.slice(0, 97)}...` : line;
};
