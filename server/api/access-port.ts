import type { Decision, Reason } from '../core/decide.ts';
import type { FeaturePolicy } from '../core/policy.ts';
import type { NamedUser, Role, Tier } from '../core/roles.ts';
import type { Viewer } from '../core/roster.ts';
import type { ExceptionsPort } from './exceptions-port.ts';

/** Who may what, and what was answered. Times are epoch ms. */

/** Either a name or an id. */
export interface Who {
  readonly user?: string | undefined;
  readonly userId?: string | undefined;
}

export interface CheckAnswer extends Decision {
  readonly feature: string;
  readonly message: string;
  readonly user: {
    readonly userId: string | null;
    readonly userLogin: string | null;
    readonly userDisplayName: string | null;
  };
  readonly roles: readonly (Role | 'broadcaster')[];
  readonly tier: Tier | null;
  readonly evidence: { readonly syncedAt: number | null; readonly stale: boolean; readonly live: boolean };
  /** The name in `user` is only what the caller said. */
  readonly said: boolean;
}

/** An answer that was given. Ids count up; `at` is epoch ms. */
export interface DecisionFacts {
  readonly id: number;
  readonly at: number;
  readonly platform: string;
  readonly consume: boolean;
  readonly answer: CheckAnswer;
}

export interface DecisionFilter {
  readonly feature?: string | undefined;
  readonly allowed?: boolean | undefined;
}

export interface DecisionsPort {
  /** What is counted was answered since then. */
  readonly since: number;
  /** Newest first. @param beforeId null: from the newest on */
  newest(filter: DecisionFilter, beforeId: number | null): Iterable<DecisionFacts>;
  /** Since the start. */
  counts(filter: DecisionFilter): Partial<Record<Reason, number>>;
}

/** What a policy would change. Counts of known viewers; a null reason: there is no such feature. */
export interface PreviewFacts {
  readonly viewers: number;
  readonly allowedBefore: number;
  readonly allowedAfter: number;
  readonly gained: number;
  readonly lost: number;
  readonly gains: readonly PreviewChangeFacts[];
  readonly losses: readonly PreviewChangeFacts[];
}

export interface PreviewChangeFacts extends NamedUser {
  readonly before: Reason | null;
  readonly after: Reason | null;
}

export interface AccessPort {
  /** null: there is no such feature. Waits only where a rule about followers has to be asked about. */
  check(request: {
    user?: string | undefined;
    userId?: string | undefined;
    name?: string | undefined;
    platform: string;
    feature: string;
    consume: boolean;
    /** false: not kept, not announced, nobody is asked. */
    record: boolean;
  }): CheckAnswer | null | Promise<CheckAnswer | null>;
  preview(request: {
    readonly feature: string;
    readonly policy: FeaturePolicy | null;
    readonly limit: number;
  }): Promise<PreviewFacts>;
  readonly decisions: DecisionsPort;
  readonly exceptions: ExceptionsPort;
  /** Who goes by that name here, on a list or not; null if nobody is known to. Asks nobody. @throws ApiError */
  findKnown(who: Who): (NamedUser & { readonly viewer: Viewer | undefined }) | null;
  /**
   * The same, and asks Twitch about a name that is not known here. @throws Problem
   * @param options `inText`: the name may be the first word of a text; `isToEnd`: an override or a grant is
   *   to be ended, so that whoever Twitch does not know any more is still found
   */
  findAnybody(who: Who, options: { readonly inText: boolean; readonly isToEnd?: boolean }): Promise<NamedUser>;
}
