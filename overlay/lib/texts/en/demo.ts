/** Opening the demo: on the dock and on the settings page. */
export const demoTexts = {
  see: 'See the demo',
  starting: 'Starting the demo… this takes a few seconds.',
  opened: 'The demo is running.',
  open: 'Open the demo',
  away: 'Rolecall did not answer. Is it still running?',
};
