import { setImmediate as nextTurn } from 'node:timers/promises';
import { type HeldRole, ROLE_OF_KIND } from '../core/roles.ts';
import { slices } from '../core/slices.ts';
import {
  EXPORT_VERSION,
  type ExportedGrant,
  type ExportedOverride,
  type ExportedReward,
  type ExportedRole,
} from '../protocol/export-shapes.ts';
import type { ExportData } from '../backup/export.ts';
import type { RewardLink } from '../access/ports.ts';
import type { GrantView, OverrideView } from '../access/exception-views.ts';
import { toGrant, toOverride, toTime, toTimeOrNull } from './wire.ts';

/** Records turned into text before the event loop gets its turn. */
const SLICE = 200;

/**
 * An export as JSON, a piece at a time. One record a line, so that it can be searched with simple tools; the
 * roles come last because there may be hundreds of thousands.
 */
export async function* toJsonExport(data: ExportData): AsyncGenerator<string, void, undefined> {
  const { version, exportedAt, channel, settings, policy, rewards } = data;
  const about = { export: EXPORT_VERSION, version, exportedAt: toTime(exportedAt), channel };
  const head = { rolecall: about, settings, policy };
  yield `{\n${Object.entries(head)
    .map(([name, value]) => `"${name}": ${JSON.stringify(value)}`)
    .join(',\n')}`;
  yield* listText('rewards', inSlices(rewards), toExportedReward);
  yield* listText('overrides', inSlices(data.overrides), toExportedOverride);
  yield* listText('grants', inSlices(data.grants), toExportedGrant);
  yield* listText('roles', data.roles, toExportedRole);
  yield '\n}\n';
}

async function* listText<T>(
  name: string,
  batches: AsyncIterable<readonly T[]>,
  toRecord: (item: T) => object,
): AsyncGenerator<string, void, undefined> {
  yield `,\n"${name}": [`;
  let separator = '\n';
  for await (const batch of batches) {
    let text = '';
    for (const item of batch) {
      text += separator + JSON.stringify(toRecord(item));
      separator = ',\n';
    }
    yield text;
  }
  yield separator === '\n' ? ']' : '\n]';
}

/** Batches of a list that is ready. */
export async function* inSlices<T>(items: Iterable<T>): AsyncGenerator<readonly T[], void, undefined> {
  for (const batch of slices(items, SLICE)) {
    yield batch;
    await nextTurn();
  }
}

function toExportedReward({ isOwn, linkedAt, ...rest }: RewardLink): ExportedReward {
  return { ...rest, own: isOwn, linkedAt: toTime(linkedAt) };
}

export function toExportedOverride(view: OverrideView): ExportedOverride {
  const { active: _active, ...kept } = toOverride(view);
  return kept;
}

export function toExportedGrant(view: GrantView): ExportedGrant {
  const { active: _active, remainingMs: _remaining, ...kept } = toGrant(view);
  return kept;
}

export function toExportedRole({ kind, user, detail, ...role }: HeldRole): ExportedRole {
  // Written out: spreading is slow, and this may run a million times.
  return {
    userId: user.userId,
    userLogin: user.userLogin,
    userDisplayName: user.userDisplayName,
    role: ROLE_OF_KIND[kind],
    tier: detail.tier,
    isGift: detail.isGift,
    gifterId: detail.gifterId,
    gifterLogin: detail.gifterLogin,
    grantedAt: toTime(role.grantedAt),
    revokedAt: toTimeOrNull(role.revokedAt),
    source: role.source,
    revokedSource: role.revokedSource,
  };
}
