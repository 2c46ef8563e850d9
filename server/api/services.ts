import type { Policy } from '../core/policy.ts';
import type { Kind, RoleChange, Tier } from '../core/roles.ts';
import type { RosterView, Viewer } from '../core/roster.ts';
import type { AccessPort } from './access-port.ts';
import type { DataPort } from './data-ports.ts';
import type { DemoPort } from './demo-port.ts';
import type { AddressFacts, TokensPort } from './installation-ports.ts';
import type { PeersPort } from './peers-port.ts';
import type { RewardsPort } from './rewards-port.ts';
import type { SettingsPort } from './settings-port.ts';
import type { StatusFacts, StreamFacts } from './status-facts.ts';
import type { SyncPort } from './sync-port.ts';
import type { TwitchPort } from './twitch-port.ts';

/** What the actions need of the rest of the house. Times are epoch ms. */

export interface PastRole {
  readonly kind: Kind;
  readonly grantedAt: number;
  readonly revokedAt: number | null;
  readonly tier: Tier | null;
  readonly isGift: boolean;
  readonly gifterId: string | null;
  readonly gifterLogin: string | null;
  readonly source: string;
  readonly revokedSource: string | null;
}

export interface StreamPort {
  onStarted(): StreamFacts;
  onStopped(): StreamFacts;
}

export interface ApiPorts {
  readonly info: { readonly version: string; readonly isDemo: boolean; uptimeMs(): number };
  readonly demo: DemoPort;
  readonly roster: RosterView;
  readonly sync: SyncPort;
  readonly access: AccessPort;
  readonly rewards: RewardsPort;
  readonly peers: PeersPort;
  status(): StatusFacts;
  /** Everything a viewer ever held, oldest first. */
  history(userId: string): Promise<readonly PastRole[]>;
  /** What changed last, newest first. */
  recentChanges(limit: number): readonly RoleChange[];
  policy(): Policy;
  /**
   * Changes the rules from what they are at that moment; durable when it resolves. Nothing happens if
   * `change` returns what it was given. @throws ApiError, and what `change` throws
   */
  changePolicy(change: (policy: Policy) => Policy): Promise<Policy>;
  readonly settings: SettingsPort;
  readonly twitch: TwitchPort;
  readonly stream: StreamPort;
  readonly data: DataPort;
  readonly tokens: TokensPort;
  addresses(): AddressFacts;
  /** Asks Twitch about one viewer. @throws Problem */
  refreshViewer(who: { user?: string | undefined; userId?: string | undefined }): Promise<Viewer>;
  /** Deletes all that was synced. @returns how many viewers were known */
  deleteData(): Promise<number>;
}
