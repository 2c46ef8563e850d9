import { dockTexts as words } from './en/dock.ts';
import { ofPage } from './language.ts';

export const dockTexts = ofPage(words);
