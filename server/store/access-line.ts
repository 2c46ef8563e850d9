import type { AccessEntry } from '../access/ports.ts';
import { openLine, sealLine } from './files/sealed-line.ts';
import { accessEntryFields, parseAccessEntry } from './parse-access.ts';

const FORMAT = 'rolecall.access';
const VERSION = 2;
/** The records that wait for the streamer: as if they were of an import that has not come to pass. */
export const WAITING = 'waiting';

/**
 * One line of overrides and grants: `["1c291ca3",17,{"kind":"grant",…},…]`, the checksum, the number of the line
 * and records; all of them count, or none. `{"kind":"import","importId":…}` in front: they count if the settings
 * name that import. The first line is `["…",16,"rolecall.access",2]`: the number before the next one. Version 1
 * had no numbers.
 */
export interface AccessLine {
  readonly number: number;
  readonly importId: string | null;
  readonly entries: readonly AccessEntry[];
}

export interface AccessHeader {
  readonly version: number;
  readonly base: number;
}

export const encodeHeader = (base: number): string => sealLine(JSON.stringify([base, FORMAT, VERSION]));

/** Of records that can be read again: see `checkReadable`. */
export function encodeLine({ number, importId, entries }: AccessLine): string {
  const records = entries.map(accessEntryFields);
  const about = importId === null ? [] : [{ kind: 'import', importId }];
  return sealLine(JSON.stringify([number, ...about, ...records]));
}

/** A line as it stands in a file; null: it is damaged, or nothing that is understood. @param next for version 1 */
export function decodeLine(bytes: Buffer, next: number): AccessLine | AccessHeader | null {
  const tuple = openLine(bytes);
  if (!tuple) return null;
  const header = headerOf(tuple);
  if (header) return header;
  const isNumbered = typeof tuple[1] === 'number';
  const about = tuple[isNumbered ? 2 : 1];
  const importId = importOf(about);
  const from = (isNumbered ? 2 : 1) + (importId === null ? 0 : 1);
  try {
    const entries: AccessEntry[] = [];
    // One by one: an import may hold more than a call takes arguments.
    for (const record of tuple.slice(from)) entries.push(parseAccessEntry(record));
    return { number: isNumbered ? (tuple[1] as number) : next, importId, entries };
  } catch {
    return null;
  }
}

/** Whether a Rolecall to come wrote it. */
export const isNewer = ({ version }: AccessHeader): boolean => version > VERSION;

function headerOf(tuple: readonly unknown[]): AccessHeader | null {
  const [, first, second, third] = tuple;
  // Without a number it is of version 1, or of one that knows nothing of numbers.
  if (first === FORMAT && typeof second === 'number')
    return { version: second === 1 ? 1 : VERSION + 1, base: 0 };
  if (second !== FORMAT || typeof first !== 'number' || typeof third !== 'number') return null;
  return { version: third, base: first };
}

function importOf(about: unknown): string | null {
  if (typeof about !== 'object' || about === null || !('kind' in about && 'importId' in about)) return null;
  return about.kind === 'import' && typeof about.importId === 'string' ? about.importId : null;
}
