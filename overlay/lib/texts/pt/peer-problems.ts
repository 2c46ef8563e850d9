import type { peerProblemTexts as en } from '../en/peer-problems.ts';

export const peerProblemTexts: typeof en = {
  code: {
    unreachable: (name) =>
      `Não dá para alcançar o ${name}. Inicie-o e compare abaixo o computador e a porta.`,
    no_answer: (name) =>
      `O que responde ali não é o ${name}, ou ele travou. Compare a porta com a do ${name}.`,
    wrong_password: (name) => `O ${name} recusa a senha. Copie de novo das configurações de WebSocket dele.`,
    password_needed: (name) => `O ${name} pede uma senha. Ela está nas configurações de WebSocket dele.`,
    lost: (name) => `A conexão com o ${name} caiu. O Rolecall conecta de novo sozinho.`,
    action_failed: (name) =>
      `O ${name} não executou a ação. Talvez tenha sido renomeada ou apagada: escolha de novo.`,
    action_missing: (name) =>
      `Faltam no ${name} as ações do Rolecall, ou elas estão desligadas. Importe rolecall.sb lá e veja se estão ligadas.`,
    not_logged_in: (name) =>
      `O ${name} não está logado na Twitch. Faça login lá: Platforms > Twitch > Accounts, “Broadcaster Account”.`,
    twitch_unreachable: (name) => `O ${name} não alcança a Twitch. Confira a conexão com a internet.`,
    no_page: (name) => `O ${name} não respondeu a tempo. O Rolecall tenta de novo sozinho.`,
    bad_page: (name) => `O ${name} enviou uma resposta sem sentido. O Rolecall tenta de novo sozinho.`,
    everyone_allowed: (name) =>
      `Todos podem usar TTS, então não há lista para manter. No ${name} marque “Everyone” em Settings > Speaking Options > Permissions, ou desligue isto.`,
    too_many: (name) =>
      `Há mais espectadores permitidos do que se pode dizer ao ${name}. Ninguém novo entra; remoções continuam. Deixe o próprio ${name} permitir os inscritos.`,
    not_saved: (name) =>
      `O Rolecall não conseguiu salvar o que diz ao ${name}. Libere espaço no disco e tente de novo.`,
    internal: (name) => `Não foi possível chamar o ${name}. Reinicie o Rolecall; o registro dele diz mais.`,
  },
  other: (name) => `Algo está errado com o ${name}. Tente de novo; o registro do Rolecall diz mais.`,
};
