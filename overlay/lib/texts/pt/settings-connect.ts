import type { settingsConnectTexts as en } from '../en/settings-connect.ts';

export const settingsConnectTexts: typeof en = {
  lead: 'O Rolecall lê direto da Twitch quem é inscrito, quem é VIP e quem modera. Ele nunca vê sua senha, e as listas ficam neste PC.',
  connectedText: (login) => `twitch.tv/${login} · as listas são mantidas em dia.`,
  lost: 'A Twitch encerrou o login',
  lostText: 'Conecte de novo aqui. Até lá valem as últimas listas conhecidas.',
  permissions: 'O que o Rolecall pode ver',
  permissionsText: 'O Rolecall pede só o que está ligado.',
  neededFor: 'Para que serve',
  state: 'Estado',
  has: 'Permitido',
  lacks: 'Falta',
  notNeeded: 'Não precisa',
  scopes: {
    'channel:read:subscriptions': 'Ler seus inscritos: sempre necessário',
    'channel:read:vips': 'Ler seus VIPs: sempre necessário',
    'moderation:read': 'Ler seus moderadores e quem está banido: sempre necessário',
    'moderator:read:followers': 'Só para a regra “seguidores há tantos dias”',
    'channel:moderate': 'Só para “Negar banidos e suspensos”',
    'channel:manage:redemptions':
      'Só para pontos do canal: criar recompensas, detectar resgates e devolver pontos',
  },
  otherScope: 'Permitido antes; o Rolecall não usa',
  notPublic:
    'A Twitch só renova o login de um aplicativo do tipo “Public” que ainda exista. Em dev.twitch.tv/console aperte “Manage” ao lado do seu, ponha o Client Type em “Public”, salve e conecte de novo.',
  missing: 'Ainda sem permissão na Twitch',
  cancel: 'Cancelar',
  disconnect: 'Desconectar',
  disconnectText: 'O Rolecall apaga o login, também na Twitch. Suas configurações ficam nos dois casos.',
  disconnectKeep: 'Desconectar e manter as listas',
  disconnectDelete: 'Desconectar e apagar todos os espectadores',
  keep: 'Continuar conectado',
  askDisconnect: {
    heading: 'Desconectar a Twitch?',
    text: 'As últimas listas conhecidas continuam valendo, mas as mudanças não são mais detectadas.',
    yes: 'Desconectar',
  },
  askDelete: {
    heading: 'Desconectar e apagar todos os espectadores?',
    text: 'Todos os cargos com o histórico, e tudo que você liberou, silenciou ou deu, são apagados. Não dá para desfazer. Suas configurações ficam.',
    yes: 'Apagar todos',
  },
  disconnected: 'Desconectado. As últimas listas conhecidas continuam valendo.',
  deleted: 'Desconectado, e todos os espectadores foram apagados.',
  next: 'E agora?',
  nextDock: 'Coloque o dock e o badge no OBS',
  nextAccess: 'Decida quem pode usar o texto para fala',
  nextTools: 'Deixe o Streamer.bot ou outro programa perguntar',
  demo: 'Quer dar uma olhada antes?',
  demoText:
    'A demo mostra tudo com um canal inventado; nada fica guardado e suas configurações não são tocadas. Ela abre em outra aba e termina junto com o Rolecall.',
  inDemo:
    'Na demo não há nada para conectar: o canal inventado já está conectado. Desconectar e conectar também funcionam aqui, com uma Twitch inventada.',
};
