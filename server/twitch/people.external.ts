import type { User } from '../core/roles.ts';
import { isObject, type Json, nameOf, text, userIdOf } from './json.external.ts';

/** Twitch's JSON of accounts and streams, turned into ours. */

function firstOf(body: unknown): Json | null | undefined {
  if (typeof body !== 'object' || body === null || !('data' in body) || !Array.isArray(body.data))
    return undefined;
  const first: unknown = body.data[0];
  return typeof first === 'object' && first !== null ? (first as Json) : null;
}

/** All of /users that have an id and a name. */
export function parseUsers(body: unknown): User[] {
  if (!isObject(body) || !Array.isArray(body['data'])) return [];
  return (body['data'] as unknown[]).map((row) => parseUser({ data: [row] })).filter((user) => !!user);
}

/** The first of /users; null if there is none, undefined if it is no such answer. */
export function parseUser(body: unknown): User | null | undefined {
  const row = firstOf(body);
  if (!row) return row;
  const userId = userIdOf(row, 'id');
  const userLogin = nameOf(row, 'login').toLowerCase();
  if (userId === '' || userLogin === '') return undefined;
  return { userId, userLogin, userDisplayName: nameOf(row, 'display_name') || userLogin };
}

/** Epoch ms. */
export interface StreamFound {
  readonly live: boolean;
  readonly startedAt: number | null;
}

/** /streams of one channel: only live ones are listed. Null if it is no such answer. */
export function parseStream(body: unknown): StreamFound | null {
  const row = firstOf(body);
  if (row === undefined) return null;
  if (row === null) return { live: false, startedAt: null };
  const startedAt = Date.parse(text(row, 'started_at'));
  return { live: true, startedAt: Number.isNaN(startedAt) ? null : startedAt };
}
