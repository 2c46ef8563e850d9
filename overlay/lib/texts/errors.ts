import { errorTexts as words } from './en/errors.ts';
import { ofPage } from './language.ts';

export const errorTexts = ofPage(words);
