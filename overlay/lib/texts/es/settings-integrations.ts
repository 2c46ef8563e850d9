import type { integrationTexts as en } from '../en/settings-integrations.ts';

export const integrationTexts: typeof en = {
  lead: 'Todo lo que hay en este PC puede preguntar a Rolecall. Copia lo que necesites; las direcciones son las de tu instalación.',
  obs: 'OBS',
  dock: 'El dock',
  dockHint: 'En OBS: Paneles > Paneles de navegador personalizados. Ponle un nombre y pega esto como URL.',
  badge: 'El badge en el directo',
  badgeHint: 'En OBS: Fuentes > + > Navegador. Ancho 400, alto 80. Hay más opciones en “Badge”.',
  waiting: 'Descargar el badge que espera',
  waitingHint:
    'Si OBS se abre antes que Rolecall, un badge normal queda vacío hasta que lo recargas. Este archivo espera: guárdalo y elígelo en la fuente de navegador como “Archivo local”.',
  waitingDock: 'Descargar el dock que espera',
  waitingDockHint:
    'Un dock normal muestra un error si OBS se abre antes que Rolecall. Este archivo espera: guárdalo y dale al dock su dirección como URL, por ejemplo file:///C:/Users/you/Documents/rolecall-dock.html',
  script: 'Script de OBS',
  scriptHint:
    'Atajos de teclado, una fuente de texto y el comienzo de tu directo: Herramientas > Scripts > +, y elige el archivo integrations/obs/rolecall.py de la carpeta de Rolecall. Si solo quieres que se detecte el directo, el interruptor de más abajo lo hace sin script.',
  sbImport: 'O todo de una vez, como importación:',
  sbDownload: 'Descargar rolecall.sb',
  sbImportHint:
    'Arrastra el archivo a “Import String” en la ventana Import de Streamer.bot. Esto aún no se ha probado en un Streamer.bot real: pruébalo primero con la cuenta de un amigo.',
  sbScripts:
    'O solo un script: ábrelo, cópialo entero y pégalo en Core > C# > Execute C# Code. Tu dirección ya está dentro.',
  check: 'Qué preguntan tus programas',
  feature: 'Puede este espectador usar',
  consume: 'Empezar la espera con cada sí',
  consumeHint: 'Justo antes de que algo se diga o suene. Desactivado si solo se mira.',
  streamerbot: 'Streamer.bot',
  sbSteps: 'En la acción que habla, pon antes dos subacciones (Streamer.bot 1.0 o más nuevo):',
  sbFetch: 'Core > Network > Fetch URL, con estos campos:',
  url: 'URL',
  variable: 'Variable Name',
  parse: 'Parse result as JSON',
  parseOff: 'desactivado',
  sbIf: 'Core > Logic > If/Else:',
  input: 'Input',
  operator: 'Operator',
  value: 'Value',
  sbThen: 'Pon lo que habla en “True Result” y deja “False Result” vacío, o di ahí por qué no.',
  closed: 'Para que no se cuele nadie',
  closedText:
    'Compara con “allow”, nunca con “deny”. Si Rolecall está cerrado o algo falla, la respuesta no es “allow” y no se dice nada.',
  others: 'Mix It Up, SAMMI, Firebot, Touch Portal, Companion',
  text: 'Una palabra: allow, deny o error',
  textHint: 'Pon el nombre o el ID del espectador en lugar de “some_viewer”, como lo escriba tu programa.',
  json: 'La respuesta entera con el motivo, como JSON',
  recipes:
    'En qué campo va, y cómo estos y un Stream Deck sincronizan, dan minutos y silencian: integrations/recipes en la carpeta de Rolecall, una página por programa.',
  makers: 'Para programas tuyos',
  ws: 'WebSocket',
  wsFrame: 'Una pregunta por el WebSocket',
  curl: 'Sincronizar desde una línea de comandos',
  protocol: 'Todas las acciones y eventos',
};
