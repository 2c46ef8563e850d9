/** The first line of the dock: who may speak right now. */
export const headlineTexts = {
  connecting: 'Connecting to Rolecall',
  away: 'Rolecall is closed',
  off: 'TTS is off for everybody',
  reading: (count: string) => `Reading your lists: ${count} so far`,
  readingFirst: 'Reading your lists',
  notConnected: 'Twitch is not connected',
  unread: 'Your lists were never read',
  undo: 'Undo',
  switchOn: 'Switch on',
  on: 'TTS',
};
