import { decisionTexts as words } from './en/decisions.ts';
import { ofPage } from './language.ts';

export const decisionTexts = ofPage(words);
