import { peerProblemTexts as words } from './en/peer-problems.ts';
import { ofPage } from './language.ts';

export const peerProblemTexts = ofPage(words);
