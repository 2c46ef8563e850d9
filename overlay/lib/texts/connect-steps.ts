import { connectStepTexts as words } from './en/connect-steps.ts';
import { ofPage } from './language.ts';

export const connectStepTexts = ofPage(words);
