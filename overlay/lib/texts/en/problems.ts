/** What is wrong with the login or a list of Twitch. Why it is stands in the texts about health, by the code. */
export const problemTexts = {
  /** @param why the end of a sentence */
  says: (why: string) => `It did not work: ${why}.`,
  fix: {
    connect: 'Connect Twitch again.',
    account: 'Connect Twitch with the channel’s own account.',
    wait: 'Nothing to do: Rolecall tries again by itself.',
    again: 'Try again.',
    disk: 'Make room on the disk, then try again.',
    streamerbot: 'Start Streamer.bot, and see that its WebSocket server runs.',
    setUp: 'The settings show how, under “Connect Twitch”.',
    log: 'Its log says more.',
  },
  /** Twitch refuses the application. */
  clientId:
    'Twitch does not accept this client id. Copy it again from dev.twitch.tv/console, see that its client type is “Public”, then connect again.',
  /** A login could not be begun. */
  notStarted:
    'Twitch started no login. Check the client id (type “Public”) and the internet connection, then try again.',
};
