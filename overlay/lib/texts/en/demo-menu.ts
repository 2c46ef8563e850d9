/** The demo's menu in the dock: behind the heading each state completes the sentence. */
export const demoMenuTexts = {
  heading: 'What does it look like when …',
  states: {
    twitch_down: 'Twitch is down',
    missing_permission: 'a permission is missing',
    login_ended: 'the login has ended',
    old_lists: 'the lists are old',
    news_refused: 'Twitch refuses to send news',
    first_read: 'your channel is read for the first time',
  },
  normal: 'Back to normal',
  forgets: 'This forgets the 30 days that the demo has shown so far.',
  away: 'The demo did not answer. Is it still running?',
};
