import type { warningTexts as en } from '../en/warnings.ts';
import { plural } from '../language.ts';
import { lateSentence } from '../late.ts';

export const warningTexts: typeof en = {
  words: {
    access_tokens_lost: () => [
      'Todos os tokens de acesso se perderam: programas que usam um não entram.',
      'Crie outros e coloque-os nos seus programas.',
    ],
    channel_lost: () => [
      'O Rolecall não sabe mais de quem é este canal.',
      'Nada a fazer enquanto a Twitch está conectada. Senão, conecte de novo.',
    ],
    clock_wrong: ({ count }) => [
      `O relógio deste computador está errado${count === null ? '' : `: ${count} minutos de diferença`}.`,
      'Acerte-o: até lá as mudanças chegam tarde e os horários não batem.',
    ],
    cooldowns_restarted: () => [
      'Perdeu-se quando cada função foi usada por último: todas as esperas começam de novo.',
      'Nada a fazer.',
    ],
    counts_lost: () => ['Seus números do passado se perderam: o gráfico começa de novo.', 'Nada a fazer.'],
    empty_channel: ({ channel }) => [
      channel === null ? 'Este canal é seu?' : `${channel} é o seu canal?`,
      'A Twitch não mostra inscritos, VIPs nem moderadores para ele. Talvez seja a conta de um bot.',
    ],
    events_refused: ({ late }) => [
      'A Twitch não avisa de tudo na hora.',
      `${late.length === 0 ? 'O que ela retém aparece depois.' : lateSentence(late)} O Rolecall pergunta de novo à Twitch sozinho.`,
    ],
    file_older: ({ files }) => [
      `${files ?? 'Um arquivo'}: estava danificado e vale uma versão anterior.`,
      'Veja se o que você mudou por último ainda está certo.',
    ],
    file_restored: ({ files }) => [
      `${files ?? 'Um arquivo'}: estava danificado ou faltava.`,
      'Havia uma cópia boa: nada se perdeu.',
    ],
    grants_waiting: ({ count }) => [
      count === 1
        ? '1 tempo dado não conta por enquanto.'
        : `${count ?? 'Alguns'} tempos dados não contam por enquanto.`,
      'O arquivo estava danificado: talvez alguns já tivessem acabado. Recupere o que foi dado, ou deixe de fora.',
    ],
    history_damaged: () => [
      'Uma parte do histórico de cargos se perdeu.',
      'Quem tem um cargo agora, isso se sabe.',
    ],
    login_lost: () => ['O login da Twitch se perdeu.', 'Conecte a Twitch de novo.'],
    manifest_lost: () => [
      'Talvez falte algo na pasta de dados.',
      'Veja se suas regras estão certas e quem está silenciado.',
    ],
    mutes_lost: ({ count }) => [
      'Talvez alguns silenciamentos tenham se perdido.',
      `${count === null ? 'Os que puderam ser lidos contam' : `Contam os ${count} que puderam ser lidos`}. Silencie de novo quem deveria estar.`,
    ],
    newer_version: ({ version }) => [
      version === null ? 'Há um Rolecall mais novo.' : `O Rolecall ${version} chegou.`,
      'Como conseguir está nas configurações, em Ajuda.',
    ],
    peer_passwords_lost: () => ['As senhas do Streamer.bot e do OBS se perderam.', 'Digite-as de novo.'],
    peers_lost: () => [
      'Os endereços do Streamer.bot, do Speaker.bot e do OBS se perderam.',
      'Digite-os de novo.',
    ],
    regulars_lost: () => [
      'A lista de espectadores enviados ao Speaker.bot se perdeu.',
      'Veja no Speaker.bot se alguém é Regular e não deveria ser.',
    ],
    rewards_not_ours: ({ titles }) => [
      `Outro programa criou ${titles.map((title) => `“${title}”`).join(', ') || 'uma recompensa'}.`,
      'Ela dá tempo, mas não devolve pontos. Uma recompensa nova devolve.',
    ],
    roster_damaged: () => [
      'Mudanças de cargos se perderam: por enquanto ninguém entra pelo cargo.',
      'Acaba assim que suas listas forem lidas da Twitch.',
    ],
    rules_unknown: () => [
      'Suas regras talvez estejam erradas, então tudo está desligado.',
      'Um arquivo foi danificado. Veja quem pode usar o quê e depois confirme.',
    ],
    runs_lost: () => ['A lista de sincronizações passadas se perdeu.', 'Nada a fazer.'],
    source_away: () => [
      'Não dá para perguntar ao Streamer.bot: valem as listas da última leitura.',
      'Abra o Streamer.bot e veja se o servidor WebSocket dele está rodando. O que aconteceu enquanto isso é recuperado então.',
    ],
    store_gone: () => [
      'A pasta de dados sumiu: nada é salvo.',
      'Coloque-a de volta onde estava. Se não der, feche o Rolecall e abra de novo.',
    ],
    warnings_lost: () => [
      'Perdeu-se algo que você deveria ter lido aqui.',
      'Veja se suas regras estão certas e quem está silenciado.',
    ],
  },
  ok: 'Entendi',
  dismiss: 'Não mostrar mais',
  next: (at, of) => `${at}/${of}, mostrar a próxima mensagem`,
  rules: 'Ver as regras',
  rulesRight: 'As regras estão certas',
  restore: (count) =>
    count === null ? 'Recuperar' : plural(count, { one: 'Recuperar 1', other: `Recuperar ${count}` }),
  restored: (count) => plural(count, { one: '1 volta a contar.', other: `${count} voltam a contar.` }),
  leaveOut: 'Deixar de fora',
  reward: 'Criar uma recompensa nova',
  yes: 'Sim',
  another: 'Conectar outro',
  connect: 'Conectar a Twitch',
  tokens: 'Criar outros',
  setUp: 'Configurar de novo',
  passwords: 'Digitar',
  update: 'Ver como',
};
