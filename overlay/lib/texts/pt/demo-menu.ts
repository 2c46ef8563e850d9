import type { demoMenuTexts as en } from '../en/demo-menu.ts';

export const demoMenuTexts: typeof en = {
  heading: 'Como fica quando…',
  states: {
    twitch_down: 'a Twitch está fora do ar',
    missing_permission: 'falta uma permissão',
    login_ended: 'o login terminou',
    old_lists: 'as listas estão antigas',
    news_refused: 'a Twitch se recusa a enviar novidades',
    first_read: 'o seu canal é lido pela primeira vez',
  },
  normal: 'Voltar ao normal',
  forgets: 'Isso esquece os 30 dias que a demo mostrou até agora.',
  away: 'A demo não respondeu. Ela ainda está aberta?',
};
