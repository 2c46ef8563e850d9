import { badgeTexts as words } from './en/badge.ts';
import { ofPage } from './language.ts';

export const badgeTexts = ofPage(words);
