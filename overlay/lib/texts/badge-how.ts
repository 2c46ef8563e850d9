import type { InEachLanguage } from './language.ts';

/** The line of the badge that says how to get time. */
interface HowTexts {
  /** Both as the viewer reads them: `500`, `10`. */
  pointsFor(points: string, minutes: string): string;
}

export const howTexts: InEachLanguage<HowTexts> = {
  en: { pointsFor: (points, minutes) => `${points} points = ${minutes} min` },
  de: { pointsFor: (points, minutes) => `${points} Punkte = ${minutes} Min.` },
};
