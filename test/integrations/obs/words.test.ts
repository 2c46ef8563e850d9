import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { LANGUAGES } from '../../../server/core/languages.ts';
import { root } from '../../architecture/source-tree.ts';

const script = readFileSync(join(root, 'integrations/obs/rolecall.py'), 'utf8');
const page = readFileSync(join(root, 'integrations/obs/rolecall-dock.html'), 'utf8');

/** The words of one table: a map of its keys for each language. */
function tableOf(name: string): Map<string, ReadonlyMap<string, string>> {
  const [, table = ''] = new RegExp(`\\n${name} = \\{\\n([\\s\\S]*?)\\n\\}\\n`).exec(script) ?? [];
  const languages = [...table.matchAll(/^ {4}'(\w+)': \{\n([\s\S]*?)^ {4}\},/gm)];
  const words = (text: string) =>
    [...text.matchAll(/'(\w+)': '([^'\n]*)'/g)].map(([, key, says]) => [key!, says!] as const);
  return new Map(languages.map(([, language, text]) => [language!, new Map(words(text!))]));
}

const named = (text: string): string[] => [...text.matchAll(/\{\w+\}/g)].map(String).sort();

describe.each(['STATES', 'LINES', 'NOTES', 'OTHER'])('%s of the OBS script', (name) => {
  const table = tableOf(name);
  const english = table.get('en')!;

  it('is there in every language, with the same keys and what is filled in', () => {
    expect([...table.keys()].sort()).toEqual([...LANGUAGES].sort());
    expect(english.size).toBeGreaterThan(5);
    for (const [language, words] of table) {
      expect([language, [...words.keys()].sort()]).toEqual([language, [...english.keys()].sort()]);
      for (const [key, says] of words)
        expect([language, key, named(says)]).toEqual([language, key, named(english.get(key)!)]);
    }
  });

  it('says nothing in English in another language', () => {
    const sentences = [...english].filter(([, says]) => / \w{3,} /.test(says));
    for (const [language, words] of table)
      if (language !== 'en')
        for (const [key, says] of sentences)
          expect([language, key, words.get(key) === says]).toEqual([language, key, false]);
  });
});

it('the waiting dock says each of its three sentences in every language', () => {
  for (const language of LANGUAGES)
    expect(page.split(` lang="${language}">`).length - 1).toBe(language === 'en' ? 4 : 3);
});
