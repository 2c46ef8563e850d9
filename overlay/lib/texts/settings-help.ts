import { helpTexts as words } from './en/settings-help.ts';
import { ofPage } from './language.ts';

export const helpTexts = ofPage(words);
