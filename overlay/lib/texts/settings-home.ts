import { homeTexts as words } from './en/settings-home.ts';
import { ofPage } from './language.ts';

export const homeTexts = ofPage(words);
