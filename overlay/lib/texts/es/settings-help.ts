import type { helpTexts as en } from '../en/settings-help.ts';

export const helpTexts: typeof en = {
  lead: 'Cuando algo no funciona como esperas.',
  questions: 'Programas que preguntaron mal',
  questionsText:
    'Quien pregunta mal recibe un error en vez de sí o no. Contado desde que se inició Rolecall.',
  noQuestions: 'Ningún programa ha preguntado mal desde que se inició Rolecall.',
  last: (age) => `Última vez ${age}`,
  diagnostics: 'Diagnóstico',
  diagnosticsText:
    'Un texto para pegar donde pidas ayuda: versiones, estados y los últimos errores. Sin contraseñas ni nombres de espectadores.',
  show: 'Mostrar el diagnóstico',
  again: 'Leerlo otra vez',
  reading: 'Leyendo…',
};
