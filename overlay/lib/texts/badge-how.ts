import { howTexts as words } from './en/badge-how.ts';
import { ofPage } from './language.ts';

export const howTexts = ofPage(words);
