import type { AccessEntry } from '../access/ports.ts';
import { type AccessLine, WAITING } from './access-line.ts';
import type { AccessScan } from './access-scan.ts';

/** What is known from elsewhere of the lines. */
export interface Expected {
  /** The number that was written last, at least. */
  readonly last: number;
  /** Whether that is known for sure, and not just because nobody noted it. */
  readonly isSure: boolean;
  /** The import that came to pass; undefined: that was lost. */
  readonly lastImport: string | null | undefined;
}

/** What two files of the same lines hold together. */
export interface Merged {
  /** Every record, also those that later ones replace. */
  readonly entries: readonly AccessEntry[];
  /** Those that count for nothing until the streamer wants them. */
  readonly waiting: readonly AccessEntry[];
  readonly last: number;
  /** Whether no line is missing in both, as far as that can be told. */
  readonly isWhole: boolean;
  /** Whether it is known where they end. */
  readonly isEndKnown: boolean;
}

/** Whether one file alone is enough. */
export function isSound({ isThere, base, problem, last }: AccessScan, expected: Expected): boolean {
  return isThere && problem === null && base !== null && last >= expected.last;
}

/** Takes each line from whichever file has it: the same number means the same line. */
export function merge(scans: readonly AccessScan[], expected: Expected): Merged {
  const { isSure } = expected;
  const lines = new Map<number, AccessLine>();
  for (const { lines: some } of scans)
    for (const line of some) if (!lines.has(line.number)) lines.set(line.number, line);
  const last = Math.max(expected.last, ...scans.map((scan) => (isSure ? scan.last : scan.reach)));
  let before = last;
  while (lines.has(before)) before--;
  const isWhole =
    last === 0
      ? isSure || scans.every(({ isThere }) => !isThere)
      : scans.some(({ base }) => base !== null && base >= before);
  // With the manifest gone, nothing tells whether the last lines are.
  const isEndKnown = isSure || !scans.some((scan) => scan.isNumbered && scan.lines.length > 0);
  const sorted = [...lines.values()].sort((a, b) => a.number - b.number);
  const entries = sorted.flatMap((line) => countedOf(line, expected.lastImport));
  const waiting = sorted.findLast(({ importId }) => importId === WAITING)?.entries ?? [];
  const counted = isWhole && isEndKnown ? { entries, waiting } : doubt(entries, waiting);
  return { ...counted, last, isWhole, isEndKnown };
}

/** Of an import that may or may not have come to pass, the stricter is believed. */
function countedOf(
  { importId, entries }: AccessLine,
  lastImport: Expected['lastImport'],
): readonly AccessEntry[] {
  if (importId === null || importId === lastImport) return entries;
  return importId !== WAITING && lastImport === undefined ? entries.filter(isDenial) : [];
}

/**
 * Something may be missing, maybe the end of what is there: who is denied stays denied, and who would be allowed has to
 * wait for the streamer's word.
 */
function doubt(
  entries: readonly AccessEntry[],
  before: readonly AccessEntry[],
): Pick<Merged, 'entries' | 'waiting'> {
  const newest = [...new Map(entries.map((entry) => [`${entry.kind} ${entry.record.id}`, entry])).values()];
  return {
    entries: newest.filter((entry) => !isOpenAllow(entry)),
    waiting: [...before, ...newest.filter(isOpenAllow)],
  };
}

/** Whether a record mutes somebody, or ended that. */
export const isDenial = ({ kind, record }: AccessEntry): boolean =>
  kind === 'override' && record.effect === 'deny';

const isOpenAllow = (entry: AccessEntry): boolean => entry.record.endedAt === null && !isDenial(entry);
