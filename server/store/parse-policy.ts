import {
  MAX_PERK_ROWS,
  PERK_LIMIT_NAMES,
  PERK_LIMITS,
  type PerkRow,
  PERKS_FOR,
  VOICE_NAME,
} from '../core/perk-rows.ts';
import {
  BEFORE_SORTS,
  FEATURE_NAME,
  MAX_COOLDOWN_MS,
  MAX_FEATURES,
  MAX_FOLLOW_DAYS,
  OTHERS,
  SORT_RULES,
  WHEN_STALE,
  type AllowRules,
  type CooldownRules,
  type FeaturePolicy,
  type Policy,
} from '../core/policy.ts';
import { ROLES, TIERS } from '../core/roles.ts';
import { asArray, asBoolean, asInteger, asObject, asOneOf, asShape, asString, orNull } from './parse.ts';

/** Strict: a rule that is not understood is no rule. Names such as `__proto__` are refused. */
export function parsePolicy(value: unknown, at = 'policy'): Policy {
  const entries = Object.entries(asObject(value, at));
  if (entries.length > MAX_FEATURES) throw new Error(`${at} has more than ${MAX_FEATURES} features`);
  const features = entries.map(([name, rules]) => {
    if (!FEATURE_NAME.test(name)) throw new Error(`${at} has a feature with a name that is not allowed`);
    return [name, parseFeature(rules, `${at}.${name}`)] as const;
  });
  return Object.fromEntries(features);
}

const ALWAYS = ['enabled', 'allow', 'grants', 'cooldown', 'whenStale'];
/** What rules of before do not say. */
const LATER = Object.keys(BEFORE_SORTS).map((name) => `${name}?`);

function parseFeature(value: unknown, at: string): FeaturePolicy {
  const fields = asShape(value, [...ALWAYS, ...LATER], at);
  return {
    enabled: asBoolean(fields['enabled'], `${at}.enabled`),
    allow: parseAllow(fields['allow'], `${at}.allow`),
    grants: asBoolean(fields['grants'], `${at}.grants`),
    cooldown: parseCooldown(fields['cooldown'], `${at}.cooldown`),
    whenStale: asOneOf(fields['whenStale'], WHEN_STALE, `${at}.whenStale`),
    ...parseSorts({ ...BEFORE_SORTS, ...fields }, at),
  };
}

type Sorts = Pick<FeaturePolicy, keyof typeof BEFORE_SORTS>;

function parseSorts(fields: Readonly<Record<keyof Sorts, unknown>>, at: string): Sorts {
  return {
    others: asOneOf(fields.others, OTHERS, `${at}.others`),
    guests: asOneOf(fields.guests, SORT_RULES, `${at}.guests`),
    firstTimers: asOneOf(fields.firstTimers, SORT_RULES, `${at}.firstTimers`),
    bots: asOneOf(fields.bots, SORT_RULES, `${at}.bots`),
    perks: parsePerks(fields.perks, `${at}.perks`),
  };
}

function parsePerks(value: unknown, at: string): PerkRow[] {
  const rows = asArray(value, at);
  if (rows.length > MAX_PERK_ROWS) throw new Error(`${at} has more than ${MAX_PERK_ROWS} rows`);
  return rows.map((row, i) => parsePerkRow(row, `${at}[${i}]`));
}

function parsePerkRow(value: unknown, at: string): PerkRow {
  const given = ['minTier', 'voice', ...PERK_LIMIT_NAMES].map((name) => `${name}?`);
  const fields = asShape(value, ['for', ...given], at);
  const whom = asOneOf(fields['for'], PERKS_FOR, `${at}.for`);
  const { minTier, voice } = fields;
  if (minTier !== undefined && whom !== 'subscriber')
    throw new Error(`${at}.minTier is for subscribers only`);
  return {
    for: whom,
    ...(minTier === undefined ? {} : { minTier: asOneOf(minTier, TIERS, `${at}.minTier`) }),
    ...(voice === undefined ? {} : { voice: asVoice(voice, `${at}.voice`) }),
    ...Object.fromEntries(
      PERK_LIMIT_NAMES.filter((name) => fields[name] !== undefined).map((name) => {
        const { min, max } = PERK_LIMITS[name];
        return [name, asInteger(fields[name], `${at}.${name}`, min, max)];
      }),
    ),
  };
}

function asVoice(value: unknown, at: string): string {
  const voice = asString(value, at);
  if (!VOICE_NAME.test(voice)) throw new Error(`${at} is not the name of a voice`);
  return voice;
}

function parseAllow(value: unknown, at: string): AllowRules {
  const fields = asShape(value, ['everyone', 'subscribers', 'vips', 'moderators', 'followers'], at);
  return {
    everyone: asBoolean(fields['everyone'], `${at}.everyone`),
    subscribers: orNull(fields['subscribers'], parseSubscribers, `${at}.subscribers`),
    vips: asBoolean(fields['vips'], `${at}.vips`),
    moderators: asBoolean(fields['moderators'], `${at}.moderators`),
    followers: orNull(fields['followers'], parseFollowers, `${at}.followers`),
  };
}

function parseSubscribers(value: unknown, at: string): NonNullable<AllowRules['subscribers']> {
  const fields = asShape(value, ['minTier', 'gifted'], at);
  return {
    minTier: asOneOf(fields['minTier'], TIERS, `${at}.minTier`),
    gifted: asBoolean(fields['gifted'], `${at}.gifted`),
  };
}

function parseFollowers(value: unknown, at: string): NonNullable<AllowRules['followers']> {
  const { minDays } = asShape(value, ['minDays'], at);
  return { minDays: asInteger(minDays, `${at}.minDays`, 0, MAX_FOLLOW_DAYS) };
}

function parseCooldown(value: unknown, at: string): CooldownRules {
  const fields = asShape(value, ['globalMs', 'userMs', 'roleMs'], at);
  const byRole = asShape(
    fields['roleMs'],
    ROLES.map((role) => `${role}?`),
    `${at}.roleMs`,
  );
  const span = (ms: unknown, name: string): number => asInteger(ms, `${at}.${name}`, 0, MAX_COOLDOWN_MS);
  const roleMs = Object.entries(byRole).map(([role, ms]) => [role, span(ms, `roleMs.${role}`)]);
  return {
    globalMs: span(fields['globalMs'], 'globalMs'),
    userMs: span(fields['userMs'], 'userMs'),
    roleMs: Object.fromEntries(roleMs) as CooldownRules['roleMs'],
  };
}
