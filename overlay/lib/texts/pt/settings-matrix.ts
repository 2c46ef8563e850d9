import type { matrixTexts as en } from '../en/settings-matrix.ts';

export const matrixTexts: typeof en = {
  caption: 'Quem pode usar qual função',
  feature: 'Função',
  row: {
    enabled: 'Ligado',
    everyone: 'Todos',
    subscribers: 'Inscritos',
    vips: 'VIPs',
    moderators: 'Moderadores',
    followers: 'Seguidores',
    grants: 'Quem ainda tem tempo',
  },
  rowHint: {
    enabled: 'Desligado: ninguém além de você',
    grants: 'dado por você ou comprado com pontos do canal',
  },
  legend: 'Os segundos que um espectador espera entre dois usos. Um número cinza é o que vale para todos.',
  waitHead: 'Espera (segundos)',
  global: 'Espera entre dois usos quaisquer',
  wait: (who) => `${who}: segundos entre dois usos`,
  implied: 'Todos podem de qualquer jeito',
  more: (feature) => `Mais regras: ${feature}`,
  everybodyHeading: 'Todos sem cargo perdem',
  everybodyText: (feature) =>
    `Até agora qualquer espectador pode usar ${feature}. Depois, só quem está nas suas regras. Quem não está em nenhuma das suas listas também perde, e não aparece aqui.`,
};
