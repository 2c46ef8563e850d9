/** Connecting Twitch: on the dock and on the settings page. */
export const connectTexts = {
  heading: 'Connect Twitch',
  again: 'Connect Twitch again',
  clientIdLabel: 'Client id of your Twitch application',
  clientIdHelp: 'Needed once, and not secret. Register an application of the type “Public” at',
  clientIdForm: '30 letters and digits',
  console: 'dev.twitch.tv/console',
  connect: 'Connect Twitch',
  grant: 'Allow it at Twitch',
  starting: 'Asking Twitch for a code…',
  enterCode: 'Enter this code at Twitch, logged in as the channel:',
  open: 'Open Twitch',
  orScan: 'or scan this with your phone',
  waiting: (left: string) => `Waiting for you at Twitch. The code is good for ${left}.`,
  missing: (neededFor: string) => `Twitch has not been asked for ${neededFor}.`,
  qrLabel: 'QR code of the address at Twitch',
  stepByStep: 'Never done this? Step by step in the settings',
};
