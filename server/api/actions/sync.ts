import { type Kind, KINDS } from '../../core/roles.ts';
import type { Result } from '../../protocol/actions.ts';
import { byId } from '../paging.ts';
import type { Services } from '../services.ts';
import type { SyncOutcome } from '../../sync/run.ts';
import type { Handlers } from '../router.ts';
import { isSuccess, toRun, toStatus } from '../status.ts';
import { toTime, toTimeOrNull } from '../wire.ts';

type Part = Pick<Handlers, 'sync.run' | 'sync.status' | 'sync.history' | 'sync.stats'>;
type WireResult = Exclude<Result<'sync.run'>, { runId: string; outcome?: never }>;

const DAY_MS = 24 * 3600 * 1000;

export function syncActions(services: Services): Part {
  return {
    'sync.run': async ({ kinds, source, force, wait }) => {
      await services.channel.untilConnected();
      const accepted = services.channel.sync.request({ source, force, ...(kinds && { kinds }) });
      if ('outcome' in accepted) return toResult(services, accepted, source, kinds ?? KINDS);
      if (!wait) return { runId: accepted.runId };
      return toResult(services, await accepted.done, source, kinds ?? KINDS);
    },
    'sync.status': () => toStatus(services.channel.status.view()),
    'sync.history': ({ limit, cursor }) => {
      const page = byId(services.stores.runs.runs(), ({ runId }) => runId, limit, cursor);
      return { items: page.items.map(toRun), cursor: page.cursor };
    },
    'sync.stats': ({ days, points }) => {
      const { items, since } = services.channel.counts.between(days * DAY_MS, points);
      return {
        items: items.map(({ at, ...counts }) => ({ at: toTime(at), ...counts })),
        since: toTimeOrNull(since),
      };
    },
  };
}

function toResult(
  services: Services,
  answer: SyncOutcome,
  source: string,
  kinds: readonly Kind[],
): WireResult {
  const { subscribers, vips, moderators } = services.stores.roster.roster.counts;
  const counts = { subCount: subscribers, vipCount: vips, modCount: moderators };
  if (answer.outcome === 'skipped') {
    const { ageMs, retryAfterMs } = answer;
    const nothing = { granted: 0, revoked: 0, errors: [], startedAt: null, durationMs: 0, runId: null };
    return {
      outcome: 'skipped',
      success: true,
      ...counts,
      ...nothing,
      source,
      ageMs,
      retryAfterMs,
      kinds: [...kinds],
    };
  }
  const { run } = answer;
  return {
    outcome: answer.outcome,
    runId: run.runId,
    success: isSuccess(run),
    ...counts,
    granted: run.kinds.reduce((sum, { granted }) => sum + granted, 0),
    revoked: run.kinds.reduce((sum, { revoked }) => sum + revoked, 0),
    errors: run.kinds.flatMap(({ kind, error }) => (error ? [{ ...error, kind }] : [])),
    source: run.source,
    startedAt: toTime(run.startedAt),
    durationMs: run.durationMs,
    ageMs: null,
    retryAfterMs: null,
    kinds: run.kinds.map(({ kind }) => kind),
  };
}
