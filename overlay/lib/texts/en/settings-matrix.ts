/** Who may use what, as a table. */
export const matrixTexts = {
  caption: 'Who may use which feature',
  feature: 'Feature',
  row: {
    enabled: 'Switched on',
    everyone: 'Everyone',
    subscribers: 'Subscribers',
    vips: 'VIPs',
    moderators: 'Moderators',
    followers: 'Followers',
    grants: 'Who has time left',
  },
  rowHint: {
    enabled: 'Off: nobody but you',
    grants: 'given by you or bought with channel points',
  } as Partial<Record<string, string>>,
  legend: 'How many seconds a viewer waits between two uses. A grey number is the one that everyone has.',
  waitHead: 'Wait (seconds)',
  global: 'Wait between any two uses',
  wait: (who: string) => `${who}: seconds between two uses`,
  implied: 'Everyone may anyway',
  more: (feature: string) => `More rules: ${feature}`,
  everybodyHeading: 'Everybody without a role loses it',
  everybodyText: (feature: string) =>
    `So far every viewer may use ${feature}. After this only those may whom your rules name. Whoever is on none of your lists loses it too, and is not named here.`,
};
