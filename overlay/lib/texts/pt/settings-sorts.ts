import type { sortTexts as en } from '../en/settings-sorts.ts';

export const sortTexts: typeof en = {
  heading: 'Espectadores especiais',
  others: 'Espectadores de outras plataformas (YouTube, Kick…)',
  othersHint:
    'Seu programa tem que dizer quem são. Quem você libera manualmente, ou a quem dá tempo, pode em qualquer caso.',
  othersChoice: {
    never: 'Ninguém',
    everyone: 'Todos',
    members: 'Membros e moderadores',
    moderators: 'Moderadores',
  },
  guests: 'Convidados de um chat compartilhado',
  guestsHint: 'Quem escreve no chat de um canal que faz live junto com você. Desligado: nunca.',
  firstTimers: 'Quem escreve pela primeira vez',
  firstTimersHint: 'Desligado: a partir da segunda mensagem.',
  bots: 'Bots do chat',
  botsHint:
    'Desligado: nunca, embora bots sejam muitas vezes moderadores. Recomendado. Quais: em “Sincronização e limites”.',
  perks: 'Como podem usar',
  perksHint:
    'Seus programas recebem voz e limites com cada resposta. Das linhas que servem vale o maior limite, e a voz do cargo mais alto.',
  perksFor: {
    everyone: 'Todos',
    subscriber: 'Inscritos',
    vip: 'VIPs',
    moderator: 'Moderadores',
    grant: 'Quem ainda tem tempo',
    member: 'Membros de fora',
  },
  whom: 'Para',
  voice: 'Voz',
  limit: {
    maxChars: ['Texto mais longo', 'letras'],
    maxSeconds: ['Tempo mais longo', 'segundos'],
    volume: ['Volume', '%'],
  },
  addRow: 'Adicionar uma linha',
  removeRow: 'Remover esta linha',
  row: (n) => `Linha ${n}`,
};
