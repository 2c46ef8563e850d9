import { connectTexts as words } from './en/connect.ts';
import { ofPage } from './language.ts';

export const connectTexts = ofPage(words);
