/** Why another program cannot be reached or does not do what it is asked, by the code. @param name of the program */
export const peerProblemTexts = {
  code: {
    unreachable: (name: string) =>
      `${name} cannot be reached. Start it, and compare computer and port below.`,
    no_answer: (name: string) =>
      `What answers there is not ${name}, or it hangs. Compare the port with the one in ${name}.`,
    wrong_password: (name: string) =>
      `${name} refuses the password. Copy it again from its WebSocket settings.`,
    password_needed: (name: string) => `${name} wants a password. It stands in its WebSocket settings.`,
    lost: (name: string) => `The connection to ${name} is gone. Rolecall connects again by itself.`,
    action_failed: (name: string) =>
      `${name} did not run the action. It may have been renamed or deleted: choose it again.`,
    action_missing: (name: string) =>
      `${name} lacks Rolecall’s actions, or they are off. Import rolecall.sb there, and see that they are on.`,
    not_logged_in: (name: string) =>
      `${name} is not logged in to Twitch. Log in there: Platforms > Twitch > Accounts, “Broadcaster Account”.`,
    twitch_unreachable: (name: string) => `${name} cannot reach Twitch. Check the internet connection.`,
    no_page: (name: string) => `${name} did not answer in time. Rolecall tries again by itself.`,
    bad_page: (name: string) => `${name} sent an answer that makes no sense. Rolecall tries again by itself.`,
    everyone_allowed: (name: string) =>
      `Everyone may use TTS, so there is no list to keep. In ${name} tick “Everyone” under Settings > Speaking Options > Permissions, or switch this off.`,
    too_many: (name: string) =>
      `More viewers are allowed than ${name} can be told of. Nobody new is added; removals still are. Let ${name} allow subscribers itself.`,
    not_saved: (name: string) =>
      `Rolecall could not save what it tells ${name}. Make room on the disk, then try again.`,
    internal: (name: string) => `${name} could not be called. Restart Rolecall; its log says more.`,
  },
  /** Of any other code. */
  other: (name: string) => `Something is wrong with ${name}. Try again; Rolecall’s log says more.`,
};
