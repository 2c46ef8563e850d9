import { ApiError, type ProblemView, viewOf } from '../core/problem.ts';
import { type Kind, KINDS, type User } from '../core/roles.ts';
import type { Settings } from '../store/settings-store.ts';
import { BAN_EVENTS_SCOPE, BANNED_SCOPES, FOLLOWERS_SCOPE } from '../twitch/audience.ts';
import type { ShownLogin } from '../twitch/device-login.ts';
import type { LoginState } from '../twitch/login.ts';
import { REWARDS_SCOPE } from '../twitch/rewards.ts';
import { MODERATOR_EVENTS_SCOPE, SCOPES_OF_KIND } from '../twitch/role-source.ts';
import type { Account } from './account.ts';
import { toUser } from './status.ts';

const NEEDED_FOR: Readonly<Record<Kind, string>> = {
  subscribers: 'reading your subscribers',
  vips: 'reading your VIPs',
  moderators: 'reading your moderators',
};

/** The login at Twitch. Times are epoch ms. */
export interface LoginView {
  /** Whose login it is: one of our own, or Streamer.bot's, which asks Twitch for us. */
  readonly through: 'login' | 'streamerbot';
  readonly state: LoginState;
  readonly channel: User | null;
  readonly clientId: string | null;
  readonly scopes: readonly string[];
  readonly missing: readonly NeededScope[];
  readonly pending: ShownLogin | null;
  readonly problem: ProblemView | null;
}

interface NeededScope {
  readonly scope: string;
  readonly neededFor: string;
}

/** What any one of several scopes opens; the first is asked for. */
interface Need {
  readonly anyOf: readonly [string, ...string[]];
  readonly neededFor: string;
}

export interface LoginDeps {
  readonly account: Account;
  /** From the environment or baked in at build time; null: the streamer gives one. */
  readonly clientId: string | null;
  readonly channel: () => User | null;
  readonly settings: () => ScopeSettings;
}

type ScopeSettings = Pick<Settings, 'policy' | 'watchBans' | 'rewards'>;

/** The login as it is shown and steered: asks for the permissions of what is switched on. */
export class Login {
  readonly #deps: LoginDeps;
  /** Wanted by an action that was called, though nothing that needs them is switched on yet. */
  readonly #wanted = new Set<string>();

  constructor(deps: LoginDeps) {
    this.#deps = deps;
  }

  view(): LoginView {
    const { account, channel } = this.#deps;
    const { state, problem, scopes } = account;
    const { pending } = account.login;
    const known = channel();
    return {
      through: account.isRelayed ? 'streamerbot' : 'login',
      state,
      channel: known && toUser(known),
      clientId: this.#clientId,
      scopes,
      missing: account.isProven ? missingScopes(this.#deps.settings(), scopes) : [],
      pending,
      problem: problem && viewOf(problem),
    };
  }

  /** The next login asks for this permission too. */
  want(scope: string): void {
    this.#wanted.add(scope);
  }

  /** @throws Problem */
  async connect(given: string | null): Promise<ShownLogin> {
    const { account, settings } = this.#deps;
    const clientId = given ?? this.#clientId;
    if (clientId === null) {
      throw new ApiError(
        'invalid_params',
        'clientId: needed once; get one at dev.twitch.tv/console (type “Public”).',
      );
    }
    // What was granted before is asked for again: a new login replaces the old one.
    const needs = needsOf(settings()).map(({ anyOf }) => anyOf[0]);
    return account.login.connect(clientId, [
      ...new Set([...account.login.scopes, ...needs, ...this.#wanted]),
    ]);
  }

  /** Gives up the login that waits. */
  cancel(): void {
    this.#deps.account.login.cancel();
  }

  disconnect(): Promise<void> {
    return this.#deps.account.disconnect();
  }

  get #clientId(): string | null {
    return this.#deps.account.clientId ?? this.#deps.clientId;
  }
}

/** What is asked of Twitch: only what is switched on, and why. */
function needsOf(settings: ScopeSettings): Need[] {
  const needs: Need[] = KINDS.map((kind) => ({
    anyOf: SCOPES_OF_KIND[kind],
    neededFor: NEEDED_FOR[kind],
  }));
  const asksForFollowers = Object.values(settings.policy).some(
    (rules) => rules.enabled && rules.allow.followers,
  );
  // Where the list can be read in another way, its events cannot be had.
  needs.push({ anyOf: [MODERATOR_EVENTS_SCOPE], neededFor: 'seeing at once who becomes a moderator' });
  if (asksForFollowers) needs.push({ anyOf: [FOLLOWERS_SCOPE], neededFor: 'the rule about followers' });
  if (settings.watchBans) {
    needs.push({ anyOf: BANNED_SCOPES, neededFor: 'denying who is banned' });
    needs.push({ anyOf: [BAN_EVENTS_SCOPE], neededFor: 'denying who is banned' });
  }
  if (settings.rewards.length > 0) needs.push({ anyOf: [REWARDS_SCOPE], neededFor: 'channel points' });
  return needs;
}

/** Which permissions a login lacks, each once with the first thing that it is needed for. */
export function missingScopes(settings: ScopeSettings, scopes: readonly string[]): NeededScope[] {
  const missing = new Map<string, string>();
  for (const { anyOf, neededFor } of needsOf(settings)) {
    const [scope] = anyOf;
    if (anyOf.some((each) => scopes.includes(each)) || missing.has(scope)) continue;
    missing.set(scope, neededFor);
  }
  return [...missing].map(([scope, neededFor]) => ({ scope, neededFor }));
}
