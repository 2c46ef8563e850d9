import type { featureTexts as en } from '../en/features.ts';
import { plural } from '../language.ts';

export const featureTexts: typeof en = {
  switches: 'Funciones',
  moreSwitches: (count, n) =>
    plural(n, { one: 'Mostrar una función más', other: `Mostrar ${count} funciones más` }),
  fewerSwitches: 'Mostrar menos funciones',
  switchedOn: (feature) => `${feature}: activado.`,
  switchedOff: (feature) => `${feature}: desactivado para todos.`,
  feature: {
    tts: 'TTS',
    'premium-voice': 'Voces premium',
  },
  on: 'activado',
  off: 'desactivado',
  away: 'Rolecall está cerrado',
  giveLong: (minutes, feature, name) => `Dar a ${name} ${minutes} minutos de ${feature}`,
  muteLong: (feature, name) => `Silenciar a ${name} para ${feature}`,
  undo: 'Deshacer',
};
