import { dataTexts as words } from './en/settings-data.ts';
import { ofPage } from './language.ts';

export const dataTexts = ofPage(words);
