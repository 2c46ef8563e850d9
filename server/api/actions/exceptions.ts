import { TWITCH, viewerKey } from '../../core/platform.ts';
import { featureOf } from '../../core/policy.ts';
import { toGrant, toOverride } from '../wire.ts';
import { byNumber } from '../paging.ts';
import type { ExceptionFilter } from '../../access/exception-views.ts';
import type { Who } from '../../access/ports.ts';
import type { Services } from '../services.ts';
import type { Handlers } from '../router.ts';
import { unknownFeature } from './policy.ts';

type Part = Pick<
  Handlers,
  'overrides.set' | 'overrides.clear' | 'overrides.list' | 'grants.add' | 'grants.revoke' | 'grants.list'
>;

interface ListParams extends Who {
  readonly feature?: string | undefined;
  readonly all: boolean;
}

/** Exceptions from the rules: overrides by hand, and timed access. */
export function exceptionActions(services: Services): Part {
  const checkFeature = (feature: string): void => {
    if (!featureOf(services.access.policy(), feature)) throw unknownFeature(services, feature);
  };
  const idOf = async (who: Who): Promise<string> =>
    idHere(who) ?? (await services.access.findAnybody(who, { inText: true, isToEnd: true })).userId;
  const filterOf = async ({ feature, all, ...who }: ListParams): Promise<ExceptionFilter> => {
    if (who.user === undefined && who.userId === undefined)
      return { userId: null, platform: who.platform, feature, all };
    const known = services.access.findKnown(who);
    return { userId: known?.userId ?? (await idOf(who)), feature, all };
  };
  return {
    'overrides.set': async ({ feature, effect, until, note, by, ...who }) => {
      checkFeature(feature);
      const end = endOf(until ?? null);
      const user = await services.access.findAnybody(who, { inText: true });
      const override = { user, feature, effect, until: end, note: note || null, by };
      return toOverride(await services.access.exceptions.setOverride(override));
    },
    'overrides.clear': async ({ feature, by, ...who }) => {
      checkFeature(feature);
      const ended = await services.access.exceptions.clearOverride(feature, await idOf(who), by);
      return { cleared: ended !== null, override: ended && toOverride(ended) };
    },
    'overrides.list': async ({ limit, cursor, ...params }) => {
      const filter = await filterOf(params);
      const page = byNumber(() => services.access.exceptions.listOverrides(filter), limit, cursor);
      return { items: page.items.map(toOverride), cursor: page.cursor };
    },
    'grants.add': async ({ feature, minutes, note, key, by, ...who }) => {
      checkFeature(feature);
      const user = await services.access.findAnybody(who, { inText: true });
      const grant = { user, feature, minutes, note: note || null, ...(key ? { key } : {}), by };
      return toGrant(await services.access.exceptions.addGrant(grant));
    },
    'grants.revoke': async ({ feature, by, ...who }) => {
      checkFeature(feature);
      const ended = await services.access.exceptions.revokeGrant(feature, await idOf(who), by);
      return { revoked: ended !== null, grant: ended && toGrant(ended) };
    },
    'grants.list': async ({ limit, cursor, ...params }) => {
      const filter = await filterOf(params);
      const page = byNumber(() => services.access.exceptions.listGrants(filter), limit, cursor);
      return { items: page.items.map(toGrant), cursor: page.cursor };
    },
  };
}

function idHere({ userId, platform = TWITCH }: Who): string | undefined {
  return userId === undefined ? undefined : viewerKey(platform, userId);
}

/** The port refuses what is over already. */
function endOf(until: string | null): number | 'stream_end' | null {
  return until === null || until === 'stream_end' ? until : Date.parse(until);
}
