import type { roleTexts as en } from '../en/roles.ts';
import { plural } from '../language.ts';

export const roleTexts: typeof en = {
  role: {
    subscriber: 'Suscriptor',
    vip: 'VIP',
    moderator: 'Moderador',
  },
  gift: 'regalo',
  giftFrom: (name) => `regalo de ${name}`,
  heading: 'Cambios',
  empty: 'Todavía no hay cambios. Aquí aparece quien gana o pierde un rol.',
  firstRead: (who) => `Primera lectura: ${who}`,
  found: (who) => `Nuevo: ${who}`,
  some: {
    subscribers: (count, n) => `${count} ${plural(n, { one: 'sub', other: 'subs' })}`,
    vips: (count) => `${count} VIP`,
    moderators: (count, n) => `${count} ${plural(n, { one: 'mod', other: 'mods' })}`,
  },
  gained: (role) => `ahora ${role}`,
  lost: (role) => `ya no ${role}`,
  updated: (role) => `cambió: ${role}`,
  spoken: (gained, lost) => `Cambios de rol: ${gained} más, ${lost} menos`,
  sources: {
    startup: 'al iniciar',
    'manual-ui': 'sincronización tuya',
    'oauth-connect': 'tras conectar Twitch',
    'stream-start': 'al empezar el directo',
    'eventsub-reconnect': 'tras un corte',
    'access-denial': 'consultado',
    event: 'en vivo de Twitch',
    'api:viewers.refresh': 'actualizado por ti',
  },
  background: 'en segundo plano',
};
