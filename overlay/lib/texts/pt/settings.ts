import type { settingsTexts as en } from '../en/settings.ts';
import { plural } from '../language.ts';

export const settingsTexts: typeof en = {
  title: 'Configurações',
  section: {
    home: 'Início',
    connect: 'Conectar a Twitch',
    access: 'Quem pode usar',
    points: 'Pontos do canal',
    texts: 'Textos',
    sync: 'Sincronização e limites',
    badge: 'Badge',
    integrations: 'Outros programas',
    computers: 'Outros PCs e tokens',
    data: 'Seus dados',
    help: 'Ajuda',
  },
  nav: 'Seções',
  dock: 'Abrir o dock',
  demo: 'Demo',
  demoNotice:
    'Esta é a demo: um canal inventado para brincar. Nada aqui é real e nada fica guardado. Tudo que você apertar funciona.',
  demoLeave:
    'Para sair, feche esta página. Se você mesmo abriu a demo com “--demo”, feche-a também nas configurações dela, em Ajuda.',
  away: 'O Rolecall não está aberto agora. Você vê as últimas configurações conhecidas, e nada pode ser salvo. A página se reconecta sozinha.',
  incomplete: 'Uma parte desta página não carregou. Carregue a página de novo.',
  connecting: 'Conectando ao Rolecall neste computador…',
  forbidden:
    'Esta página foi aberta com um token que não pode mudar configurações. Abra-a no computador onde o Rolecall roda, ou com um token de acesso total.',
  saved: 'Salvo.',
  savedMark: 'Salvo',
  saving: 'Salvando…',
  undo: 'Desfazer',
  undoHint: 'Desfazer (Ctrl+Z)',
  undone: 'Desfeito. Tudo está como antes.',
  close: 'Fechar',
  notSavedAway: 'Não salvo: o Rolecall não respondeu. Tente de novo quando ele voltar.',
  dirty: 'Ainda não salvo',
  save: 'Salvar',
  range: (min, max) => `Escolha um número inteiro de ${min} a ${max}.`,
  required: 'Este campo não pode ficar vazio.',
  gain: (n, count) =>
    plural(n, { one: '1 espectador ganha acesso.', other: `${count} espectadores ganham acesso.` }),
  lose: (n, count) =>
    plural(n, { one: '1 espectador perde o acesso.', other: `${count} espectadores perdem o acesso.` }),
  noEffect: 'Nada muda para ninguém nas suas listas.',
  who: 'Mostrar quem',
  gains: 'Ganham acesso',
  losses: 'Perdem o acesso',
  andMore: (n) => `e mais ${n}`,
  inBrowser: 'O OBS não salva arquivos: abra este endereço no seu navegador.',
  copy: 'Copiar',
  copied: 'Copiado',
  copyFailed: 'Aperte Ctrl+C para copiar',
};
