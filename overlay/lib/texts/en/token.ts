/** Asking for an access token: on the dock and on the settings page. */
export const tokenTexts = {
  heading: 'Access token needed',
  missing: 'Other devices can reach this Rolecall, so it lets nobody in without an access token.',
  wrong: 'The access token of this page is not valid any more.',
  how: 'Open the address that Rolecall shows when it starts, or enter a token here.',
  label: 'Access token',
  open: 'Open',
};
