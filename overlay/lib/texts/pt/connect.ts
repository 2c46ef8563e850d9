import type { connectTexts as en } from '../en/connect.ts';

export const connectTexts: typeof en = {
  heading: 'Conectar a Twitch',
  again: 'Conectar a Twitch de novo',
  clientIdLabel: 'Client ID do seu aplicativo da Twitch',
  clientIdHelp: 'Só precisa uma vez e não é segredo. Registre um aplicativo do tipo “Public” em',
  clientIdForm: '30 letras e números',
  console: 'dev.twitch.tv/console',
  connect: 'Conectar a Twitch',
  grant: 'Permitir na Twitch',
  starting: 'Pedindo um código à Twitch…',
  codeName: 'O código',
  enterCode: 'Digite este código na Twitch, com a conta do canal:',
  open: 'Abrir a Twitch',
  orScan: 'ou escaneie isto com o celular',
  waiting: (left) => `Esperando você na Twitch. O código ainda vale ${left}.`,
  missing: (neededFor) => `A permissão ainda não foi pedida à Twitch: ${neededFor}.`,
  qrLabel: 'QR code do endereço na Twitch',
  throughStreamerbot: 'Usa o Streamer.bot? Conecte por ele: sem aplicativo',
  stepByStep: 'Primeira vez? Passo a passo nas configurações',
};
