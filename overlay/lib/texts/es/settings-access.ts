import type { accessTexts as en } from '../en/settings-access.ts';
import { plural } from '../language.ts';

export const accessTexts: typeof en = {
  lead: 'Decide quién puede usar el texto a voz y tus otras funciones. Tú siempre puedes. Cada cambio se guarda al momento y se puede deshacer; antes de que alguien pierda el acceso, se te pregunta.',
  presets: 'Empieza con una de estas plantillas',
  preset: {
    everyone: ['Todos', 'Todos los espectadores pueden usar el texto a voz y las voces premium.'],
    limited: ['Limitado', 'Solo suscriptores, VIP y moderadores.'],
    'premium-voices-only': [
      'Solo voces premium limitadas',
      'Todos pueden usar el texto a voz; las voces premium son para suscriptores, VIP y moderadores.',
    ],
  },
  ownMix:
    'Tienes reglas propias. Una plantilla cambia quién puede usar cada función; las esperas y las otras reglas se quedan.',
  botsMay: 'Los bots de chat como Nightbot también pueden hablar si tienen un rol: muchos son moderadores.',
  botsKeepOut: 'Dejar fuera a los bots',
  featureNames: {
    tts: 'Texto a voz',
    'premium-voice': 'Voces premium',
  },
  offNow: 'Desactivado: nadie más que tú',
  nobody: 'Nadie más que tú',
  everyone: 'Todos',
  subscribers: 'Suscriptores',
  subscribersWho: (tier, gifted) =>
    `suscriptores${tier > 1 ? ` desde el nivel ${tier}` : ''}${gifted ? '' : ' (no regalados)'}`,
  minTier: 'Desde qué nivel',
  tier: (n) => `Nivel ${n}`,
  gifted: 'Las suscripciones regaladas también cuentan',
  vips: 'VIP',
  moderators: 'Moderadores',
  moderatorsWho: 'moderadores',
  followers: 'Seguidores',
  followersHint:
    'Necesita un permiso propio de Twitch. Si aún no está: después de activarlo, permítelo en “Conectar Twitch”.',
  followersWho: (days) =>
    days === 0
      ? 'seguidores'
      : `seguidores desde hace al menos ${plural(days, { one: '1 día', other: `${days} días` })}`,
  minDays: 'Siguen desde hace al menos',
  minDaysHint: 'Con 0 entran todos los seguidores.',
  days: 'días',
  stale: 'Si las listas están desactualizadas',
  staleHint: 'Pasa cuando Twitch o tu internet fallan mucho rato.',
  staleUse: 'Usar las últimas listas conocidas',
  staleUseHint: 'Nadie se queda fuera. Recomendado.',
  staleDeny: 'Denegar',
  staleDenyHint: 'Quien necesita un rol espera hasta que las listas vuelvan a estar al día.',
  remove: 'Quitar esta función',
  removeHeading: (name) => `¿Quitar “${name}”?`,
  removeYes: 'Quitarla',
  add: 'Añadir una función',
  addHint:
    'Por ejemplo, peticiones de canciones: tus programas preguntan a Rolecall por esta función por su nombre.',
  addName: 'Nombre',
  addCalled: (id) => `Tus programas preguntan por “${id}”.`,
  addNeedsLetter: 'El nombre necesita al menos una letra de la a a la z.',
  addButton: 'Añadir',
  added: (name) => `Se añadió “${name}”. Suscriptores, VIP y moderadores pueden usarla.`,
  exists: (name) => `La función “${name}” ya existe.`,
  loseHeading: 'Algunos espectadores perderán el acceso',
  loseText: '¿Guardar igualmente? Después puedes deshacerlo.',
  loseYes: 'Guardar',
  loseNo: 'Dejarlo como estaba',
  unknown: 'Cargando las reglas…',
};
