import { plural } from '../language.ts';

/** What all sections of the settings page share; each section has a file of its own. */
export const settingsTexts = {
  title: 'Settings',
  section: {
    home: 'Home',
    connect: 'Connect Twitch',
    access: 'Who may use it',
    points: 'Channel points',
    texts: 'Texts',
    sync: 'Sync and limits',
    badge: 'Badge',
    integrations: 'Integrations',
    computers: 'Other PCs and tokens',
    data: 'Your data',
    help: 'Help',
  },
  nav: 'Sections',
  dock: 'Open the dock',
  demo: 'Demo',
  demoNotice:
    'This is the demo: a made-up channel to play with. Nothing here is real, and nothing is kept. Everything you press works.',
  demoLeave:
    'To leave it, close this page. If you started the demo yourself with “--demo”, quit it in its settings too, under Help.',
  away: 'Rolecall is not running at the moment. You see the last known settings, and nothing can be saved. The page reconnects by itself.',
  incomplete: 'A part of this page could not be loaded. Load the page again.',
  connecting: 'Connecting to Rolecall on this computer…',
  forbidden:
    'This page was opened with a token that may not change settings. Open it on the computer that Rolecall runs on, or with a token for full access.',
  saved: 'Saved.',
  savedMark: 'Saved',
  saving: 'Saving…',
  undo: 'Undo',
  undoHint: 'Undo (Ctrl+Z)',
  undone: 'Undone. Everything is as it was before.',
  close: 'Close',
  notSavedAway: 'Not saved: Rolecall did not answer. Try again when it is back.',
  dirty: 'Not saved yet',
  save: 'Save',
  range: (min: string, max: string) => `Choose a whole number from ${min} to ${max}.`,
  required: 'This field cannot be empty.',
  gain: (n: number, count: string) =>
    plural(n, { one: '1 viewer gains access.', other: `${count} viewers gain access.` }),
  lose: (n: number, count: string) =>
    plural(n, { one: '1 viewer loses access.', other: `${count} viewers lose access.` }),
  noEffect: 'Nobody on your lists gains or loses access.',
  who: 'Show who',
  gains: 'Gain access',
  losses: 'Lose access',
  andMore: (n: number) => `and ${n} more`,
  inBrowser: 'OBS cannot save files: open this address in your browser.',
  copy: 'Copy',
  copied: 'Copied',
  copyFailed: 'Press Ctrl+C to copy',
};
