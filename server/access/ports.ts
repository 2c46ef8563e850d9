import type { Language } from '../core/languages.ts';
import type { Reason, Trust } from '../core/decide.ts';
import type { GrantMode, Policy } from '../core/policy.ts';
import type { Kind, NamedUser, User } from '../core/roles.ts';
import type { RosterView } from '../core/roster.ts';

/** How far one list can be believed, and when it was last read. Times are epoch ms. */
export interface ListFreshness {
  readonly trust: Trust;
  /** Whether changes reach us as they happen. */
  readonly live: boolean;
  readonly lastSuccessAt: number | null;
}

/** What is known about the lists when a decision is made. */
export interface Freshness {
  /** Of all three at one moment: a check asks once. */
  lists(): Readonly<Record<Kind, ListFreshness>>;
}

/** Who the broadcaster is; null when nobody ever logged in. */
export interface BroadcasterView {
  readonly userId: string;
  readonly userLogin: string;
  readonly userDisplayName: string;
}

/** What a decision reads. All of it is memory. */
export interface AccessReads {
  readonly roster: RosterView;
  readonly freshness: Freshness;
  policy(): Policy;
  /** Whether the rules were lost by damage, so that nobody may use anything. */
  areRulesUnknown(): boolean;
  /** Sentences of the streamer's own. */
  texts(): Readonly<Partial<Record<Reason, string>>>;
  /** Of the other sentences. */
  chatLanguage(): Language;
  /** The logins of chat bots, in lower case. */
  bots(): ReadonlySet<string>;
  broadcaster(): BroadcasterView | null;
  /** Whether Twitch lets this person not talk right now; false where bans are not watched. */
  isBanned(userId: string, now: number): boolean;
  /** When this person followed, as far as it is known without asking; null: does not follow. */
  followedAt(userId: string): number | null | 'unknown';
}

/** People that no list tells about. */
export interface UnlistedViewers {
  /** Whom a login stands for; null: nobody; undefined: not known. */
  byLogin(login: string): NamedUser | null | undefined;
  /** Everybody of them who is shown by a name; the key is from `nameKey()`. */
  byShownName?(key: string): readonly NamedUser[];
  /**
   * Finds out whether somebody follows. Resolves when that is known or waiting was long enough; null: Twitch
   * cannot be asked now.
   */
  lookUp(who: { readonly userId?: string; readonly login?: string }): Promise<void> | null;
}

/** Either a name or an id. */
export interface Who {
  readonly user?: string | undefined;
  readonly userId?: string | undefined;
  /** Twitch if left out. */
  readonly platform?: string | undefined;
  /** What a tool calls a viewer of another platform. */
  readonly name?: string | undefined;
}

/** How Twitch is asked for somebody. */
export type AskFor = { readonly userId: string } | { readonly login: string };

/** The channel, as far as access asks about it. */
export interface AccessChannel {
  readonly status: Freshness & Pick<AccessReads, 'broadcaster'>;
  readonly audience: UnlistedViewers &
    Pick<AccessReads, 'followedAt'> & {
      /** null: bans are not watched. */
      readonly bans: Pick<AccessReads, 'isBanned'> | null;
    };
  readonly redemptions: RedemptionSource;
  /** Whether Twitch can be asked. */
  isConnected(): boolean;
  /** The same, shortly after a start too, when Twitch still has to say whose the login is. */
  untilConnected(): Promise<boolean>;
  /** Whether this computer's clock is known to be right, give or take an hour. */
  isClockRight(): boolean;
  /** Asks Twitch for an account. @throws Problem */
  lookUpAccount(who: AskFor, limitMs: number): Promise<User>;
  /** Somebody on no list was denied: Twitch may be asked about that one. */
  onDenied(who: AskFor): void;
  /** A caller gave somebody a name that we do not have. */
  onSaidName(userId: string): void;
}

/** What access reads of the settings, and writes. Durable when it resolves. */
export interface AccessSettings {
  get(): {
    readonly policy: Policy;
    /** They were lost by damage: nobody may use anything. */
    readonly areRulesUnknown: boolean;
    readonly texts: Readonly<Partial<Record<Reason, string>>>;
    readonly chatLanguage: Language;
    readonly bots: readonly string[];
    readonly grantMode: GrantMode;
    readonly rewards: readonly RewardLink[];
    readonly refundIfNeedless: boolean;
  };
  updatePolicy(change: (policy: Policy) => Policy): Promise<{ readonly policy: Policy }>;
}

/** Times are epoch ms. An override is in force until `until`, until the stream ends, or (null) for ever. */
export interface OverrideRecord extends AccessRecord {
  readonly effect: 'allow' | 'deny';
  readonly until: number | 'stream_end' | null;
  readonly setAt: number;
  readonly endReason: 'replaced' | 'cleared' | 'stream_end' | null;
}

