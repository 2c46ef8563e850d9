// @vitest-environment happy-dom
import { describe, expect, it } from 'vitest';
import { ageOf, durationOf, inTimeOf } from '../../overlay/lib/format/time.ts';
import { countOf, percentOf } from '../../overlay/lib/format/numbers.ts';
import { connectTexts } from '../../overlay/lib/texts/connect.ts';
import { chooseLanguage, LANGUAGES } from '../../overlay/lib/texts/language.ts';
import { dockTexts } from '../../overlay/lib/texts/dock.ts';

const SECOND = 1000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;
const NOW = Date.parse('2026-11-22T20:00:00.000Z');
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
  ])('of %i ms is told', (ms, english, german) => {
    expect(ageOf(before(ms), NOW, 'en')).toBe(english);
    expect(ageOf(before(ms), NOW, 'de')).toBe(german);
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
    expect(durationOf(ms, 'en')).toBe(text);
  });

  it('is told as a time to come', () => {
    expect(inTimeOf(28 * MINUTE, 'en')).toBe('in 28 min');
  });
});

describe('a number', () => {
  it('is grouped as the language does', () => {
    expect(countOf(1_240_000, 'en')).toBe('1,240,000');
    expect(countOf(1_240_000, 'de')).toBe('1.240.000');
  });

  it('of percent does not reach 100 before the end', () => {
    expect(percentOf(0.625, 'en')).toBe('62%');
    expect(percentOf(1, 'en')).toBe('99%');
  });
});

describe('the language', () => {
  it.each([
    ['?lang=de', ['en-US'], 'de'],
    ['?lang=DE-at', ['en-US'], 'de'],
    ['?lang=xx', ['yy-YY', 'de-DE', 'en'], 'de'],
    ['', ['en-GB', 'de'], 'en'],
    ['', ['yy'], 'en'],
    ['', [], 'en'],
  ])('of %s and %j', (search, preferred, language) => {
    expect(chooseLanguage(search, preferred)).toBe(language);
  });
});

describe('a sentence of the dock', () => {
  it.each(LANGUAGES)('in %s ends with one full stop, also after a shortened word', (lang) => {
    const ago = ageOf(before(2 * MINUTE), NOW, lang);
    const left = durationOf(2 * MINUTE, lang);
    const { awayMessage, skipped, forceLater } = dockTexts[lang];
    for (const said of [awayMessage(ago), skipped(ago), forceLater(left), connectTexts[lang].waiting(left)]) {
      expect(said).toMatch(/\.$/);
      expect(said).not.toContain('..');
    }
  });
});
