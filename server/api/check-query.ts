import { CLAIMS } from '../core/decide.ts';
import { ACTIONS } from '../protocol/actions.ts';

/** What may stand behind `name=`: lines that were copied long ago have it there. */
const BEHIND_NAME = new Set(['platform', 'feature', 'consume', 'format', 'token']);

/**
 * The query with a name that is whole. Few tools encode what they fill in: of "Tom & Jerry" they send a param
 * called " Jerry", which is put back. A name is what a stranger chose, so nothing else that stands behind it is
 * believed. @returns the param that may not stand there, as a text
 */
export function wholeName(query: URLSearchParams): URLSearchParams | string {
  if (!query.has('name')) return query;
  const known: string[] = [...Object.keys(ACTIONS['access.check'].params.in.shape), ...CLAIMS];
  const whole = new URLSearchParams();
  let name: string | null = null;
  for (const [key, value] of query) {
    if (name === null && key === 'name') name = value;
    else if (name === null || BEHIND_NAME.has(key)) whole.append(key, value);
    else if (key !== 'name' && known.includes(key)) return key;
    else name += value === '' ? `&${key}` : `&${key}=${value}`;
  }
  whole.append('name', name ?? '');
  return whole;
}
