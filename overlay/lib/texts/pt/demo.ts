import type { demoTexts as en } from '../en/demo.ts';

export const demoTexts: typeof en = {
  see: 'Ver a demo',
  starting: 'Abrindo a demo… leva alguns segundos.',
  opened: 'A demo está rodando.',
  open: 'Abrir a demo',
  away: 'O Rolecall não respondeu. Ele ainda está aberto?',
};
