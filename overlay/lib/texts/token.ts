import { tokenTexts as words } from './en/token.ts';
import { ofPage } from './language.ts';

export const tokenTexts = ofPage(words);
