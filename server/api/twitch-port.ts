import type { User } from '../core/roles.ts';
import type { ProblemView } from '../core/problem.ts';

/** The login at Twitch. Times are epoch ms. */

export interface TwitchFacts {
  readonly state: 'none' | 'pending' | 'connected' | 'lost';
  readonly channel: User | null;
  readonly clientId: string | null;
  readonly scopes: readonly string[];
  readonly missing: readonly { readonly scope: string; readonly neededFor: string }[];
  readonly pending: PendingFacts | null;
  readonly problem: ProblemView | null;
}

export interface PendingFacts {
  readonly userCode: string;
  readonly verificationUri: string;
  readonly expiresAt: number;
}

export interface TwitchPort {
  status(): TwitchFacts;
  /** @throws Problem */
  connect(clientId: string | null): Promise<PendingFacts>;
  disconnect(): Promise<void>;
}
