import type { FeaturePolicy } from '../../../server/core/policy.ts';
import { KINDS, type Kind } from '../../../server/core/roles.ts';
import { badgeTexts } from '../texts/badge.ts';
import { language } from '../texts/language.ts';
import type { Status, ViewState } from '../state/view-state.ts';
import type { BadgeOptions } from './badge-options.ts';

/** What the words of the badge are made of. */
export interface BadgeFacts {
  readonly state: ViewState;
  /** null: not known yet. */
  readonly status: Status | null;
  /** The rules of `tts`; null: not known, or not for this access token. */
  readonly rules: FeaturePolicy | null;
}

/** Whether nobody may speak: switched off, or the rules were lost and wait for the streamer. */
export function isTtsOff({ status, rules }: BadgeFacts): boolean {
  return rules?.enabled === false || areRulesUnknown(status);
}

export function areRulesUnknown(status: Status | null): boolean {
  return status?.warnings.some(({ code }) => code === 'rules_unknown') ?? false;
}

/** The lists whose members may speak; none if everyone may. */
export function kindsWhoMay(rules: FeaturePolicy | null): readonly Kind[] {
  return rules && !rules.allow.everyone ? KINDS.filter((kind) => rules.allow[kind]) : [];
}

/**
 * `TTS: subs · VIPs · mods`, `TTS off`, `TTS: old list`. What the lists lack is left out where they decide nothing.
 * @param names whether the three lists are named; the counts name them too
 */
export function badgeWords(
  facts: BadgeFacts,
  { label, on, off }: Pick<BadgeOptions, 'label' | 'on' | 'off'>,
  names = true,
): string {
  const { state, rules } = facts;
  const t = badgeTexts[language];
  const isAway = state === 'away';
  if (!isAway && isTtsOff(facts)) return off || `${label} ${t.off}`;
  const wrong = isAway || !rules?.allow.everyone ? t.wrong[state] : undefined;
  const who = wrong ?? (on ? '' : whoMay(rules, names));
  return who ? `${label}: ${who}` : on || label;
}

/** `subs · VIPs · mods`; empty where no role is allowed, or the rules are not known. */
export function whoMayWords(rules: FeaturePolicy | null): string {
  const hasRoles = rules !== null && (kindsWhoMay(rules).length > 0 || rules.allow.followers !== null);
  return hasRoles ? whoMay(rules, true) : '';
}

function whoMay(rules: FeaturePolicy | null, names: boolean): string {
  if (!rules) return '';
  const t = badgeTexts[language];
  const { everyone, subscribers, followers } = rules.allow;
  if (everyone) return t.everyone;
  const kinds = kindsWhoMay(rules);
  const tier = Number(subscribers?.minTier[0]);
  if (!names && kinds.length === KINDS.length && !(tier > 1) && !followers) return '';
  const words = kinds.map((kind) => (kind === 'subscribers' && tier > 1 ? t.subsFrom(tier) : t.kinds[kind]));
  if (followers) words.push(t.followers);
  return words.join(' · ') || t.invited;
}
