import type { PerkRow } from './perk-rows.ts';
import type { Kind, Role, Tier } from './roles.ts';

/** Who may use a feature. Any rule that matches is enough. */
export interface AllowRules {
  readonly everyone: boolean;
  /** null: subscribing alone does not help. */
  readonly subscribers: { readonly minTier: Tier; readonly gifted: boolean } | null;
  readonly vips: boolean;
  readonly moderators: boolean;
  /** null: following alone does not help. */
  readonly followers: { readonly minDays: number } | null;
}

/** Spans in milliseconds; 0 is none. */
export interface CooldownRules {
  /** Between any two uses. */
  readonly globalMs: number;
  /** Between two uses by one viewer. */
  readonly userMs: number;
  /** Instead of `userMs` for who holds the role; the shortest of several counts. */
  readonly roleMs: Readonly<Partial<Record<Role, number>>>;
}

/** What a stale roster means: keep believing it, or deny what only it could allow. */
export const WHEN_STALE = ['use_last_known', 'deny'] as const;
export type WhenStale = (typeof WHEN_STALE)[number];

/**
 * Which viewers of other platforms may: what they are there is what the caller says. Each lets in those behind
 * it too. By `never` no rule does: only who was allowed by hand, or has time, gets in from there.
 */
export const OTHERS = ['never', 'everyone', 'members', 'moderators'] as const;
export type Others = (typeof OTHERS)[number];

/** What becomes of a sort of viewers: nothing special, or never. */
export const SORT_RULES = ['as_others', 'never'] as const;
export type SortRule = (typeof SORT_RULES)[number];

/** The rules of one feature (`tts`, `premium-voice`, …). */
export interface FeaturePolicy {
  readonly enabled: boolean;
  readonly allow: AllowRules;
  /** Whether timed grants count. */
  readonly grants: boolean;
  readonly cooldown: CooldownRules;
  readonly whenStale: WhenStale;
  readonly others: Others;
  /** Viewers of another channel's chat that is shared with ours. */
  readonly guests: SortRule;
  /** Viewers who write in this channel for the first time. */
  readonly firstTimers: SortRule;
  /** The chat bots that the settings name. */
  readonly bots: SortRule;
  readonly perks: readonly PerkRow[];
}

/** What rules say that were saved before there was more to say: nothing changes for who has set up already. */
export const BEFORE_SORTS = {
  others: 'never',
  guests: 'as_others',
  firstTimers: 'as_others',
  bots: 'as_others',
  perks: [],
} as const satisfies Partial<FeaturePolicy>;

/** Feature name -> rules. */
export type Policy = Readonly<Record<string, FeaturePolicy>>;

/** Lower case, digits, hyphens; safe in URLs, file names and as an object key. */
export const FEATURE_NAME = /^[a-z][a-z0-9-]{0,39}$/;
export const FEATURE_MESSAGE = 'lower case letters, digits and hyphens, for example "tts"';

/** These are always there; others can be added and removed. */
export const BUILT_IN_FEATURES: readonly string[] = ['tts', 'premium-voice'];

/** More than a streamer needs, few enough to be shown on a page. */
export const MAX_FEATURES = 50;

/** The longest follow age that a rule may ask for: ten years. */
export const MAX_FOLLOW_DAYS = 3650;

/** Minutes between two background syncs. */
export const INTERVAL_MINUTES = { min: 5, max: 240 } as const;

/** Twitch allows 50 rewards; some linked ones may be gone. */
export const MAX_REWARDS = 200;

/** The longest cooldown: a week. Longer is what the switch is for. */
export const MAX_COOLDOWN_MS = 7 * 86_400_000;

/** The most minutes that can be given at once: a year. */
export const MAX_GRANT_MINUTES = 365 * 24 * 60;

/** How a timed grant meets the time that is left of the one before: it comes on top, or takes its place. */
export const GRANT_MODES = ['add', 'replace'] as const;
export type GrantMode = (typeof GRANT_MODES)[number];

export const NO_COOLDOWN: CooldownRules = { globalMs: 0, userMs: 0, roleMs: {} };

/** Subscribers of any kind, VIPs and moderators. */
export const LIMITED: FeaturePolicy = {
  enabled: true,
  allow: {
    everyone: false,
    subscribers: { minTier: '1000', gifted: true },
    vips: true,
    moderators: true,
    followers: null,
  },
  grants: true,
  cooldown: NO_COOLDOWN,
  whenStale: 'use_last_known',
  ...BEFORE_SORTS,
  bots: 'never',
};

export const EVERYONE: FeaturePolicy = { ...LIMITED, allow: { ...LIMITED.allow, everyone: true } };

/** What a new installation starts with: the preset "Limited". */
export const DEFAULT_POLICY: Policy = { tts: LIMITED, 'premium-voice': LIMITED };

/** What holds in a folder that was in use before there was a rule for bots. */
export const POLICY_BEFORE_BOTS: Policy = {
  tts: { ...LIMITED, ...BEFORE_SORTS },
  'premium-voice': { ...LIMITED, ...BEFORE_SORTS },
};

/** The presets of the settings page. */
export const PRESETS = {
  everyone: { tts: EVERYONE, 'premium-voice': EVERYONE },
  limited: DEFAULT_POLICY,
  'premium-voices-only': { tts: EVERYONE, 'premium-voice': LIMITED },
} as const satisfies Record<string, Policy>;
export type Preset = keyof typeof PRESETS;
export const PRESET_NAMES = Object.keys(PRESETS) as [Preset, ...Preset[]];

/**
 * A preset says who may use the features that come with Rolecall. Their switches, cooldowns and what else
 * the streamer set stay, and so do other features.
 */
export function withPreset(policy: Policy, preset: Preset): Policy {
  const changed = Object.entries(PRESETS[preset]).map(([feature, rules]) => {
    const known = featureOf(policy, feature);
    return [feature, known ? { ...known, allow: rules.allow } : rules] as const;
  });
  return { ...policy, ...Object.fromEntries(changed) };
}

/** Whether a use starts any cooldown. */
export function hasCooldown(rules: CooldownRules): boolean {
  return rules.globalMs > 0 || longestUserCooldownMs(rules) > 0;
}

/** The longest that one use can keep the same viewer waiting, ms; 0 if there is no cooldown for viewers. */
export function longestUserCooldownMs({ userMs, roleMs }: CooldownRules): number {
  // Written out: this runs in every check.
  return Math.max(userMs, roleMs.subscriber ?? 0, roleMs.vip ?? 0, roleMs.moderator ?? 0);
}

/** The rules of a feature, or undefined. Names such as `constructor` are no features. */
export function featureOf(policy: Policy, feature: string): FeaturePolicy | undefined {
  return Object.hasOwn(policy, feature) ? policy[feature] : undefined;
}

/** The lists that a feature's rules read. */
export function kindsOf(rules: AllowRules): Kind[] {
  const kinds: Kind[] = [];
  if (rules.subscribers) kinds.push('subscribers');
  if (rules.vips) kinds.push('vips');
  if (rules.moderators) kinds.push('moderators');
  return kinds;
}
