import type { Kind } from '../../../server/core/roles.ts';
import { dockTexts as words } from './en/dock.ts';
import { language, ofPage } from './language.ts';
import { lateSentence } from './late.ts';

export const dockTexts = ofPage({
  ...words,
  /**
   * @param late the lists whose changes Twitch does not tell as they happen
   * @param isMore there is something else to know: not everything is well
   */
  fresh: (late: readonly Kind[], isMore: boolean) => {
    if (late.length > 0) return lateSentence(late);
    return isMore ? words.freshLists : words.fresh;
  },
});

/** The most frequent messages of the server. */
const GERMAN: Readonly<Record<string, string>> = {
  'Reading the lists from Twitch.': 'Lese die Listen von Twitch.',
  'Not connected to Twitch. Connect it to let Rolecall read your lists.':
    'Nicht mit Twitch verbunden. Verbinde es, damit Rolecall deine Listen lesen kann.',
  'No list could be read from Twitch; the last known ones are in use.':
    'Keine Liste ließ sich bei Twitch lesen; die letzten bekannten gelten.',
};

/** A message of the server in the language of the page, or in English if it is not known here. */
export function serverMessage(sentence: string): string {
  return (language === 'de' && GERMAN[sentence]) || sentence;
}
