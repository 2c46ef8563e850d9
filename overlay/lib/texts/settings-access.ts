import { accessTexts as words } from './en/settings-access.ts';
import { ofPage } from './language.ts';

export const accessTexts = ofPage(words);

/** The name of a feature on the settings page. */
export function featureName(feature: string): string {
  return words.featureNames[feature] ?? feature;
}
