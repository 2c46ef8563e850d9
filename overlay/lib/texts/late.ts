import { type Kind, KINDS } from '../../../server/core/roles.ts';
import type { InEachLanguage } from './language.ts';

/** Lists whose changes Twitch does not tell as they happen. */
interface News extends Readonly<Record<Kind, string>> {
  readonly new: string;
  readonly and: string;
  readonly all: string;
}
const enNews: News = {
  new: 'New ',
  subscribers: 'subscribers',
  vips: 'VIPs',
  moderators: 'mods',
  and: ' and ',
  all: 'Changes',
};
const deNews: News = {
  new: 'Neue ',
  subscribers: 'Abos',
  vips: 'VIPs',
  moderators: 'Mods',
  and: ' und ',
  all: 'Änderungen',
};

function newsOf(words: News, late: readonly Kind[]): string {
  return late.length === KINDS.length
    ? words.all
    : words.new + late.map((kind) => words[kind]).join(words.and);
}

/** `New VIPs and mods show with the next sync.` @param late at least one */
export const lateTexts: InEachLanguage<(late: readonly Kind[]) => string> = {
  en: (late) => `${newsOf(enNews, late)} show with the next sync.`,
  de: (late) => `${newsOf(deNews, late)} zeigen sich mit dem nächsten Abgleich.`,
};
