import { ApiClient } from '@twurple/api';
import type { TwitchApiCallOptions } from '@twurple/api-call';
import type { AccessTokenWithUserId, AuthProvider } from '@twurple/auth';
import { isConflict, missingScope, nonsense } from './errors.ts';
import { findSubscription, readWanted } from './eventsub.external.ts';
import type { TokenSource, TwitchCall } from './tokens.ts';
import type { TwitchHttp } from './twitch-http.ts';

type ApiCall = Parameters<ApiClient['callApi']>[0];

export interface SafeApiDeps {
  readonly http: TwitchHttp;
  readonly tokens: TokenSource;
  readonly clientId: string;
  readonly userId: string;
  readonly scopes: () => readonly string[];
  readonly signal: AbortSignal;
}

/**
 * twurple's ApiClient with our own calls beneath: its limiter hangs when the network goes, spins on a 429
 * without headers, and a 401 for a missing scope would burn a refresh token.
 */
export class SafeApiClient extends ApiClient {
  readonly #deps: SafeApiDeps;

  constructor(deps: SafeApiDeps) {
    super({ authProvider: createAuthProvider(deps), logger: { minLevel: 'critical' } });
    this.#deps = deps;
  }

  override async callApi<T = unknown>(call: ApiCall): Promise<T> {
    const { http, tokens, scopes, signal } = this.#deps;
    const wanted = call.scopes ?? [];
    // Any one of the scopes will do.
    if (wanted.length > 0 && !wanted.some((scope) => scopes().includes(scope))) {
      throw missingScope(wanted[0] ?? '');
    }
    // One each: all subscriptions are made at once, and a signal that many listen to is taken for a leak.
    const body = await http
      .helix(toOurCall(call), tokens, AbortSignal.any([signal]))
      .catch((error: unknown) => this.#existing(call, error));
    // twurple reads the first row unseen, where nothing catches what that throws.
    if (call.method === 'POST' && !hasRow(body)) throw nonsense('nothing was made');
    return body as T;
  }

  /**
   * Twitch has this subscription already, where an answer got lost or a connection was moved: its events
   * come, and twurple needs its id to know them.
   */
  async #existing(call: ApiCall, refusal: unknown): Promise<unknown> {
    const wanted = isConflict(refusal) ? readWanted(call.jsonBody) : null;
    if (!wanted) throw refusal;
    const { http, tokens, signal } = this.#deps;
    const query = { path: call.url, query: { type: wanted.type } };
    const row = findSubscription(await http.helix(query, tokens, AbortSignal.any([signal])), wanted);
    if (!row) throw refusal;
    return { data: [row], total: 1, total_cost: 0, max_total_cost: 0 };
  }

  /** We have one user: the context is always ours. */
  override async asUser<T>(_user: unknown, runner: (context: never) => Promise<T>): Promise<T> {
    return runner(this as never);
  }
}

function hasRow(body: unknown): boolean {
  if (typeof body !== 'object' || body === null || !('data' in body) || !Array.isArray(body.data))
    return false;
  const first: unknown = body.data[0];
  return typeof first === 'object' && first !== null && 'id' in first;
}

function toOurCall(call: TwitchApiCallOptions): Omit<TwitchCall, 'type'> {
  const query: Record<string, string | readonly string[]> = {};
  for (const [name, value] of Object.entries(call.query ?? {})) {
    if (Array.isArray(value)) query[name] = value.map(String);
    else if (value !== undefined && value !== null) query[name] = String(value);
  }
  const method = call.method as NonNullable<TwitchCall['method']> | undefined;
  return {
    path: call.url,
    query,
    ...(method && { method }),
    ...(call.jsonBody !== undefined && { jsonBody: call.jsonBody }),
  };
}

/** twurple's view of our login. Renewing goes through the same single flight as everything else. */
export function createAuthProvider(deps: Omit<SafeApiDeps, 'http' | 'signal'>): AuthProvider {
  const { tokens, clientId, userId, scopes } = deps;
  const token = (accessToken: string): AccessTokenWithUserId => ({
    accessToken,
    refreshToken: null,
    scope: [...scopes()],
    expiresIn: null,
    obtainmentTimestamp: 0,
    userId,
  });
  const current = (): Promise<AccessTokenWithUserId | null> => {
    const now = tokens.current();
    return Promise.resolve(now && token(now.accessToken));
  };
  return {
    clientId,
    getCurrentScopesForUser: () => [...scopes()],
    getAccessTokenForUser: current,
    async getAnyAccessToken() {
      const now = await current();
      if (now) return now;
      throw new Error('There is no Twitch login.');
    },
    async refreshAccessTokenForUser() {
      const dead = tokens.current();
      const renewed = dead && (await tokens.replace(dead));
      if (renewed) return token(renewed.accessToken);
      throw new Error('The Twitch login has ended.');
    },
  };
}
