import type { connectTexts as en } from '../en/connect.ts';

export const connectTexts: typeof en = {
  heading: 'Connecter Twitch',
  again: 'Reconnecter Twitch',
  clientIdLabel: 'Client ID de ton application Twitch',
  clientIdHelp: 'Nécessaire une seule fois, et pas secret. Enregistre une application de type « Public » sur',
  clientIdForm: '30 lettres et chiffres',
  console: 'dev.twitch.tv/console',
  connect: 'Connecter Twitch',
  grant: 'L’autoriser sur Twitch',
  starting: 'Demande d’un code à Twitch…',
  codeName: 'Le code',
  enterCode: 'Entre ce code sur Twitch, connecté avec le compte de la chaîne :',
  open: 'Ouvrir Twitch',
  orScan: 'ou scanne ceci avec ton téléphone',
  waiting: (left) => `On t’attend sur Twitch. Le code est encore valable ${left}.`,
  missing: (neededFor) => `L’autorisation n’a pas encore été demandée à Twitch : ${neededFor}.`,
  qrLabel: 'QR code de l’adresse sur Twitch',
  throughStreamerbot: 'Tu utilises Streamer.bot ? Connecte-toi par lui : sans application',
  stepByStep: 'Première fois ? Pas à pas dans les réglages',
};
