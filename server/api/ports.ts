import type { PeersPort } from './peers-port.ts';
import type { FeaturePolicy, GrantMode, Policy } from '../core/policy.ts';
import type { HealthState, KindState } from '../core/health.ts';
import type { Decision, Reason } from '../core/decide.ts';
import type { Kind, NamedUser, Role, RoleChange, Tier, User } from '../core/roles.ts';
import type { RosterView, Viewer } from '../core/roster.ts';
import type { CountPoint } from '../core/count-history.ts';
import type { DataPort } from './data-ports.ts';
import type { DemoPort } from './demo-port.ts';
import type { AddressFacts, TokensPort } from './installation-ports.ts';

/** What the actions need of the rest of the house. Times are epoch ms. */

export interface Problem {
  readonly code: string;
  readonly message: string;
  readonly fix: string | null;
}

/** Whether an error was worded for the streamer by another part of the house: \`StoreError\`, \`SyncError\`. */
export function isProblem(error: unknown): error is Error & Problem {
  if (!(error instanceof Error) || !('code' in error) || !('fix' in error)) return false;
  return typeof error.code === 'string' && (error.fix === null || typeof error.fix === 'string');
}

export interface StatusFacts {
  readonly state: HealthState;
  readonly message: string;
  readonly channel: User | null;
  readonly kinds: Readonly<Record<Kind, KindFactsShown>>;
  readonly running: RunningFacts | null;
  readonly nextSyncAt: number | null;
  readonly eventsub: {
    readonly state: 'off' | 'connecting' | 'live' | 'down';
    readonly since: number | null;
  };
  readonly stream: StreamFacts;
}

export interface KindFactsShown {
  readonly state: KindState;
  readonly count: number;
  readonly lastSuccessAt: number | null;
  readonly lastAttemptAt: number | null;
  readonly error: Problem | null;
}

export interface ProgressFacts {
  readonly done: number;
  readonly total: number | null;
  readonly etaMs: number | null;
}

export interface RunningFacts {
  readonly runId: string;
  readonly source: string;
  readonly startedAt: number;
  readonly progress: Readonly<Record<Kind, ProgressFacts | null>>;
}

/** A finished run. */
export interface RunFacts {
  readonly runId: string;
  readonly source: string;
  readonly startedAt: number;
  readonly durationMs: number;
  readonly kinds: readonly {
    readonly kind: Kind;
    readonly count: number;
    readonly granted: number;
    readonly revoked: number;
    readonly updated: number;
    readonly error: Problem | null;
  }[];
}

export type SyncAnswer =
  | { readonly outcome: 'ran' | 'joined'; readonly run: RunFacts }
  | { readonly outcome: 'skipped'; readonly ageMs: number; readonly retryAfterMs: number };

export interface SyncPort {
  /** null: there is no login. */
  request(request: {
    source: string;
    kinds?: readonly Kind[];
    force: boolean;
  }): { runId: string; done: Promise<SyncAnswer> } | (SyncAnswer & { outcome: 'skipped' }) | null;
  /** Newest first. */
  runs(): readonly RunFacts[];
  /** Counts over time, oldest first. @param spanMs back from now */
  counts(spanMs: number, limit: number): { items: readonly CountPoint[]; since: number | null };
}

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
}

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

/** Either a name or an id. */
export interface Who {
  readonly user?: string | undefined;
  readonly userId?: string | undefined;
}

/** Which of the overrides or grants are wanted. */
export interface ExceptionFilter {
  readonly userId: string | null;
  readonly feature?: string | undefined;
  /** Also those that are not in force any more. */
  readonly all: boolean;
}

/** Overrides and grants. What changes something is durable when it resolves. @throws PortError */
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

/** An answer that was given. Ids count up; `at` is epoch ms. */
export interface DecisionFacts {
  readonly id: number;
  readonly at: number;
  readonly platform: string;
  readonly consume: boolean;
  readonly answer: CheckAnswer;
}

