import { plotTexts as words } from './en/plots.ts';
import { ofPage } from './language.ts';

/** The time spans that can be chosen, in days. */
export type SpanDays = 1 | 7 | 30 | 365;

export const plotTexts = ofPage(words);
