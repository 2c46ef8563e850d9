import type { featureTexts as en } from '../en/features.ts';
import { plural } from '../language.ts';

export const featureTexts: typeof en = {
  switches: 'Funktionen',
  moreSwitches: (count, n) =>
    plural(n, { one: 'Eine weitere Funktion zeigen', other: `${count} weitere Funktionen zeigen` }),
  fewerSwitches: 'Weniger Funktionen zeigen',
  switchedOn: (feature) => `${feature} ist an.`,
  switchedOff: (feature) => `${feature} ist für alle aus.`,
  feature: { tts: 'TTS', 'premium-voice': 'Premium-Stimmen' },
  on: 'an',
  off: 'aus',
  away: 'Rolecall ist geschlossen',
  giveLong: (minutes, feature, name) => `${name} ${minutes} Minuten ${feature} geben`,
  muteLong: (feature, name) => `${name} für ${feature} stumm schalten`,
  undo: 'Rückgängig',
};
