import { type DecideInput, NO_CLAIMS } from '../../server/core/decide.ts';
import { LIMITED } from '../../server/core/policy.ts';
import { NO_DETAIL, type RoleRecord } from '../../server/core/roles.ts';
import type { Viewer } from '../../server/core/viewer.ts';

export const NOW = 1_000_000_000_000;
export const HOLDS: RoleRecord = { ...NO_DETAIL, grantedAt: 1, source: 'startup' };
/** Known, without a role. */
export const NOBODY: Viewer = {
  userId: '1',
  userLogin: 'ann',
  userDisplayName: 'Ann',
  subscribers: null,
  vips: null,
  moderators: null,
};
export const FRESH = { subscribers: 'fresh', vips: 'fresh', moderators: 'fresh' } as const;

/** What `decide()` is asked: by a stranger, under the usual rules, unless said otherwise. */
export const asked = (input: Partial<DecideInput> = {}): DecideInput => ({
  now: NOW,
  policy: LIMITED,
  areRulesUnknown: false,
  isOtherPlatform: false,
  claims: NO_CLAIMS,
  isBot: false,
  isGuest: false,
  isFirstMessage: false,
  isBroadcaster: false,
  isBanned: false,
  viewer: undefined,
  trust: FRESH,
  override: null,
  grantExpiresAt: null,
  followedAt: null,
  lastUserUseAt: null,
  lastUseAt: null,
  ...input,
});
