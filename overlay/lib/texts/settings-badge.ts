import { badgeBuilderTexts as words } from './en/settings-badge.ts';
import { ofPage } from './language.ts';

export const badgeBuilderTexts = ofPage(words);
