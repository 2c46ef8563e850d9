import type { programTexts as en } from '../en/settings-program.ts';

export const programTexts: typeof en = {
  heading: 'El propio Rolecall',
  versions: (version, node) => `Versión ${version}, con Node ${node}.`,
  autostart: 'Iniciar con este PC',
  autostartHint: 'Cuando inicias sesión, sin ventana.',
  autostartOn: 'Rolecall se inicia cuando inicias sesión.',
  autostartOff: 'Rolecall ya no se inicia solo.',
  updates: 'Avisarme cuando haya una versión nueva',
  updatesHint: (site) =>
    `Rolecall mira entonces una vez al día en ${site}. No se envía nada sobre ti y no se descarga nada.`,
  noReleases: 'Nadie ha dicho dónde hay versiones nuevas de este programa. Mira donde lo conseguiste.',
  newest: 'Es la versión más nueva.',
  notAsked: 'No se pudo llegar a la página. Rolecall lo intenta otra vez mañana.',
  newer: (version) => `Ya está la versión ${version}`,
  newerHow:
    'Descárgala, cierra Rolecall, pon la carpeta nueva en lugar de la vieja y ábrelo. Tus datos se quedan.',
  newerPage: 'Abrir la página',
  log: 'El registro',
  logText:
    'Lo que ha pasado, lo último al final. Lleva nombres de espectadores: enséñalo solo a quien te fíes.',
  show: 'Mostrar el registro',
  again: 'Leerlo otra vez',
  quit: 'Cerrar Rolecall',
  quitText:
    'Entonces nadie puede usar el TTS, y OBS y Streamer.bot no reciben respuesta hasta que lo inicies de nuevo.',
  quitHeading: '¿Cerrar Rolecall?',
  quitYes: 'Cerrar',
  quitNo: 'Seguir',
  quitDone: 'Rolecall está cerrado. Inícialo de nuevo como antes.',
};
