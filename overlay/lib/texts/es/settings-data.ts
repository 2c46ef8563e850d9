import type { dataTexts as en } from '../en/settings-data.ts';

export const dataTexts: typeof en = {
  lead: 'Todo se queda en tu PC. Puedes exportarlo, restaurar una copia o borrar a los espectadores.',
  export: 'Exportar',
  exportText:
    'Estos archivos no llevan contraseñas ni sesiones, pero sí los nombres de tus espectadores: no los compartas.',
  json: 'Copia de seguridad (JSON)',
  jsonHint: 'Ajustes, reglas, textos, recompensas, silencios, minutos dados y todo el historial.',
  csv: 'Tabla (CSV)',
  csvHint: 'Para Excel o LibreOffice: quién tuvo qué rol, desde cuándo hasta cuándo, y todo lo hecho a mano.',
  exported: (name) => `Tu navegador guarda ${name}.`,
  import: 'Restaurar una copia',
  importText:
    'En un Rolecall nuevo, antes de cambiar o conectar nada allí. Se importa todo o nada. Los roles se vuelven a leer de Twitch.',
  choose: 'Elige el archivo de la copia',
  drop: 'o suéltalo aquí',
  importing: 'Importando…',
  notAnExport: 'Esto no es una copia de Rolecall. Elige un archivo llamado rolecall-….json.',
  importedShort: 'La copia se ha importado.',
  imported: 'Importado',
  settings: 'Ajustes',
  policy: 'Reglas',
  rewards: (n) => `Recompensas: ${n}`,
  overrides: (n) => `Permitidos o silenciados a mano: ${n}`,
  grants: (n) => `Espectadores con tiempo: ${n}`,
  skipped: (n, what, why) => `Sin importar: ${n} ${what}. ${why}`,
  what: {
    overrides: 'permitidos o silenciados a mano',
    grants: 'con tiempo',
    roles: 'de los roles',
  },
  nextConnect: 'Ahora conecta Twitch',
  delete: 'Borrar a todos los espectadores',
  deleteShown:
    'Todos los roles con su historial y todo lo permitido, silenciado o dado. Los ajustes y las reglas se quedan. Lo que Twitch aún tenga vuelve con la próxima sincronización; para evitarlo, desconecta antes Twitch.',
  deleteButton: 'Borrar a todos los espectadores…',
  deleteHeading: '¿Borrar a todos los espectadores para siempre?',
  deleteText: 'No se puede deshacer. Escribe estas palabras para seguir:',
  deleteWords: 'borrar todo',
  deleteYes: 'Borrar a todos',
  deleteNo: 'Conservarlo todo',
  deleted: (n) => `Borrados: ${n} espectadores con su historial.`,
};
