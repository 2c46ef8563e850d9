import type { settingsTexts as en } from '../en/settings.ts';
import { plural } from '../language.ts';

export const settingsTexts: typeof en = {
  title: 'Ajustes',
  section: {
    home: 'Inicio',
    connect: 'Conectar Twitch',
    access: 'Quién puede usarlo',
    points: 'Puntos del canal',
    texts: 'Textos',
    sync: 'Sincronización y límites',
    badge: 'Badge',
    integrations: 'Otros programas',
    computers: 'Otros PC y tokens',
    data: 'Tus datos',
    help: 'Ayuda',
  },
  nav: 'Secciones',
  dock: 'Abrir el dock',
  demo: 'Demo',
  demoNotice:
    'Esto es la demo: un canal inventado para jugar. Nada es real y nada se guarda. Todo lo que pulses funciona.',
  demoLeave:
    'Para salir, cierra esta página. Si iniciaste la demo tú con “--demo”, ciérrala también en sus ajustes, en Ayuda.',
  away: 'Rolecall no está abierto ahora mismo. Ves los últimos ajustes conocidos y no se puede guardar nada. La página se reconecta sola.',
  incomplete: 'No se pudo cargar una parte de esta página. Vuelve a cargarla.',
  connecting: 'Conectando con Rolecall en este ordenador…',
  forbidden:
    'Esta página se abrió con un token que no puede cambiar los ajustes. Ábrela en el ordenador donde está Rolecall, o con un token de acceso total.',
  saved: 'Guardado.',
  savedMark: 'Guardado',
  saving: 'Guardando…',
  undo: 'Deshacer',
  undoHint: 'Deshacer (Ctrl+Z)',
  undone: 'Deshecho. Todo está como antes.',
  close: 'Cerrar',
  notSavedAway: 'Sin guardar: Rolecall no respondió. Prueba otra vez cuando vuelva.',
  dirty: 'Aún sin guardar',
  save: 'Guardar',
  range: (min, max) => `Elige un número entero de ${min} a ${max}.`,
  required: 'Este campo no puede quedar vacío.',
  gain: (n, count) =>
    plural(n, { one: '1 espectador gana acceso.', other: `${count} espectadores ganan acceso.` }),
  lose: (n, count) =>
    plural(n, { one: '1 espectador pierde el acceso.', other: `${count} espectadores pierden el acceso.` }),
  noEffect: 'Para nadie de tus listas cambia nada.',
  who: 'Mostrar quién',
  gains: 'Ganan acceso',
  losses: 'Pierden el acceso',
  andMore: (n) => `y ${n} más`,
  inBrowser: 'OBS no puede guardar archivos: abre esta dirección en tu navegador.',
  copy: 'Copiar',
  copied: 'Copiado',
  copyFailed: 'Pulsa Ctrl+C para copiar',
};
