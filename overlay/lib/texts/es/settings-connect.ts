import type { settingsConnectTexts as en } from '../en/settings-connect.ts';

export const settingsConnectTexts: typeof en = {
  lead: 'Rolecall lee directamente de Twitch quién está suscrito, quién es VIP y quién modera. Nunca ve tu contraseña, y las listas se quedan en este PC.',
  connectedText: (login) => `twitch.tv/${login} · las listas se mantienen al día.`,
  lost: 'Twitch ha cerrado la sesión',
  lostText: 'Conéctate otra vez aquí. Hasta entonces se usan las últimas listas conocidas.',
  permissions: 'Qué puede ver Rolecall',
  permissionsText: 'Rolecall pide solo lo que está activado.',
  neededFor: 'Para qué sirve',
  state: 'Estado',
  has: 'Permitido',
  lacks: 'Falta',
  notNeeded: 'No hace falta',
  scopes: {
    'channel:read:subscriptions': 'Leer tus suscriptores: siempre hace falta',
    'channel:read:vips': 'Leer tus VIP: siempre hace falta',
    'moderation:read': 'Leer tus moderadores y quién está baneado: siempre hace falta',
    'moderator:read:followers': 'Solo para la regla “seguidores desde hace tantos días”',
    'channel:moderate': 'Solo para “Denegar a baneados y expulsados”',
    'channel:manage:redemptions':
      'Solo para puntos del canal: crear recompensas, detectar canjes y devolver puntos',
  },
  otherScope: 'Permitido antes; Rolecall no lo usa',
  notPublic:
    'Twitch solo renueva la sesión a una aplicación del tipo “Public” que siga existiendo. En dev.twitch.tv/console pulsa “Manage” junto a la tuya, pon su Client Type en “Public”, guarda y conéctate otra vez.',
  missing: 'Aún sin permiso en Twitch',
  cancel: 'Cancelar',
  disconnect: 'Desconectar',
  disconnectText: 'Rolecall borra la sesión, también en Twitch. Tus ajustes se quedan en ambos casos.',
  disconnectKeep: 'Desconectar y conservar las listas',
  disconnectDelete: 'Desconectar y borrar a todos los espectadores',
  keep: 'Seguir conectado',
  askDisconnect: {
    heading: '¿Desconectar Twitch?',
    text: 'Las últimas listas conocidas siguen en uso, pero ya no se detectan los cambios.',
    yes: 'Desconectar',
  },
  askDelete: {
    heading: '¿Desconectar y borrar a todos los espectadores?',
    text: 'Se borran todos los roles con su historial y todo lo que permitiste, silenciaste o diste a mano. No se puede deshacer. Tus ajustes se quedan.',
    yes: 'Borrar a todos',
  },
  disconnected: 'Desconectado. Las últimas listas conocidas siguen en uso.',
  deleted: 'Desconectado, y todos los espectadores están borrados.',
  next: '¿Y ahora?',
  nextDock: 'Pon el dock y el badge en OBS',
  nextAccess: 'Decide quién puede usar el texto a voz',
  nextTools: 'Deja que Streamer.bot u otro programa pregunte',
  demo: '¿Quieres mirar primero?',
  demoText:
    'La demo lo enseña todo con un canal inventado; no se guarda nada y tus ajustes no se tocan. Se abre en su propia pestaña y termina junto con Rolecall.',
  inDemo:
    'En la demo no hay nada que conectar: el canal inventado ya lo está. Desconectar y conectar también funciona aquí, con un Twitch inventado.',
};
