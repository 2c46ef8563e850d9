import { ROLE_OF_KIND, type RoleChange } from '../core/roles.ts';
import type { GrantView } from '../access/exception-views.ts';
import type { ProblemView } from '../core/problem.ts';
import type { RunRecord } from '../sync/ports.ts';
import type { ActionArgs } from './streamerbot-client.ts';

/** What a Streamer.bot action can be run for. */
export const STREAMERBOT_EVENTS = [
  'rolesChanged',
  'syncFinished',
  'syncFailed',
  'grantStarted',
  'grantEnded',
] as const;
export type StreamerbotEvent = (typeof STREAMERBOT_EVENTS)[number];

/** Up to this many get a call each; more at a time become one call with counts and the first names. */
export const MAX_SINGLE = 5;

/** A user as the arguments have it; what is not known is an empty text, so that no `%variable%` stays. */
interface Named {
  readonly userId: string;
  readonly userLogin: string | null;
  readonly userDisplayName: string | null;
}

/** A timed grant. `expiresAt` is epoch ms. */
export interface TimedGrant
  extends Named, Pick<GrantView, 'platform' | 'feature' | 'minutes' | 'expiresAt' | 'source'> {}

const NOBODY: Named = { userId: '', userLogin: '', userDisplayName: '' };

/** Several facts of one kind, told as one or as a few. Holds no more than the first few of them. */
export class Digest {
  readonly event: StreamerbotEvent;
  readonly #first: ActionArgs[] = [];
  readonly #counts: Record<string, number> = {};
  #total = 0;

  constructor(event: StreamerbotEvent) {
    this.event = event;
  }

  /** @param change what is counted. @param args made only for the first few */
  add(change: string, args: () => ActionArgs): void {
    this.#total++;
    this.#counts[change] = (this.#counts[change] ?? 0) + 1;
    if (this.#first.length < MAX_SINGLE) this.#first.push(args());
  }

  /** @param counts by what is counted. @param args of all of them or of the first; few are taken */
  addAll(counts: Readonly<Record<string, number>>, args: Iterable<ActionArgs>): void {
    for (const [change, count] of Object.entries(counts)) {
      this.#total += count;
      this.#counts[change] = (this.#counts[change] ?? 0) + count;
    }
    for (const each of args) {
      if (this.#first.length >= MAX_SINGLE) return;
      this.#first.push(each);
    }
  }

  /** The calls that tell all of it. */
  calls(): ActionArgs[] {
    const one = (args: ActionArgs): ActionArgs => ({ ...args, rolecallCount: 1 });
    if (this.#total <= MAX_SINGLE) return this.#first.map(one);
    const [first = {}] = this.#first;
    const blank = Object.fromEntries(Object.keys(first).map((name) => [name, '']));
    return [
      {
        ...blank,
        ...countArgs(this.#counts),
        rolecallEvent: this.event,
        rolecallCount: this.#total,
        rolecallUsers: this.#first.map(({ rolecallUser }) => String(rolecallUser)).join(', '),
      },
    ];
  }
}

export function roleArgs(change: RoleChange): ActionArgs {
  return {
    rolecallEvent: 'rolesChanged',
    ...userArgs(change.user),
    rolecallRole: ROLE_OF_KIND[change.kind],
    rolecallChange: change.change,
    rolecallTier: change.change === 'revoked' ? '' : (change.detail.tier ?? ''),
    rolecallSource: change.source,
    ...countArgs({ [change.change]: 1 }),
  };
}

export function grantArgs(
  event: 'grantStarted' | 'grantEnded',
  change: string,
  grant: TimedGrant,
): ActionArgs {
  return {
    rolecallEvent: event,
    ...userArgs(grant),
    rolecallPlatform: grant.platform,
    rolecallFeature: grant.feature,
    rolecallChange: change,
    rolecallMinutes: grant.minutes,
    rolecallExpiresAt: new Date(grant.expiresAt).toISOString(),
    rolecallSource: grant.source,
    ...countArgs({ [change]: 1 }),
  };
}

export function runArgs(run: RunRecord): ActionArgs {
  const failed = run.kinds.find(({ error }) => error !== null)?.error ?? null;
  const count = (kind: string): number => run.kinds.find((each) => each.kind === kind)?.count ?? 0;
  const sum = (name: 'granted' | 'revoked' | 'updated'): number =>
    run.kinds.reduce((total, kind) => total + kind[name], 0);
  const counts = { granted: sum('granted'), revoked: sum('revoked'), updated: sum('updated') };
  return {
    rolecallEvent: failed ? 'syncFailed' : 'syncFinished',
    ...userArgs(NOBODY),
    rolecallSource: run.source,
    rolecallCount: counts.granted + counts.revoked + counts.updated,
    ...countArgs(counts),
    rolecallSubscribers: count('subscribers'),
    rolecallVips: count('vips'),
    rolecallModerators: count('moderators'),
    rolecallDurationMs: run.durationMs,
    rolecallError: failed?.code ?? '',
    rolecallMessage: failed?.message ?? '',
    rolecallFix: failed?.fix ?? '',
  };
}

/** Twitch has ended the login; in the words of Rolecall's pages. */
export function loginArgs({ code, message, fix }: ProblemView): ActionArgs {
  return {
    rolecallEvent: 'loginLost',
    rolecallCount: 1,
    rolecallError: code,
    rolecallMessage: message,
    rolecallFix: fix ?? '',
  };
}

function userArgs({ userId, userLogin, userDisplayName }: Named): ActionArgs {
  const shown = userDisplayName ?? userLogin ?? '';
  return {
    rolecallUserId: userId,
    rolecallUserLogin: userLogin ?? '',
    rolecallUser: shown,
    rolecallUsers: shown,
  };
}

/** Each change that there is, by name; those of grants have names of their own. */
function countArgs(counts: Readonly<Record<string, number>>): ActionArgs {
  return {
    rolecallGranted: counts['granted'] ?? counts['added'] ?? 0,
    rolecallRevoked: counts['revoked'] ?? 0,
    rolecallUpdated: counts['updated'] ?? 0,
    rolecallExpired: counts['expired'] ?? 0,
  };
}
