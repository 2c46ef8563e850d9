import type { warningTexts as en } from '../en/warnings.ts';
import { plural } from '../language.ts';
import { lateSentence } from '../late.ts';

export const warningTexts: typeof en = {
  words: {
    access_tokens_lost: () => [
      'Se perdieron todos los tokens de acceso: los programas que usan uno no entran.',
      'Crea otros y ponlos en tus programas.',
    ],
    channel_lost: () => [
      'Rolecall ya no sabe de quién es este canal.',
      'Nada que hacer mientras Twitch esté conectado. Si no, conéctalo otra vez.',
    ],
    clock_wrong: ({ count }) => [
      `El reloj de este ordenador está mal${count === null ? '' : `: ${count} minutos de diferencia`}.`,
      'Ponlo en hora: hasta entonces los cambios llegan tarde y las horas no cuadran.',
    ],
    cooldowns_restarted: () => [
      'Se perdió cuándo se usó cada función por última vez: todas las esperas empiezan de nuevo.',
      'Nada que hacer.',
    ],
    counts_lost: () => [
      'Se perdieron tus números del pasado: el gráfico empieza de nuevo.',
      'Nada que hacer.',
    ],
    empty_channel: ({ channel }) => [
      channel === null
        ? 'Una duda: puede que este no sea tu canal.'
        : `Puede que ${channel} no sea tu canal.`,
      'Twitch no da suscriptores, VIP ni moderadores para él. Quizá es la cuenta de un bot.',
    ],
    events_refused: ({ late }) => [
      'Twitch no avisa de todo al momento.',
      `${late.length === 0 ? 'Lo que calla aparece más tarde.' : lateSentence(late)} Rolecall vuelve a preguntar solo a Twitch.`,
    ],
    file_older: ({ files }) => [
      `${files ?? 'Un archivo'}: estaba dañado y se usa una versión anterior.`,
      'Mira si lo último que cambiaste sigue bien.',
    ],
    file_restored: ({ files }) => [
      `${files ?? 'Un archivo'}: estaba dañado o faltaba.`,
      'Había una copia buena: no se ha perdido nada.',
    ],
    grants_waiting: ({ count }) => [
      count === 1
        ? '1 tiempo dado no cuenta por ahora.'
        : `${count ?? 'Algunos'} tiempos dados no cuentan por ahora.`,
      'El archivo estaba dañado: algunos quizá ya habían terminado. Recupera lo dado o déjalo fuera.',
    ],
    history_damaged: () => [
      'Se perdió una parte del historial de roles.',
      'Se sabe quién tiene un rol ahora.',
    ],
    login_lost: () => ['Se perdió la sesión de Twitch.', 'Conecta Twitch otra vez.'],
    manifest_lost: () => [
      'Puede que falte algo en la carpeta de datos.',
      'Mira si tus reglas están bien y quién está silenciado.',
    ],
    mutes_lost: ({ count }) => [
      'Puede que se hayan perdido algunos silencios.',
      `${count === null ? 'Los que se pudieron leer cuentan' : `Cuentan los ${count} que se pudieron leer`}. Silencia otra vez a quien deba estarlo.`,
    ],
    newer_version: ({ version }) => [
      version === null ? 'Hay un Rolecall más nuevo.' : `Ya está Rolecall ${version}.`,
      'Cómo conseguirlo está en los ajustes, en Ayuda.',
    ],
    peer_passwords_lost: () => [
      'Se perdieron las contraseñas de Streamer.bot y OBS.',
      'Escríbelas otra vez.',
    ],
    peers_lost: () => [
      'Se perdieron las direcciones de Streamer.bot, Speaker.bot y OBS.',
      'Escríbelas otra vez.',
    ],
    regulars_lost: () => [
      'Se perdió la lista de espectadores enviados a Speaker.bot.',
      'Mira en Speaker.bot si alguien es Regular y no debería.',
    ],
    rewards_not_ours: ({ titles }) => [
      `Otro programa creó ${titles.map((title) => `“${title}”`).join(', ') || 'una recompensa'}.`,
      'Da tiempo, pero no puede devolver puntos. Una recompensa nueva sí.',
    ],
    roster_damaged: () => [
      'Se perdieron cambios de roles: por ahora nadie entra por su rol.',
      'Termina en cuanto se lean tus listas de Twitch.',
    ],
    rules_unknown: () => [
      'Puede que tus reglas estén mal, así que todo está desactivado.',
      'Se dañó un archivo. Mira quién puede usar qué y después confírmalo.',
    ],
    runs_lost: () => ['Se perdió la lista de sincronizaciones pasadas.', 'Nada que hacer.'],
    source_away: () => [
      'No se puede preguntar a Streamer.bot: valen las listas de la última lectura.',
      'Abre Streamer.bot y mira si su servidor WebSocket está en marcha. Lo que pasó entretanto se recupera entonces.',
    ],
    store_gone: () => [
      'La carpeta de datos no está: no se guarda nada.',
      'Ponla donde estaba. Si no puedes, cierra Rolecall y ábrelo de nuevo.',
    ],
    warnings_lost: () => [
      'Se perdió algo que deberías haber leído aquí.',
      'Mira si tus reglas están bien y quién está silenciado.',
    ],
  },
  ok: 'Entendido',
  dismiss: 'No mostrar más',
  next: (at, of) => `${at}/${of}, mostrar el siguiente mensaje`,
  rules: 'Ver las reglas',
  rulesRight: 'Las reglas están bien',
  restore: (count) =>
    count === null ? 'Recuperarlos' : plural(count, { one: 'Recuperar 1', other: `Recuperar ${count}` }),
  restored: (count) => plural(count, { one: '1 vuelve a contar.', other: `${count} vuelven a contar.` }),
  leaveOut: 'Dejarlos fuera',
  reward: 'Crear una recompensa nueva',
  yes: 'Sí',
  another: 'Conectar otro',
  connect: 'Conectar Twitch',
  tokens: 'Crear otros',
  setUp: 'Configurar otra vez',
  passwords: 'Escribirlas',
  update: 'Ver cómo',
};
