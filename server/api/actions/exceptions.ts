import { featureOf } from '../../core/policy.ts';
import { ApiError } from '../../core/problem.ts';
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
  const known = (who: Who): string => {
    const userId = who.userId ?? ports.access.findKnown(who)?.userId;
    if (userId !== undefined) return userId;
    throw new ApiError('not_found', `Nobody called "${who.user ?? ''}" is known here; try "userId".`);
  };
  const filterOf = ({ feature, all, ...who }: ListParams): ExceptionFilter => {
    const isForAll = who.user === undefined && who.userId === undefined;
    return { userId: isForAll ? null : known(who), feature, all };
  };
  return {
    'overrides.set': async ({ feature, effect, until, note, by, ...who }) => {
      checkFeature(feature);
      const end = endOf(until ?? null);
      const user = await ports.access.findAnybody(who);
      const override = { user, feature, effect, until: end, note: note || null, by };
      return toOverride(await ports.access.exceptions.setOverride(override));
    },
    'overrides.clear': async ({ feature, by, ...who }) => {
      checkFeature(feature);
      const ended = await ports.access.exceptions.clearOverride(feature, known(who), by);
      return { cleared: ended !== null, override: ended && toOverride(ended) };
    },
    'overrides.list': ({ limit, cursor, ...params }) => {
      const page = byNumber(() => ports.access.exceptions.overrides(filterOf(params)), limit, cursor);
      return { items: page.items.map(toOverride), cursor: page.cursor };
    },
    'grants.add': async ({ feature, minutes, note, by, ...who }) => {
      checkFeature(feature);
      const user = await ports.access.findAnybody(who);
      const grant = { user, feature, minutes, note: note || null, by };
      return toGrant(await ports.access.exceptions.addGrant(grant));
    },
    'grants.revoke': async ({ feature, by, ...who }) => {
      checkFeature(feature);
      const ended = await ports.access.exceptions.revokeGrant(feature, known(who), by);
      return { revoked: ended !== null, grant: ended && toGrant(ended) };
    },
    'grants.list': ({ limit, cursor, ...params }) => {
      const page = byNumber(() => ports.access.exceptions.grants(filterOf(params)), limit, cursor);
      return { items: page.items.map(toGrant), cursor: page.cursor };
    },
  };
}

/** The port refuses what is over already. */
function endOf(until: string | null): number | 'stream_end' | null {
  return until === null || until === 'stream_end' ? until : Date.parse(until);
}
