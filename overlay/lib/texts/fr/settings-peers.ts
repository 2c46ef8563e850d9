import type { peersTexts as en } from '../en/settings-peers.ts';
import { language, plural } from '../language.ts';

export const peersTexts: typeof en = {
  heading: 'Programmes que Rolecall appelle',
  lead: 'Rolecall peut appeler ces programmes tout seul. Chacun est coupé tant que tu ne l’actives pas.',
  on: 'Activé',
  state: {
    off: 'Coupé',
    connecting: 'Connexion…',
    connected: 'Connecté',
    failed: 'Non connecté',
  },
  sending: (n) => `Envoi, encore ${n.toLocaleString(language)}`,
  regularsSent: (n) =>
    plural(n, {
      one: `${n} viewer a été envoyé comme Regular.`,
      other: `${n.toLocaleString(language)} viewers ont été envoyés comme Regulars.`,
    }),
  place: 'Où il écoute',
  host: 'Ordinateur',
  port: 'Port',
  password: 'Mot de passe',
  passwordKept: 'Enregistré. Tapes-en un nouveau pour le remplacer.',
  passwordNone: 'Aucun. Laisse vide si le programme n’en demande pas.',
  forget: 'Oublier le mot de passe',
  hostHint: '127.0.0.1 est ce PC. Le reste passe par ton réseau sans chiffrement.',
  needHost: 'Tape un nom ou une adresse, par exemple 127.0.0.1.',
  needPort: 'Choisis un nombre entier de 1 à 65535.',
  streamerbot: 'Streamer.bot : lancer tes actions',
  streamerbotText:
    'Lance une de tes actions quand il se passe quelque chose ici. Les détails arrivent comme arguments (%rolecallUser% …).',
  event: {
    rolesChanged: 'Quand quelqu’un gagne ou perd un rôle',
    syncFinished: 'Quand une synchro a réussi',
    syncFailed: 'Quand une synchro a échoué',
    grantStarted: 'Quand le temps de quelqu’un commence',
    grantEnded: 'Quand le temps de quelqu’un est fini',
  },
  noAction: 'Aucune action',
  retry: 'Réessayer maintenant',
  reload: 'Relire les actions',
  actionsAway: 'La liste des actions apparaît ici quand Streamer.bot est connecté.',
  disabled: (name) => `${name} (coupée dans Streamer.bot)`,
  triggers:
    'Dans le menu des déclencheurs de Streamer.bot : Custom > Rolecall > VIP gained, Time ran out, Sync failed…',
  noTriggers:
    'Rolecall peut aussi être dans le menu des déclencheurs de Streamer.bot : importe rolecall.sb et lance une fois son action « Rolecall: put its triggers into the menu ».',
  speakerbot: 'Speaker.bot : tenir les Regulars',
  speakerbotText:
    'Garde ses Regulars identiques à ceux qui peuvent utiliser le TTS. Ceux que tu y ajoutes à la main et qui ne peuvent pas utiliser le TTS ici peuvent être retirés : autorise-les plutôt ici.',
  speakerbotHonest:
    'Speaker.bot ne répond jamais, Rolecall ne voit donc pas s’il a écouté. Tout est renvoyé au démarrage de Rolecall et au début de ton live.',
  speakerbotOff: 'Si tu coupes ceci, les Regulars de Speaker.bot restent comme ils sont.',
  speakerState: {
    off: 'Coupé',
    connecting: 'Envoi…',
    connected: 'Envoyé',
    failed: 'N’envoie pas',
  },
  resend: 'Tout renvoyer',
  obs: 'OBS : voir ton live',
  obsText:
    'Dit à Rolecall quand ton live commence et s’arrête, sans script. Utilise le serveur WebSocket fourni avec OBS.',
};
