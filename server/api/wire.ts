import { KINDS, type Kind, ROLE_OF_KIND, type RoleChange } from '../core/roles.ts';
import type { Viewer } from '../core/roster.ts';
import type { Result } from '../protocol/actions.ts';
import type { EventData } from '../protocol/events.ts';

/** Turns our own data into the shapes of the wire: epoch ms become ISO 8601, unknown becomes null. */

export function toTime(at: number): string {
  return new Date(at).toISOString();
}

export function toTimeOrNull(at: number | null): string | null {
  return at === null ? null : toTime(at);
}

type WireViewer = Result<'viewers.get'>;

export function toViewer(viewer: Viewer): WireViewer {
  const { userId, userLogin, userDisplayName } = viewer;
  return { userId, userLogin, userDisplayName, roles: KINDS.flatMap((kind) => activeRole(viewer, kind)) };
}

function activeRole(viewer: Viewer, kind: Kind): WireViewer['roles'] {
  const record = viewer[kind];
  if (!record) return [];
  const { grantedAt, tier, isGift, gifterId, gifterLogin, source } = record;
  return [
    { role: ROLE_OF_KIND[kind], grantedAt: toTime(grantedAt), tier, isGift, gifterId, gifterLogin, source },
  ];
}

type WireChange = EventData<'roles.changed'>['changes'][number];

export function toChange(change: RoleChange): WireChange {
  const { userId, userLogin, userDisplayName } = change.user;
  return {
    userId,
    userLogin,
    userDisplayName,
    role: ROLE_OF_KIND[change.kind],
    change: change.change,
    tier: change.change === 'revoked' ? null : change.detail.tier,
    source: change.source,
    at: toTime(change.at),
  };
}
