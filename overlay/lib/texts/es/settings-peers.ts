import type { peersTexts as en } from '../en/settings-peers.ts';
import { language, plural } from '../language.ts';

export const peersTexts: typeof en = {
  heading: 'Programas a los que llama Rolecall',
  lead: 'Rolecall puede llamar solo a estos programas. Cada uno está desactivado hasta que lo actives.',
  on: 'Activado',
  state: {
    off: 'Desactivado',
    connecting: 'Conectando…',
    connected: 'Conectado',
    failed: 'Sin conexión',
  },
  sending: (n) => `Enviando, faltan ${n.toLocaleString(language)}`,
  regularsSent: (n) =>
    plural(n, {
      one: 'Se envió 1 espectador como Regular.',
      other: `Se enviaron ${n.toLocaleString(language)} espectadores como Regulars.`,
    }),
  place: 'Dónde escucha',
  host: 'Ordenador',
  port: 'Puerto',
  password: 'Contraseña',
  passwordKept: 'Guardada. Escribe una nueva para cambiarla.',
  passwordNone: 'Ninguna. Déjala vacía si el programa no pide ninguna.',
  forget: 'Olvidar la contraseña',
  hostHint: '127.0.0.1 es este PC. Lo demás va por tu red sin cifrar.',
  needHost: 'Escribe un nombre o una dirección, por ejemplo 127.0.0.1.',
  needPort: 'Elige un número entero del 1 al 65535.',
  streamerbot: 'Streamer.bot: ejecutar tus acciones',
  streamerbotText:
    'Ejecuta una acción tuya cuando pasa algo aquí. Los detalles llegan como argumentos (%rolecallUser% …).',
  event: {
    rolesChanged: 'Cuando alguien gana o pierde un rol',
    syncFinished: 'Cuando una sincronización salió bien',
    syncFailed: 'Cuando una sincronización falló',
    grantStarted: 'Cuando empieza el tiempo de alguien',
    grantEnded: 'Cuando se acaba el tiempo de alguien',
  },
  noAction: 'Ninguna acción',
  retry: 'Reintentar ahora',
  reload: 'Leer otra vez las acciones',
  actionsAway: 'La lista de acciones aparece aquí cuando Streamer.bot esté conectado.',
  disabled: (name) => `${name} (desactivada en Streamer.bot)`,
  triggers:
    'En el menú de disparadores de Streamer.bot: Custom > Rolecall > VIP gained, Time ran out, Sync failed…',
  noTriggers:
    'Rolecall también puede estar en el menú de disparadores de Streamer.bot: importa rolecall.sb y ejecuta una vez su acción “Rolecall: put its triggers into the menu”.',
  speakerbot: 'Speaker.bot: mantener los Regulars',
  speakerbotText:
    'Mantiene sus Regulars iguales a quienes pueden usar TTS. Los que añadas allí a mano y no puedan usar TTS aquí pueden volver a quitarse: permítelos aquí.',
  speakerbotHonest:
    'Speaker.bot nunca responde, así que Rolecall no puede ver si escuchó. Todo se envía otra vez al iniciar Rolecall y al empezar tu directo.',
  speakerbotOff: 'Al desactivarlo, los Regulars de Speaker.bot se quedan como están.',
  speakerState: {
    off: 'Desactivado',
    connecting: 'Enviando…',
    connected: 'Enviado',
    failed: 'Sin enviar',
  },
  resend: 'Enviarlo todo otra vez',
  obs: 'OBS: detectar tu directo',
  obsText:
    'Le dice a Rolecall cuándo empieza y acaba tu directo, sin script. Usa el servidor WebSocket que trae OBS.',
};
