import fc from 'fast-check';
import { LANGUAGES } from '../../server/core/languages.ts';
import { describe, expect, it } from 'vitest';
import {
  BADGE_PARTS,
  BADGE_POSITIONS,
  BADGE_SECONDS,
  BADGE_SIZE,
  BADGE_THEMES,
  type BadgeOptions,
  DEFAULT_BADGE,
  formatBadgeOptions,
  obsLinkOf,
  parseBadgeOptions,
} from '../../overlay/lib/format/badge-options.ts';

const options: fc.Arbitrary<BadgeOptions> = fc.record({
  parts: fc.subarray([...BADGE_PARTS], { minLength: 1 }),
  position: fc.constantFrom(...BADGE_POSITIONS),
  size: fc.integer(BADGE_SIZE),
  theme: fc.constantFrom(...BADGE_THEMES),
  hidesFresh: fc.boolean(),
  isWordless: fc.boolean(),
  showsDenied: fc.boolean(),
  showsSaidNames: fc.boolean(),
  seconds: fc.integer(BADGE_SECONDS),
  lang: fc.constantFrom(...LANGUAGES, null),
  label: fc.constantFrom('TTS', 'Stimme', 'Text & speech = fun?'),
  on: fc.constantFrom('', 'Subs may speak', '🎙'),
  off: fc.constantFrom('', 'Pause'),
  how: fc.constantFrom('', '500 points = 10 min'),
});

describe('the options of the badge', () => {
  it('say the same after they went through an address', () => {
    fc.assert(
      fc.property(options, (any) => {
        expect(parseBadgeOptions(formatBadgeOptions(any))).toEqual(any);
      }),
    );
  });

  it('need no query where everything is as usual', () => {
    expect(formatBadgeOptions(DEFAULT_BADGE)).toBe('');
    expect(parseBadgeOptions('')).toEqual(DEFAULT_BADGE);
    expect(parseBadgeOptions('?token=a&lang=')).toEqual(DEFAULT_BADGE);
  });

  it.each([
    ['?parts=', DEFAULT_BADGE.parts],
    ['?parts=nonsense', DEFAULT_BADGE.parts],
    ['?parts=age,icon,age,what', ['icon', 'age']],
    ['?parts=counts', ['counts']],
  ])('reads the parts of %s', (search, parts) => {
    expect(parseBadgeOptions(search).parts).toEqual(parts);
  });

  it.each([
    ['size=1000', 400],
    ['size=-3', 50],
    ['size=150.4', 150],
    ['size=', 100],
    ['size=big', 100],
  ])('never leaves the bounds: %s', (search, size) => {
    expect(parseBadgeOptions(search).size).toBe(size);
  });

  it('of before go on meaning what they did', () => {
    const old =
      '?parts=icon,state,age,counts,decisions&pos=bottom&size=150&theme=glass&hide=fresh&words=none&denied=1&names=said&seconds=9&lang=de';
    expect(parseBadgeOptions(old)).toEqual({
      ...DEFAULT_BADGE,
      parts: ['icon', 'state', 'age', 'counts', 'decisions'],
      position: 'bottom',
      size: 150,
      theme: 'glass',
      hidesFresh: true,
      isWordless: true,
      showsDenied: true,
      showsSaidNames: true,
      seconds: 9,
      lang: 'de',
    });
  });

  it.each([
    ['?label=%20Stimme%20', { label: 'Stimme' }],
    ['?label=%20', { label: 'TTS' }],
    ['?on=Subs%0Aand%20%20VIPs', { on: 'Subs and VIPs' }],
    [`?off=${'🎙'.repeat(90)}`, { off: '🎙'.repeat(60) }],
    ['?how=500%20points', { how: '500 points' }],
  ])('take words on one line that ends: %s', (search, words) => {
    expect(parseBadgeOptions(search)).toEqual({ ...DEFAULT_BADGE, ...words });
  });

  it('are whole whatever the address says', () => {
    fc.assert(
      fc.property(fc.webQueryParameters(), fc.dictionary(fc.string(), fc.string()), (text, pairs) => {
        for (const search of [text, new URLSearchParams(pairs).toString()]) {
          const read = parseBadgeOptions(search);
          expect(parseBadgeOptions(formatBadgeOptions(read))).toEqual(read);
        }
      }),
      { numRuns: 30 },
    );
  });
});

describe('the link to drag into OBS', () => {
  it('is the address of the badge plus what OBS takes off again', () => {
    fc.assert(
      fc.property(options, (any) => {
        const query = formatBadgeOptions(any);
        const link = new URL(obsLinkOf(`http://127.0.0.1:7653/badge${query && `?${query}`}`, any));
        expect(link.search).not.toContain('+');
        const layer = [...link.searchParams].filter(([name]) => name.startsWith('layer-'));
        expect(layer.map(([name]) => name)).toEqual([
          'layer-name',
          'layer-width',
          'layer-height',
          'layer-css',
        ]);
        expect(Number(link.searchParams.get('layer-width'))).toBeGreaterThanOrEqual(100);
        expect(parseBadgeOptions(link.search)).toEqual(any);
      }),
    );
  });
});
