import type { integrationTexts as en } from '../en/settings-integrations.ts';

export const integrationTexts: typeof en = {
  lead: 'Tout ce qui tourne sur ce PC peut interroger Rolecall. Copie ce qu’il te faut ; les adresses sont celles de ton installation.',
  obs: 'OBS',
  dock: 'Le dock',
  dockHint: 'Dans OBS : Docks > Docks de navigateur personnalisés. Donne-lui un nom et colle ceci comme URL.',
  badge: 'Le badge pendant le live',
  badgeHint: 'Dans OBS : Sources > + > Navigateur. Largeur 400, hauteur 80. Plus de choix sous « Badge ».',
  waiting: 'Télécharger le badge qui attend',
  waitingHint:
    'Si OBS s’ouvre avant Rolecall, un badge ordinaire reste vide jusqu’à ce que tu l’actualises. Ce fichier attend : enregistre-le et choisis-le dans la source navigateur comme « Fichier local ».',
  waitingDock: 'Télécharger le dock qui attend',
  waitingDockHint:
    'Un dock ordinaire montre une erreur si OBS s’ouvre avant Rolecall. Ce fichier attend : enregistre-le et donne au dock son adresse comme URL, par exemple file:///C:/Users/you/Documents/rolecall-dock.html',
  script: 'Script OBS',
  scriptHint:
    'Raccourcis clavier, une source de texte et le début de ton live : Outils > Scripts > +, et choisis le fichier integrations/obs/rolecall.py dans le dossier de Rolecall. Si tu veux seulement que le live soit vu, l’interrupteur plus bas le fait sans script.',
  sbImport: 'Ou tout d’un coup, par un import :',
  sbDownload: 'Télécharger rolecall.sb',
  sbImportHint:
    'Glisse le fichier sur « Import String » dans la fenêtre Import de Streamer.bot. Rien de cela n’a encore été essayé dans un vrai Streamer.bot : essaie d’abord avec le compte d’un ami.',
  sbScripts:
    'Ou seulement un script : ouvre-le, copie tout et colle-le dans Core > C# > Execute C# Code. Ton adresse y est déjà.',
  check: 'Ce que demandent tes programmes',
  feature: 'Ce viewer peut-il utiliser',
  consume: 'Lancer le délai à chaque oui',
  consumeHint: 'Juste avant que quelque chose soit dit ou joué. Coupé pour seulement regarder.',
  streamerbot: 'Streamer.bot',
  sbSteps: 'Dans l’action qui parle, mets deux sous-actions avant (Streamer.bot 1.0 ou plus récent) :',
  sbFetch: 'Core > Network > Fetch URL, avec ces champs :',
  url: 'URL',
  variable: 'Variable Name',
  parse: 'Parse result as JSON',
  parseOff: 'décoché',
  sbIf: 'Core > Logic > If/Else:',
  input: 'Input',
  operator: 'Operator',
  value: 'Value',
  sbThen: 'Mets ce qui parle dans « True Result », et laisse « False Result » vide ou dis-y pourquoi non.',
  closed: 'Pour que personne ne passe entre les mailles',
  closedText:
    'Compare avec « allow », jamais avec « deny ». Si Rolecall est fermé ou si quelque chose échoue, la réponse n’est pas « allow » et rien n’est dit.',
  others: 'Mix It Up, SAMMI, Firebot, Touch Portal, Companion',
  text: 'Un mot : allow, deny ou error',
  textHint: 'Mets le nom ou l’ID du viewer à la place de « some_viewer », comme ton programme l’écrit.',
  json: 'La réponse entière avec la raison, en JSON',
  recipes:
    'Dans quel champ la mettre, et comment ces programmes et un Stream Deck synchronisent, donnent des minutes et rendent muet : integrations/recipes dans le dossier de Rolecall, une page par programme.',
  makers: 'Pour tes propres programmes',
  ws: 'WebSocket',
  wsFrame: 'Une question par le WebSocket',
  curl: 'Synchroniser depuis une ligne de commande',
  protocol: 'Toutes les actions et tous les événements',
};
