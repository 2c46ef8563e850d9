import { mistakeTexts as words } from './en/mistakes.ts';
import { ofPage } from './language.ts';

export const mistakeTexts = ofPage(words);
