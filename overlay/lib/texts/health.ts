import { healthTexts as words } from './en/health.ts';
import { ofPage } from './language.ts';

export const healthTexts = ofPage(words);
