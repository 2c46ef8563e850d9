/** Who just asked. */
export const decisionTexts = {
  allowed: 'Allowed',
  denied: 'Denied',
  filter: 'Filter',
  filterOn: 'Filter: not everything is shown',
  heading: 'Who just asked',
  empty: 'Nobody has asked yet. Whoever wants to use a feature shows up here.',
  emptyFiltered: 'Nobody of this kind yet.',
  held: (count: string) => `${count} new, paused while you look`,
  paused: 'Paused while you look',
  showNew: 'Show them',
  somebody: 'Somebody',
  onPlatform: (platform: string) => `on ${platform}`,
  notFrom: (platform: string) => `Not from ${platform}`,
  whyNot: 'Why not?',
  mayNow: 'May by now',
  whyNotLong: (name: string, feature: string) => `Why not? ${name}, ${feature}`,
};
