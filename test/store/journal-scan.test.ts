import fc from 'fast-check';
import { expect, it } from 'vitest';
import type { RoleChange } from '../../server/core/roles.ts';
import { openLine } from '../../server/store/files/sealed-line.ts';
import { encodeHeader, encodeLine, JournalDecoder } from '../../server/store/roster/journal-line.ts';
import { scanJournal } from '../../server/store/roster/journal-scan.ts';
import { granted } from './harness.ts';

/** A journal of transactions of these sizes, a line each. */
function linesOf(sizes: readonly number[]): string[] {
  const lines = [encodeHeader(0)];
  for (const size of sizes) {
    for (let index = 1; index <= size; index++)
      lines.push(encodeLine(lines.length, index, size, granted(lines.length)));
  }
  return lines;
}

function fileOf(bytes: Buffer): Parameters<typeof scanJournal>[0] {
  return { read: (into, at) => Promise.resolve(bytes.copy(into, 0, at)) };
}

const journals = fc.record({
  // Larger ones than a block, too.
  sizes: fc.array(fc.oneof(fc.integer({ min: 1, max: 5 }), fc.constant(900)), { minLength: 1, maxLength: 8 }),
  /** What was acknowledged and what the snapshot holds, as parts of all. */
  noted: fc.oneof(fc.constant(0), fc.double({ min: 0, max: 1, noNaN: true })),
  covered: fc.oneof(fc.constant(0), fc.double({ min: 0, max: 1, noNaN: true })),
  /** Where it is cut off, as a part of all bytes, and the lines with a wrong letter in them. */
  cut: fc.oneof(fc.constant(1), fc.double({ min: 0.5, max: 1, noNaN: true })),
  wrong: fc.array(fc.nat(), { maxLength: 2 }),
});

it('a journal read once gives the changes of every whole line that stays, in order', async () => {
  await fc.assert(
    fc.asyncProperty(journals, async ({ sizes, noted, covered, cut, wrong }) => {
      const lines = linesOf(sizes);
      const total = lines.length - 1;
      for (const each of wrong) {
        const at = each % lines.length;
        lines[at] = (lines[at] as string).replace(/.(?=.{3}\n$)/, '~');
      }
      const all = Buffer.from(lines.join(''));
      const bytes = all.subarray(0, Math.ceil(all.length * cut));
      const start = {
        offset: 0,
        seq: 0,
        noted: Math.floor(total * noted),
        covered: Math.floor(total * covered),
      };
      const applied: RoleChange[] = [];
      const { end } = await scanJournal(fileOf(bytes), start, bytes.length, (change) => applied.push(change));
      const decoder = new JournalDecoder();
      const stays = bytes
        .toString('utf8', 0, end)
        .split('\n')
        .map((line) => Buffer.from(line));
      const wanted = stays.filter((line) => Number(openLine(line)?.[1] ?? 0) > start.covered);
      expect(applied).toEqual(wanted.map((line) => decoder.decode(line)));
    }),
    { numRuns: 60 },
  );
});

it('of a transaction that was never acknowledged and lacks its end nothing is applied, however large', async () => {
  const whole = linesOf([2, 2_000]).join('');
  const bytes = Buffer.from(whole.slice(0, -200));
  const applied: RoleChange[] = [];
  const start = { offset: 0, seq: 0, noted: 2, covered: 0 };
  const { last, end } = await scanJournal(fileOf(bytes), start, bytes.length, (each) => applied.push(each));
  expect({ last, applied: applied.length }).toEqual({ last: 2, applied: 2 });
  expect(end).toBe(linesOf([2]).join('').length);
});
