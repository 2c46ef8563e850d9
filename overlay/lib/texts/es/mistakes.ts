import type { mistakeTexts as en } from '../en/mistakes.ts';
import { plural } from '../language.ts';

export const mistakeTexts: typeof en = {
  mistakes: {
    unfilled: (param) => [
      `${param} llegó sin rellenar`,
      'El programa no tenía valor para esta variable: mira qué disparador lo ejecuta y cómo se escribe la variable.',
    ],
    nobody: (param) => [
      `${param} no era el nombre ni el ID de nadie`,
      'Haz que el programa envíe solo el login o el ID, sin nada alrededor.',
    ],
    shared: () => ['varios espectadores tienen ese nombre', 'Haz que el programa envíe el login o el ID.'],
    missing: () => ['no decía de quién se trata', 'Envía user= o userId=.'],
    unknown_feature: () => ['esa función no existe', 'Mira en los ajustes cómo se llama la función.'],
    unknown_param: () => [
      'envió algo que Rolecall no conoce',
      'Copia otra vez la dirección de los ajustes. name= tiene que ir al final.',
    ],
    wrong_value: (param) => [
      `${param} no puede tener ese valor`,
      'Copia otra vez la dirección de los ajustes.',
    ],
    unknown_action: () => ['esa acción no existe', 'Mira en /api/docs cuáles hay.'],
    not_json: () => ['no se pudo leer lo que envió', 'Mira en /api/docs cómo es una pregunta.'],
    not_encoded: () => [
      'la dirección tenía espacios o letras sin codificar',
      'Usa la variable hecha para direcciones, por ejemplo %rawInputUrlEncoded%.',
    ],
    needs_token: () => [
      'la dirección necesita un token de acceso',
      'Crea un token de acceso en los ajustes y ponlo detrás de la dirección.',
    ],
  },
  something: 'algo',
  caller: {
    'a browser': 'Un navegador',
    HTTP: 'Un programa',
    WebSocket: 'Un programa',
  },
  asked: (caller, count, what) =>
    `${caller} preguntó mal ${plural(count, { one: 'una vez', other: `${count} veces` })}: ${what}.`,
};
