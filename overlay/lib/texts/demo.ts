import { demoTexts as words } from './en/demo.ts';
import { ofPage } from './language.ts';

export const demoTexts = ofPage(words);
