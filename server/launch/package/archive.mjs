// Archives that are the same bytes whenever and wherever they are made of the same files: sorted, all of one time,
// with the rights that they need and nobody's name.
import { createHash } from 'node:crypto';
import { createReadStream, createWriteStream } from 'node:fs';
import { pipeline } from 'node:stream/promises';
import { create } from 'tar';
import { ZipFile } from 'yazl';

/** What every file in a tar is of. */
const TIME = new Date('2020-01-01T00:00:00Z');

/**
 * @param entries `{ path, file, isProgram }`: what it is called in the archive, with `/`, and where it is
 * @param out where the zip goes
 */
export async function writeZip(entries, out) {
  const zip = new ZipFile();
  // A zip holds the time of day as it is on the clock of the place.
  const mtime = new Date(2020, 0, 1);
  for (const { path, file, isProgram } of sorted(entries)) {
    const options = { mtime, forceDosTimestamp: true, mode: isProgram ? 0o100755 : 0o100644 };
    zip.addFile(file, path, { ...options, compressionLevel: 9 });
  }
  zip.end();
  await pipeline(zip.outputStream, createWriteStream(out));
}

/** @param folder where the files are, under the names that they have in the archive */
export async function writeTar(entries, folder, out) {
  const programs = new Set(entries.filter(({ isProgram }) => isProgram).map(({ path }) => path));
  const options = {
    ...{ cwd: folder, file: out, gzip: { level: 9 }, portable: true, noDirRecurse: true, mtime: TIME },
    onWriteEntry: (entry) => {
      entry.stat.mode = programs.has(entry.path) ? 0o100755 : 0o100644;
    },
  };
  await create(
    options,
    sorted(entries).map(({ path }) => path),
  );
}

export async function sha256(file) {
  const hash = createHash('sha256');
  await pipeline(createReadStream(file), hash);
  return hash.digest('hex');
}

function sorted(entries) {
  return [...entries].sort((a, b) => (a.path < b.path ? -1 : 1));
}
