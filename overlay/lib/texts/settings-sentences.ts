import { sentenceTexts as words } from './en/settings-sentences.ts';
import { ofPage } from './language.ts';

export const sentenceTexts = ofPage(words);
