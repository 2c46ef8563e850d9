import type { Policy } from '../core/policy.ts';
import type { HeldRole, User } from '../core/roles.ts';
import type { GrantFacts, OverrideFacts } from './exceptions-port.ts';
import type { SettingsValues } from './settings-port.ts';

/** What export and import need of the rest of the house. Times are epoch ms. */

export type ExportFormat = 'json' | 'csv';

/** A download that was promised. */
export interface ExportOffer {
  readonly fileName: string;
  readonly path: string;
  readonly expiresAt: number;
}

export interface RewardLinkFacts {
  readonly rewardId: string;
  readonly title: string;
  readonly feature: string;
  readonly minutes: number;
  readonly isOwn: boolean;
  readonly linkedAt: number;
}

/** Everything, of one moment. The long parts come bit by bit, each to be read once. */
export interface ExportFacts {
  readonly version: string;
  readonly exportedAt: number;
  readonly channel: User | null;
  readonly settings: SettingsValues;
  readonly policy: Policy;
  readonly rewards: readonly RewardLinkFacts[];
  /** Also those that ended, oldest first. */
  readonly overrides: Iterable<OverrideFacts>;
  readonly grants: Iterable<GrantFacts>;
  readonly roles: AsyncIterable<readonly HeldRole[]>;
}

/** An override or a grant of an export; it gets a new id here. */
export type ImportedOverride = Omit<OverrideFacts, 'id' | 'active'>;
export type ImportedGrant = Omit<GrantFacts, 'id' | 'active' | 'remainingMs'>;

export interface ImportFacts {
  readonly channel: User | null;
  /** What is missing has its default. */
  readonly settings: Partial<SettingsValues>;
  readonly policy: Policy;
  readonly rewards: readonly RewardLinkFacts[];
  readonly overrides: readonly ImportedOverride[];
  readonly grants: readonly ImportedGrant[];
}

export interface ImportOutcome {
  readonly settings: boolean;
  readonly policy: boolean;
  readonly rewards: number;
  readonly overrides: number;
  readonly grants: number;
  readonly redemptions: number;
  readonly skipped: readonly { what: 'overrides' | 'grants'; count: number; reason: string }[];
}

export interface DataPort {
  offerExport(format: ExportFormat): ExportOffer;
  /** All or nothing, durable when it resolves. @throws Problem */
  import(facts: ImportFacts): Promise<ImportOutcome>;
}
