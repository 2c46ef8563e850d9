import { syncTexts as words } from './en/settings-sync.ts';
import { ofPage } from './language.ts';

export const syncTexts = ofPage(words);
