import {
  type AllowRules,
  type FeaturePolicy,
  type Policy,
  type Preset,
  PRESETS,
} from '../../../server/core/policy.ts';
import { language, listOf } from '../texts/language.ts';
import { accessTexts } from '../texts/settings-access.ts';

/** Who may use a feature, in one line: `Subscribers from tier 2 on, VIPs and moderators`. */
export function whoMay({ enabled, allow }: FeaturePolicy): string {
  const t = accessTexts[language];
  if (!enabled) return t.offNow;
  if (allow.everyone) return t.everyone;
  const { subscribers, vips, moderators, followers } = allow;
  const words = [
    subscribers ? t.subscribersWho(Number(subscribers.minTier[0]), subscribers.gifted) : '',
    vips ? t.vips : '',
    moderators ? t.moderatorsWho : '',
    followers ? t.followersWho(followers.minDays) : '',
  ].filter(Boolean);
  const text = listOf(words) || t.nobody;
  return text.charAt(0).toUpperCase() + text.slice(1);
}

/** The preset that the rules are, or null for others. */
export function presetOf(policy: Policy): Preset | null {
  const names = Object.keys(PRESETS) as Preset[];
  return names.find((name) => isPreset(policy, PRESETS[name])) ?? null;
}

function isPreset(policy: Policy, preset: Policy): boolean {
  return Object.entries(preset).every(([feature, { allow }]) => {
    const rules = policy[feature];
    return rules !== undefined && sameRules(rules.allow, allow);
  });
}

/** If everyone may, the other rules do not count. */
function sameRules(a: AllowRules, b: AllowRules): boolean {
  if (a.everyone || b.everyone) return a.everyone === b.everyone;
  const parts = ({ subscribers, vips, moderators, followers }: AllowRules) =>
    [subscribers?.minTier, subscribers?.gifted, vips, moderators, followers?.minDays].join();
  return parts(a) === parts(b);
}

/** The id of a new feature: `Song Request!` becomes `song-request`. Empty if no letter is left. */
export function featureId(name: string): string {
  return name
    .normalize('NFKD')
    .toLowerCase()
    .replace(/[\u0300-\u036f]/g, '')
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^[-0-9]+|-+$/g, '')
    .slice(0, 40)
    .replace(/-+$/, '');
}
