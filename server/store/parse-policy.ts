import {
  FEATURE_NAME,
  MAX_COOLDOWN_MS,
  MAX_FEATURES,
  MAX_FOLLOW_DAYS,
  WHEN_STALE,
  type AllowRules,
  type CooldownRules,
  type FeaturePolicy,
  type Policy,
} from '../core/policy.ts';
import { ROLES, TIERS } from '../core/roles.ts';
import { asBoolean, asInteger, asObject, asOneOf, asShape, orNull } from './parse.ts';

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

function parseFeature(value: unknown, at: string): FeaturePolicy {
  const fields = asShape(value, ['enabled', 'allow', 'grants', 'cooldown', 'whenStale'], at);
  return {
    enabled: asBoolean(fields['enabled'], `${at}.enabled`),
    allow: parseAllow(fields['allow'], `${at}.allow`),
    grants: asBoolean(fields['grants'], `${at}.grants`),
    cooldown: parseCooldown(fields['cooldown'], `${at}.cooldown`),
    whenStale: asOneOf(fields['whenStale'], WHEN_STALE, `${at}.whenStale`),
  };
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
