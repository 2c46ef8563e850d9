import { streamerbotWayTexts as words } from './en/streamerbot-way.ts';
import { ofPage } from './language.ts';

export const streamerbotWayTexts = ofPage(words);
