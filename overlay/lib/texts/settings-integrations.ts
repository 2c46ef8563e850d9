import { integrationTexts as words } from './en/settings-integrations.ts';
import { ofPage } from './language.ts';

export const integrationTexts = ofPage(words);
