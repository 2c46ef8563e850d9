import type { IncomingHttpHeaders } from 'node:http';

/**
 * Who made this request, as the browser says in `Sec-Fetch-Site`, which no page can forge. Node's own fetch
 * sends `Sec-Fetch-Mode` without it, and is a program.
 */
export type Sender = 'program' | 'own-page' | 'person' | 'stranger';

export function senderOf(headers: IncomingHttpHeaders): Sender {
  const site = headers['sec-fetch-site'];
  if (site === undefined) return 'program';
  // A header that came twice is a list, and none of these.
  const value = String(site).toLowerCase();
  if (value === 'same-origin') return 'own-page';
  return value === 'none' ? 'person' : 'stranger';
}

/** Whether a browser goes there to show it, in a window or a frame. */
export function isNavigation(method: string, headers: IncomingHttpHeaders): boolean {
  return method === 'GET' && String(headers['sec-fetch-mode']).toLowerCase() === 'navigate';
}

/**
 * Whether a browser loads this before anybody wants to see it: pages of other sites make it do so, and it then
 * says that nobody sent it. Older ones have other names for the header.
 */
export function isAheadOfTime(headers: IncomingHttpHeaders): boolean {
  return ['sec-purpose', 'purpose', 'x-purpose', 'x-moz'].some((name) => headers[name] !== undefined);
}
