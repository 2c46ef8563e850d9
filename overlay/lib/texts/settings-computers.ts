import { computersTexts as words } from './en/settings-computers.ts';
import { ofPage } from './language.ts';

export const computersTexts = ofPage(words);
