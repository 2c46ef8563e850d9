import type { headlineTexts as en } from '../en/headline.ts';

export const headlineTexts: typeof en = {
  connecting: 'Verbinde mit Rolecall',
  away: 'Rolecall ist geschlossen',
  off: 'TTS ist für alle aus',
  reading: (count) => `Lese deine Listen: bisher ${count}`,
  readingFirst: 'Lese deine Listen',
  notConnected: 'Twitch ist nicht verbunden',
  unread: 'Deine Listen wurden nie gelesen',
  undo: 'Rückgängig',
  switchOn: 'Einschalten',
  on: 'TTS',
};
