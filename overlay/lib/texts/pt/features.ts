import type { featureTexts as en } from '../en/features.ts';
import { plural } from '../language.ts';

export const featureTexts: typeof en = {
  switches: 'Funções',
  moreSwitches: (count, n) =>
    plural(n, { one: 'Mostrar mais uma função', other: `Mostrar mais ${count} funções` }),
  fewerSwitches: 'Mostrar menos funções',
  switchedOn: (feature) => `${feature}: ligado.`,
  switchedOff: (feature) => `${feature}: desligado para todos.`,
  feature: {
    tts: 'TTS',
    'premium-voice': 'Vozes premium',
  },
  on: 'ligado',
  off: 'desligado',
  away: 'O Rolecall está fechado',
  giveLong: (minutes, feature, name) => `Dar a ${name} ${minutes} minutos de ${feature}`,
  muteLong: (feature, name) => `Silenciar ${name} para ${feature}`,
  undo: 'Desfazer',
};
