/** Chat bots that many channels have, by login. */
export const DEFAULT_BOTS: readonly string[] = [
  'blerp',
  'botisimo',
  'commanderroot',
  'fossabot',
  'kofistreambot',
  'moobot',
  'nightbot',
  'playwithviewersbot',
  'pokemoncommunitygame',
  'pretzelrocks',
  'restreambot',
  'sery_bot',
  'soundalerts',
  'streamelements',
  'streamlabs',
  'streamstickers',
  'tangiabot',
  'wizebot',
];

export const MAX_BOTS = 500;
export const BOT_LOGIN = /^[a-z0-9_]{1,25}$/;
