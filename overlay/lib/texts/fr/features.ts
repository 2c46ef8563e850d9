import type { featureTexts as en } from '../en/features.ts';
import { plural } from '../language.ts';

export const featureTexts: typeof en = {
  switches: 'Fonctions',
  moreSwitches: (count, n) =>
    plural(n, { one: 'Afficher une fonction de plus', other: `Afficher ${count} fonctions de plus` }),
  fewerSwitches: 'Afficher moins de fonctions',
  switchedOn: (feature) => `${feature} : activé.`,
  switchedOff: (feature) => `${feature} : coupé pour tous.`,
  feature: {
    tts: 'TTS',
    'premium-voice': 'Voix premium',
  },
  on: 'activé',
  off: 'coupé',
  away: 'Rolecall est fermé',
  giveLong: (minutes, feature, name) => `Donner à ${name} ${minutes} minutes de ${feature}`,
  muteLong: (feature, name) => `Rendre ${name} muet pour ${feature}`,
  undo: 'Annuler',
};
