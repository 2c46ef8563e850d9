import type { InEachLanguage } from './language.ts';

/** Connecting Twitch: on the dock and on the settings page. */
const en = {
  heading: 'Connect Twitch',
  again: 'Connect Twitch again',
  clientIdLabel: 'Client id of your Twitch application',
  clientIdHelp: 'Needed once, and not secret. Register an application of the type “Public” at',
  clientIdForm: '30 letters and digits',
  console: 'dev.twitch.tv/console',
  connect: 'Connect Twitch',
  grant: 'Allow it at Twitch',
  starting: 'Asking Twitch for a code…',
  enterCode: 'Enter this code at Twitch, logged in as the channel:',
  open: 'Open Twitch',
  orScan: 'or scan this with your phone',
  waiting: (left: string) => `Waiting for you at Twitch. The code is good for ${left}.`,
  missing: (neededFor: string) => `Twitch has not been asked for ${neededFor}.`,
  qrLabel: 'QR code of the address at Twitch',
  stepByStep: 'Never done this? Step by step in the settings',
};

const de: typeof en = {
  heading: 'Twitch verbinden',
  again: 'Twitch neu verbinden',
  clientIdLabel: 'Client-ID deiner Twitch-Anwendung',
  clientIdHelp: 'Einmal nötig und nicht geheim. Registriere eine Anwendung vom Typ „Public“ auf',
  clientIdForm: '30 Buchstaben und Ziffern',
  console: 'dev.twitch.tv/console',
  connect: 'Twitch verbinden',
  grant: 'Bei Twitch erlauben',
  starting: 'Frage Twitch nach einem Code …',
  enterCode: 'Gib diesen Code bei Twitch ein, mit dem Konto des Kanals:',
  open: 'Twitch öffnen',
  orScan: 'oder scanne das mit dem Handy',
  waiting: (left) => `Warte auf dich bei Twitch. Noch ${left} gilt der Code.`,
  missing: (neededFor) => `Twitch wurde noch nicht um die Erlaubnis gebeten: ${neededFor}.`,
  qrLabel: 'QR-Code der Adresse bei Twitch',
  stepByStep: 'Noch nie gemacht? Schritt für Schritt in den Einstellungen',
};

export const connectTexts: InEachLanguage<typeof en> = { en, de };
