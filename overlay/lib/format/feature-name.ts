import { featureTexts } from '../texts/features.ts';
import { language } from '../texts/language.ts';

const names = featureTexts[language].feature;

/** The name of a feature on the pages. */
export function featureName(feature: string): string {
  return Object.hasOwn(names, feature) ? (names[feature] ?? feature) : feature;
}
