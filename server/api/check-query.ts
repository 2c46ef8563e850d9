import { CLAIMS } from '../core/decide.ts';
import { ACTIONS } from '../protocol/actions.ts';

/** What may stand behind `name=` with any value: it changes nothing about who is asked for, and for what. */
const HARMLESS: readonly string[] = ['consume', 'format', 'token'];

/**
 * The query with a name that is whole. Few tools encode what they fill in: of "Tom & Jerry" they send a param
 * called " Jerry", which is put back. A name is what a stranger chose, so nothing that stands behind it is believed
 * that could change the question: who is called `A&feature=song-request` is asked about what the line asks about.
 * @returns the param that may not stand there, as a text
 */
export function wholeName(query: URLSearchParams): URLSearchParams | string {
  if (!query.has('name')) return query;
  const known: string[] = [...Object.keys(ACTIONS['access.check'].params.in.shape), ...CLAIMS];
  const whole = new URLSearchParams();
  let name: string | null = null;
  for (const [key, value] of query) {
    if (name === null && key === 'name') name = value;
    else if (name === null || mayStandBehind(key, value)) whole.append(key, value);
    else if (key !== 'name' && known.includes(key)) return key;
    else name += value === '' ? `&${key}` : `&${key}=${value}`;
  }
  whole.append('name', name ?? '');
  return whole;
}

/** Lines that were copied long ago have more there: what would be asked for anyway is believed. */
function mayStandBehind(param: string, value: string): boolean {
  if (HARMLESS.includes(param)) return true;
  if (param !== 'platform' && param !== 'feature') return false;
  const presets = ACTIONS['access.check'].params.parse({ userId: '1' });
  return value.trim().toLowerCase() === presets[param];
}