export interface DecisionsPort {
  /** What is counted was answered since then. */
  readonly since: number;
  /** Newest first. @param beforeId null: from the newest on */
  newest(filter: DecisionFilter, beforeId: number | null): Iterable<DecisionFacts>;
  /** Since the start. */
  counts(filter: DecisionFilter): Partial<Record<Reason, number>>;
}

export interface DecisionFilter {
  readonly feature?: string | undefined;
  readonly allowed?: boolean | undefined;
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
  /** Who goes by that name here, on a list or not; null if nobody is known to. Asks nobody. */
  findKnown(who: Who): NamedUser | null;
  /** The same, and asks Twitch about a name that is not known here. @throws PortError */
  findAnybody(who: Who): Promise<NamedUser>;
}

/** A channel point reward; `twitch` null: not seen there. */
export interface RewardFacts {
  readonly rewardId: string;
  readonly title: string;
  readonly own: boolean;
  readonly link: { feature: string; minutes: number } | null;
  readonly twitch: { prompt: string; cost: number; enabled: boolean; paused: boolean } | null;
}

/** Everything rejects with PortError. What changes something is durable when it resolves. */
export interface RewardsPort {
  list(): Promise<RewardFacts[]>;
  create(reward: {
    readonly title: string;
    readonly cost: number;
    readonly prompt: string;
    readonly feature: string;
    readonly minutes: number;
  }): Promise<RewardFacts>;
  link(rewardId: string, feature: string, minutes: number): Promise<RewardFacts>;
  unlink(rewardId: string): Promise<RewardFacts>;
}

export interface SettingsValues {
  readonly intervalMinutes: number;
  readonly lookUpDenied: boolean;
  readonly grantMode: GrantMode;
  readonly watchBans: boolean;
  readonly refundIfNeedless: boolean;
  readonly texts: Readonly<Partial<Record<Reason, string>>>;
}

/** What is to be changed; a text that is null goes back to the default. */
export interface SettingsPatch {
  readonly intervalMinutes?: number | undefined;
  readonly lookUpDenied?: boolean | undefined;
  readonly grantMode?: GrantMode | undefined;
  readonly watchBans?: boolean | undefined;
  readonly refundIfNeedless?: boolean | undefined;
  readonly texts?: Readonly<Partial<Record<Reason, string | null>>> | undefined;
}

/** A problem that is worded for the client: a login that Twitch refuses, a list it does not give. */
export class PortError extends Error {
  readonly code: 'not_connected' | 'not_found' | 'unavailable' | 'invalid_params';

  constructor(code: PortError['code'], message: string) {
    super(message);
    this.name = 'PortError';
    this.code = code;
  }
}

export interface TwitchFacts {
  readonly state: 'none' | 'pending' | 'connected' | 'lost';
  readonly channel: User | null;
  readonly clientId: string | null;
  readonly scopes: readonly string[];
  readonly missing: readonly { readonly scope: string; readonly neededFor: string }[];
  readonly pending: PendingFacts | null;
  readonly problem: Problem | null;
}

export interface PendingFacts {
  readonly userCode: string;
  readonly verificationUri: string;
  readonly expiresAt: number;
}

export interface TwitchPort {
  status(): TwitchFacts;
  /** @throws PortError */
  connect(clientId: string | null): Promise<PendingFacts>;
  disconnect(): Promise<void>;
}

export interface StreamFacts {
  readonly live: boolean | null;
  readonly startedAt: number | null;
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
   * `change` returns what it was given. @throws PortError, and what `change` throws
   */
  changePolicy(change: (policy: Policy) => Policy): Promise<Policy>;
  settings: {
    get(): SettingsValues;
    /** Durable when it resolves. */
    set(patch: SettingsPatch): Promise<SettingsValues>;
  };
  readonly twitch: TwitchPort;
  readonly stream: StreamPort;
  readonly data: DataPort;
  readonly tokens: TokensPort;
  addresses(): AddressFacts;
  /** Asks Twitch about one viewer. @throws PortError */
  refreshViewer(who: { user?: string | undefined; userId?: string | undefined }): Promise<Viewer>;
  /** Deletes all that was synced. @returns how many viewers were known */
  deleteData(): Promise<number>;
}
