import type { sentenceTexts as en } from '../en/settings-sentences.ts';

export const sentenceTexts: typeof en = {
  lead: 'Ces phrases vont à tes programmes avec chaque décision. Changes-en une, ou laisse tout ainsi.',
  language: 'Langue des phrases',
  languageHint: 'De celles que tu n’as pas changées.',
  placeholders: 'Insérer :',
  change: 'Modifier',
  close: 'Fermer',
  placeholder: {
    name: 'le nom du viewer',
    feature: 'la fonction',
    timeLeft: 'combien de temps cela dure, ou combien attendre',
    roles: 'les rôles du viewer',
  },
  yes: 'Quand la réponse est oui',
  no: 'Quand la réponse est non',
  own: 'la tienne',
  example: 'Exemple',
  back: 'Revenir à la phrase de Rolecall',
  sampleName: 'MapleKettle',
};
