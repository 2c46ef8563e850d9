import { settingsConnectTexts as words } from './en/settings-connect.ts';
import { ofPage } from './language.ts';

export const settingsConnectTexts = ofPage(words);
