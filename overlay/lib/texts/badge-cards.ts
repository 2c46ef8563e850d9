import { cardTexts as words } from './en/badge-cards.ts';
import { ofPage } from './language.ts';

export const cardTexts = ofPage(words);
