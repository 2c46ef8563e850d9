import type { InEachLanguage } from './language.ts';

const en = {
  lead: 'A second streaming PC, a tablet or a phone can use Rolecall too. Each device needs its own access token.',
  where: 'Where Rolecall can be reached',
  onlyHere:
    'Right now only this PC can reach Rolecall. Here only a Stream Deck needs a token, and what changes something by opening an address (Mix It Up, SAMMI, Streamer.bot without code). To let others in, close Rolecall and start it with one of these lines:',
  noAddress: 'This PC seems to be in no network right now.',
  lan: 'Other devices in your network can reach Rolecall at this address. Every program needs a token, also on this PC.',
  trust:
    'Only do this in a network that you trust: what is sent is not encrypted. Never open the port in your router.',
  create: 'Create a token',
  name: 'What is it for?',
  nameExample: 'OBS on the streaming PC',
  level: 'What may it do?',
  levels: {
    read: ['View only', 'For the badge, and for tools that only ask.'],
    control: [
      'View and control',
      'For the dock, Streamer.bot and other tools: syncing, muting, giving time.',
    ],
    owner: ['Full access', 'For this settings page on another device. Give it to nobody.'],
  },
  createButton: 'Create the token',
  made: (name: string) => `The token for “${name}” was created.`,
  once: 'Copy it now: it is never shown again',
  onceText: 'Rolecall keeps only a fingerprint of it. If you lose it, revoke it and create another one.',
  token: 'The token',
  withToken: {
    read: 'The badge with this token',
    control: 'The dock with this token',
    owner: 'This page with this token',
  },
  seen: 'I have copied it',
  tokens: 'Your tokens',
  none: 'You have no tokens.',
  lastUsed: (age: string) => `Used ${age}`,
  neverUsed: 'Never used',
  revoke: 'Revoke',
  revokeHeading: (name: string) => `Revoke the token for “${name}”?`,
  revokeText: 'Whatever uses it is disconnected at once and needs another token.',
  revokeYes: 'Revoke it',
  revokeNo: 'Keep it',
  revoked: (name: string) => `The token for “${name}” was revoked.`,
};

const de: typeof en = {
  lead: 'Auch ein zweiter Streaming-PC, ein Tablet oder ein Handy kann Rolecall benutzen. Jedes Gerät braucht ein eigenes Zugangs-Token.',
  where: 'Wo Rolecall zu erreichen ist',
  onlyHere:
    'Im Moment erreicht nur dieser PC Rolecall. Ein Token braucht hier nur ein Stream Deck und was etwas ändert, indem es eine Adresse öffnet (Mix It Up, SAMMI, Streamer.bot ohne Code). Um andere hereinzulassen, schließe Rolecall und starte es mit einer dieser Zeilen:',
  noAddress: 'Dieser PC scheint gerade in keinem Netzwerk zu sein.',
  lan: 'Andere Geräte in deinem Netzwerk erreichen Rolecall unter dieser Adresse. Jedes Programm braucht ein Token, auch auf diesem PC.',
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
  withToken: {
    read: 'Das Badge mit diesem Token',
    control: 'Das Dock mit diesem Token',
    owner: 'Diese Seite mit diesem Token',
  },
  seen: 'Ich habe es kopiert',
  tokens: 'Deine Tokens',
  none: 'Du hast keine Tokens.',
  lastUsed: (age) => `Benutzt ${age}`,
  neverUsed: 'Nie benutzt',
  revoke: 'Widerrufen',
  revokeHeading: (name) => `Das Token für „${name}“ widerrufen?`,
  revokeText: 'Was es benutzt, wird sofort getrennt und braucht ein neues.',
  revokeYes: 'Widerrufen',
  revokeNo: 'Behalten',
  revoked: (name) => `Das Token für „${name}“ ist widerrufen.`,
};

export const computersTexts: InEachLanguage<typeof en> = { en, de };
