import type { Kind, RoleChange, RoleDetail, User } from '../core/roles.ts';
import type { Roster } from '../core/roster.ts';

/** What an event of Twitch says about one viewer's role. `detail` null: does not hold it any more. */
export interface RoleNews {
  readonly kind: Kind;
  readonly user: User;
  readonly detail: RoleDetail | null;
  readonly source: string;
  /** The event did not say whether it is a gift: what is known of that stays. */
  readonly isGiftUnknown?: boolean;
}

/** What news changes about a viewer as the roster holds it; nothing if it is no news. `at` is epoch ms. */
export function changesOf(news: RoleNews, roster: Roster, at: number): RoleChange[] {
  const { kind, user, source } = news;
  const record = roster.byId(user.userId)?.[kind] ?? null;
  if (!news.detail) return record ? [{ change: 'revoked', kind, user, at, source }] : [];
  const detail = record ? keepGift(news, news.detail, record) : news.detail;
  if (roster.isUnchanged(kind, user, detail)) return [];
  return [{ change: record ? 'updated' : 'granted', kind, user, detail, at, source }];
}

/** Events do not name the gifter: what a list told us of the same gift is kept. */
function keepGift({ isGiftUnknown }: RoleNews, told: RoleDetail, known: RoleDetail): RoleDetail {
  const { isGift, gifterId, gifterLogin } = known;
  if (isGiftUnknown) return { ...told, isGift, gifterId, gifterLogin };
  if (!told.isGift || !isGift || told.gifterId !== null) return told;
  return { ...told, gifterId, gifterLogin };
}
