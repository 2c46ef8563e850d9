import type { BadgePart, BadgePosition, BadgeTheme } from '../format/badge-options.ts';
import type { InEachLanguage } from './language.ts';

const part: Record<BadgePart, string> = {
  icon: 'Microphone, and a dot that says how fresh the lists are',
  state: 'Who may speak',
  how: 'How to get time (from your channel points)',
  age: 'Time since the last sync',
  counts: 'Numbers of subscribers, VIPs and moderators',
  decisions: 'A card for each viewer who uses a feature',
};
const position: Record<BadgePosition, string> = {
  'top-left': 'Top left',
  top: 'Top',
  'top-right': 'Top right',
  left: 'Left',
  center: 'Centre',
  right: 'Right',
  'bottom-left': 'Bottom left',
  bottom: 'Bottom',
  'bottom-right': 'Bottom right',
};
const theme: Record<BadgeTheme, string> = { dark: 'Dark', light: 'Light', glass: 'Glass', plain: 'Plain' };

const en = {
  lead: 'The badge says on stream who may speak. Choose how it looks, then drag it into OBS.',
  preview: 'Preview',
  previewTitle: 'Preview of the badge',
  previewHidden: 'While everything is fresh this badge hides, so the preview stays empty.',
  background: 'Background of the preview',
  backgrounds: { checks: 'Transparent', dark: 'Dark scene', bright: 'Bright scene' },
  parts: 'What it shows',
  part,
  denied: 'Also cards of denied viewers',
  deniedHint: 'Their names are then seen on stream.',
  saidNames: 'Also cards of viewers whom Rolecall does not know',
  saidNamesHint: 'The tool that asks then chooses what name is seen on stream.',
  seconds: 'How long a card stays',
  secondsUnit: 'seconds',
  look: 'How it looks',
  theme,
  themeLabel: 'Theme',
  position,
  positionLabel: 'Position in the source',
  size: 'Size',
  percent: 'percent',
  words: 'Icons instead of words',
  wordsHint: 'For streams in any language.',
  own: {
    label: 'What you call it',
    on: 'Your words while it is on',
    off: 'Your words while it is off',
    how: 'A second line in your words',
  },
  ownHint: {
    label: 'Instead of TTS.',
    on: 'Empty: who may speak, from your rules.',
    off: 'Empty: the usual words.',
    how: 'Empty: none, or your rewards if you chose them above.',
  },
  hide: 'Hide while everything is fresh',
  hideHint: 'It then appears only if something needs attention.',
  lang: 'Language',
  langs: { auto: 'As in OBS', en: 'English', de: 'Deutsch' },
  into: 'Into OBS',
  drag: 'Drag this into OBS',
  dragHint:
    'Onto the preview of a scene. The source arrives with the right size and a transparent background. Not every system can drag into OBS; then copy the address.',
  address: 'Address',
  addressHint: (width: number, height: number) =>
    `In OBS: Sources > + > Browser. Width ${width}, height ${height}.`,
  reset: 'Reset to the default badge',
};

const teil: Record<BadgePart, string> = {
  icon: 'Mikrofon und ein Punkt, der sagt, wie frisch die Listen sind',
  state: 'Wer sprechen darf',
  how: 'Wie man Zeit bekommt (aus deinen Kanalpunkten)',
  age: 'Zeit seit dem letzten Abgleich',
  counts: 'Anzahl der Abonnenten, VIPs und Moderatoren',
  decisions: 'Eine Karte für jeden, der eine Funktion benutzt',
};
const ort: Record<BadgePosition, string> = {
  'top-left': 'Oben links',
  top: 'Oben',
  'top-right': 'Oben rechts',
  left: 'Links',
  center: 'Mitte',
  right: 'Rechts',
  'bottom-left': 'Unten links',
  bottom: 'Unten',
  'bottom-right': 'Unten rechts',
};

const de: typeof en = {
  lead: 'Das Badge sagt im Stream, wer sprechen darf. Wähle, wie es aussieht, und zieh es dann in OBS.',
  preview: 'Vorschau',
  previewTitle: 'Vorschau des Badges',
  previewHidden: 'Solange alles frisch ist, versteckt sich dieses Badge; die Vorschau bleibt dann leer.',
  background: 'Hintergrund der Vorschau',
  backgrounds: { checks: 'Durchsichtig', dark: 'Dunkle Szene', bright: 'Helle Szene' },
  parts: 'Was es zeigt',
  part: teil,
  denied: 'Auch Karten für abgelehnte Zuschauer',
  deniedHint: 'Ihre Namen sind dann im Stream zu sehen.',
  saidNames: 'Auch Karten für Zuschauer, die Rolecall nicht kennt',
  saidNamesHint: 'Welcher Name dann im Stream zu sehen ist, bestimmt das Programm, das fragt.',
  seconds: 'Wie lange eine Karte bleibt',
  secondsUnit: 'Sekunden',
  look: 'Wie es aussieht',
  theme: { dark: 'Dunkel', light: 'Hell', glass: 'Glas', plain: 'Schlicht' },
  themeLabel: 'Stil',
  position: ort,
  positionLabel: 'Position in der Quelle',
  size: 'Größe',
  percent: 'Prozent',
  words: 'Symbole statt Wörter',
  wordsHint: 'Für Streams in jeder Sprache.',
  own: {
    label: 'Wie du es nennst',
    on: 'Deine Worte, solange es an ist',
    off: 'Deine Worte, solange es aus ist',
    how: 'Eine zweite Zeile in deinen Worten',
  },
  ownHint: {
    label: 'Statt TTS.',
    on: 'Leer: wer sprechen darf, aus deinen Regeln.',
    off: 'Leer: die üblichen Worte.',
    how: 'Leer: keine, oder deine Belohnungen, wenn du sie oben gewählt hast.',
  },
  hide: 'Verstecken, solange alles frisch ist',
  hideHint: 'Es erscheint dann nur, wenn etwas Aufmerksamkeit braucht.',
  lang: 'Sprache',
  langs: { auto: 'Wie in OBS', en: 'English', de: 'Deutsch' },
  into: 'Nach OBS',
  drag: 'Zieh das in OBS',
  dragHint:
    'Auf die Vorschau einer Szene. Die Quelle kommt mit der richtigen Größe und durchsichtigem Hintergrund an. Nicht jedes System kann in OBS ziehen; dann kopiere die Adresse.',
  address: 'Adresse',
  addressHint: (width, height) => `In OBS: Quellen > + > Browser. Breite ${width}, Höhe ${height}.`,
  reset: 'Zurück zum normalen Badge',
};

export const badgeBuilderTexts: InEachLanguage<typeof en> = { en, de };
