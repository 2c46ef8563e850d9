import type { NamedUser } from '../core/roles.ts';

/** What is given or taken by hand. Times are epoch ms. */

/** An override or a grant with the names to show. Epoch ms. */
export interface OverrideFacts extends ExceptionFacts {
  readonly effect: 'allow' | 'deny';
  readonly until: number | 'stream_end' | null;
  readonly setAt: number;
  readonly endReason: 'replaced' | 'cleared' | 'expired' | 'stream_end' | null;
}

export interface GrantFacts extends ExceptionFacts {
  readonly minutes: number;
  readonly addedAt: number;
  readonly expiresAt: number;
  readonly remainingMs: number;
  readonly source: string;
  readonly redemptionId: string | null;
  readonly endReason: 'extended' | 'replaced' | 'revoked' | 'expired' | null;
}

export interface ExceptionFacts {
  readonly id: number;
  readonly userId: string;
  readonly userLogin: string | null;
  readonly userDisplayName: string | null;
  readonly feature: string;
  readonly note: string | null;
  readonly by: string;
  /** In force right now. */
  readonly active: boolean;
  readonly endedAt: number | null;
  readonly endedBy: string | null;
}

/** Which of the overrides or grants are wanted. */
export interface ExceptionFilter {
  readonly userId: string | null;
  readonly feature?: string | undefined;
  /** Also those that are not in force any more. */
  readonly all: boolean;
}

/** Overrides and grants. What changes something is durable when it resolves. @throws Problem */
export interface ExceptionsPort {
  setOverride(override: {
    readonly user: NamedUser;
    readonly feature: string;
    readonly effect: 'allow' | 'deny';
    readonly until: number | 'stream_end' | null;
    readonly note: string | null;
    readonly by: string;
  }): Promise<OverrideFacts>;
  clearOverride(feature: string, userId: string, by: string): Promise<OverrideFacts | null>;
  /** Newest first. */
  overrides(filter: ExceptionFilter): OverrideFacts[];
  addGrant(grant: {
    readonly user: NamedUser;
    readonly feature: string;
    readonly minutes: number;
    readonly note: string | null;
    readonly by: string;
  }): Promise<GrantFacts>;
  revokeGrant(feature: string, userId: string, by: string): Promise<GrantFacts | null>;
  /** Newest first. */
  grants(filter: ExceptionFilter): GrantFacts[];
}
