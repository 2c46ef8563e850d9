import { problemTexts as words } from './en/problems.ts';
import { ofPage } from './language.ts';

export const problemTexts = ofPage(words);
