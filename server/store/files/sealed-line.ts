import { crc32 } from 'node:zlib';
import { CARRIAGE_RETURN, COMMA, OPEN_BRACKET, QUOTE } from './ascii.ts';

/** `["xxxxxxxx",`: where the body of a line begins. */
export const PREFIX_LENGTH = 12;

/** `[1,2]` -> `["<crc32 of all that follows>",1,2]` and a line feed: a line that knows whether it is whole. */
export function sealLine(tupleJson: string): string {
  const body = tupleJson.slice(1);
  return `["${crc32(body).toString(16).padStart(8, '0')}",${body}\n`;
}

/** Without what git and editors put before a line feed; no line of ours ends like that. */
export function bareLine(line: Buffer): Buffer {
  let end = line.length;
  while (line[end - 1] === CARRIAGE_RETURN) end--;
  return end === line.length ? line : line.subarray(0, end);
}

/** Whether a line (without its line feed) is as it was written. */
export function isSealed(line: Buffer): boolean {
  const bare = bareLine(line);
  if (bare.length <= PREFIX_LENGTH || bare[0] !== OPEN_BRACKET) return false;
  if (bare[1] !== QUOTE || bare[10] !== QUOTE || bare[11] !== COMMA) return false;
  return parseInt(bare.toString('latin1', 2, 10), 16) === crc32(bare.subarray(PREFIX_LENGTH));
}

/** All of a line, its checksum in front; null if it is damaged. */
export function openLine(line: Buffer): unknown[] | null {
  if (!isSealed(line)) return null;
  try {
    const tuple: unknown = JSON.parse(line.toString());
    return Array.isArray(tuple) ? tuple : null;
  } catch {
    return null;
  }
}

/**
 * Whether bytes without a line feed may be what a write left that was cut short: the beginning of a line, or the
 * zeros of a disk that had made room and had no data yet.
 */
export function isTorn(bytes: Buffer): boolean {
  if (bytes.every((byte) => byte === 0)) return true;
  return /^\[("([0-9a-f]{0,8}|[0-9a-f]{8}",?))?$/.test(bytes.toString('latin1', 0, PREFIX_LENGTH));
}
