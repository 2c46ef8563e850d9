import type { Kind, RoleChange, RoleDetail, User } from './roles.ts';
import type { Roster } from './roster.ts';

/**
 * What has to change for the roster to say this of a viewer; null if it says so already.
 * @param detail null: does not hold the role
 * @param at epoch ms
 */
export function changeTo(
  roster: Roster,
  kind: Kind,
  user: User,
  detail: RoleDetail | null,
  at: number,
  source: string,
): RoleChange | null {
  const isHeld = Boolean(roster.byId(user.userId)?.[kind]);
  if (!detail) return isHeld ? { change: 'revoked', kind, user, at, source } : null;
  if (roster.isUnchanged(kind, user, detail)) return null;
  return { change: isHeld ? 'updated' : 'granted', kind, user, detail, at, source };
}

/** The same for what a list or look-up says: of who holds nothing it tells no names. */
export function changeToRow(
  roster: Roster,
  kind: Kind,
  userId: string,
  row: { readonly user: User; readonly detail: RoleDetail } | null,
  at: number,
  source: string,
): RoleChange | null {
  if (row) return changeTo(roster, kind, row.user, row.detail, at, source);
  const viewer = roster.byId(userId);
  if (!viewer) return null;
  const { userLogin, userDisplayName } = viewer;
  return changeTo(roster, kind, { userId, userLogin, userDisplayName }, null, at, source);
}
