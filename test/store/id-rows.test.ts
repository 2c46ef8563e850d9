import fc from 'fast-check';
import { expect, it } from 'vitest';
import { IdRows } from '../../server/store/roster/id-rows.ts';

/** Many that are close together, so that their places meet; and what is no number, or not written like one. */
const id = fc.oneof(
  fc.nat(3_000).map(String),
  fc.integer({ min: 1, max: Number.MAX_SAFE_INTEGER }).map(String),
  fc.constantFrom('', '0', '007', '+1', '1e3', 'abc', '99999999999999999999', '99999999999999999998'),
);

it('every id has one number, counted from 0, however many there are', () => {
  fc.assert(
    fc.property(fc.array(id, { maxLength: 5_000, size: 'max' }), (ids) => {
      const rows = new IdRows();
      const expected = new Map<string, number>();
      for (const each of ids) {
        const row = expected.get(each) ?? expected.size;
        expected.set(each, row);
        expect(rows.rowOf(each)).toBe(row);
      }
      for (const [each, row] of expected) expect(rows.rowOf(each)).toBe(row);
      expect(rows.size).toBe(expected.size);
    }),
    { numRuns: 30 },
  );
});
