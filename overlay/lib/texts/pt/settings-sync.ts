import type { syncTexts as en } from '../en/settings-sync.ts';

export const syncTexts: typeof en = {
  lead: 'A Twitch avisa o Rolecall sobre novos inscritos, VIPs e moderadores em um segundo. As listas inteiras também são lidas de tempos em tempos, para nada escapar.',
  interval: 'Ler as listas a cada',
  intervalHint: 'De 5 a 240 minutos. 30 serve para quase todo mundo.',
  minutes: 'minutos',
  lookUp: 'Consultar na hora quem foi negado',
  lookUpHint:
    'Quem recebe um não é consultado na Twitch, para que alguém que se inscreveu há um segundo não receba dois. Causa um pouco mais de tráfego.',
  grantMode: 'Se alguém ganha mais tempo quando ainda tem',
  grantAdd: 'Soma',
  grantAddHint: '10 minutos restantes e mais 10 são 20.',
  grantReplace: 'Conta a partir de agora',
  grantReplaceHint: '10 minutos restantes e mais 10 são 10.',
  bans: 'Negar banidos e suspensos',
  bansHint: 'Enquanto durar o banimento ou a suspensão. Precisa de uma permissão própria da Twitch.',
  bansMissing: 'O Rolecall ainda não pode ver banimentos: precisa de mais uma permissão da Twitch.',
  bansAllow: 'Permitir na Twitch',
  bots: 'Bots do chat',
  botsHint: 'Cada função diz o que acontece com eles.',
  botLogin: 'Login de um bot',
  botAdd: 'Adicionar',
  botRemove: (login) => `Remover ${login}`,
  botNoLogin: (login) => `“${login}” não é um login: eles só têm letras, números e _.`,
  botsTooMany: (max) => `Há lugar para ${max} bots.`,
  limits: 'Tempo e limites',
  reading: 'Ler as listas',
};
