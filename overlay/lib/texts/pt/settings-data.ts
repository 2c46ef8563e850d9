import type { dataTexts as en } from '../en/settings-data.ts';

export const dataTexts: typeof en = {
  lead: 'Tudo fica no seu PC. Você pode exportar, restaurar um backup ou apagar os espectadores.',
  export: 'Exportar',
  exportText:
    'Estes arquivos não têm senha nem login, mas têm os nomes dos seus espectadores: não compartilhe.',
  json: 'Backup (JSON)',
  jsonHint: 'Configurações, regras, textos, recompensas, silenciados, minutos dados e todo o histórico.',
  csv: 'Tabela (CSV)',
  csvHint: 'Para Excel ou LibreOffice: quem teve qual cargo, de quando até quando, e tudo feito manualmente.',
  exported: (name) => `Seu navegador salva ${name}.`,
  import: 'Restaurar um backup',
  importText:
    'Em um Rolecall novo, antes de mudar ou conectar qualquer coisa lá. Tudo é importado, ou nada. Os cargos são lidos da Twitch de novo.',
  choose: 'Escolha o arquivo do backup',
  drop: 'ou solte aqui',
  importing: 'Importando…',
  notAnExport: 'Isto não é um backup do Rolecall. Escolha um arquivo chamado rolecall-….json.',
  importedShort: 'O backup foi importado.',
  imported: 'Importado',
  settings: 'Configurações',
  policy: 'Regras',
  rewards: (n) => `Recompensas: ${n}`,
  overrides: (n) => `Liberados ou silenciados manualmente: ${n}`,
  grants: (n) => `Espectadores com tempo: ${n}`,
  skipped: (n, what, why) => `Deixado de fora: ${n} ${what}. ${why}`,
  what: {
    overrides: 'liberados ou silenciados manualmente',
    grants: 'com tempo',
    roles: 'dos cargos',
  },
  nextConnect: 'Agora conecte a Twitch',
  delete: 'Apagar todos os espectadores',
  deleteShown:
    'Todos os cargos com o histórico e tudo que foi liberado, silenciado ou dado. Configurações e regras ficam. O que a Twitch ainda lista volta com a próxima sincronização; para evitar isso, desconecte a Twitch antes.',
  deleteButton: 'Apagar todos os espectadores…',
  deleteHeading: 'Apagar todos os espectadores para sempre?',
  deleteText: 'Não dá para desfazer. Digite estas palavras para continuar:',
  deleteWords: 'apagar tudo',
  deleteYes: 'Apagar todos',
  deleteNo: 'Manter tudo',
  deleted: (n) => `Apagados: ${n} espectadores com o histórico.`,
};
