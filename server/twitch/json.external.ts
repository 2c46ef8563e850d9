import type { User } from '../core/roles.ts';

/** How Twitch's JSON is read: what is not as it should be is as good as not there. */

export type Json = Readonly<Record<string, unknown>>;

export function isObject(value: unknown): value is Json {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** '' if it is no text. */
export function text(row: Json, field: string): string {
  const value = row[field];
  return typeof value === 'string' ? value : '';
}

/** Longer than any name at Twitch; what is longer is not one. */
const MAX_NAME = 100;

/** '' if it is no name. */
export function nameOf(row: Json, field: string): string {
  const name = text(row, field);
  return name.length <= MAX_NAME ? ownCopy(name) : '';
}

/** '' if it is no id of an account. */
export function userIdOf(row: Json, field: string): string {
  const userId = text(row, field);
  return /^\d{1,20}$/.test(userId) ? ownCopy(userId) : '';
}

/** `JSON.parse` keeps texts of up to so many letters in V8's table of unique strings. */
const SHARED_LENGTH = 10;

/**
 * The same text outside of that table. With the ids of 700,000 people in it, the table grows by 35 ms in one go and
 * each collection walks through all of it.
 */
function ownCopy(text: string): string {
  return text.length > SHARED_LENGTH ? text : `_${text}`.slice(1);
}

/** Whom a row of a list is about; null if it names nobody. */
export function userOfRow(row: Json): User | null {
  const userId = userIdOf(row, 'user_id');
  if (userId === '') return null;
  const userLogin = nameOf(row, 'user_login').toLowerCase();
  return { userId, userLogin, userDisplayName: nameOf(row, 'user_name') || userLogin };
}
