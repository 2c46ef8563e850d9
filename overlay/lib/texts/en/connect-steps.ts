import type { Kind } from '../../../../server/core/roles.ts';

/** The steps of connecting Twitch. */
export const connectStepTexts = {
  steps: 'Steps of connecting',
  stepOf: (n: number, of: number) => `Step ${n} of ${of}`,
  back: 'Back',
  cancel: 'Cancel',
  app: 'Make a Twitch application',
  appText:
    'That sounds like programming, but it is only a form. With it Twitch knows that you allow Rolecall to read your lists.',
  create: 'Open the form at Twitch',
  fillIn: 'Log in with your channel’s account and fill it in like this:',
  twoFactor: 'Twitch wants two-factor login to be on there.',
  name: 'Name',
  nameText: 'any name that is not taken yet',
  redirect: 'OAuth Redirect URL',
  category: 'Category',
  categoryText: 'Application Integration',
  type: 'Client Type',
  typeText: 'Public',
  typeWhy: 'With “Confidential” it works for a few hours only.',
  made: 'Next: the client id',
  id: 'Paste the client id',
  idText:
    'At Twitch press “Manage” beside your application. The “Client ID” is there. It is no secret; a “Client Secret” is not needed.',
  idLabel: 'Client id',
  idGood: '30 letters and digits: that is what one looks like.',
  idLength: (n: number) => `A client id has 30 letters and digits; this has ${n}.`,
  idOther: 'A client id has nothing but letters and digits in it.',
  getCode: 'Get the code',
  code: 'Confirm the code at Twitch',
  codeText:
    'Press “Open Twitch”, see that the code is the same, and confirm. Log in there as the channel itself: moderators and editors may not see these lists.',
  known: 'The client id is there already. Twitch now makes a code for you.',
  otherId: 'Use another client id',
  sync: 'Read your lists',
  connectedAs: (name: string) => `Connected as ${name}.`,
  soFar: (count: string) => `${count} read so far`,
  waits: 'Waiting',
  reading: 'Reading…',
  kind: { subscribers: 'Subscribers', vips: 'VIPs', moderators: 'Moderators' } as Record<Kind, string>,
  keepOpen:
    'This can take a few minutes with many subscribers. You may go on meanwhile: whoever was read can speak already.',
  allRead: 'Everything was read. From now on changes arrive by themselves.',
  someFailed: 'Not every list could be read. The others are in use.',
  finish: 'Done',
};
