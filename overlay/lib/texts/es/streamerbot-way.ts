import type { streamerbotWayTexts as en } from '../en/streamerbot-way.ts';

export const streamerbotWayTexts: typeof en = {
  question: '¿Cómo debe preguntar Rolecall a Twitch?',
  with: 'Uso Streamer.bot',
  withHint: 'Importar un archivo, pulsar un botón, listo. Streamer.bot conserva su inicio de sesión.',
  without: 'No lo uso',
  withoutHint: 'Con un inicio de sesión propio de Rolecall. Puede más, y lleva unos minutos.',
  import: 'Importar y conectar',
  download: 'Descargar rolecall.sb',
  importText:
    'En Streamer.bot pulsa “Import”, arrastra el archivo al campo “Import String” y pulsa allí “Import”. Streamer.bot debe tener iniciada la sesión de Twitch con tu canal, y su servidor WebSocket debe estar en marcha: lo hace solo.',
  connectText: 'Después pulsa esto:',
  connect: 'Conectar',
  connecting: 'Preguntando a Streamer.bot…',
  isStillThere: 'El inicio de sesión anterior termina. Todos los datos se conservan.',
  connected: 'Conectado a través de Streamer.bot.',
  through: (login) => `twitch.tv/${login} · a través de Streamer.bot, cuyo token se queda allí`,
  limits: 'Qué puede hacer esta forma',
  limitsText:
    'Los VIP y moderadores nuevos se ven al momento. Streamer.bot no avisa cuando termina una suscripción: eso se ve en la siguiente sincronización. Las recompensas, devolver puntos, los baneos y la regla de seguidores necesitan un inicio de sesión propio de Rolecall.',
  change: 'Conectar con un inicio de sesión propio',
  changeBack: 'Conectar a través de Streamer.bot',
  keep: 'Todos los datos se conservan.',
};
