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
  legend:
    'Ao lado de um interruptor estão os segundos que esse espectador espera entre dois usos. Vazio: o mesmo que os outros.',
  global: 'Espera entre dois usos quaisquer',
  wait: (who) => `${who}: segundos entre dois usos`,
  seconds: 's',
  implied: 'Todos podem de qualquer jeito',
  more: (feature) => `Mais regras: ${feature}`,
  everybodyHeading: 'Todos sem cargo perdem',
  everybodyText: (feature) =>
    `Até agora qualquer espectador pode usar ${feature}. Depois só quem suas regras nomeiam. Quem não está em nenhuma das suas listas também perde, e não aparece aqui.`,
};
