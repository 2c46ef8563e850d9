import type { homeTexts as en } from '../en/settings-home.ts';
import { plural } from '../language.ts';

export const homeTexts: typeof en = {
  checklist: 'Tout est en place ?',
  done: 'Fait',
  open: 'Pas encore',
  twitch: 'Twitch est connecté',
  twitchAs: (name) => `Twitch est connecté : ${name}`,
  twitchNot: 'Connecte Twitch',
  twitchNotHint: 'Rolecall sait alors qui est abonné, qui est VIP et qui modère.',
  twitchLost:
    'Twitch a mis fin à la connexion. Jusqu’à ta reconnexion, les dernières listes connues sont utilisées.',
  twitchMissing: 'Tout ce que tu as activé n’est pas encore autorisé sur Twitch.',
  toConnect: 'Connecter',
  toAllow: 'L’autoriser',
  lists: (subs, vips, mods) => `${subs} abonnés · ${vips} VIP · ${mods} modos`,
  reading: (count) => `Lecture de tes listes : ${count} pour l’instant`,
  notRead: 'Les listes n’ont pas encore été lues.',
  someNotRead: 'Toutes les listes n’ont pas pu être lues.',
  dock: 'OBS affiche le dock',
  dockNot: 'Mets le dock dans OBS',
  dockNotHint:
    'Dans OBS : Docks > Docks de navigateur personnalisés. Donne-lui un nom et colle ceci comme URL :',
  seen: (age) => `Vu ${age}`,
  tool: (name) => `${name} interroge Rolecall`,
  toolSeen: (n, count, age) =>
    plural(n, { one: `Une question, ${age}`, other: `${count} questions, la dernière ${age}` }),
  toolNot: 'Laisse Streamer.bot interroger Rolecall',
  toolNotHint:
    'Il n’a rien demandé depuis le démarrage de Rolecall. D’autres programmes peuvent aussi demander.',
  toolOther: (name, age) => `Streamer.bot n’a pas encore demandé. Jusqu’ici a demandé : ${name}, ${age}.`,
  toTool: 'Le configurer',
  try: 'Tester en tant que viewer',
  tryText:
    'Ce que tes programmes reçoivent sur un viewer. Rien n’est compté ni noté, et personne n’en sait rien.',
  tryWho: 'Nom d’un viewer',
  tryFeature: 'Fonction',
  tryButton: 'Vérifier',
  trying: 'Un instant…',
  yes: (name, feature) => `Oui : ${name} peut utiliser ${feature}.`,
  no: (name, feature) => `Non : ${name} ne peut pas utiliser ${feature}.`,
  says: 'Tes programmes reçoivent cette phrase :',
  toRules: 'Changer qui peut',
};
