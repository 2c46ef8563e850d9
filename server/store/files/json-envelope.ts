import { crc32 } from 'node:zlib';
import type { JsonFileSpec } from './json-spec.ts';
import { tooNew } from './store-error.ts';
import { decodeText } from './text.ts';

/** What a file held at one time. */
export interface Saved<T> {
  /** Rises with every save; 0: from before files were numbered. */
  readonly number: number;
  readonly data: T;
}

/**
 * `{version, number, savedAt, data, check}`: the version is that of the shape, the number that of this save, and
 * the check is of all that the others say, however it is indented.
 */
export function encodeEnvelope<T>(
  { version, isCompact }: JsonFileSpec<T>,
  { number, data }: Saved<T>,
  now: number,
): string {
  const savedAt = new Date(now).toISOString();
  const check = checkOf(version, number, savedAt, data);
  return `${JSON.stringify({ version, number, savedAt, data, check }, null, isCompact ? 0 : 2)}\n`;
}

/** @throws StoreError `file_too_new`; Error that says in a few words what is wrong */
export function decodeEnvelope<T>(spec: JsonFileSpec<T>, bytes: Buffer, path: string): Saved<T> {
  const { version: found, number = 0, savedAt, data, check } = parseObject(bytes);
  if (typeof found !== 'number' || !Number.isInteger(found) || found < 1) throw new Error('no version');
  if (data === undefined || typeof number !== 'number') throw new Error('not a file of Rolecall');
  const isNumbered = number > 0 || check !== undefined;
  if (isNumbered && check !== checkOf(found, number, savedAt, data))
    throw new Error('changed by something else');
  const last = isNumbered ? spec.version : (spec.lastUnnumbered ?? spec.version);
  if (found > last) throw tooNew(path);
  return { number, data: spec.parse(migrated(spec, found, data)) };
}

function parseObject(bytes: Buffer): Readonly<Record<string, unknown>> {
  let envelope: unknown;
  try {
    envelope = JSON.parse(decodeText(bytes));
  } catch {
    throw new Error('no valid JSON');
  }
  if (typeof envelope !== 'object' || envelope === null) throw new Error('not a file of Rolecall');
  return envelope as Readonly<Record<string, unknown>>;
}

function migrated<T>({ version, migrations = {} }: JsonFileSpec<T>, found: number, data: unknown): unknown {
  let current = data;
  for (let from = found; from < version; from++) {
    const migrate = migrations[from];
    if (!migrate) throw new Error(`version ${from} is not known`);
    current = migrate(current);
  }
  return current;
}

function checkOf(version: number, number: number, savedAt: unknown, data: unknown): string {
  return crc32(JSON.stringify([version, number, savedAt, data]))
    .toString(16)
    .padStart(8, '0');
}
