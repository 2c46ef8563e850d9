import type { peerProblemTexts as en } from '../en/peer-problems.ts';

export const peerProblemTexts: typeof en = {
  code: {
    unreachable: (name) => `No se puede llegar a ${name}. Inícialo y compara abajo el equipo y el puerto.`,
    no_answer: (name) =>
      `Lo que responde ahí no es ${name}, o está colgado. Compara el puerto con el de ${name}.`,
    wrong_password: (name) => `${name} rechaza la contraseña. Cópiala otra vez de sus ajustes de WebSocket.`,
    password_needed: (name) => `${name} pide una contraseña. Está en sus ajustes de WebSocket.`,
    lost: (name) => `Se perdió la conexión con ${name}. Rolecall se conecta otra vez por sí solo.`,
    action_failed: (name) =>
      `${name} no ejecutó la acción. Quizá se le cambió el nombre o se borró: elígela otra vez.`,
    action_missing: (name) =>
      `A ${name} le faltan las acciones de Rolecall, o están desactivadas. Importa ahí rolecall.sb y mira que estén activas.`,
    not_logged_in: (name) =>
      `${name} no tiene sesión en Twitch. Iníciala ahí: Platforms > Twitch > Accounts, “Broadcaster Account”.`,
    twitch_unreachable: (name) => `${name} no puede llegar a Twitch. Revisa la conexión a internet.`,
    no_page: (name) => `${name} no respondió a tiempo. Rolecall lo intenta otra vez por sí solo.`,
    bad_page: (name) => `${name} envió una respuesta sin sentido. Rolecall lo intenta otra vez por sí solo.`,
    everyone_allowed: (name) =>
      `Todos pueden usar TTS, así que no hay lista que llevar. En ${name} marca “Everyone” en Settings > Speaking Options > Permissions, o desactiva esto.`,
    too_many: (name) =>
      `Hay más espectadores permitidos de los que se le pueden decir a ${name}. No se añade a nadie nuevo; sí se sigue quitando. Deja que ${name} permita él mismo a los suscriptores.`,
    not_saved: (name) =>
      `Rolecall no pudo guardar lo que le dice a ${name}. Libera espacio en el disco y prueba otra vez.`,
    internal: (name) => `No se pudo llamar a ${name}. Reinicia Rolecall; su registro dice más.`,
  },
  other: (name) => `Algo va mal con ${name}. Prueba otra vez; el registro de Rolecall dice más.`,
};
