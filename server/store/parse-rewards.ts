import type { RewardLink } from '../access/ports.ts';
import { FEATURE_NAME, MAX_REWARDS } from '../core/policy.ts';
import { asAmount, asArray, asBoolean, asShape, asString, asTime } from './parse.ts';

const FIELDS = ['rewardId', 'title', 'feature', 'minutes', 'isOwn', 'linkedAt'];

/** Which reward gives what, each reward once. @throws Error that says what is wrong */
export function parseRewards(value: unknown, at = 'rewards'): RewardLink[] {
  const links = asArray(value, at).map((link, i) => parseLink(link, `${at}[${i}]`));
  if (links.length > MAX_REWARDS) throw new Error(`${at} has more than ${MAX_REWARDS} entries`);
  if (new Set(links.map(({ rewardId }) => rewardId)).size < links.length)
    throw new Error(`${at} names a reward twice`);
  return links;
}

function parseLink(value: unknown, at: string): RewardLink {
  const fields = asShape(value, FIELDS, at);
  const feature = asString(fields['feature'], `${at}.feature`);
  const minutes = asAmount(fields['minutes'], `${at}.minutes`);
  if (!FEATURE_NAME.test(feature)) throw new Error(`${at}.feature is not a name`);
  if (minutes <= 0) throw new Error(`${at}.minutes is not more than 0`);
  return {
    rewardId: asString(fields['rewardId'], `${at}.rewardId`),
    title: asString(fields['title'], `${at}.title`),
    feature,
    minutes,
    isOwn: asBoolean(fields['isOwn'], `${at}.isOwn`),
    linkedAt: asTime(fields['linkedAt'], `${at}.linkedAt`),
  };
}
