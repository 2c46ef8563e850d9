import { reasonTexts as words } from './en/reasons.ts';
import { ofPage } from './language.ts';

export const reasonTexts = ofPage(words);
