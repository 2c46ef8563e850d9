import type { FeaturePolicy } from '../../../server/core/policy.ts';
import type { Reason } from '../../../server/core/decide.ts';
import { ROLES } from '../../../server/core/roles.ts';
import type { CheckAnswer, ViewerDetails } from '../state/open-viewer.ts';
import { language } from '../texts/language.ts';
import { roleTexts } from '../texts/roles.ts';
import { verdictTexts } from '../texts/verdict.ts';
import { whoMayWords } from './badge-words.ts';
import { dayOf, durationOf } from './time.ts';
import { featureName } from './feature-name.ts';
import { detailOf } from './viewer.ts';

const t = verdictTexts[language];
const r = roleTexts[language];

type ActiveRole = ViewerDetails['roles'][number];

/** `May use TTS: subscriber, Tier 2, known since 12 Mar 2026` */
export function verdictWords(
  { allowed, feature, reason }: CheckAnswer,
  roles: ViewerDetails['roles'],
): string {
  const held = roles.find(({ role }) => role === reason);
  const why = [t.why[reason], ...(held ? [detailOf(held), sinceWords(held)] : [])].filter(Boolean).join(', ');
  return allowed ? t.may(featureName(feature), why) : t.mayNot(featureName(feature), why);
}

/** The roles that the verdict does not name: `VIP, since 1 Mar 2026`. */
export function otherRoles(reason: Reason | null, roles: ViewerDetails['roles']): string[] {
  return roles
    .filter(({ role }) => role !== reason)
    .sort((a, b) => ROLES.indexOf(a.role) - ROLES.indexOf(b.role))
    .map((role) => [r.role[role.role], detailOf(role), sinceWords(role)].filter(Boolean).join(', '));
}

/** A list tells that somebody holds a role, only an event tells since when. */
export function sinceWords({ grantedAt, source }: Pick<ActiveRole, 'grantedAt' | 'source'>): string {
  return source === 'event' ? t.since(dayOf(grantedAt)) : t.knownSince(dayOf(grantedAt));
}

/** What would let a denied viewer in, and the button that does it. */
export interface Cure {
  readonly says: string;
  readonly act: CureAct | null;
}
export type CureAct = {
  readonly kind: 'switch-on' | 'end-mute' | 'sync' | 'rules' | 'refresh' | 'at-twitch';
  readonly label: string;
};

const toRules: CureAct = { kind: 'rules', label: t.rules };
const sort: Cure = { says: t.cureSort, act: toRules };
const lists: Cure = { says: t.cureLists, act: { kind: 'sync', label: t.sync } };

/** What helps against a reason, where that is the same for everybody. */
const CURES: Readonly<Partial<Record<Reason, Cure>>> = {
  override_deny: { says: t.cureMute, act: null },
  banned: { says: t.cureBan, act: { kind: 'at-twitch', label: t.atTwitch } },
  roles_stale: lists,
  roles_unknown: lists,
  rules_unknown: { says: t.cureRules, act: toRules },
  follower_unknown: { says: t.cureAsk, act: { kind: 'refresh', label: t.ask } },
  bot: sort,
  guest: sort,
  first_message: sort,
  other_platform: sort,
};

/** @param rules of the feature; null: not known @param now epoch ms */
export function cureOf(check: CheckAnswer, rules: FeaturePolicy | null, now: number): Cure {
  const { reason, feature, expiresAt } = check;
  if (reason === 'feature_off')
    return { says: t.cureOff(featureName(feature)), act: { kind: 'switch-on', label: t.switchOn } };
  if (reason === 'cooldown') return { says: t.cureWait(leftUntil(expiresAt, now)), act: null };
  const who = whoMayWords(rules);
  return CURES[reason] ?? { says: who ? t.cureRoles(who) : t.cureNobody, act: toRules };
}

function leftUntil(at: string | null, now: number): string {
  return durationOf(at === null ? 0 : Math.max(0, Date.parse(at) - now));
}
