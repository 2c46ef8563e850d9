import type { programTexts as en } from '../en/settings-program.ts';

export const programTexts: typeof en = {
  heading: 'O próprio Rolecall',
  versions: (version, node) => `Versão ${version}, com Node ${node}.`,
  autostart: 'Abrir com este PC',
  autostartHint: 'Quando você entra no sistema, sem janela.',
  autostartOn: 'O Rolecall abre quando você entra no sistema.',
  autostartOff: 'O Rolecall não abre mais sozinho.',
  updates: 'Avisar quando houver uma versão nova',
  updatesHint: (site) =>
    `O Rolecall olha então uma vez por dia em ${site}. Nada sobre você é enviado e nada é baixado.`,
  noReleases: 'Ninguém disse onde ficam as versões novas deste programa. Veja onde você o conseguiu.',
  newest: 'Esta é a versão mais nova.',
  notAsked: 'Não deu para alcançar a página. O Rolecall tenta de novo amanhã.',
  newer: (version) => `A versão ${version} chegou`,
  newerHow: 'Baixe-a, feche o Rolecall, ponha a pasta nova no lugar da antiga e abra-o. Seus dados ficam.',
  newerPage: 'Abrir a página',
  log: 'O registro',
  logText: 'O que aconteceu, o mais novo no fim. Tem nomes de espectadores: mostre só a quem você confia.',
  show: 'Mostrar o registro',
  again: 'Ler de novo',
  quit: 'Fechar o Rolecall',
  quitText: 'Aí ninguém pode usar o TTS, e OBS e Streamer.bot ficam sem resposta até ele ser aberto de novo.',
  quitHeading: 'Fechar o Rolecall?',
  quitYes: 'Fechar',
  quitNo: 'Continuar',
  quitDone: 'O Rolecall está fechado. Abra-o de novo como antes.',
};
