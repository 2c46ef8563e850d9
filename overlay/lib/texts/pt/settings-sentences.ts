import type { sentenceTexts as en } from '../en/settings-sentences.ts';

export const sentenceTexts: typeof en = {
  lead: 'Estas frases vão para seus programas com cada decisão. Mude uma, ou deixe como está.',
  language: 'Língua das frases',
  languageHint: 'Das que você não mudou.',
  placeholders: 'Inserir:',
  change: 'Mudar',
  close: 'Fechar',
  placeholder: {
    name: 'o nome do espectador',
    feature: 'a função',
    timeLeft: 'quanto dura ou quanto esperar',
    roles: 'os cargos do espectador',
  },
  yes: 'Quando a resposta é sim',
  no: 'Quando a resposta é não',
  own: 'sua',
  example: 'Exemplo',
  back: 'Voltar à frase do Rolecall',
  sampleName: 'MapleKettle',
};
