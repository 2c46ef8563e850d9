import * as fc from 'fast-check';
import { expect, it } from 'vitest';
import { PackedList } from '../../server/api/packed-list.ts';

it('a packed list holds what was added, in order, as often as it is walked over', () => {
  fc.assert(
    fc.property(fc.array(fc.jsonValue(), { maxLength: 450, size: 'max' }), (values) => {
      const list = new PackedList<unknown>();
      for (const value of values) list.add(value);
      const expected = values.map((value) => JSON.parse(JSON.stringify(value)) as unknown);
      expect(JSON.parse(JSON.stringify([...list]))).toEqual(expected);
      expect(JSON.parse(JSON.stringify([...list]))).toEqual(expected);
    }),
    { numRuns: 30 },
  );
});
