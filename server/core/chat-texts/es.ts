import type { ChatWords } from './words.ts';

export const es: ChatWords = {
  reasons: {
    broadcaster: 'Este es el directo de {name}.',
    override_allow: '{name} tiene permiso.',
    grant: 'A {name} le quedan {timeLeft}.',
    everyone: 'Todos pueden usar {feature}.',
    subscriber: '{name} tiene una suscripción.',
    vip: '{name} es VIP.',
    moderator: '{name} modera aquí.',
    follower: '{name} lleva suficiente tiempo siguiendo el canal.',
    member: '{name} es miembro.',
    other_platform: '{name} no puede usar {feature} desde otra plataforma.',
    feature_off: 'Ahora mismo no se puede usar {feature}.',
    banned: '{name} tiene un baneo o una expulsión.',
    override_deny: 'Han silenciado a {name}.',
    cooldown: '{name} tiene que esperar {timeLeft}.',
    roles_stale: 'Rolecall lleva demasiado tiempo sin saber de Twitch para estar seguro de {name}.',
    roles_unknown: 'Rolecall aún no ha leído las listas de Twitch.',
    rules_unknown:
      'Rolecall ha perdido sus reglas y no deja entrar a nadie hasta que el streamer las revise.',
    follower_unknown: 'Rolecall no pudo saber a tiempo si {name} sigue el canal.',
    bot: '{name} es un bot de chat.',
    guest: '{name} escribe desde el chat de otro canal.',
    first_message: '{name} puede usar {feature} desde el segundo mensaje.',
    no_matching_rule: '{name} no puede usar {feature}.',
  },
  role: {
    broadcaster: 'streamer',
    subscriber: 'sub',
    vip: 'VIP',
    moderator: 'mod',
    viewer: 'espectador',
  },
  and: 'y',
  somebody: 'Este espectador',
  shared: (count, name, logins) =>
    `${count} espectadores se llaman “${name}” (${logins}); vale la respuesta más estricta.`,
  forEver: 'siempre',
  day: 'día',
  days: 'días',
};
