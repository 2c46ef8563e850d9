import type { peerProblemTexts as en } from '../en/peer-problems.ts';

export const peerProblemTexts: typeof en = {
  code: {
    unreachable: (name) => `${name} ist nicht erreichbar. Starte es, und vergleiche unten Computer und Port.`,
    no_answer: (name) =>
      `Was dort antwortet, ist nicht ${name}, oder es hängt. Vergleiche den Port mit dem in ${name}.`,
    wrong_password: (name) =>
      `${name} lehnt das Passwort ab. Kopiere es noch einmal aus seinen WebSocket-Einstellungen.`,
    password_needed: (name) => `${name} verlangt ein Passwort. Es steht in seinen WebSocket-Einstellungen.`,
    lost: (name) => `Die Verbindung zu ${name} ist weg. Rolecall verbindet sich von selbst neu.`,
    action_failed: (name) =>
      `${name} hat die Aktion nicht ausgeführt. Vielleicht wurde sie umbenannt oder gelöscht: Wähle sie neu.`,
    action_missing: (name) =>
      `In ${name} fehlen Rolecalls Aktionen, oder sie sind aus. Importiere dort rolecall.sb, und sieh nach, ob sie an sind.`,
    not_logged_in: (name) =>
      `${name} ist nicht bei Twitch angemeldet. Melde dich dort an: Platforms > Twitch > Accounts, „Broadcaster Account“.`,
    twitch_unreachable: (name) => `${name} erreicht Twitch nicht. Prüfe die Internetverbindung.`,
    no_page: (name) => `${name} hat nicht rechtzeitig geantwortet. Rolecall versucht es von selbst wieder.`,
    bad_page: (name) => `${name} hat Unsinn geantwortet. Rolecall versucht es von selbst wieder.`,
    everyone_allowed: (name) =>
      `Alle dürfen TTS benutzen, also gibt es keine Liste zu führen. Hake in ${name} „Everyone“ an unter Settings > Speaking Options > Permissions, oder schalte dies aus.`,
    too_many: (name) =>
      `Es dürfen mehr Zuschauer, als ${name} gesagt werden können. Niemand Neues kommt dazu; entfernt wird weiter. Lass ${name} selbst Abonnenten erlauben.`,
    not_saved: (name) =>
      `Rolecall konnte nicht speichern, was es ${name} sagt. Schaffe Platz auf dem Datenträger und versuche es noch einmal.`,
    internal: (name) => `${name} ließ sich nicht ansprechen. Starte Rolecall neu; sein Protokoll sagt mehr.`,
  },
  other: (name) => `Mit ${name} stimmt etwas nicht. Versuche es noch einmal; Rolecalls Protokoll sagt mehr.`,
};
