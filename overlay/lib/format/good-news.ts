import type { FeaturePolicy } from '../../../server/core/policy.ts';
import { KIND_OF_ROLE, type Role, ROLES, type Tier } from '../../../server/core/roles.ts';
import type { RoleChange } from './fold-changes.ts';
import { language, listOf } from '../texts/language.ts';
import { roleTexts } from '../texts/roles.ts';
import { tierTexts } from '../texts/tiers.ts';
import { viewerTexts } from '../texts/viewers.ts';
import { countOf } from './numbers.ts';
import { nameOf } from './person.ts';
import { featureName } from './feature-name.ts';

const t = viewerTexts[language];
const r = roleTexts[language];

type Policies = Readonly<Record<string, Pick<FeaturePolicy, 'enabled' | 'allow'>>>;

/** `QuietMuffin is now Subscriber, Tier 1: may use TTS.`, or of many `5 new subs, 1 new VIP: may use TTS.` */
export function gladWords(news: readonly RoleChange[], policies: Policies): string {
  const [first] = news;
  if (!first) return '';
  if (news.length > 1) return t.gladOfAll(countWords(news), featuresOf(news, policies));
  const role = [r.role[first.role], first.tier ? tierTexts[language][first.tier] : '']
    .filter(Boolean)
    .join(', ');
  const features = featuresOf(news, policies);
  return features ? t.gladOf(nameOf(first), role, features) : t.gladNoFeature(nameOf(first), role);
}

function countWords(news: readonly RoleChange[]): string {
  return ROLES.map((role) => [role, news.filter((one) => one.role === role).length] as const)
    .filter(([, count]) => count > 0)
    .map(([role, count]) => t.newOnes[role](countOf(count), count))
    .join(', ');
}

/** What each of them may use, and could not without the role. */
function featuresOf(news: readonly RoleChange[], policies: Policies): string {
  const open = Object.entries(policies).filter(([, { enabled, allow }]) => enabled && !allow.everyone);
  const features = open
    .filter(([, { allow }]) => news.every(({ role, tier }) => isAllowed(allow, role, tier)))
    .map(([feature]) => featureName(feature));
  return listOf(features);
}

function isAllowed(allow: FeaturePolicy['allow'], role: Role, tier: Tier | null): boolean {
  if (role !== 'subscriber') return allow[KIND_OF_ROLE[role]];
  return allow.subscribers !== null && (tier ?? '1000') >= allow.subscribers.minTier;
}
