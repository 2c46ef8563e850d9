// dist/server/main.js: runs the program out of program.js with V8's code cache of it, which halves the start. A cache
// that is missing, damaged or another Node's only means that V8 compiles as always. The build makes one for its own
// Node; a download makes one when it first runs, where it may: other bytes each time cannot be in an archive.
'use strict';
const { existsSync, promises, readFileSync, renameSync, rmSync, writeFileSync } = require('node:fs');
const { join } = require('node:path');
const { pathToFileURL } = require('node:url');
const { Script } = require('node:vm');
const { crc32 } = require('node:zlib');

const PROGRAM = 'program.js';
/** crc32 of what follows and of what it was made for. V8 looks only at the length of a source. */
const SUM_BYTES = 4;
const { readFile } = promises;

function load(version, build) {
  if (process.argv.includes('--background')) return startInBackground();
  const cacheFile = join(__dirname, 'program.cache');
  const text = readFileSync(join(__dirname, PROGRAM), 'utf8');
  const about = crc32(`${version} ${build} ${process.version} ${process.arch} ${text.length}`);
  const isMaking = process.env.ROLECALL_MAKE_CODE_CACHE === '1';
  const cachedData = isMaking ? undefined : readCache(cacheFile, about);
  const script = new Script(text, { filename: join(__dirname, PROGRAM), cachedData });
  const make = () => writeCache(script, cacheFile, about);
  if (isMaking) whenRunning(() => process.exit(make() ? 0 : 1));
  else if (!cachedData || script.cachedDataRejected) {
    const isDownload = existsSync(join(__dirname, 'distribution.json'));
    if (isDownload) whenRunning(make);
  }
  run(script.runInThisContext());
}

/** By a process that is there for a moment, and need not have the program in memory. */
function startInBackground() {
  const args = process.argv.slice(1).filter((arg) => arg !== '--background');
  void require('./background.js')
    .startInBackground(args, console.log)
    .then((status) => process.exit(status));
}

function readCache(file, about) {
  try {
    const bytes = readFileSync(file);
    const data = bytes.subarray(SUM_BYTES);
    return crc32(data, about) === bytes.readUInt32LE(0) ? data : undefined;
  } catch {
    return undefined; // not there, or too short
  }
}

/** All that was compiled until it runs is what a start needs; later V8 has other flags, for which a cache counts. */
function whenRunning(action) {
  const say = console.log;
  console.log = (line) => {
    say(line);
    if (!String(line).includes('is running')) return;
    console.log = say;
    action();
  };
}

/** Whole or not at all. @returns whether it is there: the folder may be read-only, or the disk full */
function writeCache(script, file, about) {
  const temporary = `${file}.${process.pid}.tmp`;
  try {
    const data = script.createCachedData();
    const sum = Buffer.alloc(SUM_BYTES);
    sum.writeUInt32LE(crc32(data, about));
    writeFileSync(temporary, Buffer.concat([sum, data]));
    renameSync(temporary, file);
    return true;
  } catch {
    try {
      rmSync(temporary, { force: true });
    } catch {
      // It could not be written either.
    }
    return false;
  }
}

/** The parts of the program by their names; those that are not among them are files, read when they are wanted. */
function run(parts) {
  const modules = new Map();
  const programUrl = pathToFileURL(__filename).href;
  const take = (name, text) => {
    const known = modules.get(name);
    if (known) return known.exports;
    const module = { exports: {} };
    modules.set(name, module);
    const part = parts[name] ?? compile(name, text ?? readFileSync(join(__dirname, name), 'utf8'));
    part(
      module.exports,
      (id) => (id.startsWith('./') ? take(id.slice(2)) : require(id)),
      module,
      programUrl,
      later,
    );
    return module.exports;
  };
  /** As import(): never before the others had their turn. */
  const later = async (id) => {
    const name = id.slice(2);
    return take(name, await readFile(join(__dirname, name), 'utf8'));
  };
  take('main.js');
}

function compile(name, text) {
  return new Script(text, { filename: join(__dirname, name) }).runInThisContext();
}

exports.load = load;
