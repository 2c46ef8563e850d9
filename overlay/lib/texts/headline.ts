import { headlineTexts as words } from './en/headline.ts';
import { ofPage } from './language.ts';

export const headlineTexts = ofPage(words);
