import type { howTexts as en } from '../en/badge-how.ts';

export const howTexts: typeof en = {
  pointsFor: (points, minutes) => `${points} pontos = ${minutes} min`,
};
