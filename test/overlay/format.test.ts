// @vitest-environment happy-dom
import { describe, expect, it } from 'vitest';
import { durationOf, inTimeOf } from '../../overlay/lib/format/time.ts';
import type * as Time from '../../overlay/lib/format/time.ts';
import { countOf, percentOf } from '../../overlay/lib/format/numbers.ts';
import type * as Numbers from '../../overlay/lib/format/numbers.ts';
import type { connectTexts } from '../../overlay/lib/texts/en/connect.ts';
import { chooseLanguage, LANGUAGES } from '../../server/core/languages.ts';
import { inLanguage } from '../support/in-language.ts';
import type { healthTexts } from '../../overlay/lib/texts/en/health.ts';
import type { listTexts } from '../../overlay/lib/texts/en/lists.ts';

const SECOND = 1000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;
const NOW = Date.parse('2026-11-22T20:00:00.000Z');
const TIME = 'overlay/lib/format/time.ts';
const before = (ms: number): string => new Date(NOW - ms).toISOString();

describe('an age', () => {
  it.each([
    [0, 'just now', 'gerade eben'],
    [-5 * MINUTE, 'just now', 'gerade eben'],
    [MINUTE - 1, 'just now', 'gerade eben'],
    [MINUTE, '1 min ago', 'vor 1 Min.'],
    [HOUR - 1, '59 min ago', 'vor 59 Min.'],
    [HOUR, '1 h ago', 'vor 1 Std.'],
    [DAY - 1, '23 h ago', 'vor 23 Std.'],
    [DAY, '1 day ago', 'vor 1 Tag'],
    [3 * DAY, '3 days ago', 'vor 3 Tagen'],
  ])('of %i ms is told', async (ms, english, german) => {
    for (const [lang, words] of [
      ['en', english],
      ['de', german],
    ] as const) {
      const { ageOf } = await inLanguage<typeof Time>(lang, TIME);
      expect(ageOf(before(ms), NOW)).toBe(words);
    }
  });
});

describe('a wait', () => {
  it.each([
    [1, '1 s'],
    [4_200, '5 s'],
    [17_000, '20 s'],
    [55_000, '55 s'],
    [56_000, '1 min'],
    [61_000, '2 min'],
    [HOUR, '1 h'],
  ])('of %i ms is rounded up', (ms, text) => {
    expect(durationOf(ms)).toBe(text);
  });

  it('is told as a time to come', () => {
    expect(inTimeOf(28 * MINUTE)).toBe('in 28 min');
  });
});

describe('a number', () => {
  it('is grouped as the language does', async () => {
    expect(countOf(1_240_000)).toBe('1,240,000');
    const german = await inLanguage<typeof Numbers>('de', 'overlay/lib/format/numbers.ts');
    expect(german.countOf(1_240_000)).toBe('1.240.000');
  });

  it('of percent does not reach 100 before the end', () => {
    expect(percentOf(0.625)).toBe('62%');
    expect(percentOf(1)).toBe('99%');
  });
});

describe('the language', () => {
  it.each([
    [['de', 'en-US'], 'de'],
    [['DE-at', 'en-US'], 'de'],
    [['xx', 'yy-YY', 'de-DE', 'en'], 'de'],
    [['en-GB', 'de'], 'en'],
    [['yy'], 'en'],
    [['*'], 'en'],
    [[], 'en'],
  ])('for %j', (wanted, language) => {
    expect(chooseLanguage(wanted)).toBe(language);
  });
});

describe('a sentence of the dock', () => {
  it.each(LANGUAGES)('in %s ends with one full stop, also after a shortened word', async (lang) => {
    const { ageOf, durationOf, inTimeOf } = await inLanguage<typeof Time>(lang, TIME);
    const texts = `overlay/lib/texts/${lang}`;
    type Lists = { listTexts: typeof listTexts };
    const { skipped, forceLater } = (await inLanguage<Lists>(lang, `${texts}/lists.ts`)).listTexts;
    type Health = { healthTexts: typeof healthTexts };
    const { old, inUse, trying, closedSince } = (await inLanguage<Health>(lang, `${texts}/health.ts`))
      .healthTexts;
    type Connect = { connectTexts: typeof connectTexts };
    const { waiting } = (await inLanguage<Connect>(lang, `${texts}/connect.ts`)).connectTexts;
    const ago = ageOf(before(2 * MINUTE), NOW);
    const left = durationOf(2 * MINUTE);
    const health = [old(ago), inUse(ago), trying(inTimeOf(2 * MINUTE)), closedSince(ago)];
    for (const said of [...health, skipped(ago), forceLater(left), waiting(left)]) {
      expect(said).toMatch(/\.$/);
      expect(said).not.toContain('..');
    }
  });
});
