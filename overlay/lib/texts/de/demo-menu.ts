import type { demoMenuTexts as en } from '../en/demo-menu.ts';

export const demoMenuTexts: typeof en = {
  heading: 'Wie sieht es aus, wenn …',
  states: {
    twitch_down: 'Twitch ausgefallen ist',
    missing_permission: 'eine Berechtigung fehlt',
    login_ended: 'die Anmeldung abgelaufen ist',
    old_lists: 'die Listen alt sind',
    news_refused: 'Twitch keine Neuigkeiten schickt',
    first_read: 'dein Kanal zum ersten Mal gelesen wird',
  },
  normal: 'Wieder normal',
  forgets: 'Das vergisst die 30 Tage, die die Demo bisher gezeigt hat.',
  away: 'Die Demo hat nicht geantwortet. Läuft sie noch?',
};
