import type { connectTexts as en } from '../en/connect.ts';

export const connectTexts: typeof en = {
  heading: 'Twitch verbinden',
  again: 'Twitch neu verbinden',
  clientIdLabel: 'Client-ID deiner Twitch-Anwendung',
  clientIdHelp: 'Einmal nötig und nicht geheim. Registriere eine Anwendung vom Typ „Public“ auf',
  clientIdForm: '30 Buchstaben und Ziffern',
  console: 'dev.twitch.tv/console',
  connect: 'Twitch verbinden',
  grant: 'Bei Twitch erlauben',
  starting: 'Frage Twitch nach einem Code …',
  codeName: 'Der Code',
  enterCode: 'Gib diesen Code bei Twitch ein, mit dem Konto des Kanals:',
  open: 'Twitch öffnen',
  orScan: 'oder scanne das mit dem Handy',
  waiting: (left) => `Warte auf dich bei Twitch. Noch ${left} gilt der Code.`,
  missing: (neededFor) => `Twitch wurde noch nicht um die Erlaubnis gebeten: ${neededFor}.`,
  qrLabel: 'QR-Code der Adresse bei Twitch',
  throughStreamerbot: 'Du nutzt Streamer.bot? Verbinde darüber: ganz ohne Anwendung',
  stepByStep: 'Noch nie gemacht? Schritt für Schritt in den Einstellungen',
};
