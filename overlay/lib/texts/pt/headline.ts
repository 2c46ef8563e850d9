import type { headlineTexts as en } from '../en/headline.ts';

export const headlineTexts: typeof en = {
  connecting: 'Conectando ao Rolecall',
  away: 'O Rolecall está fechado',
  off: 'TTS desligado para todos',
  reading: (count) => `Lendo suas listas: ${count} até agora`,
  readingFirst: 'Lendo suas listas',
  notConnected: 'A Twitch não está conectada',
  unread: 'Suas listas nunca foram lidas',
  undo: 'Desfazer',
  switchOn: 'Ligar',
  on: 'TTS',
};
