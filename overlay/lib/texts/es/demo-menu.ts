import type { demoMenuTexts as en } from '../en/demo-menu.ts';

export const demoMenuTexts: typeof en = {
  heading: 'Cómo se ve cuando…',
  states: {
    twitch_down: 'Twitch no funciona',
    missing_permission: 'falta un permiso',
    login_ended: 'la sesión ha terminado',
    old_lists: 'las listas son antiguas',
    news_refused: 'Twitch no quiere enviar novedades',
    first_read: 'tu canal se lee por primera vez',
  },
  normal: 'Volver a la normalidad',
  forgets: 'Esto olvida los 30 días que la demo ha mostrado hasta ahora.',
  away: 'La demo no respondió. ¿Sigue abierta?',
};
