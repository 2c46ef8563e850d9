import { crc32 } from 'node:zlib';

/** `["xxxxxxxx",`: where the body of a line begins. */
export const PREFIX_LENGTH = 12;

/** `[1,2]` -> `["<crc32 of all that follows>",1,2]` and a line feed: a line that knows whether it is whole. */
export function sealLine(tupleJson: string): string {
  const body = tupleJson.slice(1);
  return `["${crc32(body).toString(16).padStart(8, '0')}",${body}\n`;
}

/** Whether a line (without its line feed) is as it was written. */
export function isSealed(line: Buffer): boolean {
  if (line.length <= PREFIX_LENGTH || line[0] !== 0x5b) return false;
  return parseInt(line.toString('latin1', 2, 10), 16) === crc32(line.subarray(PREFIX_LENGTH));
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
