import type { demoTexts as en } from '../en/demo.ts';

export const demoTexts: typeof en = {
  see: 'Ver la demo',
  starting: 'Iniciando la demo… tarda unos segundos.',
  opened: 'La demo está en marcha.',
  open: 'Abrir la demo',
  away: 'Rolecall no ha respondido. ¿Sigue abierto?',
};
