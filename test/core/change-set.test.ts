import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { ChangeSet } from '../../server/core/change-set.ts';
import type { ListRow, RoleChange } from '../../server/core/roles.ts';
import * as arbitrary from './arbitraries.ts';

const GRANT = { kind: 'vips', at: 7, source: 'startup' } as const;

const granted = ({ user, detail }: ListRow): RoleChange => ({ change: 'granted', user, detail, ...GRANT });

describe('ChangeSet', () => {
  it('reads a row as a grant and a change as it is, as often as wanted, until it is drained', () => {
    fc.assert(
      fc.property(
        fc.array(arbitrary.change),
        fc.array(arbitrary.rows),
        fc.integer({ min: 1, max: 5 }),
        (changes, lists, size) => {
          const items = [changes, ...lists];
          const set = new ChangeSet(items, GRANT);
          const expected = [...changes, ...lists.flat().map(granted)];
          expect([...set]).toEqual(expected);
          expect([...set]).toEqual(expected);
          const parts = [...set.drain(size)];
          expect(parts.flat()).toEqual(expected);
          expect(parts.every((part) => part.length > 0 && part.length <= size)).toBe(true);
          expect([set.length, [...set], items]).toEqual([expected.length, [], [changes, ...lists]]);
        },
      ),
    );
  });
});
