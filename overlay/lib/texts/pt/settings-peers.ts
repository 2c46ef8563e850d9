import type { peersTexts as en } from '../en/settings-peers.ts';
import { language, plural } from '../language.ts';

export const peersTexts: typeof en = {
  heading: 'Programas que o Rolecall chama',
  lead: 'O Rolecall pode chamar estes programas sozinho. Cada um fica desligado até você ligar.',
  on: 'Ligado',
  state: {
    off: 'Desligado',
    connecting: 'Conectando…',
    connected: 'Conectado',
    failed: 'Não conectado',
  },
  sending: (n) => `Enviando, faltam ${n.toLocaleString(language)}`,
  regularsSent: (n) =>
    plural(n, {
      one: '1 espectador foi enviado como Regular.',
      other: `${n.toLocaleString(language)} espectadores foram enviados como Regulars.`,
    }),
  place: 'Onde ele escuta',
  host: 'Computador',
  port: 'Porta',
  password: 'Senha',
  passwordKept: 'Salva. Digite uma nova para trocar.',
  passwordNone: 'Nenhuma. Deixe vazio se o programa não pede.',
  forget: 'Esquecer a senha',
  hostHint: '127.0.0.1 é este PC. O resto vai pela sua rede sem criptografia.',
  needHost: 'Digite um nome ou um endereço, por exemplo 127.0.0.1.',
  needPort: 'Escolha um número inteiro de 1 a 65535.',
  streamerbot: 'Streamer.bot: executar suas ações',
  streamerbotText:
    'Executa uma ação sua quando algo acontece aqui. Os detalhes chegam como argumentos (%rolecallUser% …).',
  event: {
    rolesChanged: 'Quando alguém ganha ou perde um cargo',
    syncFinished: 'Quando uma sincronização deu certo',
    syncFailed: 'Quando uma sincronização falhou',
    grantStarted: 'Quando o tempo de alguém começa',
    grantEnded: 'Quando o tempo de alguém acaba',
  },
  noAction: 'Nenhuma ação',
  retry: 'Tentar agora',
  reload: 'Ler as ações de novo',
  actionsAway: 'A lista de ações aparece aqui quando o Streamer.bot estiver conectado.',
  disabled: (name) => `${name} (desligada no Streamer.bot)`,
  triggers: 'No menu de gatilhos do Streamer.bot: Custom > Rolecall > VIP gained, Time ran out, Sync failed…',
  noTriggers:
    'O Rolecall também pode estar no menu de gatilhos do Streamer.bot: importe rolecall.sb e execute uma vez a ação “Rolecall: put its triggers into the menu”.',
  speakerbot: 'Speaker.bot: manter os Regulars',
  speakerbotText:
    'Mantém os Regulars iguais a quem pode usar TTS. Regulars que você adiciona lá manualmente e que não podem usar TTS aqui podem ser removidos de novo: libere-os aqui.',
  speakerbotHonest:
    'O Speaker.bot nunca responde, então o Rolecall não vê se ele escutou. Tudo é enviado de novo quando o Rolecall abre e quando sua live começa.',
  speakerbotOff: 'Ao desligar, os Regulars do Speaker.bot ficam como estão.',
  speakerState: {
    off: 'Desligado',
    connecting: 'Enviando…',
    connected: 'Enviado',
    failed: 'Não enviado',
  },
  resend: 'Enviar tudo de novo',
  obs: 'OBS: detectar sua live',
  obsText:
    'Diz ao Rolecall quando sua live começa e termina, sem script. Usa o servidor WebSocket que vem com o OBS.',
};
