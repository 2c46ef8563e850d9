/** Twitch's JSON of followers and bans, turned into ours. */

type Json = Readonly<Record<string, unknown>>;

function isObject(value: unknown): value is Json {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

const text = (row: Json, field: string): string => {
  const value = row[field];
  return typeof value === 'string' ? value : '';
};

/** Since when somebody follows, epoch ms; null: does not; undefined: it is no such answer. */
export function parseFollower(body: unknown, userId: string): number | null | undefined {
  if (!isObject(body) || !Array.isArray(body['data'])) return undefined;
  const rows: readonly unknown[] = body['data'];
  const row = rows.find((each) => isObject(each) && text(each, 'user_id') === userId);
  if (!isObject(row)) return rows.length === 0 ? null : undefined;
  const at = Date.parse(text(row, 'followed_at'));
  return Number.isNaN(at) ? undefined : at;
}

export interface BanRow {
  readonly user: { readonly userId: string; readonly userLogin: string; readonly userDisplayName: string };
  /** Epoch ms; null: until somebody ends it. */
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
  const userId = text(raw, 'user_id');
  if (!/^\d{1,20}$/.test(userId)) return null;
  const userLogin = text(raw, 'user_login').toLowerCase();
  // Twitch writes "" for a ban without end.
  const endsAt = Date.parse(text(raw, 'expires_at'));
  const user = { userId, userLogin, userDisplayName: text(raw, 'user_name') || userLogin };
  return { user, endsAt: Number.isNaN(endsAt) ? null : endsAt };
}
