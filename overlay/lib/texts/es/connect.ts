import type { connectTexts as en } from '../en/connect.ts';

export const connectTexts: typeof en = {
  heading: 'Conectar Twitch',
  again: 'Volver a conectar Twitch',
  clientIdLabel: 'Client ID de tu aplicación de Twitch',
  clientIdHelp: 'Hace falta una sola vez y no es secreto. Registra una aplicación del tipo “Public” en',
  clientIdForm: '30 letras y cifras',
  console: 'dev.twitch.tv/console',
  connect: 'Conectar Twitch',
  grant: 'Permitirlo en Twitch',
  starting: 'Pidiendo un código a Twitch…',
  codeName: 'El código',
  enterCode: 'Escribe este código en Twitch, con la sesión del canal iniciada:',
  open: 'Abrir Twitch',
  orScan: 'o escanea esto con el móvil',
  waiting: (left) => `Te esperamos en Twitch. El código vale todavía ${left}.`,
  missing: (neededFor) => `Todavía no se ha pedido permiso a Twitch para: ${neededFor}.`,
  qrLabel: 'Código QR de la dirección de Twitch',
  throughStreamerbot: '¿Usas Streamer.bot? Conecta a través de él: sin aplicación',
  stepByStep: '¿Es tu primera vez? Paso a paso en los ajustes',
};
