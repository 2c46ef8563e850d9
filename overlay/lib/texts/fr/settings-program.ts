import type { programTexts as en } from '../en/settings-program.ts';

export const programTexts: typeof en = {
  heading: 'Rolecall lui-même',
  versions: (version, node) => `Version ${version}, avec Node ${node}.`,
  autostart: 'Démarrer avec ce PC',
  autostartHint: 'Quand tu ouvres ta session, sans fenêtre.',
  autostartOn: 'Rolecall démarre quand tu ouvres ta session.',
  autostartOff: 'Rolecall ne démarre plus tout seul.',
  updates: 'Me prévenir quand il y a une nouvelle version',
  updatesHint: (site) =>
    `Rolecall regarde alors une fois par jour sur ${site}. Rien sur toi n’est envoyé, et rien n’est téléchargé.`,
  noReleases: 'Personne n’a dit où sont les nouvelles versions de ce programme. Regarde là où tu l’as eu.',
  newest: 'C’est la version la plus récente.',
  notAsked: 'La page est injoignable. Rolecall réessaie demain.',
  newer: (version) => `La version ${version} est là`,
  newerHow:
    'Télécharge-la, quitte Rolecall, mets le nouveau dossier à la place de l’ancien et démarre-le. Tes données restent.',
  newerPage: 'Ouvrir la page',
  log: 'Le journal',
  logText:
    'Ce qui s’est passé, le plus récent à la fin. Il contient des noms de viewers : ne le montre qu’à des gens de confiance.',
  show: 'Afficher le journal',
  again: 'Le relire',
  quit: 'Quitter Rolecall',
  quitText:
    'Plus personne ne peut alors utiliser le TTS, et OBS et Streamer.bot n’ont pas de réponse jusqu’au prochain démarrage.',
  quitHeading: 'Quitter Rolecall ?',
  quitYes: 'Quitter',
  quitNo: 'Continuer',
  quitDone: 'Rolecall est fermé. Redémarre-le comme avant.',
};
