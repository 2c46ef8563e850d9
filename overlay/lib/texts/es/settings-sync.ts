import type { syncTexts as en } from '../en/settings-sync.ts';

export const syncTexts: typeof en = {
  lead: 'Twitch avisa a Rolecall de nuevos suscriptores, VIP y moderadores en un segundo. Además, las listas enteras se leen de vez en cuando, para que no se escape nada.',
  interval: 'Leer las listas cada',
  intervalHint: 'De 5 a 240 minutos. 30 va bien para casi todo el mundo.',
  minutes: 'minutos',
  lookUp: 'Consultar al momento a los rechazados',
  lookUpHint:
    'Si a alguien se le dice que no, se le busca en Twitch, para que quien acaba de suscribirse no reciba dos noes. Causa un poco más de tráfico.',
  grantMode: 'Si alguien recibe más tiempo cuando aún le queda',
  grantAdd: 'Se suma',
  grantAddHint: '10 minutos que quedan y 10 más son 20.',
  grantReplace: 'Cuenta desde ahora',
  grantReplaceHint: '10 minutos que quedan y 10 más son 10.',
  bans: 'Denegar a baneados y expulsados',
  bansHint: 'Mientras dure el baneo o la expulsión. Necesita un permiso propio de Twitch.',
  bansMissing: 'Rolecall aún no puede ver los baneos: necesita un permiso más de Twitch.',
  bansAllow: 'Permitirlo en Twitch',
  bots: 'Bots de chat',
  botsHint: 'Cada función dice qué pasa con ellos.',
  botLogin: 'Login de un bot',
  botAdd: 'Añadir',
  botRemove: (login) => `Quitar ${login}`,
  botNoLogin: (login) => `“${login}” no es un login: solo llevan letras, cifras y _.`,
  botsTooMany: (max) => `Hay sitio para ${max} bots.`,
  limits: 'Tiempo y límites',
  reading: 'Leer las listas',
};
