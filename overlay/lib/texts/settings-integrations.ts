import type { InEachLanguage } from './language.ts';

const en = {
  lead: 'Everything on this PC may ask Rolecall. Copy what you need; the addresses are right for your installation.',
  obs: 'OBS',
  dock: 'The dock',
  dockHint: 'In OBS: Docks > Custom Browser Docks. Give it a name and paste this as the URL.',
  badge: 'The badge on stream',
  badgeHint: 'In OBS: Sources > + > Browser. Width 400, height 80. More choices are under “Badge”.',
  waiting: 'Download the waiting badge',
  waitingHint:
    'If OBS is open before Rolecall, an ordinary badge stays empty until you refresh it. This file waits instead: save it, and choose it in the browser source under “Local file”.',
  waitingDock: 'Download the waiting dock',
  waitingDockHint:
    'An ordinary dock shows an error page if OBS is open before Rolecall. This file waits instead: save it, and give the dock its address as the URL, for example file:///C:/Users/you/Documents/rolecall-dock.html',
  script: 'OBS script',
  scriptHint:
    'Hotkeys, a text source, and the start of your stream: Tools > Scripts > +, and choose the file integrations/obs/rolecall.py in Rolecall’s folder. If you only want the stream to be noticed, the switch further down does it without a script.',
  sbImport: 'Or everything at once, as an import:',
  sbDownload: 'Download rolecall.sb',
  sbImportHint:
    'Drag the file onto “Import String” in Streamer.bot’s Import window. None of this has been tried in a real Streamer.bot yet: try it with a friend’s account first.',
  sbScripts:
    'Or only a script: open it, copy all of it, and paste it into Core > C# > Execute C# Code. Your address is in it.',
  check: 'What your tools ask',
  feature: 'May this viewer use',
  consume: 'Start the cooldown with each yes',
  consumeHint: 'Right before something is spoken or played. Off for just looking.',
  streamerbot: 'Streamer.bot',
  sbSteps: 'In the action that speaks, put two sub-actions before it (Streamer.bot 1.0 or newer):',
  sbFetch: 'Core > Network > Fetch URL, with these fields:',
  url: 'URL',
  variable: 'Variable Name',
  parse: 'Parse result as JSON',
  parseOff: 'off',
  sbIf: 'Core > Logic > If/Else:',
  input: 'Input',
  operator: 'Operator',
  value: 'Value',
  sbThen: 'Put what speaks into “True Result”, and leave “False Result” empty or say there why not.',
  closed: 'So that nobody slips through',
  closedText:
    'Compare with “allow”, never with “deny”. If Rolecall is closed or something goes wrong, the answer is not “allow”, and nothing is spoken.',
  others: 'Mix It Up, SAMMI, Firebot, Touch Portal, Companion',
  text: 'One word: allow, deny or error',
  textHint: 'Put the viewer’s name or id in place of “some_viewer”, the way your tool writes it.',
  json: 'The whole answer with the reason, as JSON',
  recipes:
    'Which field to put it in, and how these and a Stream Deck sync, give minutes and mute: integrations/recipes in Rolecall’s folder, one page a tool.',
  makers: 'For tools of your own',
  ws: 'WebSocket',
  wsFrame: 'A question over the WebSocket',
  curl: 'Sync now, from a command line',
  protocol: 'All actions and events',
};

const de: typeof en = {
  lead: 'Alles auf diesem PC darf Rolecall fragen. Kopiere, was du brauchst; die Adressen stimmen für deine Installation.',
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
    'In welches Feld das kommt, und wie diese und ein Stream Deck abgleichen, Minuten geben und stummschalten: integrations/recipes in Rolecalls Ordner, eine Seite je Programm.',
  makers: 'Für eigene Programme',
  ws: 'WebSocket',
  wsFrame: 'Eine Frage über den WebSocket',
  curl: 'Jetzt abgleichen, von der Kommandozeile',
  protocol: 'Alle Aktionen und Ereignisse',
};

export const integrationTexts: InEachLanguage<typeof en> = { en, de };
