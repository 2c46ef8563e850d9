import type { peersTexts as en } from '../en/settings-peers.ts';
import { language, plural } from '../language.ts';

export const peersTexts: typeof en = {
  heading: 'Programme, die Rolecall anspricht',
  lead: 'Rolecall kann diese Programme von sich aus ansprechen. Jedes ist aus, bis du es einschaltest.',
  on: 'An',
  state: { off: 'Aus', connecting: 'Verbinde …', connected: 'Verbunden', failed: 'Nicht verbunden' },
  sending: (n) => `Sende, noch ${n.toLocaleString(language)}`,
  regularsSent: (n) =>
    plural(n, {
      one: '1 Zuschauer wurde als Regular gesendet.',
      other: `${n.toLocaleString(language)} Zuschauer wurden als Regulars gesendet.`,
    }),
  place: 'Wo es zuhört',
  host: 'Computer',
  port: 'Port',
  password: 'Passwort',
  passwordKept: 'Gespeichert. Tippe ein neues ein, um es zu ersetzen.',
  passwordNone: 'Keines. Leer lassen, wenn das Programm keines verlangt.',
  forget: 'Passwort vergessen',
  hostHint: '127.0.0.1 ist dieser PC. Alles andere geht unverschlüsselt durch dein Netzwerk.',
  needHost: 'Gib einen Namen oder eine Adresse ein, zum Beispiel 127.0.0.1.',
  needPort: 'Wähle eine ganze Zahl von 1 bis 65535.',
  streamerbot: 'Streamer.bot: deine Aktionen',
  streamerbotText:
    'Führt eine deiner Aktionen aus, wenn hier etwas passiert. Die Einzelheiten kommen als Argumente (%rolecallUser% …).',
  event: {
    rolesChanged: 'Wenn jemand eine Rolle bekommt oder verliert',
    syncFinished: 'Wenn ein Sync geklappt hat',
    syncFailed: 'Wenn ein Sync fehlschlug',
    grantStarted: 'Wenn Zugang auf Zeit beginnt',
    grantEnded: 'Wenn Zugang auf Zeit endet',
  },
  noAction: 'Keine Aktion',
  retry: 'Jetzt noch einmal versuchen',
  reload: 'Aktionen neu lesen',
  actionsAway: 'Die Liste der Aktionen erscheint hier, sobald Streamer.bot verbunden ist.',
  disabled: (name) => `${name} (in Streamer.bot ausgeschaltet)`,
  triggers: 'In Streamer.bots Menü der Trigger: Custom > Rolecall > VIP gained, Time ran out, Sync failed …',
  noTriggers:
    'Rolecall kann auch in Streamer.bots Menü der Trigger stehen: Importiere rolecall.sb und starte die Aktion „Rolecall: put its triggers into the menu“ einmal.',
  speakerbot: 'Speaker.bot: die Regulars',
  speakerbotText:
    'Hält seine Regulars gleich mit denen, die TTS benutzen dürfen. Regulars, die du dort von Hand anlegst und die hier kein TTS dürfen, können wieder entfernt werden: Erlaube sie stattdessen hier.',
  speakerbotHonest:
    'Speaker.bot antwortet nie, darum sieht Rolecall nicht, ob es zugehört hat. Alles wird neu gesendet, wenn Rolecall startet und wenn dein Stream beginnt.',
  speakerbotOff: 'Ausschalten lässt die Regulars in Speaker.bot, wie sie sind.',
  speakerState: { off: 'Aus', connecting: 'Sende …', connected: 'Gesendet', failed: 'Sendet nicht' },
  resend: 'Alles neu senden',
  obs: 'OBS: deinen Stream bemerken',
  obsText:
    'Sagt Rolecall ohne Skript, wann dein Stream beginnt und endet. Benutzt den WebSocket-Server, den OBS mitbringt.',
};
