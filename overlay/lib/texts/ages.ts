import { ageTexts as words } from './en/ages.ts';
import { ofPage } from './language.ts';

export const ageTexts = ofPage(words);
