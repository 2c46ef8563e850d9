/** The plots of the dock. */
export const plotTexts = {
  heading: 'Over time',
  spans: 'Time span',
  span: { 1: 'Day', 7: 'Week', 30: 'Month', 365: 'Year' },
  within: { 1: 'in one day', 7: 'in 7 days', 30: 'in 30 days', 365: 'in a year' },
  since: (time: string) => `since ${time}`,
  known: (since: string) => `Known since ${since}`,
  nothing: 'Nothing to show yet. The plot begins once your lists have been read from Twitch.',
  unchanged: 'unchanged',
  trend: (kind: string, now: string, change: string, when: string, extremes: string) =>
    `${kind}: ${now} now, ${change} ${when}${extremes}.`,
  extremes: (least: string, most: string) => `, lowest ${least}, highest ${most}`,
  neverRead: (kind: string) => `${kind}: never read.`,
  kind: { subscribers: 'Subscribers', vips: 'VIPs', moderators: 'Mods' },
  reasons: 'Reasons',
  answered: (total: string, allowed: string, denied: string) =>
    `Decisions: ${total} (${allowed} allowed, ${denied} denied)`,
};
