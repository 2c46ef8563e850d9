import type { sentenceTexts as en } from '../en/settings-sentences.ts';

export const sentenceTexts: typeof en = {
  lead: 'Estas frases van a tus programas con cada decisión. Cambia una o déjalas como están.',
  language: 'Idioma de las frases',
  languageHint: 'De las que no has cambiado.',
  placeholders: 'Insertar:',
  change: 'Cambiar',
  close: 'Cerrar',
  placeholder: {
    name: 'el nombre del espectador',
    feature: 'la función',
    timeLeft: 'cuánto dura o cuánto hay que esperar',
    roles: 'los roles del espectador',
  },
  yes: 'Cuando la respuesta es sí',
  no: 'Cuando la respuesta es no',
  own: 'tuya',
  example: 'Ejemplo',
  back: 'Volver a la frase de Rolecall',
  sampleName: 'MapleKettle',
};
