import { sortTexts as words } from './en/settings-sorts.ts';
import { ofPage } from './language.ts';

export const sortTexts = ofPage(words);
