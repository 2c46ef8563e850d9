import { KIND_OF_ROLE, KINDS, ROLE_OF_KIND, toLogin } from '../../core/roles.ts';
import type { Viewer } from '../../core/roster.ts';
import { ApiError } from '../../core/problem.ts';
import { byLogin, topBy } from '../paging.ts';
import { toGrant, toOverride } from '../access-wire.ts';
import type { Who } from '../access-port.ts';
import type { ApiPorts, PastRole } from '../services.ts';
import type { Handlers } from '../router.ts';
import { toChange, toTime, toTimeOrNull, toViewer } from '../wire.ts';

type Part = Pick<
  Handlers,
  'viewers.get' | 'viewers.search' | 'viewers.list' | 'viewers.history' | 'viewers.refresh' | 'roles.recent'
>;

export function viewerActions(ports: ApiPorts): Part {
  const { roster } = ports;
  const find = (who: Who): Viewer => {
    const known = ports.access.findKnown(who);
    if (!known?.viewer) throw unknownViewer(who);
    const { viewer, userLogin, userDisplayName } = known;
    return { ...viewer, userLogin: userLogin ?? '', userDisplayName: userDisplayName ?? '' };
  };
  return {
    'viewers.get': (params) => toViewer(find(params)),
    'viewers.search': async ({ query, limit }) => {
      const wanted = toLogin(query);
      await roster.whenAwake();
      const hits = await topBy(roster.viewers(), limit, (viewer) => rankOf(viewer, wanted));
      return { items: hits.map(toViewer) };
    },
    'viewers.list': async ({ role, limit, cursor }) => {
      const holds = (viewer: Viewer): boolean =>
        role ? viewer[KIND_OF_ROLE[role]] !== null : KINDS.some((kind) => viewer[kind] !== null);
      await roster.whenAwake();
      const page = await byLogin(roster.viewers(), holds, limit, cursor);
      return { items: page.items.map(toViewer), cursor: page.cursor, total: page.total };
    },
    'roles.recent': ({ limit }) => ({ items: ports.recentChanges(limit).map(toChange) }),
    'viewers.refresh': async (params) => toViewer(await ports.refreshViewer(params)),
    'viewers.history': async (params) => {
      const viewer = ports.access.findKnown(params);
      if (!viewer) throw unknownViewer(params);
      const { userId } = viewer;
      const records = await ports.history(userId);
      const { exceptions } = ports.access;
      const everything = { userId, all: true };
      return {
        items: records.map(toPastRole),
        overrides: exceptions.overrides(everything).map(toOverride).reverse(),
        grants: exceptions.grants(everything).map(toGrant).reverse(),
      };
    },
  };
}

function unknownViewer({ user, userId }: Who): ApiError {
  const message = `Nobody called "${userId ?? user ?? ''}" was ever on one of the lists.`;
  return new ApiError('not_found', message);
}

/** Names that begin with the text come first, shorter ones before longer ones; null is no hit. */
function rankOf(viewer: Viewer, wanted: string): string | null {
  const { userLogin, userDisplayName } = viewer;
  const shown = userDisplayName.toLowerCase();
  if (userLogin.startsWith(wanted) || shown.startsWith(wanted)) return `0${userLogin}`;
  if (userLogin.includes(wanted) || shown.includes(wanted)) return `1${userLogin}`;
  return null;
}

/** Field by field: the store knows more of a record than the wire tells. */
function toPastRole(record: PastRole) {
  const { kind, tier, isGift, gifterId, gifterLogin, source, revokedSource } = record;
  return {
    role: ROLE_OF_KIND[kind],
    grantedAt: toTime(record.grantedAt),
    revokedAt: toTimeOrNull(record.revokedAt),
    tier,
    isGift,
    gifterId,
    gifterLogin,
    source,
    revokedSource,
  };
}
