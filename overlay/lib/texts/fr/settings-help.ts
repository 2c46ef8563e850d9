import type { helpTexts as en } from '../en/settings-help.ts';

export const helpTexts: typeof en = {
  lead: 'Quand quelque chose ne marche pas comme tu l’attends.',
  questions: 'Programmes qui ont mal demandé',
  questionsText:
    'Qui demande mal reçoit une erreur au lieu d’un oui ou d’un non. Compté depuis le démarrage de Rolecall.',
  noQuestions: 'Aucun programme n’a mal demandé depuis le démarrage de Rolecall.',
  last: (age) => `Dernière fois ${age}`,
  diagnostics: 'Diagnostic',
  diagnosticsText:
    'Un texte à coller là où tu demandes de l’aide : versions, états et dernières erreurs. Sans mots de passe ni noms de viewers.',
  show: 'Afficher le diagnostic',
  again: 'Le relire',
  reading: 'Lecture…',
};
