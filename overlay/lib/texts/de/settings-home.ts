import { plural } from '../language.ts';
import type { homeTexts as en } from '../en/settings-home.ts';

export const homeTexts: typeof en = {
  checklist: 'Ist alles bereit?',
  done: 'Erledigt',
  open: 'Noch nicht',
  twitch: 'Twitch ist verbunden',
  twitchAs: (name) => `Twitch ist verbunden: ${name}`,
  twitchNot: 'Twitch verbinden',
  twitchNotHint: 'Dann weiß Rolecall, wer dich abonniert, wer VIP ist und wer moderiert.',
  twitchLost: 'Twitch hat die Anmeldung beendet. Bis du neu verbindest, gelten die letzten bekannten Listen.',
  twitchMissing: 'Bei Twitch ist noch nicht alles erlaubt, was du eingeschaltet hast.',
  toConnect: 'Verbinden',
  toAllow: 'Erlauben',
  lists: (subs, vips, mods) => `${subs} Abos · ${vips} VIPs · ${mods} Mods`,
  reading: (count) => `Liest deine Listen: bisher ${count} gelesen`,
  notRead: 'Die Listen sind noch nicht gelesen.',
  someNotRead: 'Nicht jede Liste ließ sich lesen.',
  dock: 'OBS zeigt das Dock',
  dockNot: 'Das Dock in OBS einsetzen',
  dockNotHint:
    'In OBS: Docks > Benutzerdefinierte Browser-Docks. Gib ihm einen Namen und füge das als URL ein:',
  seen: (age) => `Gesehen: ${age}`,
  tool: (name) => `${name} fragt Rolecall`,
  toolSeen: (n, count, age) =>
    plural(n, { one: `Eine Frage, ${age}`, other: `${count} Fragen, die letzte ${age}` }),
  toolNot: 'Streamer.bot fragen lassen',
  toolNotHint: 'Seit Rolecall gestartet ist, hat es noch nicht gefragt. Auch andere Programme können fragen.',
  toolOther: (name, age) => `Streamer.bot hat noch nicht gefragt. Gefragt hat bisher: ${name}, ${age}.`,
  toTool: 'Einrichten',
  try: 'Als Zuschauer ausprobieren',
  tryText:
    'Was deine Programme über einen Zuschauer erfahren. Nichts wird gezählt oder vermerkt, und niemand erfährt davon.',
  tryWho: 'Name eines Zuschauers',
  tryFeature: 'Funktion',
  tryButton: 'Prüfen',
  trying: 'Wird geprüft …',
  yes: (name, feature) => `Ja: ${name} darf ${feature} benutzen.`,
  no: (name, feature) => `Nein: ${name} darf ${feature} nicht benutzen.`,
  says: 'Deine Programme bekommen diesen Satz:',
  toRules: 'Ändern, wer darf',
};
