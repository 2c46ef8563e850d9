import { FEATURE_NAME } from '../core/policy.ts';

/** The params of `access.check` after its schema, with what was left out filled in. */
export interface CheckParams {
  readonly user: string | undefined;
  readonly userId: string | undefined;
  readonly name: string | undefined;
  readonly platform: string;
  readonly feature: string;
  readonly consume: boolean;
  readonly record: boolean;
}

/** Names and ids that need no trimming and cannot be an unfilled variable. */
const PLAIN = /^@?\w{1,60}$/;

/**
 * Reads the params of a check as nearly everybody sends them, which takes a tenth of what the schema takes;
 * null for anything else, right or wrong: that is for the schema. A test holds both to the same.
 */
export function quickCheckParams(raw: unknown): CheckParams | null {
  if (typeof raw !== 'object' || raw === null || Array.isArray(raw)) return null;
  let user: string | undefined;
  let userId: string | undefined;
  let shown: string | undefined;
  let feature = 'tts';
  let consume = false;
  let record = true;
  for (const name of Object.keys(raw)) {
    const value = (raw as Record<string, unknown>)[name];
    if (name === 'consume' && typeof value === 'boolean') consume = value;
    else if (name === 'record' && typeof value === 'boolean') record = value;
    else if (typeof value !== 'string') return null;
    else if (name === 'user' && PLAIN.test(value)) user = value;
    else if (name === 'userId' && PLAIN.test(value)) userId = value;
    else if (name === 'name' && PLAIN.test(value)) shown = value;
    else if (name === 'feature' && FEATURE_NAME.test(value)) feature = value;
    else if (name !== 'platform' || value !== 'twitch') return null;
  }
  if ((user === undefined) === (userId === undefined) || (consume && !record)) return null;
  return { user, userId, name: shown, platform: 'twitch', feature, consume, record };
}
