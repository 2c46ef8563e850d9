import type { errorTexts as en } from '../en/errors.ts';

export const errorTexts: typeof en = {
  code: {
    invalid_format: 'Rolecall konnte nicht lesen, was diese Seite schickte. Lade die Seite neu.',
    invalid_params: 'Dieser Wert wird nicht angenommen. Prüfe, was du gewählt oder eingegeben hast.',
    unauthorized:
      'Dafür braucht es ein Zugangs-Token. Öffne die Adresse, die Rolecall beim Start angezeigt hat.',
    forbidden: 'Das ist nicht erlaubt: Twitch oder das Token dieser Seite lässt es nicht zu.',
    unknown_action: 'Diese Seite und Rolecall haben verschiedene Versionen. Lade die Seite neu.',
    not_found: 'Das gibt es nicht, oder nicht mehr. Prüfe den Namen, oder lade die Seite neu.',
    not_connected:
      'Dafür fehlt eine Verbindung. Sieh in den Einstellungen nach, ob Twitch und deine Programme verbunden sind.',
    rate_limited: 'Das war zu viel auf einmal. Warte kurz und versuche es dann noch einmal.',
    internal_error: 'In Rolecall ging etwas schief. Versuche es noch einmal; sein Protokoll sagt mehr.',
    unavailable: 'Das geht gerade nicht. Versuche es gleich noch einmal; Rolecalls Protokoll sagt mehr.',
    disconnected: 'Rolecall antwortet nicht. Versuche es noch einmal, wenn es wieder da ist.',
    timeout: 'Rolecall hat nicht rechtzeitig geantwortet. Versuche es noch einmal.',
    closed: 'Die Verbindung zu Rolecall wurde beendet. Lade die Seite neu.',
  },
  other: 'Etwas ging schief. Versuche es noch einmal, oder lade die Seite neu.',
};
