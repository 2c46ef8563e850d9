import { verdictTexts as words } from './en/verdict.ts';
import { ofPage } from './language.ts';

export const verdictTexts = ofPage(words);
