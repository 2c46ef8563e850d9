import type { User } from '../core/roles.ts';
import { isObject, text, userOfRow } from './json.external.ts';

/** Twitch's JSON of followers and bans, turned into ours. */

/** Since when a viewer follows, epoch ms; null: does not; undefined: not such an answer. */
export function parseFollower(body: unknown, userId: string): number | null | undefined {
  if (!isObject(body) || !Array.isArray(body['data'])) return undefined;
  const rows: readonly unknown[] = body['data'];
  const row = rows.find((each) => isObject(each) && text(each, 'user_id') === userId);
  if (!isObject(row)) return rows.length === 0 ? null : undefined;
  const at = Date.parse(text(row, 'followed_at'));
  return Number.isNaN(at) ? undefined : at;
}

export interface BanRow {
  readonly user: User;
  /** Epoch ms; null: until it is lifted. */
  readonly endsAt: number | null;
}

export interface BanPage {
  readonly rows: readonly BanRow[];
  readonly cursor: string | null;
}

/** A page of /moderation/banned. Null if it is not one. */
export function parseBanPage(body: unknown): BanPage | null {
  if (!isObject(body) || !Array.isArray(body['data'])) return null;
  const rows = (body['data'] as unknown[]).map(toBan);
  const { pagination } = body;
  const cursor = isObject(pagination) ? text(pagination, 'cursor') : '';
  const good = rows.filter((row) => row !== null);
  return good.length === rows.length ? { rows: good, cursor: cursor || null } : null;
}

function toBan(raw: unknown): BanRow | null {
  if (!isObject(raw)) return null;
  const user = userOfRow(raw);
  if (!user) return null;
  // Twitch writes "" for a ban without end.
  const endsAt = Date.parse(text(raw, 'expires_at'));
  return { user, endsAt: Number.isNaN(endsAt) ? null : endsAt };
}
