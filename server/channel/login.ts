import { ApiError, viewOf } from '../core/problem.ts';
import type { TwitchFacts, TwitchPort } from '../api/twitch-port.ts';
import type { Kind } from '../core/roles.ts';
import { KINDS } from '../core/roles.ts';
import type { Channel } from '../sync/ports.ts';
import type { Settings } from '../store/settings-store.ts';
import type { TwitchLogin } from '../twitch/login.ts';
import { BAN_EVENTS_SCOPE, FOLLOWERS_SCOPE } from '../twitch/audience.ts';
import { REWARDS_SCOPE } from '../twitch/rewards.ts';
import { SCOPE_OF_KIND } from '../twitch/role-source.ts';

const NEEDED_FOR: Readonly<Record<Kind, string>> = {
  subscribers: 'reading your subscribers',
  vips: 'reading your VIPs',
  moderators: 'reading your moderators',
};

export interface TwitchPortParts {
  readonly login: TwitchLogin;
  /** From the environment or baked in at build time; null: the streamer gives one. */
  readonly clientId: string | null;
  readonly channel: () => Channel | null;
  readonly settings: () => ScopeSettings;
  /** Permissions that somebody asked for without anything being switched on yet. */
  readonly wanted: () => readonly string[];
}

type ScopeSettings = Pick<Settings, 'policy' | 'watchBans' | 'rewards'>;

/** What is asked of Twitch: only what is switched on, and why. */
export function neededScopes(settings: ScopeSettings): { scope: string; neededFor: string }[] {
  const needed: { scope: string; neededFor: string }[] = KINDS.map((kind) => ({
    scope: SCOPE_OF_KIND[kind],
    neededFor: NEEDED_FOR[kind],
  }));
  const asksForFollowers = Object.values(settings.policy).some(
    (rules) => rules.enabled && rules.allow.followers,
  );
  if (asksForFollowers) needed.push({ scope: FOLLOWERS_SCOPE, neededFor: 'the rule about followers' });
  if (settings.watchBans) needed.push({ scope: BAN_EVENTS_SCOPE, neededFor: 'denying who is banned' });
  if (settings.rewards.length > 0) needed.push({ scope: REWARDS_SCOPE, neededFor: 'channel points' });
  return needed;
}

/** The login as the API shows and steers it. */
export function createTwitchPort(parts: TwitchPortParts): TwitchPort {
  const { login } = parts;
  const needed = () => neededScopes(parts.settings());
  return {
    status(): TwitchFacts {
      const { state, problem, pending, scopes } = login;
      const channel = parts.channel();
      const isProven = login.isProven;
      return {
        state,
        channel: channel && pick(channel),
        clientId: login.clientId ?? parts.clientId,
        scopes,
        missing: isProven ? needed().filter(({ scope }) => !scopes.includes(scope)) : [],
        pending,
        problem: problem && viewOf(problem),
      };
    },
    async connect(given) {
      const clientId = given ?? login.clientId ?? parts.clientId;
      if (clientId === null) {
        throw new ApiError(
          'invalid_params',
          'clientId: needed once; get one at dev.twitch.tv/console (type “Public”).',
        );
      }
      // What was granted before is asked for again: a new login replaces the old one.
      const needs = needed().map(({ scope }) => scope);
      const scopes = [...new Set([...login.scopes, ...needs, ...parts.wanted()])];
      return login.connect(clientId, scopes);
    },
    disconnect: () => login.disconnect(),
  };
}

function pick({ userId, userLogin, userDisplayName }: Channel): Channel {
  return { userId, userLogin, userDisplayName };
}
