import type { computersTexts as en } from '../en/settings-computers.ts';

export const computersTexts: typeof en = {
  lead: 'Auch ein zweiter Streaming-PC, ein Tablet oder ein Handy kann Rolecall benutzen. Jedes Gerät braucht ein eigenes Zugangs-Token.',
  where: 'Wo Rolecall zu erreichen ist',
  onlyHere:
    'Im Moment erreicht nur dieser PC Rolecall. Ein Token brauchen hier nur ein Stream Deck und Programme, die etwas ändern, indem sie eine Adresse öffnen (Mix It Up, SAMMI, Streamer.bot ohne Code). Um andere hereinzulassen, schließe Rolecall und starte es mit einer dieser Zeilen:',
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
      'Für das Dock, Streamer.bot und andere: synchronisieren, stummschalten, Zeit geben.',
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
