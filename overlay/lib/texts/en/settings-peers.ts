import { language, plural } from '../language.ts';

export const peersTexts = {
  heading: 'Programs that Rolecall calls',
  lead: 'Rolecall can call these programs by itself. Each is off until you switch it on.',
  on: 'On',
  state: { off: 'Off', connecting: 'Connecting…', connected: 'Connected', failed: 'Not connected' },
  sending: (n: number) => `Sending, ${n.toLocaleString(language)} to go`,
  regularsSent: (n: number) =>
    plural(n, {
      one: '1 viewer was sent as a Regular.',
      other: `${n.toLocaleString(language)} viewers were sent as Regulars.`,
    }),
  place: 'Where it listens',
  host: 'Computer',
  port: 'Port',
  password: 'Password',
  passwordKept: 'Saved. Type a new one to replace it.',
  passwordNone: 'None. Leave it empty if the program asks for none.',
  forget: 'Forget the password',
  hostHint: '127.0.0.1 is this PC. Anything else goes over your network unencrypted.',
  needHost: 'Type a name or an address, for example 127.0.0.1.',
  needPort: 'Choose a whole number from 1 to 65535.',
  streamerbot: 'Streamer.bot: run your actions',
  streamerbotText:
    'Runs an action of yours when something happens here. The details come as arguments (%rolecallUser% …).',
  event: {
    rolesChanged: 'When somebody gains or loses a role',
    syncFinished: 'When a sync went well',
    syncFailed: 'When a sync failed',
    grantStarted: 'When timed access begins',
    grantEnded: 'When timed access ends',
  },
  noAction: 'No action',
  retry: 'Try again now',
  reload: 'Read the actions again',
  actionsAway: 'The list of actions appears here once Streamer.bot is connected.',
  disabled: (name: string) => `${name} (switched off in Streamer.bot)`,
  triggers: 'In Streamer.bot’s menu of triggers: Custom > Rolecall > VIP gained, Time ran out, Sync failed …',
  noTriggers:
    'Rolecall can also stand in Streamer.bot’s menu of triggers: import rolecall.sb and run its action “Rolecall: put its triggers into the menu” once.',
  speakerbot: 'Speaker.bot: keep the Regulars',
  speakerbotText:
    'Keeps its Regulars the same as those who may use TTS. Regulars whom you add there by hand and who may not use TTS here can be removed again: allow them here instead.',
  speakerbotHonest:
    'Speaker.bot never answers, so Rolecall cannot see whether it listened. Everything is sent again when Rolecall starts and when your stream starts.',
  speakerbotOff: 'Switching this off leaves the Regulars in Speaker.bot as they are.',
  speakerState: { off: 'Off', connecting: 'Sending…', connected: 'Sent', failed: 'Not sending' },
  resend: 'Send everything again',
  obs: 'OBS: notice your stream',
  obsText:
    'Tells Rolecall when your stream starts and stops, without a script. Uses the WebSocket server that OBS brings along.',
};
