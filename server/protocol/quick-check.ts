import { type Claims, NO_CLAIMS } from '../core/decide.ts';
import { TWITCH } from '../core/platform.ts';
import { FEATURE_NAME } from '../core/policy.ts';
import { shownName } from '../core/spelling.ts';
import { PLAIN_ID, PLAIN_NAME } from '../core/who.ts';

/** The params of `access.check` after its schema, with what was left out filled in. */
export interface CheckParams {
  readonly user: string | undefined;
  readonly userId: string | undefined;
  readonly name: string | undefined;
  readonly platform: string;
  readonly claims: Claims;
  readonly fromSharedChat: boolean;
  readonly firstMessage: boolean;
  readonly feature: string;
  readonly consume: boolean;
  readonly record: boolean;
}

/**
 * Knows the params of a check as nearly everybody sends them, where core/who.ts finds nothing to clean; that takes
 * a tenth of what the schema takes. null for anything else, right or wrong: that is for the schema.
 */
export function quickCheckParams(raw: unknown): CheckParams | null {
  if (typeof raw !== 'object' || raw === null || Array.isArray(raw)) return null;
  let user: string | undefined;
  let userId: string | undefined;
  let name: string | undefined;
  let feature = 'tts';
  let fromSharedChat = false;
  let firstMessage = false;
  let consume = false;
  let record = true;
  for (const param of Object.keys(raw)) {
    const value = (raw as Record<string, unknown>)[param];
    if (param === 'consume' && typeof value === 'boolean') consume = value;
    else if (param === 'record' && typeof value === 'boolean') record = value;
    else if (param === 'fromSharedChat' && typeof value === 'boolean') fromSharedChat = value;
    else if (param === 'firstMessage' && typeof value === 'boolean') firstMessage = value;
    else if (typeof value !== 'string') return null;
    else if (param === 'user' && PLAIN_NAME.test(value)) user = value;
    else if (param === 'userId' && PLAIN_ID.test(value)) userId = value;
    else if (param === 'name') name = shownName(value);
    else if (param === 'feature' && FEATURE_NAME.test(value)) feature = value;
    else if (param !== 'platform' || value !== TWITCH) return null;
  }
  if ((user === undefined) === (userId === undefined) || (consume && !record)) return null;
  const claims = NO_CLAIMS; // of another platform's viewers only
  return {
    user,
    userId,
    name,
    platform: TWITCH,
    claims,
    fromSharedChat,
    firstMessage,
    feature,
    consume,
    record,
  };
}
