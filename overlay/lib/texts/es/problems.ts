import type { problemTexts as en } from '../en/problems.ts';

export const problemTexts: typeof en = {
  says: (why) => `No funcionó: ${why}.`,
  fix: {
    connect: 'Conecta Twitch otra vez.',
    account: 'Conecta Twitch con la cuenta del canal.',
    wait: 'No hay que hacer nada: Rolecall lo intenta otra vez por sí solo.',
    again: 'Prueba otra vez.',
    disk: 'Libera espacio en el disco y prueba otra vez.',
    streamerbot: 'Inicia Streamer.bot y mira si su servidor WebSocket está activo.',
    setUp: 'Los ajustes muestran cómo, en “Conectar Twitch”.',
    log: 'Su registro dice más.',
  },
  clientId:
    'Twitch no acepta este Client ID. Cópialo otra vez de dev.twitch.tv/console, mira que el tipo de cliente sea “Public” y conéctate otra vez.',
  notStarted:
    'Twitch no inició ninguna sesión. Revisa el Client ID (tipo “Public”) y la conexión a internet, y prueba otra vez.',
};
