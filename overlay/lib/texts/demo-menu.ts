import { demoMenuTexts as words } from './en/demo-menu.ts';
import { ofPage } from './language.ts';

export const demoMenuTexts = ofPage(words);
