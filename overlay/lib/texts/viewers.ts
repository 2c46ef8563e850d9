import { viewerTexts as words } from './en/viewers.ts';
import { ofPage } from './language.ts';

export const viewerTexts = ofPage(words);
