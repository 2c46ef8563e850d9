import type { HeldRole, RoleChange } from '../core/roles.ts';

/** What the journal's lines about one role of one viewer add up to. */

/** A grant of what is held already ends that too: the revoke before it got lost with a damaged line. */
export function endsRole({ change }: RoleChange): boolean {
  return change !== 'updated';
}

/**
 * @param first what began it, as far as is known
 * @param last the newest that was said of it; may be `first`
 * @param end null: holds it now
 */
export function heldRole(
  first: RoleChange,
  last: Exclude<RoleChange, { change: 'revoked' }>,
  end: RoleChange | null,
): HeldRole {
  const { kind, user, detail } = last;
  const begin = { grantedAt: first.at, source: first.source };
  return { kind, user, detail, ...begin, revokedAt: end?.at ?? null, revokedSource: end?.source ?? null };
}
