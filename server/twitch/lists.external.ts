import { type Kind, type ListRow, NO_DETAIL, type RoleDetail, type Tier, TIERS } from '../core/roles.ts';
import type { ListPage } from '../sync/ports.ts';
import { isObject, nameOf, text, userIdOf, userOfRow } from './json.external.ts';

/** Twitch's JSON of the three lists, turned into ours. Nothing else knows its field names. */

/** Prime is documented nowhere: "1000" by all reports. A tier that we do not know is still a subscription. */
function tierOf(name: string): Tier | null {
  if (name.toLowerCase() === 'prime') return '1000';
  return TIERS.find((tier) => tier === name) ?? null;
}

/** One of each: 700,000 of them take tens of megabytes. */
const PAID = {
  '1000': { ...NO_DETAIL, tier: '1000' },
  '2000': { ...NO_DETAIL, tier: '2000' },
  '3000': { ...NO_DETAIL, tier: '3000' },
  unknown: NO_DETAIL,
} as const satisfies Record<Tier | 'unknown', RoleDetail>;

function isCount(value: unknown): value is number {
  return Number.isSafeInteger(value) && (value as number) >= 0;
}

/** A row without an id makes the whole page unusable. */
function toRow(kind: Kind, raw: unknown): ListRow | null {
  if (!isObject(raw)) return null;
  const user = userOfRow(raw);
  if (!user) return null;
  if (kind !== 'subscribers') return { user, detail: NO_DETAIL };
  const tierName = text(raw, 'tier');
  if (tierName === '') return null;
  const isGift = raw['is_gift'] === true;
  if (!isGift) return { user, detail: PAID[tierOf(tierName) ?? 'unknown'] };
  // Twitch writes "" where there is no gifter.
  const gifterId = userIdOf(raw, 'gifter_id') || null;
  const gifterLogin = nameOf(raw, 'gifter_login') || null;
  return { user, detail: { tier: tierOf(tierName), isGift, gifterId, gifterLogin } };
}

/**
 * A page of a list. Returns a few words about what is wrong if it is not one.
 * @param pageSize how many rows were asked for; null: it is a look-up, which is answered in one piece
 */
export function parseListPage(kind: Kind, body: unknown, pageSize: number | null): ListPage | string {
  if (!isObject(body)) return 'not an object';
  // Some servers write null for an empty list. A look-up has to say it in full: it is what takes roles away.
  const mayBeEmpty = pageSize !== null && !body['total'];
  const data = body['data'] === null && mayBeEmpty ? [] : body['data'];
  if (!Array.isArray(data)) return 'no data';
  const rows: ListRow[] = [];
  for (const raw of data as unknown[]) {
    const row = toRow(kind, raw);
    if (!row) return 'a row that names nobody';
    rows.push(row);
  }
  const { pagination, total } = body;
  if (pagination !== undefined && pagination !== null && !isObject(pagination)) return 'no pagination';
  // Twitch always sends one; without it the end of a list cannot be told from a reply that was cut.
  if (pagination === undefined && pageSize !== null && rows.length >= pageSize)
    return 'a full page without pagination';
  const cursor = isObject(pagination) ? pagination['cursor'] : null;
  if (cursor !== undefined && cursor !== null && typeof cursor !== 'string')
    return 'a cursor that is no text';
  return { rows, cursor: cursor || null, total: isCount(total) ? total : null };
}

/** Whether no row says that it is of another channel; only rows of subscribers say it at all. */
export function isOfChannel(body: unknown, channelId: string): boolean {
  const rows: unknown = isObject(body) ? body['data'] : null;
  if (!Array.isArray(rows)) return true;
  return (rows as unknown[]).every((row) => {
    const id = isObject(row) ? row['broadcaster_id'] : undefined;
    return id === undefined || id === channelId;
  });
}

/** The channel's login as a page of subscribers names it; null: it names none. */
export function channelLoginIn(body: unknown): string | null {
  const rows: unknown = isObject(body) ? body['data'] : null;
  const row: unknown = Array.isArray(rows) ? rows[0] : null;
  return isObject(row) ? nameOf(row, 'broadcaster_login').toLowerCase() || null : null;
}

/** What a refusal of Twitch says, `{"error","status","message"}`; '' if it says nothing readable. */
export function parseRefusal(body: unknown): string {
  return isObject(body) ? text(body, 'message').slice(0, 300) : '';
}

/** The answer of /validate. Null if it is not one. */
export function parseValidation(body: unknown): TokenInfo | null {
  if (!isObject(body)) return null;
  const userId = userIdOf(body, 'user_id');
  const scopes = body['scopes'];
  if (userId === '') return null;
  return {
    clientId: text(body, 'client_id'),
    userId,
    userLogin: nameOf(body, 'login'),
    scopes: Array.isArray(scopes) ? scopes.filter((scope) => typeof scope === 'string') : [],
    expiresInS: isCount(body['expires_in']) ? body['expires_in'] : null,
  };
}

/** Whom a token belongs to and what it may do. */
export interface TokenInfo {
  readonly clientId: string;
  readonly userId: string;
  readonly userLogin: string;
  readonly scopes: readonly string[];
  /** null: does not expire. */
  readonly expiresInS: number | null;
}

/** The display name in an answer of /users; null if it is not there. */
export function parseDisplayName(body: unknown): string | null {
  const data = isObject(body) && Array.isArray(body['data']) ? (body['data'] as unknown[])[0] : null;
  return isObject(data) ? nameOf(data, 'display_name') || null : null;
}
