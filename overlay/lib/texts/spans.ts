import { spanTexts as words } from './en/spans.ts';
import { ofPage } from './language.ts';

export const spanTexts = ofPage(words);
