import type { Kind } from '../../../server/core/roles.ts';
import type { Status } from '../state/view-state.ts';
import { lateKinds } from './late-kinds.ts';

/** What a text about a warning can name. null: not known. */
export interface WarningFacts {
  /** `settings.json and tokens.json` */
  readonly files: string | null;
  /** How many, or how many minutes. */
  readonly count: number | null;
  /** Of rewards. */
  readonly titles: readonly string[];
  readonly channel: string | null;
  /** The first version that is named. */
  readonly version: string | null;
  /** Lists whose changes show late. */
  readonly late: readonly Kind[];
}

/** Names and numbers are the same in every language: they are taken from the server's own sentence. */
export function warningFacts(message: string, status: Pick<Status, 'channel' | 'kinds'>): WarningFacts {
  // Not the name under which a damaged one is kept: `settings.corrupt-….json`.
  const files = unique(message.match(/(?<![\w.-])[\w-]+(?:\.copy)?\.(?:nd)?json\b/g));
  // Where more was told later, the last word counts.
  const count = message.match(/\b\d+(?= (?:permissions|minutes|could))/g)?.at(-1);
  return {
    files: files.length > 0 ? files.join(', ') : null,
    count: count === undefined ? null : Number(count),
    titles: [...message.matchAll(/“([^”]+)”/g)].map(([, title]) => title ?? ''),
    channel: status.channel && (status.channel.userDisplayName || status.channel.userLogin),
    version: /\b\d+\.\d+\.\d+\b/.exec(message)?.[0] ?? null,
    late: lateKinds(status),
  };
}

const unique = (found: readonly string[] | null): string[] => [...new Set(found)];
