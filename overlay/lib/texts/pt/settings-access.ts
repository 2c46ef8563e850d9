import type { accessTexts as en } from '../en/settings-access.ts';
import { plural } from '../language.ts';

export const accessTexts: typeof en = {
  lead: 'Decida quem pode usar o texto para fala e suas outras funções. Você sempre pode. Cada mudança é salva na hora e pode ser desfeita; antes que alguém perca o acesso, o Rolecall pergunta a você.',
  presets: 'Comece com um destes modelos',
  preset: {
    everyone: ['Todos', 'Todos os espectadores podem usar o texto para fala e as vozes premium.'],
    limited: ['Limitado', 'Só inscritos, VIPs e moderadores.'],
    'premium-voices-only': [
      'Só vozes premium limitadas',
      'Todos podem usar o texto para fala; as vozes premium são para inscritos, VIPs e moderadores.',
    ],
  },
  ownMix:
    'Você tem regras próprias. Um modelo troca quem pode usar cada função; as esperas e as outras regras ficam.',
  botsMay: 'Bots do chat como o Nightbot também podem falar se tiverem um cargo: muitos são moderadores.',
  botsKeepOut: 'Deixar os bots de fora',
  featureNames: {
    tts: 'Texto para fala',
    'premium-voice': 'Vozes premium',
  },
  offNow: 'Desligado: ninguém além de você',
  nobody: 'Ninguém além de você',
  everyone: 'Todos',
  subscribers: 'Inscritos',
  subscribersWho: (tier, gifted) =>
    `inscritos${tier > 1 ? ` do nível ${tier} em diante` : ''}${gifted ? '' : ' (não presenteados)'}`,
  minTier: 'A partir de que nível',
  tier: (n) => `Nível ${n}`,
  gifted: 'Inscrições de presente também contam',
  vips: 'VIPs',
  moderators: 'Moderadores',
  moderatorsWho: 'moderadores',
  followers: 'Seguidores',
  followersHint:
    'Precisa de uma permissão própria da Twitch. Se ainda não tem: depois de ligar, permita em “Conectar a Twitch”.',
  followersWho: (days) =>
    days === 0
      ? 'seguidores'
      : `seguidores há pelo menos ${plural(days, { one: '1 dia', other: `${days} dias` })}`,
  minDays: 'Seguem há pelo menos',
  minDaysHint: 'Com 0 entram todos os seguidores.',
  days: 'dias',
  stale: 'Se as listas estiverem desatualizadas',
  staleHint: 'Acontece quando a Twitch ou sua internet caem por muito tempo.',
  staleUse: 'Usar as últimas listas conhecidas',
  staleUseHint: 'Ninguém fica de fora. Recomendado.',
  staleDeny: 'Negar',
  staleDenyHint: 'Quem precisa de um cargo espera até as listas ficarem em dia.',
  remove: 'Remover esta função',
  removeHeading: (name) => `Remover “${name}”?`,
  removeYes: 'Remover',
  add: 'Adicionar uma função',
  addHint: 'Por exemplo, pedidos de música: seus programas perguntam ao Rolecall por esta função pelo nome.',
  addName: 'Nome',
  addCalled: (id) => `Seus programas perguntam por “${id}”.`,
  addNeedsLetter: 'O nome precisa de pelo menos uma letra de a a z.',
  addButton: 'Adicionar',
  added: (name) => `“${name}” foi adicionada. Inscritos, VIPs e moderadores podem usar.`,
  exists: (name) => `A função “${name}” já existe.`,
  loseHeading: 'Alguns espectadores vão perder o acesso',
  loseText: 'Salvar mesmo assim? Depois dá para desfazer.',
  loseYes: 'Salvar',
  loseNo: 'Deixar como estava',
  unknown: 'Carregando as regras…',
};
