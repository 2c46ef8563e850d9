import { viewOf } from '../core/problem.ts';
import type { RoleNews } from '../core/role-news.ts';
import type { Kind } from '../core/roles.ts';
import { type KindResult, type RunError, SyncError } from './ports.ts';

/** What a list that committed says of itself. `count`: how many hold the role now. */
export function committed(kind: Kind, count: number, { counts }: RoleNews): KindResult {
  return { kind, count, ...counts, error: null };
}

export function failed(kind: Kind, count: number, error: RunError): KindResult {
  return { kind, count, granted: 0, revoked: 0, updated: 0, error };
}

/** Words for the streamer. What was not written for him stays in the log. */
export function toRunError(error: unknown): RunError {
  if (error instanceof SyncError) return viewOf(error);
  return { code: 'internal', message: 'Something unexpected went wrong.', fix: 'Look into the log.' };
}

export function notConnected(): SyncError {
  return new SyncError('not_connected', 'Rolecall is not logged in to Twitch.', 'Connect Twitch first.');
}

export function closing(): SyncError {
  return new SyncError('cancelled', 'Rolecall is shutting down.');
}
