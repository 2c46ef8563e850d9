import { basename } from 'node:path';
import type { StoreDeps } from './data-folder.ts';
import { readWhole } from './durable-write.ts';
import { decodeEnvelope, type Saved } from './json-envelope.ts';
import type { JsonFileSpec } from './json-spec.ts';
import { setAsideName } from './set-aside.ts';
import { errorCode, StoreError, unreadable } from './store-error.ts';

/** One of the files that may hold the data. */
export interface Found<T> {
  readonly path: string;
  readonly state: 'good' | 'missing' | 'older' | 'damaged';
  readonly saved: Saved<T> | null;
  /** What is wrong with it, in a few words. */
  readonly problem: string;
  /** The name that it is to be kept under, if it is damaged or older than it should be. */
  readonly setAside: string | null;
}

/** @param last the number that it should have at least. @throws StoreError `file_too_new`, `file_unreadable` */
export async function look<T>(
  { folder }: StoreDeps,
  spec: JsonFileSpec<T>,
  path: string,
  last: number,
): Promise<Found<T>> {
  const bad = async (state: 'older' | 'damaged', problem: string, saved: Saved<T> | null = null) => {
    const setAside = await setAsideName(folder, path);
    return { path, state, saved, problem, setAside };
  };
  try {
    const bytes = await readWhole(folder.files, path);
    if (!bytes) return { path, state: 'missing', saved: null, problem: '', setAside: null };
    const saved = decodeEnvelope(spec, bytes, path);
    if (saved.number < last) return await bad('older', 'older than what was saved last', saved);
    return { path, state: 'good', saved, problem: '', setAside: null };
  } catch (error) {
    if (error instanceof StoreError) throw error;
    if (errorCode(error) === 'ELOOP') return bad('damaged', 'a link to somewhere else');
    if (errorCode(error) !== '') throw unreadable(path, error);
    return bad('damaged', (error as Error).message);
  }
}

/** `settings.json was damaged (no valid JSON) and is kept as settings.corrupt-….json.` */
function tell({ path, state, problem, setAside }: Found<unknown>): string {
  const name = basename(path);
  if (state === 'missing') return `${name} was missing.`;
  return `${name} was damaged (${problem}) and is kept as ${setAside ?? name}.`;
}

export function tellAll(found: readonly Found<unknown>[]): string {
  return found.map(tell).join(' ');
}

/** The one with the highest number; the first of equals. */
export function newest<T>(found: readonly Found<T>[]): Saved<T> | null {
  let best: Saved<T> | null = null;
  for (const { saved } of found) if (saved && (!best || saved.number > best.number)) best = saved;
  return best;
}
