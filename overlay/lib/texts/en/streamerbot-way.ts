/** Connecting through Streamer.bot, and the question which way it shall be. */
export const streamerbotWayTexts = {
  question: 'How shall Rolecall ask Twitch?',
  with: 'I use Streamer.bot',
  withHint: 'Import a file, press a button, done. Streamer.bot keeps its login.',
  without: 'I do not use it',
  withoutHint: 'With a login of Rolecall’s own. It can do more, and takes a few minutes.',
  import: 'Import and connect',
  download: 'Download rolecall.sb',
  importText:
    'In Streamer.bot press “Import”, drag the file onto the field “Import String”, and press “Import” there. Streamer.bot has to be logged in to Twitch as your channel, and its WebSocket server has to run: it does by itself.',
  connectText: 'Then press this:',
  connect: 'Connect',
  connecting: 'Asking Streamer.bot…',
  isStillThere: 'The login of before ends. All data stays.',
  connected: 'Connected through Streamer.bot.',
  through: (login: string) => `twitch.tv/${login} · through Streamer.bot, whose token stays there`,
  limits: 'What this way can do',
  limitsText:
    'New VIPs and moderators show at once. Streamer.bot does not tell when a subscription ends: that shows with the next sync. Rewards, giving points back, bans and the rule for followers need a login of Rolecall’s own.',
  change: 'Connect with a login of its own',
  changeBack: 'Connect through Streamer.bot instead',
  keep: 'All data stays.',
};
