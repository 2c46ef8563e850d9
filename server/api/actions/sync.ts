import { type Kind, KINDS } from '../../core/roles.ts';
import type { Result } from '../../protocol/actions.ts';
import { ApiError } from '../../core/problem.ts';
import { byId } from '../paging.ts';
import type { ApiPorts } from '../services.ts';
import type { SyncAnswer } from '../sync-port.ts';
import type { Handlers } from '../router.ts';
import { isSuccess, toRun, toStatus } from '../status.ts';
import { toTime, toTimeOrNull } from '../wire.ts';

type Part = Pick<Handlers, 'sync.run' | 'sync.status' | 'sync.history' | 'sync.stats'>;
type WireResult = Exclude<Result<'sync.run'>, { runId: string; outcome?: never }>;

const DAY_MS = 24 * 3600 * 1000;

export function syncActions(ports: ApiPorts): Part {
  return {
    'sync.run': async ({ kinds, source, force, wait }) => {
      const accepted = ports.sync.request({ source, force, ...(kinds && { kinds }) });
      if (!accepted) {
        throw new ApiError('not_connected', 'Rolecall is not logged in to Twitch. Connect Twitch first.');
      }
      if ('outcome' in accepted) return toResult(ports, accepted, source, kinds ?? KINDS);
      if (!wait) return { runId: accepted.runId };
      return toResult(ports, await accepted.done, source, kinds ?? KINDS);
    },
    'sync.status': () => toStatus(ports.status()),
    'sync.history': ({ limit, cursor }) => {
      const page = byId(ports.sync.runs(), ({ runId }) => runId, limit, cursor);
      return { items: page.items.map(toRun), cursor: page.cursor };
    },
    'sync.stats': ({ days, points }) => {
      const { items, since } = ports.sync.counts(days * DAY_MS, points);
      return {
        items: items.map(({ at, ...counts }) => ({ at: toTime(at), ...counts })),
        since: toTimeOrNull(since),
      };
    },
  };
}

function toResult(ports: ApiPorts, answer: SyncAnswer, source: string, kinds: readonly Kind[]): WireResult {
  const { subscribers, vips, moderators } = ports.roster.counts;
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
