import { isObject, type Json, text } from './json.external.ts';

/** One type of event, wanted on one connection. */
export interface WantedSubscription {
  readonly type: string;
  readonly sessionId: string;
}

/** What a request for a subscription asks for; null if it is none. */
export function readWanted(body: unknown): WantedSubscription | null {
  if (!isObject(body)) return null;
  const wanted = { type: text(body, 'type'), sessionId: sessionOf(body) };
  return wanted.type !== '' && wanted.sessionId !== '' ? wanted : null;
}

/** The row of it in Twitch's list of subscriptions, if it is there and sends events. */
export function findSubscription(body: unknown, wanted: WantedSubscription): Json | null {
  const rows: readonly unknown[] = isObject(body) && Array.isArray(body['data']) ? body['data'] : [];
  const isIt = (row: Json): boolean =>
    text(row, 'id') !== '' &&
    text(row, 'type') === wanted.type &&
    text(row, 'status') === 'enabled' &&
    sessionOf(row) === wanted.sessionId;
  return rows.filter(isObject).find(isIt) ?? null;
}

function sessionOf({ transport }: Json): string {
  return isObject(transport) ? text(transport, 'session_id') : '';
}
