import { matrixTexts as words } from './en/settings-matrix.ts';
import { ofPage } from './language.ts';

export const matrixTexts = ofPage(words);
