import type { Log } from '../core/log.ts';
import { textOf } from '../core/problem.ts';
import type { Kind } from '../core/roles.ts';
import type { RunRecord } from './ports.ts';
import { isSuccess, type SyncRun } from './run.ts';

const scopeOf = (source: string): string => `RoleSync:${source}`;

export function logStart(log: Log, run: SyncRun): void {
  log.info(scopeOf(run.source), `Starting sync for channel ${run.channel?.userId ?? 'unknown'}…`);
}

/** @param counts how many hold each role now */
export function logEnd(log: Log, record: RunRecord, counts: Readonly<Record<Kind, number>>): void {
  const scope = scopeOf(record.source);
  const shown = `${counts.subscribers} subs, ${counts.vips} VIPs, ${counts.moderators} mods`;
  if (isSuccess(record)) {
    log.info(scope, `Complete in ${record.durationMs}ms: ${shown}`);
    return;
  }
  for (const { kind, error } of record.kinds) {
    if (error) log.warn(scope, `${kind}: ${textOf(error)} (${error.code})`);
  }
  log.warn(scope, `Incomplete after ${record.durationMs}ms; kept ${shown}`);
}
