import type { warningTexts as en } from '../en/warnings.ts';
import { plural } from '../language.ts';
import { lateSentence } from '../late.ts';

export const warningTexts: typeof en = {
  words: {
    access_tokens_lost: () => [
      'Tous les jetons d’accès sont perdus : les programmes qui en utilisent un sont refusés.',
      'Crées-en de nouveaux et mets-les dans tes programmes.',
    ],
    channel_lost: () => [
      'Rolecall ne sait plus à qui est cette chaîne.',
      'Rien à faire tant que Twitch est connecté. Sinon, reconnecte-le.',
    ],
    clock_wrong: ({ count }) => [
      `L’horloge de cet ordinateur est ${count === null ? 'fausse' : `décalée de ${count} minutes`}.`,
      'Mets-la à l’heure : d’ici là, les changements arrivent tard et les heures sont fausses.',
    ],
    cooldowns_restarted: () => [
      'Le moment de la dernière utilisation des fonctions est perdu : tous les délais repartent de zéro.',
      'Rien à faire.',
    ],
    counts_lost: () => ['Tes chiffres passés sont perdus : la courbe recommence.', 'Rien à faire.'],
    empty_channel: ({ channel }) => [
      channel === null ? 'Est-ce ta chaîne ?' : `${channel}, est-ce ta chaîne ?`,
      'Twitch n’y montre ni abonnés, ni VIP, ni modérateurs. C’est peut-être le compte d’un bot.',
    ],
    events_refused: ({ late }) => [
      'Twitch ne signale pas tout aussitôt.',
      `${late.length === 0 ? 'Ce qui manque apparaît plus tard.' : lateSentence(late)} Rolecall redemande à Twitch tout seul.`,
    ],
    file_older: ({ files }) => [
      `${files ?? 'Un fichier'} : abîmé, une version plus ancienne est utilisée.`,
      'Regarde si ta dernière modification est encore juste.',
    ],
    file_restored: ({ files }) => [
      `${files ?? 'Un fichier'} : abîmé ou absent.`,
      'Il y avait une bonne copie : rien n’est perdu.',
    ],
    grants_waiting: ({ count }) => [
      count === 1
        ? '1 temps accordé ne compte pas pour l’instant.'
        : `${count ?? 'Quelques'} temps accordés ne comptent pas pour l’instant.`,
      'Le fichier était abîmé : certains étaient peut-être déjà finis. Rétablis-les, ou laisse-les de côté.',
    ],
    history_damaged: () => [
      'Une partie de l’historique des rôles est perdue.',
      'On sait qui a un rôle maintenant.',
    ],
    login_lost: () => ['La connexion à Twitch est perdue.', 'Reconnecte Twitch.'],
    manifest_lost: () => [
      'Il manque peut-être quelque chose dans le dossier de données.',
      'Regarde si tes règles sont justes et qui est muet.',
    ],
    mutes_lost: ({ count }) => [
      'Des viewers rendus muets ne le sont peut-être plus.',
      `${count === null ? 'Ceux qui ont pu être lus comptent' : `Les ${count} qui ont pu être lus comptent`}. Rends à nouveau muets ceux qui doivent l’être.`,
    ],
    newer_version: ({ version }) => [
      version === null ? 'Il y a un Rolecall plus récent.' : `Rolecall ${version} est là.`,
      'Les réglages disent comment l’obtenir, sous Aide.',
    ],
    peer_passwords_lost: () => [
      'Les mots de passe de Streamer.bot et d’OBS sont perdus.',
      'Entre-les à nouveau.',
    ],
    peers_lost: () => [
      'Les adresses de Streamer.bot, Speaker.bot et OBS sont perdues.',
      'Entre-les à nouveau.',
    ],
    regulars_lost: () => [
      'La liste des viewers envoyés à Speaker.bot est perdue.',
      'Regarde dans Speaker.bot si quelqu’un est Regular sans devoir l’être.',
    ],
    rewards_not_ours: ({ titles }) => [
      `Un autre programme a créé ${titles.map((title) => `« ${title} »`).join(', ') || 'une récompense'}.`,
      'Elle donne du temps, mais ne peut pas rendre de points. Une nouvelle récompense le peut.',
    ],
    roster_damaged: () => [
      'Des changements de rôles sont perdus : pour l’instant, aucun rôle ne compte.',
      'Cela s’arrête dès que tes listes sont lues sur Twitch.',
    ],
    rules_unknown: () => [
      'Tes règles sont peut-être fausses, tout est donc coupé.',
      'Un fichier a été abîmé. Regarde qui peut quoi, puis confirme que c’est juste.',
    ],
    runs_lost: () => ['La liste des synchros passées est perdue.', 'Rien à faire.'],
    source_away: () => [
      'Streamer.bot est injoignable : les listes de la dernière lecture sont utilisées.',
      'Démarre Streamer.bot et regarde si son serveur WebSocket tourne. Ce qui s’est passé entre-temps est alors rattrapé.',
    ],
    store_gone: () => [
      'Le dossier de données a disparu : rien n’est enregistré.',
      'Remets-le où il était. Sinon, ferme Rolecall et redémarre-le.',
    ],
    warnings_lost: () => [
      'Quelque chose que tu aurais dû lire ici est perdu.',
      'Regarde si tes règles sont justes et qui est muet.',
    ],
  },
  ok: 'Compris',
  dismiss: 'Ne plus afficher',
  next: (at, of) => `${at}/${of}, afficher le message suivant`,
  rules: 'Voir les règles',
  rulesRight: 'Les règles sont justes',
  restore: (count) =>
    count === null ? 'Les rétablir' : plural(count, { one: 'En rétablir 1', other: `En rétablir ${count}` }),
  restored: (count) => plural(count, { one: '1 compte à nouveau.', other: `${count} comptent à nouveau.` }),
  leaveOut: 'Les laisser de côté',
  reward: 'Créer une récompense',
  yes: 'Oui',
  another: 'En connecter une autre',
  connect: 'Connecter Twitch',
  tokens: 'En créer de nouveaux',
  setUp: 'Reconfigurer',
  passwords: 'Les entrer',
  update: 'Voir comment',
};
