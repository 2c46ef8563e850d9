import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isNewer } from '../../server/core/version.ts';

describe('a version is newer', () => {
  it.each([
    ['0.2.0', '0.1.9'],
    ['0.10.0', '0.9.9'],
    ['1.0.0', '0.99.99'],
    ['1.0.1', '1.0.0'],
    ['1.0.0', '1.0.0-beta.2'],
  ])('%s than %s, and never the other way round', (one, other) => {
    expect(isNewer(one, other)).toBe(true);
    expect(isNewer(other, one)).toBe(false);
  });

  it('than itself, than what is no version, and as what is none: never', () => {
    for (const text of ['1.0.0', 'latest', '', '1.0', '1.0.0.0', 'v1.0.0', '1.0.0-'])
      for (const other of ['1.0.0', text]) expect(isNewer(text, other), `${text} ${other}`).toBe(false);
    expect(isNewer('2.0.0', 'latest')).toBe(false);
  });

  it('in one order for all', () => {
    const version = fc.tuple(fc.nat(12), fc.nat(12), fc.nat(12)).map((parts) => parts.join('.'));
    fc.assert(
      fc.property(version, version, version, (a, b, c) => {
        expect([isNewer(a, b), isNewer(b, a), a === b].filter(Boolean)).toHaveLength(1);
        if (isNewer(a, b) && isNewer(b, c)) expect(isNewer(a, c)).toBe(true);
      }),
    );
  });
});
