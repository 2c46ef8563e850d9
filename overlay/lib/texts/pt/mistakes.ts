import type { mistakeTexts as en } from '../en/mistakes.ts';
import { plural } from '../language.ts';

export const mistakeTexts: typeof en = {
  mistakes: {
    unfilled: (param) => [
      `${param} veio sem preencher`,
      'O programa não tinha valor para essa variável: veja qual gatilho o executa e como se escreve a variável.',
    ],
    nobody: (param) => [
      `${param} não era nome nem ID de ninguém`,
      'Faça o programa enviar só o login ou o ID, sem nada em volta.',
    ],
    shared: () => ['vários espectadores têm esse nome', 'Faça o programa enviar o login ou o ID.'],
    missing: () => ['não dizia de quem se trata', 'Envie user= ou userId=.'],
    unknown_feature: () => ['essa função não existe', 'Veja nas configurações como a função se chama.'],
    unknown_param: () => [
      'enviou algo que o Rolecall não conhece',
      'Copie de novo o endereço das configurações. name= tem que ficar por último.',
    ],
    wrong_value: (param) => [
      `${param} não pode ter esse valor`,
      'Copie de novo o endereço das configurações.',
    ],
    unknown_action: () => ['essa ação não existe', 'Veja em /api/docs o que existe.'],
    not_json: () => ['não deu para ler o que enviou', 'Veja em /api/docs como é uma pergunta.'],
    not_encoded: () => [
      'o endereço tinha espaços ou letras sem codificar',
      'Use a variável feita para endereços, por exemplo %rawInputUrlEncoded%.',
    ],
    needs_token: () => [
      'o endereço precisa de um token de acesso',
      'Crie um token de acesso nas configurações e coloque-o atrás do endereço.',
    ],
  },
  something: 'algo',
  caller: {
    'a browser': 'Um navegador',
    HTTP: 'Um programa',
    WebSocket: 'Um programa',
  },
  asked: (caller, count, what) =>
    `${caller} perguntou errado ${plural(count, { one: 'uma vez', other: `${count} vezes` })}: ${what}.`,
};
