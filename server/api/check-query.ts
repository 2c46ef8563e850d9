import { CLAIMS } from '../core/decide.ts';
import { ACTIONS } from '../protocol/actions.ts';

/** What is asked for where nobody says so. */
const { platform, feature } = ACTIONS['access.check'].params.parse({ userId: '1' });

/**
 * What may stand behind `name=`, because lines that were copied long ago have it there: what changes nothing about
 * who is asked for, and for what. `true`: any value.
 */
const BEHIND_NAME = new Map<string, string | true>([
  ...Object.entries({ platform, feature }),
  ...['consume', 'format', 'token'].map((param) => [param, true] as const),
]);

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

function mayStandBehind(param: string, value: string): boolean {
  const allowed = BEHIND_NAME.get(param);
  return allowed === true || allowed === value.trim().toLowerCase();
}
