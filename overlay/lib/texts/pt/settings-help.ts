import type { helpTexts as en } from '../en/settings-help.ts';

export const helpTexts: typeof en = {
  lead: 'Quando algo não funciona como você espera.',
  questions: 'Programas que perguntaram errado',
  questionsText:
    'Quem pergunta errado recebe um erro em vez de sim ou não. Contado desde que o Rolecall foi aberto.',
  noQuestions: 'Nenhum programa perguntou errado desde que o Rolecall foi aberto.',
  last: (age) => `Última vez ${age}`,
  diagnostics: 'Diagnóstico',
  diagnosticsText:
    'Um texto para colar onde você pede ajuda: versões, estados e os últimos erros. Sem senhas e sem nomes de espectadores.',
  show: 'Mostrar o diagnóstico',
  again: 'Ler de novo',
  reading: 'Lendo…',
};
