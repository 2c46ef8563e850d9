import { tierTexts as words } from './en/tiers.ts';
import { ofPage } from './language.ts';

export const tierTexts = ofPage(words);
