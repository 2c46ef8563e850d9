import type { computersTexts as en } from '../en/settings-computers.ts';

export const computersTexts: typeof en = {
  lead: 'Un segundo PC de directo, una tableta o un móvil también pueden usar Rolecall. Cada aparato necesita su propio token de acceso.',
  where: 'Dónde se puede alcanzar Rolecall',
  onlyHere:
    'Ahora mismo solo este PC llega a Rolecall. Aquí solo necesitan un token un Stream Deck y los programas que cambian algo abriendo una dirección (Mix It Up, SAMMI, Streamer.bot sin código). Para dejar entrar a otros, cierra Rolecall e inícialo con una de estas líneas:',
  noAddress: 'Este PC no parece estar en ninguna red ahora mismo.',
  lan: 'Otros aparatos de tu red llegan a Rolecall en esta dirección. Todos los programas necesitan un token, también en este PC.',
  trust:
    'Hazlo solo en una red de confianza: lo que se envía no va cifrado. No abras nunca el puerto en tu router.',
  create: 'Crear un token',
  name: '¿Para qué es?',
  nameExample: 'OBS en el PC de directo',
  level: '¿Qué puede hacer?',
  levels: {
    read: ['Solo ver', 'Para el badge y para programas que solo preguntan.'],
    control: [
      'Ver y controlar',
      'Para el dock, Streamer.bot y otros programas: sincronizar, silenciar, dar tiempo.',
    ],
    owner: ['Acceso total', 'Para esta página de ajustes en otro aparato. No se lo des a nadie.'],
  },
  createButton: 'Crear el token',
  made: (name) => `Se creó el token para “${name}”.`,
  once: 'Cópialo ahora: no se vuelve a mostrar',
  onceText: 'Rolecall guarda solo su huella. Si lo pierdes, revócalo y crea otro.',
  token: 'El token',
  withToken: {
    read: 'El badge con este token',
    control: 'El dock con este token',
    owner: 'Esta página con este token',
  },
  seen: 'Ya lo he copiado',
  tokens: 'Tus tokens',
  none: 'No tienes tokens.',
  lastUsed: (age) => `Usado ${age}`,
  neverUsed: 'Nunca usado',
  revoke: 'Revocar',
  revokeHeading: (name) => `¿Revocar el token de “${name}”?`,
  revokeText: 'Lo que lo use se desconecta al momento y necesita otro token.',
  revokeYes: 'Revocarlo',
  revokeNo: 'Conservarlo',
  revoked: (name) => `Se revocó el token de “${name}”.`,
};
