import type { integrationTexts as en } from '../en/settings-integrations.ts';

export const integrationTexts: typeof en = {
  lead: 'Jedes Programm auf diesem PC darf Rolecall fragen. Kopiere, was du brauchst; die Adressen stimmen für deine Installation.',
  obs: 'OBS',
  dock: 'Das Dock',
  dockHint: 'In OBS: Docks > Benutzerdefinierte Browser-Docks. Gib ihm einen Namen und füge das als URL ein.',
  badge: 'Das Badge im Stream',
  badgeHint: 'In OBS: Quellen > + > Browser. Breite 400, Höhe 80. Mehr Auswahl unter „Badge“.',
  waiting: 'Wartendes Badge herunterladen',
  waitingHint:
    'Ist OBS vor Rolecall offen, bleibt ein gewöhnliches Badge leer, bis du es neu lädst. Diese Datei wartet stattdessen: speichere sie und wähle sie in der Browser-Quelle unter „Lokale Datei“.',
  waitingDock: 'Wartendes Dock herunterladen',
  waitingDockHint:
    'Ist OBS vor Rolecall offen, zeigt ein gewöhnliches Dock eine Fehlerseite. Diese Datei wartet stattdessen: speichere sie und gib dem Dock ihre Adresse als URL, zum Beispiel file:///C:/Users/du/Documents/rolecall-dock.html',
  script: 'OBS-Skript',
  scriptHint:
    'Hotkeys, eine Textquelle und der Beginn deines Streams: Werkzeuge > Skripte > +, dann die Datei integrations/obs/rolecall.py in Rolecalls Ordner. Soll nur der Stream bemerkt werden, reicht der Schalter weiter unten, ohne Skript.',
  sbImport: 'Oder alles auf einmal, als Import:',
  sbDownload: 'rolecall.sb herunterladen',
  sbImportHint:
    'Ziehe die Datei auf „Import String“ im Import-Fenster von Streamer.bot. In einem echten Streamer.bot wurde all das noch nicht ausprobiert: Teste es zuerst mit dem Konto von Freunden.',
  sbScripts:
    'Oder nur ein Skript: öffne es, kopiere alles und füge es in Core > C# > Execute C# Code ein. Deine Adresse steht schon darin.',
  check: 'Was deine Programme fragen',
  feature: 'Darf dieser Zuschauer',
  consume: 'Mit jedem Ja den Cooldown starten',
  consumeHint: 'Direkt bevor etwas gesprochen oder gespielt wird. Aus, wenn nur nachgesehen wird.',
  streamerbot: 'Streamer.bot',
  sbSteps: 'Setze in der Aktion, die spricht, zwei Sub-Actions davor (Streamer.bot ab 1.0):',
  sbFetch: 'Core > Network > Fetch URL, mit diesen Feldern:',
  url: 'URL',
  variable: 'Variable Name',
  parse: 'Parse result as JSON',
  parseOff: 'aus',
  sbIf: 'Core > Logic > If/Else:',
  input: 'Input',
  operator: 'Operator',
  value: 'Value',
  sbThen: 'Was spricht, kommt in „True Result“; „False Result“ bleibt leer oder sagt, warum nicht.',
  closed: 'Damit niemand durchrutscht',
  closedText:
    'Vergleiche mit „allow“, nie mit „deny“. Ist Rolecall zu oder geht etwas schief, lautet die Antwort nicht „allow“, und nichts wird gesprochen.',
  others: 'Mix It Up, SAMMI, Firebot, Touch Portal, Companion',
  text: 'Ein Wort: allow, deny oder error',
  textHint: 'Statt „some_viewer“ kommt Name oder ID des Zuschauers, so wie dein Programm das schreibt.',
  json: 'Die ganze Antwort mit Grund, als JSON',
  recipes:
    'In welches Feld das kommt, und wie diese und ein Stream Deck synchronisieren, Minuten geben und stummschalten: integrations/recipes in Rolecalls Ordner, eine Seite je Programm.',
  makers: 'Für eigene Programme',
  ws: 'WebSocket',
  wsFrame: 'Eine Frage über den WebSocket',
  curl: 'Jetzt synchronisieren, von der Kommandozeile',
  protocol: 'Alle Aktionen und Ereignisse',
};
