import type { sortTexts as en } from '../en/settings-sorts.ts';

export const sortTexts: typeof en = {
  heading: 'Espectadores especiales',
  others: 'Espectadores de otras plataformas (YouTube, Kick…)',
  othersHint:
    'Tu programa tiene que decir quiénes son. Quien permitas a mano, o a quien des tiempo, puede en cualquier caso.',
  othersChoice: {
    never: 'Nadie',
    everyone: 'Todos',
    members: 'Miembros y moderadores',
    moderators: 'Moderadores',
  },
  guests: 'Invitados de un chat compartido',
  guestsHint: 'Quien escribe en el chat de un canal con el que emites. Desactivado: nunca.',
  firstTimers: 'Quien escribe por primera vez',
  firstTimersHint: 'Desactivado: desde el segundo mensaje.',
  bots: 'Bots de chat',
  botsHint:
    'Desactivado: nunca, aunque los bots suelen ser moderadores. Recomendado. Cuáles: en “Sincronización y límites”.',
  perks: 'Cómo pueden usarlo',
  perksHint:
    'Tus programas reciben la voz y los límites con cada respuesta. De las filas que encajan cuenta el límite más alto, y la voz del rol más alto.',
  perksFor: {
    everyone: 'Todos',
    subscriber: 'Suscriptores',
    vip: 'VIP',
    moderator: 'Moderadores',
    grant: 'A quien le queda tiempo',
    member: 'Miembros de fuera',
  },
  whom: 'Para',
  voice: 'Voz',
  limit: {
    maxChars: ['Texto más largo', 'letras'],
    maxSeconds: ['Tiempo más largo', 'segundos'],
    volume: ['Volumen', '%'],
  },
  addRow: 'Añadir una fila',
  removeRow: 'Quitar esta fila',
  row: (n) => `Fila ${n}`,
};
