/** The list of decisions. */
export const decisionTexts = {
  allowed: 'Allowed',
  denied: 'Denied',
  all: 'All',
  everyFeature: 'Every feature',
  filterLabel: 'Show decisions',
  featureLabel: 'Feature',
  heading: 'Decisions',
  empty: 'No decisions yet. Viewers who ask to use a feature are listed here.',
  emptyFiltered: 'No decisions of this kind yet.',
  held: (count: string) => `${count} new`,
  paused: 'Paused while you look',
  live: 'Live',
  somebody: 'Somebody',
  onPlatform: (platform: string) => `on ${platform}`,
};
