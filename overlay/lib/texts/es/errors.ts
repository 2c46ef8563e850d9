import type { errorTexts as en } from '../en/errors.ts';

export const errorTexts: typeof en = {
  code: {
    invalid_format: 'Rolecall no pudo leer lo que envió esta página. Vuelve a cargarla.',
    invalid_params: 'Este valor no se acepta. Revisa lo que elegiste o escribiste.',
    unauthorized: 'Hace falta un token de acceso. Abre la dirección que Rolecall mostró al iniciarse.',
    forbidden: 'No está permitido: Twitch o el token de esta página no lo dejan.',
    unknown_action: 'Esta página y Rolecall son de versiones distintas. Vuelve a cargar la página.',
    not_found: 'No existe, o ya no. Revisa el nombre o vuelve a cargar la página.',
    not_connected:
      'Falta una conexión para esto. Mira en los ajustes si Twitch y tus programas están conectados.',
    rate_limited: 'Fue demasiado de una vez. Espera un momento y prueba otra vez.',
    internal_error: 'Algo falló en Rolecall. Prueba otra vez; su registro dice más.',
    unavailable: 'Ahora mismo no se puede. Prueba otra vez en un momento; el registro de Rolecall dice más.',
    disconnected: 'Rolecall no responde. Prueba otra vez cuando vuelva.',
    timeout: 'Rolecall no respondió a tiempo. Prueba otra vez.',
    closed: 'Se cerró la conexión con Rolecall. Vuelve a cargar la página.',
  },
  other: 'Algo falló. Prueba otra vez o vuelve a cargar la página.',
};
