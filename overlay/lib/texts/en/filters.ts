/** Which decisions are shown: behind the funnel. */
export const filterTexts = {
  all: 'All',
  everyFeature: 'Every feature',
  filterLabel: 'Show',
  featureLabel: 'Feature',
};
