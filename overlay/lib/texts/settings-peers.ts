import { peersTexts as words } from './en/settings-peers.ts';
import { ofPage } from './language.ts';

export const peersTexts = ofPage(words);
