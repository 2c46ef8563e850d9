import type { headlineTexts as en } from '../en/headline.ts';

export const headlineTexts: typeof en = {
  connecting: 'Conectando con Rolecall',
  away: 'Rolecall está cerrado',
  off: 'TTS desactivado para todos',
  reading: (count) => `Leyendo tus listas: ${count} por ahora`,
  readingFirst: 'Leyendo tus listas',
  notConnected: 'Twitch no está conectado',
  unread: 'Tus listas nunca se leyeron',
  undo: 'Deshacer',
  switchOn: 'Activar',
  on: 'TTS',
};
