import type { Clock } from '../core/clock.ts';
import { type Kind, KINDS, type RoleDetail, type User } from '../core/roles.ts';
import { lookUpAll } from './list-reader.ts';
import type { RoleSource } from './ports.ts';
import type { RoleNews } from './role-news.ts';
import type { TouchWatch } from './touch-log.ts';

export interface ViewerRefreshParts {
  readonly source: RoleSource;
  readonly clock: Clock;
  readonly applyNews: (news: RoleNews) => Promise<unknown>;
  /** Starts to note whom events speak of; `stop` ends it. */
  readonly watch: (kind: Kind) => TouchWatch;
}

/**
 * Asks Twitch about one viewer alone: three calls, not three lists. An event that comes meanwhile is younger
 * than the answer and stands.
 * @throws SyncError of the first list that could not be asked; the others are applied
 */
export async function refreshViewer(
  parts: ViewerRefreshParts,
  user: User,
  source: string,
  kinds: readonly Kind[] = KINDS,
): Promise<void> {
  const results = await Promise.allSettled(kinds.map((kind) => refreshKind(parts, user, source, kind)));
  const failed = results.find((result) => result.status === 'rejected');
  if (failed) throw failed.reason;
}

async function refreshKind(parts: ViewerRefreshParts, user: User, source: string, kind: Kind): Promise<void> {
  const watch = parts.watch(kind);
  try {
    const never = new AbortController().signal;
    const reader = { source: parts.source, clock: parts.clock, signal: never };
    const row = (await lookUpAll(reader, kind, [user.userId])).get(user.userId) ?? null;
    if (watch.touched.all().includes(user.userId)) return;
    watch.stop();
    const detail: RoleDetail | null = row?.detail ?? null;
    await parts.applyNews({ kind, user: row?.user ?? user, detail, source });
  } finally {
    watch.stop();
  }
}
