import type { computersTexts as en } from '../en/settings-computers.ts';

export const computersTexts: typeof en = {
  lead: 'Um segundo PC de live, um tablet ou um celular também podem usar o Rolecall. Cada aparelho precisa do próprio token de acesso.',
  where: 'Onde o Rolecall pode ser alcançado',
  onlyHere:
    'Agora só este PC alcança o Rolecall. Aqui só precisam de token um Stream Deck e os programas que mudam algo abrindo um endereço (Mix It Up, SAMMI, Streamer.bot sem código). Para deixar outros entrarem, feche o Rolecall e abra-o com uma destas linhas:',
  noAddress: 'Este PC parece não estar em nenhuma rede agora.',
  lan: 'Outros aparelhos da sua rede alcançam o Rolecall neste endereço. Todo programa precisa de um token, também neste PC.',
  trust:
    'Só faça isso em uma rede de confiança: o que é enviado não é criptografado. Nunca abra a porta no roteador.',
  create: 'Criar um token',
  name: 'Para que serve?',
  nameExample: 'OBS no PC da live',
  level: 'O que pode fazer?',
  levels: {
    read: ['Só ver', 'Para o badge e para programas que só perguntam.'],
    control: [
      'Ver e controlar',
      'Para o dock, Streamer.bot e outros programas: sincronizar, silenciar, dar tempo.',
    ],
    owner: ['Acesso total', 'Para esta página de configurações em outro aparelho. Não dê a ninguém.'],
  },
  createButton: 'Criar o token',
  made: (name) => `O token para “${name}” foi criado.`,
  once: 'Copie agora: ele não aparece de novo',
  onceText: 'O Rolecall guarda só uma impressão digital dele. Se perder, revogue e crie outro.',
  token: 'O token',
  withToken: {
    read: 'O badge com este token',
    control: 'O dock com este token',
    owner: 'Esta página com este token',
  },
  seen: 'Já copiei',
  tokens: 'Seus tokens',
  none: 'Você não tem tokens.',
  lastUsed: (age) => `Usado ${age}`,
  neverUsed: 'Nunca usado',
  revoke: 'Revogar',
  revokeHeading: (name) => `Revogar o token de “${name}”?`,
  revokeText: 'O que o usa é desconectado na hora e precisa de outro token.',
  revokeYes: 'Revogar',
  revokeNo: 'Manter',
  revoked: (name) => `O token de “${name}” foi revogado.`,
};
