import type { Params } from '../../protocol/actions.ts';
import type { ExportedGrant, ExportedOverride, ExportedReward } from '../../protocol/export-shapes.ts';
import type { ImportedGrant, ImportedOverride, ImportFacts, RewardLinkFacts } from '../data-ports.ts';
import type { ApiPorts } from '../services.ts';
import type { Handlers } from '../router.ts';
import { toTime } from '../wire.ts';

type Part = Pick<Handlers, 'data.export' | 'data.import' | 'data.delete'>;

/** Everything in one file, and back; or gone. */
export function dataActions(ports: ApiPorts): Part {
  return {
    'data.export': ({ format }) => {
      const { fileName, path, expiresAt } = ports.data.offerExport(format);
      return { fileName, path, expiresAt: toTime(expiresAt) };
    },
    'data.import': async ({ data }) => {
      const outcome = await ports.data.import(fromExport(data));
      const roles = Array.isArray(data.roles) ? data.roles.length : 0;
      const why = 'Roles come from Twitch: connect Twitch, and the lists are read.';
      const left = roles > 0 ? [{ what: 'roles' as const, count: roles, reason: why }] : [];
      return { ...outcome, skipped: [...outcome.skipped, ...left] };
    },
    'data.delete': async () => ({ deletedViewers: await ports.deleteData() }),
  };
}

function fromExport(data: Params<'data.import'>['data']): ImportFacts {
  const given = Object.entries(data.settings).filter(([, value]) => value !== undefined);
  return {
    channel: data.rolecall.channel,
    settings: Object.fromEntries(given),
    policy: data.policy,
    rewards: data.rewards.map(fromReward),
    overrides: data.overrides.map(fromOverride),
    grants: data.grants.map(fromGrant),
  };
}

const fromTimeOrNull = (time: string | null): number | null => (time === null ? null : Date.parse(time));

function fromReward({ own, linkedAt, ...rest }: ExportedReward): RewardLinkFacts {
  return { ...rest, isOwn: own, linkedAt: Date.parse(linkedAt) };
}

function fromOverride({
  overrideId: _id,
  until,
  setAt,
  endedAt,
  ...rest
}: ExportedOverride): ImportedOverride {
  return {
    ...rest,
    until: until === 'stream_end' ? until : fromTimeOrNull(until),
    setAt: Date.parse(setAt),
    endedAt: fromTimeOrNull(endedAt),
  };
}

function fromGrant({ grantId: _id, addedAt, expiresAt, endedAt, ...rest }: ExportedGrant): ImportedGrant {
  return {
    ...rest,
    addedAt: Date.parse(addedAt),
    expiresAt: Date.parse(expiresAt),
    endedAt: fromTimeOrNull(endedAt),
  };
}
