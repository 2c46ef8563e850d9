import type { problemTexts as en } from '../en/problems.ts';

export const problemTexts: typeof en = {
  says: (why) => `Não deu certo: ${why}.`,
  fix: {
    connect: 'Conecte a Twitch de novo.',
    account: 'Conecte a Twitch com a conta do canal.',
    wait: 'Não precisa fazer nada: o Rolecall tenta de novo sozinho.',
    again: 'Tente de novo.',
    disk: 'Libere espaço no disco e tente de novo.',
    streamerbot: 'Inicie o Streamer.bot e veja se o servidor WebSocket dele está ligado.',
    setUp: 'As configurações mostram como, em “Conectar a Twitch”.',
    log: 'O registro dele diz mais.',
  },
  clientId:
    'A Twitch não aceita este Client ID. Copie de novo em dev.twitch.tv/console, veja se o tipo de cliente é “Public” e conecte de novo.',
  notStarted:
    'A Twitch não iniciou o login. Confira o Client ID (tipo “Public”) e a conexão com a internet, e tente de novo.',
};
