/** The three lists that Twitch keeps and we follow. Plural, as on the wire. */
export const KINDS = ['subscribers', 'vips', 'moderators'] as const;
export type Kind = (typeof KINDS)[number];

/** What a viewer is by being on one of the lists. */
export const ROLES = ['subscriber', 'vip', 'moderator'] as const;
export type Role = (typeof ROLES)[number];

export const ROLE_OF_KIND = {
  subscribers: 'subscriber',
  vips: 'vip',
  moderators: 'moderator',
} as const satisfies Record<Kind, Role>;

export const KIND_OF_ROLE = {
  subscriber: 'subscribers',
  vip: 'vips',
  moderator: 'moderators',
} as const satisfies Record<Role, Kind>;

/** Twitch's three subscription tiers. Prime counts as "1000". */
export const TIERS = ['1000', '2000', '3000'] as const;
export type Tier = (typeof TIERS)[number];

/** Twitch's three names for one person. Only `userId` is for ever; logins change hands. */
export interface User {
  readonly userId: string;
  readonly userLogin: string;
  readonly userDisplayName: string;
}

/** A person known by id; the names are null if they are not known. */
export interface NamedUser {
  readonly userId: string;
  readonly userLogin: string | null;
  readonly userDisplayName: string | null;
}

/** What a list says about a person beyond being on it. VIPs and moderators have `NO_DETAIL`. */
export interface RoleDetail {
  readonly tier: Tier | null;
  readonly isGift: boolean;
  /** Who paid, if it is a gift and Twitch told. */
  readonly gifterId: string | null;
  readonly gifterLogin: string | null;
}

export const NO_DETAIL: RoleDetail = { tier: null, isGift: false, gifterId: null, gifterLogin: null };

/** One person on one of Twitch's lists. */
export interface ListRow {
  readonly user: User;
  readonly detail: RoleDetail;
}

/** An active role of a viewer. Times are epoch milliseconds; `source` is a sync source or `event`. */
export interface RoleRecord extends RoleDetail {
  readonly grantedAt: number;
  readonly source: string;
}

/** A role that is or was held. Names and detail are the newest of that time; times are epoch ms. */
export interface HeldRole {
  readonly kind: Kind;
  readonly user: User;
  readonly detail: RoleDetail;
  readonly grantedAt: number;
  readonly source: string;
  /** null: holds it now. */
  readonly revokedAt: number | null;
  readonly revokedSource: string | null;
}

/**
 * One change of one viewer's role: the unit of the journal, of history and of `roles.changed`.
 * `granted` begins a new record, `revoked` ends it, `updated` changes names or detail of an active one.
 */
export type RoleChange =
  | {
      readonly change: 'granted' | 'updated';
      readonly kind: Kind;
      readonly user: User;
      readonly detail: RoleDetail;
      readonly at: number;
      readonly source: string;
    }
  | {
      readonly change: 'revoked';
      readonly kind: Kind;
      readonly user: User;
      readonly at: number;
      readonly source: string;
    };

/** Whether two descriptions of the same role say the same. */
export function isSameDetail(a: RoleDetail, b: RoleDetail): boolean {
  return (
    a.tier === b.tier && a.isGift === b.isGift && a.gifterId === b.gifterId && a.gifterLogin === b.gifterLogin
  );
}

/** Whether a person carries the same names as before. */
export function isSameUser(a: User, b: User): boolean {
  return a.userLogin === b.userLogin && a.userDisplayName === b.userDisplayName;
}

/** `@Name ` as people type it -> `name`, the form that logins are compared in. */
export function toLogin(typed: string): string {
  const name = typed.trim();
  return (name.startsWith('@') ? name.slice(1) : name).toLowerCase();
}
