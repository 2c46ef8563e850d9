import type { mistakeTexts as en } from '../en/mistakes.ts';
import { plural } from '../language.ts';

export const mistakeTexts: typeof en = {
  mistakes: {
    unfilled: (param) => [
      `${param} n’était pas rempli`,
      'Le programme n’avait pas de valeur pour cette variable : regarde quel déclencheur le lance et comment la variable s’écrit.',
    ],
    nobody: (param) => [
      `${param} n’était ni un nom ni un ID`,
      'Fais envoyer au programme seulement le login ou l’ID, rien autour.',
    ],
    shared: () => ['plusieurs viewers ont ce nom', 'Fais envoyer au programme le login ou l’ID.'],
    missing: () => ['il manquait de qui il s’agit', 'Envoie user= ou userId=.'],
    unknown_feature: () => [
      'cette fonction n’existe pas',
      'Regarde dans les réglages comment la fonction s’appelle.',
    ],
    unknown_param: () => [
      'il y avait quelque chose que Rolecall ne connaît pas',
      'Copie à nouveau l’adresse des réglages. name= doit être à la fin.',
    ],
    wrong_value: (param) => [
      `${param} ne peut pas avoir cette valeur`,
      'Copie à nouveau l’adresse des réglages.',
    ],
    unknown_action: () => ['cette action n’existe pas', 'Regarde sous /api/docs ce qu’il y a.'],
    not_json: () => ['l’envoi était illisible', 'Regarde sous /api/docs à quoi ressemble une question.'],
    not_encoded: () => [
      'l’adresse contenait des espaces ou des lettres non encodées',
      'Prends la variable faite pour les adresses, par exemple %rawInputUrlEncoded%.',
    ],
    needs_token: () => [
      'l’adresse a besoin d’un jeton d’accès',
      'Crée un jeton d’accès dans les réglages et mets-le derrière l’adresse.',
    ],
  },
  something: 'quelque chose',
  caller: {
    'a browser': 'Un navigateur',
    HTTP: 'Un programme',
    WebSocket: 'Un programme',
  },
  asked: (caller, count, what) =>
    `${caller} a mal demandé ${plural(count, { one: 'une fois', other: `${count} fois` })} : ${what}.`,
};
