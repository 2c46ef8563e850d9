import type { InEachLanguage } from './language.ts';

const en = {
  heading: 'Programs that Rolecall calls',
  lead: 'Rolecall can call these programs by itself. Each is off until you switch it on.',
  on: 'On',
  state: { off: 'Off', connecting: 'Connecting…', connected: 'Connected', failed: 'Not connected' },
  sending: (n: number) => `Sending, ${n.toLocaleString('en')} to go`,
  regularsSent: (n: number) =>
    n === 1 ? '1 viewer was sent as a Regular.' : `${n.toLocaleString('en')} viewers were sent as Regulars.`,
  place: 'Where it listens',
  host: 'Computer',
  port: 'Port',
  password: 'Password',
  passwordKept: 'Saved. Type a new one to replace it.',
  passwordNone: 'None. Leave it empty if the program asks for none.',
  forget: 'Forget the password',
  hostHint: '127.0.0.1 is this PC. Anything else goes over your network unencrypted.',
  needHost: 'Type a name or an address, for example 127.0.0.1.',
  needPort: 'Choose a whole number from 1 to 65535.',
  streamerbot: 'Streamer.bot: run your actions',
  streamerbotText:
    'Runs an action of yours when something happens here. The details come as arguments (%rolecallUser% …).',
  event: {
    rolesChanged: 'When somebody gains or loses a role',
    syncFinished: 'When a sync went well',
    syncFailed: 'When a sync failed',
    grantStarted: 'When timed access begins',
    grantEnded: 'When timed access ends',
  },
  noAction: 'No action',
  reload: 'Read the actions again',
  actionsAway: 'The list of actions appears here once Streamer.bot is connected.',
  disabled: (name: string) => `${name} (switched off in Streamer.bot)`,
  speakerbot: 'Speaker.bot: keep the Regulars',
  speakerbotText:
    'Keeps its Regulars the same as those who may use TTS. Regulars whom you add there by hand and who may not use TTS here can be removed again: allow them here instead.',
  speakerbotHonest:
    'Speaker.bot never answers, so Rolecall cannot see whether it listened. Everything is sent again when Rolecall starts and when your stream starts.',
  speakerbotOff: 'Switching this off leaves the Regulars in Speaker.bot as they are.',
  speakerState: { off: 'Off', connecting: 'Sending…', connected: 'Sent', failed: 'Not sending' },
  resend: 'Send everything again',
  obs: 'OBS: notice your stream',
  obsText:
    'Tells Rolecall when your stream starts and stops, without a script. Uses the WebSocket server that OBS brings along.',
};

const de: typeof en = {
  heading: 'Programme, die Rolecall anspricht',
  lead: 'Rolecall kann diese Programme von sich aus ansprechen. Jedes ist aus, bis du es einschaltest.',
  on: 'An',
  state: { off: 'Aus', connecting: 'Verbinde …', connected: 'Verbunden', failed: 'Nicht verbunden' },
  sending: (n) => `Sende, noch ${n.toLocaleString('de')}`,
  regularsSent: (n) =>
    n === 1
      ? '1 Zuschauer wurde als Regular gesendet.'
      : `${n.toLocaleString('de')} Zuschauer wurden als Regulars gesendet.`,
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
    syncFinished: 'Wenn ein Abgleich geklappt hat',
    syncFailed: 'Wenn ein Abgleich fehlschlug',
    grantStarted: 'Wenn Zugang auf Zeit beginnt',
    grantEnded: 'Wenn Zugang auf Zeit endet',
  },
  noAction: 'Keine Aktion',
  reload: 'Aktionen neu lesen',
  actionsAway: 'Die Liste der Aktionen erscheint hier, sobald Streamer.bot verbunden ist.',
  disabled: (name) => `${name} (in Streamer.bot ausgeschaltet)`,
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

export const peersTexts: InEachLanguage<typeof en> = { en, de };
