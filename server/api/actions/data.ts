import { viewerKey } from '../../core/platform.ts';
import { mapped } from '../../core/slices.ts';
import type { ExportedGrant, ExportedOverride, ExportedReward } from '../../protocol/export-shapes.ts';
import type { RewardLink } from '../../access/ports.ts';
import type { ImportData, ImportedGrant, ImportedOverride } from '../../backup/import.ts';
import type { ImportParams } from '../import-params.ts';
import type { Services } from '../services.ts';
import type { Handlers } from '../router.ts';
import { toTime } from '../wire.ts';

type Part = Pick<Handlers, 'data.export' | 'data.import' | 'data.delete'>;

/** Everything in one file, and back; or gone. */
export function dataActions(services: Services): Part {
  return {
    'data.export': ({ format }) => {
      const { fileName, path, expiresAt } = services.downloads.offer(format);
      return { fileName, path, expiresAt: toTime(expiresAt) };
    },
    'data.import': async ({ data }: ImportParams) => {
      const outcome = await services.backup.import(fromExport(data));
      const roles = Array.isArray(data.roles) ? data.roles.length : 0;
      const why = 'Roles come from Twitch: connect Twitch, and the lists are read.';
      const left = roles > 0 ? [{ what: 'roles' as const, count: roles, reason: why }] : [];
      return { ...outcome, skipped: [...outcome.skipped, ...left] };
    },
    'data.delete': async () => ({ deletedViewers: await services.app.deleteData() }),
  };
}

function fromExport(data: ImportParams['data']): ImportData {
  const given = Object.entries(data.settings).filter(([, value]) => value !== undefined);
  return {
    channel: data.rolecall.channel,
    settings: Object.fromEntries(given),
    policy: data.policy,
    rewards: Array.from(data.rewards, fromReward),
    overrides: mapped(data.overrides, fromOverride),
    grants: mapped(data.grants, fromGrant),
  };
}

const fromTimeOrNull = (time: string | null): number | null => (time === null ? null : Date.parse(time));

function fromReward({ own, linkedAt, ...rest }: ExportedReward): RewardLink {
  return { ...rest, isOwn: own, linkedAt: Date.parse(linkedAt) };
}

function fromOverride({
  overrideId: _id,
  platform,
  userId,
  until,
  setAt,
  endedAt,
  ...rest
}: ExportedOverride): ImportedOverride {
  return {
    userId: viewerKey(platform, userId),
    until: until === 'stream_end' ? until : fromTimeOrNull(until),
    setAt: Date.parse(setAt),
    endedAt: fromTimeOrNull(endedAt),
    ...rest,
  };
}

function fromGrant({
  grantId: _id,
  platform,
  userId,
  addedAt,
  expiresAt,
  endedAt,
  ...rest
}: ExportedGrant): ImportedGrant {
  return {
    userId: viewerKey(platform, userId),
    addedAt: Date.parse(addedAt),
    expiresAt: Date.parse(expiresAt),
    endedAt: fromTimeOrNull(endedAt),
    ...rest,
  };
}
