import { TwitchError } from './reply.ts';
import type { Reply } from './reply.ts';

/** Twitch's words for refusing to create a subscription, by status. */
export const SUBSCRIBING_REFUSED: Readonly<Record<number, string>> = {
  400: 'invalid subscription type and version',
  401: 'Invalid OAuth token',
  403: 'subscription missing proper authorization',
  409: 'subscription already exists',
  410: 'subscription type version is no longer available',
  429: 'number of websocket transports limit exceeded',
};

/** What the second of two equal calls is told, once the first has been answered. A refusal stays what it is. */
export function asConflict(created: Reply): Reply {
  if (created.status !== 202) return created;
  const { data } = created.body as { data: { id: string }[] };
  return conflict(data[0]?.id ?? '').toReply();
}

/** Since April 2026 the answer names the subscription that exists. */
export function conflict(id: string): TwitchError {
  return new TwitchError(409, SUBSCRIBING_REFUSED[409] ?? '', { id });
}
