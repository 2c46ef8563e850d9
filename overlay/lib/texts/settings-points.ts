import { pointsTexts as words } from './en/settings-points.ts';
import { ofPage } from './language.ts';

export const pointsTexts = ofPage(words);