/** Timed access: one for each time that it was given. A later one of the same feature ends it early. */
export interface GrantRecord extends AccessRecord {
  /** How much time was given. */
  readonly minutes: number;
  readonly addedAt: number;
  /** The end of the access that this one made, with what was left of the one before if that was added. */
  readonly expiresAt: number;
  /** Where it comes from: `api`, `redemption`, … */
  readonly source: string;
  /** Twitch's id of the channel point redemption that paid for it. The same one never counts twice. */
  readonly redemptionId: string | null;
  /** What the tool that gave it calls this very gift, so that asking again gives nothing more. */
  readonly key?: string | null;
  readonly endReason: 'extended' | 'replaced' | 'revoked' | null;
}

/** What overrides and grants have in common. */
export interface AccessRecord {
  /** Counts up. */
  readonly id: number;
  /** Of any platform: see `viewerKey()`. */
  readonly userId: string;
  /** As they were when it was made; null if nobody knew. */
  readonly userLogin: string | null;
  readonly userDisplayName: string | null;
  readonly feature: string;
  readonly note: string | null;
  /** Who did it, in the caller's own words. */
  readonly by: string;
  /** When somebody or something ended it; null if nothing did, or it ran out by itself. */
  readonly endedAt: number | null;
  readonly endedBy: string | null;
}

/** One record as it is from now on; it takes the place of what had its id before. */
export type AccessEntry =
  | { readonly kind: 'override'; readonly record: OverrideRecord }
  | { readonly kind: 'grant'; readonly record: GrantRecord };

/** Where overrides and grants are kept. */
export interface AccessStore {
  /** All that is kept, oldest first. */
  overrides(): Iterable<OverrideRecord>;
  grants(): Iterable<GrantRecord>;
  /**
   * Makes some entries durable as one, all or none. What is saved at the same time shares a write.
   * @throws if it could not be saved; then nothing was
   */
  save(entries: readonly AccessEntry[]): Promise<void>;
  /** Permissions and grants that may have been taken back in what was lost: they count for nothing. */
  readonly inDoubt: readonly AccessEntry[];
  /** The streamer has spoken: these count from now on, the others of `inDoubt` are given up. Durable when it resolves. */
  resolveDoubt(entries: readonly AccessEntry[]): Promise<void>;
  /** Drops grants that nobody needs any more. Not durable at once: what comes back is dropped again. */
  dropGrants(ids: readonly number[]): void;
  /** Forgets all of it, durably. */
  clear(): Promise<void>;
}

/** When a feature was last used: by anybody, and by each viewer. Times are epoch ms. */
export interface FeatureUse {
  readonly lastUseAt: number;
  readonly byViewer: readonly (readonly [viewer: string, at: number])[];
}
export type Uses = Readonly<Record<string, FeatureUse>>;
/** The name under which every feature counts as used by everybody. */
export const ANY_FEATURE = '*';

/** Where cooldowns survive a restart. */
export interface UseStore {
  load(): Uses;
  save(uses: Uses): Promise<void>;
}

/** What a channel point reward gives. */
export interface RewardLink {
  readonly rewardId: string;
  /** As it was called when it was linked. */
  readonly title: string;
  readonly feature: string;
  readonly minutes: number;
  /** Made by this app: only then Twitch lets us fulfil and refund. */
  readonly isOwn: boolean;
  /** Epoch ms, by Twitch's clock. What was redeemed before is none of our business. */
  readonly linkedAt: number;
}

/** Somebody paid for a reward. */
export interface Redemption {
  readonly redemptionId: string;
  readonly rewardId: string;
  readonly user: NamedUser;
  readonly status: 'open' | 'fulfilled' | 'refunded';
  /** Epoch ms, by Twitch's clock. */
  readonly redeemedAt: number;
}

/** What access hears of Twitch. */
export interface TwitchEvents {
  /** Somebody is called so now. */
  named: NamedUser;
  redemption: Redemption;
  /** Some redemptions may have come while nobody listened. */
  redemptionsMissed: null;
}

/** Where redemptions are settled. */
export interface RedemptionSource {
  /**
   * Those of a reward of our own that wait to be settled, oldest first. `not_ours`: another client id made
   * the reward, and only that one may read and settle its redemptions. Ends, or throws.
   */
  fetchOpen(rewardId: string, signal: AbortSignal): Promise<Redemption[] | 'not_ours'>;
  /**
   * Fulfils or refunds one. `gone`: somebody else settled it. `refused`: trying again does not help.
   * Throws if it may help.
   */
  settle(
    redemption: Redemption,
    outcome: 'fulfilled' | 'refunded',
    signal: AbortSignal,
  ): Promise<'done' | 'gone' | 'refused' | 'not_ours'>;
}
