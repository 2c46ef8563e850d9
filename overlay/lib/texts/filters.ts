import { filterTexts as words } from './en/filters.ts';
import { ofPage } from './language.ts';

export const filterTexts = ofPage(words);
