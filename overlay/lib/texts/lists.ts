import { listTexts as words } from './en/lists.ts';
import { ofPage } from './language.ts';

export const listTexts = ofPage(words);
