import { describe, expect, it } from 'vitest';
import { mapped, slices } from '../../server/core/slices.ts';

describe('a long list', () => {
  it('comes in slices, the last of them shorter', () => {
    expect([...slices([1, 2, 3, 4, 5], 2)]).toEqual([[1, 2], [3, 4], [5]]);
    expect([...slices(new Set([1, 2, 3, 4]), 2)]).toEqual([
      [1, 2],
      [3, 4],
    ]);
    expect([...slices([], 2)]).toEqual([]);
  });

  it('is read no further than what was asked for', () => {
    const read: number[] = [];
    const numbers = mapped([1, 2, 3, 4, 5], (number) => {
      read.push(number);
      return number * 10;
    });
    expect(slices(numbers, 2).next().value).toEqual([10, 20]);
    expect(read).toEqual([1, 2]);
  });
});
