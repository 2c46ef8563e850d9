import { programTexts as words } from './en/settings-program.ts';
import { ofPage } from './language.ts';

export const programTexts = ofPage(words);
