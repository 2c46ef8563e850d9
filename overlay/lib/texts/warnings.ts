import { warningTexts as words } from './en/warnings.ts';
import { ofPage } from './language.ts';

export const warningTexts = ofPage(words);
