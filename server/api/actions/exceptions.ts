import { featureOf } from '../../core/policy.ts';
import { toGrant, toOverride } from '../access-wire.ts';
import { byNumber } from '../paging.ts';
import type { Who } from '../access-port.ts';
import type { ExceptionFilter } from '../exceptions-port.ts';
import type { ApiPorts } from '../services.ts';
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
export function exceptionActions(ports: ApiPorts): Part {
  const checkFeature = (feature: string): void => {
    if (!featureOf(ports.policy(), feature)) throw unknownFeature(ports, feature);
  };
  const idOf = async (who: Who): Promise<string> =>
    who.userId ?? (await ports.access.findAnybody(who, { inText: true, isToEnd: true })).userId;
  const filterOf = async ({ feature, all, ...who }: ListParams): Promise<ExceptionFilter> => {
    const isForAll = who.user === undefined && who.userId === undefined;
    const known = isForAll ? null : ports.access.findKnown(who);
    return { userId: isForAll ? null : (known?.userId ?? (await idOf(who))), feature, all };
  };
  return {
    'overrides.set': async ({ feature, effect, until, note, by, ...who }) => {
      checkFeature(feature);
      const end = endOf(until ?? null);
      const user = await ports.access.findAnybody(who, { inText: true });
      const override = { user, feature, effect, until: end, note: note || null, by };
      return toOverride(await ports.access.exceptions.setOverride(override));
    },
    'overrides.clear': async ({ feature, by, ...who }) => {
      checkFeature(feature);
      const ended = await ports.access.exceptions.clearOverride(feature, await idOf(who), by);
      return { cleared: ended !== null, override: ended && toOverride(ended) };
    },
    'overrides.list': async ({ limit, cursor, ...params }) => {
      const filter = await filterOf(params);
      const page = byNumber(() => ports.access.exceptions.overrides(filter), limit, cursor);
      return { items: page.items.map(toOverride), cursor: page.cursor };
    },
    'grants.add': async ({ feature, minutes, note, by, ...who }) => {
      checkFeature(feature);
      const user = await ports.access.findAnybody(who, { inText: true });
      const grant = { user, feature, minutes, note: note || null, by };
      return toGrant(await ports.access.exceptions.addGrant(grant));
    },
    'grants.revoke': async ({ feature, by, ...who }) => {
      checkFeature(feature);
      const ended = await ports.access.exceptions.revokeGrant(feature, await idOf(who), by);
      return { revoked: ended !== null, grant: ended && toGrant(ended) };
    },
    'grants.list': async ({ limit, cursor, ...params }) => {
      const filter = await filterOf(params);
      const page = byNumber(() => ports.access.exceptions.grants(filter), limit, cursor);
      return { items: page.items.map(toGrant), cursor: page.cursor };
    },
  };
}

/** The port refuses what is over already. */
function endOf(until: string | null): number | 'stream_end' | null {
  return until === null || until === 'stream_end' ? until : Date.parse(until);
}
