import type { streamerbotWayTexts as en } from '../en/streamerbot-way.ts';

export const streamerbotWayTexts: typeof en = {
  question: 'Como o Rolecall deve perguntar à Twitch?',
  with: 'Eu uso o Streamer.bot',
  withHint: 'Importar um arquivo, apertar um botão, pronto. O Streamer.bot fica com o login dele.',
  without: 'Eu não uso',
  withoutHint: 'Com um login próprio do Rolecall. Ele pode mais, e leva alguns minutos.',
  import: 'Importar e conectar',
  download: 'Baixar rolecall.sb',
  importText:
    'No Streamer.bot aperte “Import”, arraste o arquivo para o campo “Import String” e aperte “Import” ali. O Streamer.bot precisa estar conectado à Twitch como o seu canal, e o servidor WebSocket dele precisa estar rodando: isso acontece sozinho.',
  connectText: 'Depois aperte aqui:',
  connect: 'Conectar',
  connecting: 'Perguntando ao Streamer.bot…',
  isStillThere: 'O login anterior termina. Todos os dados ficam.',
  connected: 'Conectado pelo Streamer.bot.',
  through: (login) => `twitch.tv/${login} · pelo Streamer.bot, cujo token fica lá`,
  limits: 'O que este caminho faz',
  limitsText:
    'VIPs e moderadores novos aparecem na hora. O Streamer.bot não avisa quando uma inscrição termina: isso aparece na próxima sincronização. Recompensas, devolver pontos, banimentos e a regra de seguidores precisam de um login próprio do Rolecall.',
  change: 'Conectar com um login próprio',
  changeBack: 'Conectar pelo Streamer.bot',
  keep: 'Todos os dados ficam.',
};
