import type { ClientErrorCode } from '../../../../integrations/client/index.ts';

/** Why something that was asked for did not work, by the code of the error, and what to do. */
export const errorTexts = {
  code: {
    invalid_format: 'Rolecall could not read what this page sent. Load the page again.',
    invalid_params: 'This value is not accepted. Check what you chose or typed.',
    unauthorized: 'An access token is needed. Open the address that Rolecall printed when it was started.',
    forbidden: 'This is not allowed: Twitch or the token of this page does not permit it.',
    unknown_action: 'This page and Rolecall are of different versions. Load the page again.',
    not_found: 'It is not there, or not any more. Check the name, or load the page again.',
    not_connected:
      'A connection is missing for this. See in the settings whether Twitch and your programs are connected.',
    rate_limited: 'That was too much at once. Wait a moment, then try again.',
    internal_error: 'Something went wrong in Rolecall. Try again; its log says more.',
    unavailable: 'It cannot be done right now. Try again in a moment; Rolecall’s log says more.',
    disconnected: 'Rolecall does not answer. Try again when it is back.',
    timeout: 'Rolecall did not answer in time. Try again.',
    closed: 'The connection to Rolecall was closed. Load the page again.',
  } satisfies Readonly<Record<ClientErrorCode, string>>,
  /** Of any other code. */
  other: 'Something went wrong. Try again, or load the page again.',
};
