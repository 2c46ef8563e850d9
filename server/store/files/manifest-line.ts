import { asInteger, asObject } from '../parse.ts';
import { linesOf } from './lines.ts';
import { openLine, sealLine } from './sealed-line.ts';
import { plainLines } from './text.ts';

/** File name -> number of its last line or version; below 0: it was deleted on purpose when it was there. */
export type Numbers = Readonly<Record<string, number>>;

export interface ManifestLine {
  /** Rises with every write. */
  readonly version: number;
  readonly numbers: Numbers;
}

const FORMAT = 'rolecall.manifest';
const VERSION = 1;
/** Written in place: what is written must never be shorter than what stands there. */
const PAGE = 1024;

/** `["1c291ca3",17,"rolecall.manifest",1,{"settings.json":4}]`, filled up with blanks. */
export function encodeManifest({ version, numbers }: ManifestLine): string {
  const text = JSON.stringify([version, FORMAT, VERSION, numbers]);
  const length = Math.ceil((text.length + PREFIX_AND_FEED) / PAGE) * PAGE;
  return sealLine(text.padEnd(length - PREFIX_AND_FEED));
}
/** What `sealLine` adds: `"xxxxxxxx",` and a line feed. */
const PREFIX_AND_FEED = 12;

/** null: it is damaged. `isNewer`: it is of a Rolecall to come. */
export function decodeManifest(bytes: Buffer): ManifestLine | 'newer' | null {
  const plain = plainLines(bytes);
  for (const [start, end] of linesOf({ bytes: plain, offset: 0 })) {
    const tuple = openLine(plain.subarray(start, end));
    if (tuple?.[2] !== FORMAT) return null;
    if (typeof tuple[3] === 'number' && tuple[3] > VERSION) return 'newer';
    return parse(tuple);
  }
  return null;
}

function parse(tuple: readonly unknown[]): ManifestLine | null {
  try {
    const numbers = Object.entries(asObject(tuple[4], 'numbers')).map(
      ([name, number]) => [name, asInteger(number, name, Number.MIN_SAFE_INTEGER)] as const,
    );
    return { version: asInteger(tuple[1], 'version', 1), numbers: Object.fromEntries(numbers) };
  } catch {
    return null;
  }
}
