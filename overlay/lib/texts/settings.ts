import { settingsTexts as words } from './en/settings.ts';
import { language, ofPage } from './language.ts';

export const settingsTexts = ofPage({ ...words, effect });

/** What a change of the rules means for those on the lists. */
function effect(gained: number, lost: number): string {
  const sentences = [
    gained > 0 ? words.gain(gained, gained.toLocaleString(language)) : '',
    lost > 0 ? words.lose(lost, lost.toLocaleString(language)) : '',
  ];
  return sentences.filter(Boolean).join(' ') || words.noEffect;
}
