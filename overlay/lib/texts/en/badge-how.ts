/** The line of the badge that says how to get time. */
export const howTexts = {
  /** Both as the viewer reads them: `500`, `10`. */
  pointsFor: (points: string, minutes: string) => `${points} points = ${minutes} min`,
};
