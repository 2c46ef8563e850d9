import { KIND_OF_ROLE, KINDS, ROLE_OF_KIND, toLogin } from '../../core/roles.ts';
import type { RosterView } from '../../core/roster.ts';
import type { Viewer } from '../../core/viewer.ts';
import { ApiError } from '../../core/problem.ts';
import { byLogin, topBy } from '../paging.ts';
import type { RoleHistoryRecord } from '../../store/roster/role-history.ts';
import type { Who } from '../../access/ports.ts';
import type { Services } from '../services.ts';
import type { Handlers } from '../router.ts';
import { toChange, toGrant, toOverride, toTime, toTimeOrNull, toViewer } from '../wire.ts';

type Part = Pick<
  Handlers,
  'viewers.get' | 'viewers.search' | 'viewers.list' | 'viewers.history' | 'viewers.refresh' | 'roles.recent'
>;

export function viewerActions(services: Services): Part {
  const roster = (): RosterView => services.stores.roster.roster;
  const show = (viewer: Viewer): ReturnType<typeof toViewer> =>
    toViewer(viewer, services.channel.isVerifying(viewer.userId));
  const find = (who: Who): Viewer => {
    const known = services.access.findKnown(who);
    if (!known?.viewer) throw unknownViewer(who);
    const { viewer, userLogin, userDisplayName } = known;
    return { ...viewer, userLogin: userLogin ?? '', userDisplayName: userDisplayName ?? '' };
  };
  return {
    'viewers.get': (params) => show(find(params)),
    'viewers.search': async ({ query, limit }) => {
      const wanted = toLogin(query);
      await roster().whenAwake();
      const hits = await topBy(roster().viewers(), limit, (viewer) => rankOf(viewer, wanted));
      return { items: hits.map(show) };
    },
    'viewers.list': async ({ role, limit, cursor }) => {
      const holds = (viewer: Viewer): boolean =>
        role ? viewer[KIND_OF_ROLE[role]] !== null : KINDS.some((kind) => viewer[kind] !== null);
      await roster().whenAwake();
      const page = await byLogin(roster().viewers(), holds, limit, cursor);
      return { items: page.items.map(show), cursor: page.cursor, total: page.total };
    },
    'roles.recent': ({ limit }) => ({ items: services.stores.roster.recent(limit).map(toChange) }),
    'viewers.refresh': async (params) =>
      show(await services.channel.refreshViewer(services.access.toAsk(params))),
    'viewers.history': async (params) => {
      const viewer = services.access.findKnown(params);
      if (!viewer) throw unknownViewer(params);
      const { userId } = viewer;
      const records = await services.stores.roster.history(userId);
      const everything = { userId, all: true };
      return {
        items: records.map(toPastRole),
        overrides: services.access.exceptions.listOverrides(everything).map(toOverride).reverse(),
        grants: services.access.exceptions.listGrants(everything).map(toGrant).reverse(),
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
function toPastRole(record: RoleHistoryRecord) {
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
