import type { roleTexts as en } from '../en/roles.ts';
import { plural } from '../language.ts';

export const roleTexts: typeof en = {
  role: {
    subscriber: 'Inscrito',
    vip: 'VIP',
    moderator: 'Moderador',
  },
  gift: 'presente',
  giftFrom: (name) => `presente de ${name}`,
  heading: 'Mudanças',
  empty: 'Nenhuma mudança ainda. Quem ganha ou perde um cargo aparece aqui.',
  firstRead: (who) => `Primeira leitura: ${who}`,
  found: (who) => `Novo: ${who}`,
  some: {
    subscribers: (count, n) => `${count} ${plural(n, { one: 'inscrito', other: 'inscritos' })}`,
    vips: (count, n) => `${count} ${plural(n, { one: 'VIP na lista', other: 'VIPs na lista' })}`,
    moderators: (count, n) => `${count} ${plural(n, { one: 'moderador', other: 'moderadores' })}`,
  },
  gained: (role) => `agora ${role}`,
  lost: (role) => `não é mais ${role}`,
  updated: (role) => `mudou: ${role}`,
  spoken: (gained, lost) => `Cargos mudaram: ${gained} a mais, ${lost} a menos`,
  sources: {
    startup: 'ao iniciar',
    'manual-ui': 'sincronização sua',
    'oauth-connect': 'após conectar a Twitch',
    'stream-start': 'no início da live',
    'eventsub-reconnect': 'após uma queda',
    'access-denial': 'consultado',
    event: 'ao vivo da Twitch',
    'api:viewers.refresh': 'atualizado por você',
  },
  background: 'em segundo plano',
};
