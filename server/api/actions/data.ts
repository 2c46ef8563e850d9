import type { Params } from '../../protocol/actions.ts';
import type { ExportedGrant, ExportedOverride, ExportedReward } from '../../protocol/export-shapes.ts';
import type { RewardLink } from '../../access/ports.ts';
import type { ImportData } from '../../backup/import.ts';
import { inSlices } from '../export-text.ts';
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
    'data.import': async ({ data }) => {
      const outcome = await services.backup.import(await fromExport(data));
      const roles = Array.isArray(data.roles) ? data.roles.length : 0;
      const why = 'Roles come from Twitch: connect Twitch, and the lists are read.';
      const left = roles > 0 ? [{ what: 'roles' as const, count: roles, reason: why }] : [];
      return { ...outcome, skipped: [...outcome.skipped, ...left] };
    },
    'data.delete': async () => ({ deletedViewers: await services.app.deleteData() }),
  };
}

async function fromExport(data: Params<'data.import'>['data']): Promise<ImportData> {
  const given = Object.entries(data.settings).filter(([, value]) => value !== undefined);
  return {
    channel: data.rolecall.channel,
    settings: Object.fromEntries(given),
    policy: data.policy,
    rewards: data.rewards.map(fromReward),
    overrides: await mapInSlices(data.overrides, fromOverride),
    grants: await mapInSlices(data.grants, fromGrant),
  };
}

/** There may be very many: everybody else gets a turn in between. */
async function mapInSlices<T, R>(items: readonly T[], map: (item: T) => R): Promise<R[]> {
  const mapped: R[] = [];
  for await (const slice of inSlices(items)) for (const item of slice) mapped.push(map(item));
  return mapped;
}

const fromTimeOrNull = (time: string | null): number | null => (time === null ? null : Date.parse(time));

function fromReward({ own, linkedAt, ...rest }: ExportedReward): RewardLink {
  return { ...rest, isOwn: own, linkedAt: Date.parse(linkedAt) };
}

function fromOverride({
  overrideId: _id,
  until,
  setAt,
  endedAt,
  ...rest
}: ExportedOverride): ImportData['overrides'][number] {
  return {
    ...rest,
    until: until === 'stream_end' ? until : fromTimeOrNull(until),
    setAt: Date.parse(setAt),
    endedAt: fromTimeOrNull(endedAt),
  };
}

function fromGrant({
  grantId: _id,
  addedAt,
  expiresAt,
  endedAt,
  ...rest
}: ExportedGrant): ImportData['grants'][number] {
  return {
    ...rest,
    addedAt: Date.parse(addedAt),
    expiresAt: Date.parse(expiresAt),
    endedAt: fromTimeOrNull(endedAt),
  };
}
