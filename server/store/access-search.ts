import { basename } from 'node:path';
import { type Expected, isSound, merge, type Merged } from './access-merge.ts';
import { type AccessScan, NO_FILE, scanAccess } from './access-scan.ts';
import type { DataFolder } from './files/data-folder.ts';
import { isSameFile } from './files/same-file.ts';
import { setAsideName } from './files/set-aside.ts';

export const ACCESS_FILE = 'access.ndjson';
export const ACCESS_COPY = 'access.copy.ndjson';

export interface Damage {
  readonly path: string;
  /** The name that it is to be kept under; null: it is not there. */
  readonly setAside: string | null;
  /** What is the matter, for the streamer. */
  readonly told: string;
}

/** What was found in the two files of overrides and grants. */
export interface AccessFound extends Merged {
  /** Whether there is any of the two. */
  readonly isThere: boolean;
  /** The number before the next line that is written. */
  readonly base: number;
  /** Of the first file: bytes that can be kept, and bytes that there are. */
  readonly end: number;
  readonly size: number;
  readonly lines: number;
  readonly damage: readonly Damage[];
  /** Whether the first file has to be written anew. */
  readonly isBehind: boolean;
  readonly isCopyBehind: boolean;
}

/** Reads both, the second only if need be. @throws StoreError `file_too_new`, `file_unreadable` */
export async function searchAccess(
  folder: DataFolder,
  lastImport: Expected['lastImport'],
): Promise<AccessFound> {
  const { manifest, files } = folder;
  const path = folder.file(ACCESS_FILE);
  const copyPath = folder.file(ACCESS_COPY);
  const expected = { last: manifest.numberOf(ACCESS_FILE), isSure: manifest.isKept, lastImport };
  const main = withoutMadeUp(await scanAccess(files, path), expected);
  if (manifest.isGone(ACCESS_FILE) && main.last <= expected.last) return deleted(expected.last, main.isThere);
  const isGood = isSound(main, expected) || isUnborn(main, expected);
  const isCopied = isGood && (await isSameFile(files, path, copyPath));
  const copy = isCopied ? main : await scanAccess(files, copyPath);
  const merged = merge(isCopied ? [main] : [main, copy], expected);
  if (merged.last > 0 && main.isNumbered) manifest.onNumbered();
  const isMainBad = !isGood || (copy.problem === null && copy.last > main.last);
  const isCopyBad = !isCopied && isBadCopy(copy, manifest.numberOf(ACCESS_COPY));
  return {
    ...merged,
    isThere: main.isThere || copy.isThere,
    base: merged.last,
    lines: main.lines.length,
    end: main.end,
    size: main.size,
    damage: [
      ...(isMainBad ? [await damageOf(folder, path, main)] : []),
      ...(isCopyBad ? [await damageOf(folder, copyPath, copy)] : []),
    ],
    isBehind: isMainBad || !merged.isEndKnown || (main.isThere && main.isForeign),
    isCopyBehind: !isCopied && main.last > 0,
  };
}

/** An older Rolecall's file in the place of one with numbers tells nothing. */
function withoutMadeUp(main: AccessScan, { last }: Expected): AccessScan {
  if (main.isNumbered || last === 0) return main;
  return { ...NO_FILE, isThere: true, problem: 'older than what was saved last' };
}

/** Not there yet, or no more than the beginning of its first write. */
function isUnborn({ isThere, problem, end }: AccessScan, { last, isSure }: Expected): boolean {
  return last === 0 && (!isThere || (isSure && problem === null && end === 0));
}

/** The copy may be some lines behind: not all of them are waited for. */
function isBadCopy(copy: AccessScan, noted: number): boolean {
  if (!copy.isThere) return noted > 0;
  return copy.problem !== null || copy.last < noted;
}

/** `data.delete` may not have come to its end: what is still there is to go. */
function deleted(last: number, isThere: boolean): AccessFound {
  const nothing = { entries: [], waiting: [], last, base: last, isWhole: true, isEndKnown: true, damage: [] };
  return { ...nothing, isThere, end: 0, size: 0, lines: 0, isBehind: isThere, isCopyBehind: false };
}

async function damageOf(folder: DataFolder, path: string, { isThere, problem }: AccessScan): Promise<Damage> {
  const name = basename(path);
  if (!isThere) return { path, setAside: null, told: `${name} was missing.` };
  const setAside = await setAsideName(folder, path);
  const told = `${name} was damaged (${problem ?? 'its end is missing'}) and is kept as ${setAside}.`;
  return { path, setAside, told };
}
