import type { InEachLanguage } from './language.ts';

const en = {
  lead: 'A second streaming PC, a tablet or a phone can use Rolecall too. Each of them needs a key of its own: an access token.',
  where: 'Where Rolecall can be reached',
  onlyHere:
    'Right now only this PC can reach Rolecall. Here only a Stream Deck needs a token, and what changes something by opening an address (Mix It Up, SAMMI, Streamer.bot without code). To let others in, close Rolecall and start it with one of these lines:',
  noAddress: 'This PC seems to be in no network right now.',
  lan: 'Other devices in your network can reach Rolecall at this address. Everything that comes in needs a token, also on this PC.',
  trust:
    'Only do this in a network that you trust: what is sent is not encrypted. Never open the port in your router.',
  create: 'Make a token',
  name: 'What is it for?',
  nameExample: 'OBS on the streaming PC',
  level: 'What may it do?',
  levels: {
    read: ['Only look', 'For the badge, and for tools that only ask.'],
    control: ['Look and steer', 'For the dock, Streamer.bot and other tools: syncing, muting, giving time.'],
    owner: ['Everything', 'For this settings page on another device. Give it to nobody.'],
  },
  createButton: 'Make the token',
  made: (name: string) => `The token for “${name}” is made.`,
  once: 'Copy it now: it is never shown again',
  onceText: 'Rolecall keeps only a fingerprint of it. If it gets lost, revoke it and make another.',
  token: 'The token',
  withToken: { read: 'The badge with it', control: 'The dock with it', owner: 'This page with it' },
  seen: 'I have copied it',
  tokens: 'Your tokens',
  none: 'There are none.',
  lastUsed: (age: string) => `Used ${age}`,
  neverUsed: 'Never used',
  revoke: 'Revoke',
  revokeHeading: (name: string) => `Revoke the token for “${name}”?`,
  revokeText: 'Whatever uses it is thrown out at once and has to be given another.',
  revokeYes: 'Revoke it',
  revokeNo: 'Keep it',
  revoked: (name: string) => `The token for “${name}” is revoked.`,
};

const de: typeof en = {
  lead: 'Auch ein zweiter Streaming-PC, ein Tablet oder ein Handy kann Rolecall benutzen. Jedes Gerät braucht einen eigenen Schlüssel: ein Zugangs-Token.',
  where: 'Wo Rolecall zu erreichen ist',
  onlyHere:
    'Im Moment erreicht nur dieser PC Rolecall. Ein Token braucht hier nur ein Stream Deck und was etwas ändert, indem es eine Adresse öffnet (Mix It Up, SAMMI, Streamer.bot ohne Code). Um andere hereinzulassen, schließe Rolecall und starte es mit einer dieser Zeilen:',
  noAddress: 'Dieser PC scheint gerade in keinem Netzwerk zu sein.',
  lan: 'Andere Geräte in deinem Netzwerk erreichen Rolecall unter dieser Adresse. Alles, was hereinwill, braucht ein Token, auch auf diesem PC.',
  trust:
    'Tu das nur in einem Netzwerk, dem du vertraust: die Übertragung ist nicht verschlüsselt. Öffne den Port nie in deinem Router.',
  create: 'Ein Token anlegen',
  name: 'Wofür ist es?',
  nameExample: 'OBS auf dem Streaming-PC',
  level: 'Was darf es?',
  levels: {
    read: ['Nur ansehen', 'Für das Badge und für Programme, die nur fragen.'],
    control: [
      'Ansehen und steuern',
      'Für das Dock, Streamer.bot und andere: abgleichen, stummschalten, Zeit geben.',
    ],
    owner: ['Alles', 'Für diese Einstellungen auf einem anderen Gerät. Gib es niemandem.'],
  },
  createButton: 'Token anlegen',
  made: (name) => `Das Token für „${name}“ ist angelegt.`,
  once: 'Kopiere es jetzt: es wird nie wieder gezeigt',
  onceText:
    'Rolecall behält nur einen Fingerabdruck davon. Geht es verloren, widerrufe es und lege ein neues an.',
  token: 'Das Token',
  withToken: { read: 'Das Badge damit', control: 'Das Dock damit', owner: 'Diese Seite damit' },
  seen: 'Ich habe es kopiert',
  tokens: 'Deine Tokens',
  none: 'Es gibt keine.',
  lastUsed: (age) => `Benutzt ${age}`,
  neverUsed: 'Nie benutzt',
  revoke: 'Widerrufen',
  revokeHeading: (name) => `Das Token für „${name}“ widerrufen?`,
  revokeText: 'Was es benutzt, fliegt sofort hinaus und braucht ein neues.',
  revokeYes: 'Widerrufen',
  revokeNo: 'Behalten',
  revoked: (name) => `Das Token für „${name}“ ist widerrufen.`,
};

export const computersTexts: InEachLanguage<typeof en> = { en, de };
