import { featureTexts as words } from './en/features.ts';
import { ofPage } from './language.ts';

export const featureTexts = ofPage(words);
