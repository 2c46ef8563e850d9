import { type Kind, KINDS } from '../../../server/core/roles.ts';
import { language } from '../texts/language.ts';
import { roleTexts } from '../texts/roles.ts';
import type { FoundBySync } from './fold-changes.ts';
import { countOf } from './numbers.ts';

const r = roleTexts[language];
const some = (kind: Kind, count: number): string => r.some[kind](countOf(count), count);

/** `First read: 340 subs, 12 VIPs, 6 mods` */
export function foundWords({ counts, isFirst }: FoundBySync): string {
  const words = KINDS.filter((kind) => counts[kind] > 0).map((kind) => some(kind, counts[kind]));
  return isFirst ? r.firstRead(words.join(', ')) : r.found(words.join(', '));
}
