import type { FixedToken } from './api/tokens.ts';
import type { AppOptions } from './app-options.ts';
import type { Config } from './config.ts';

/** Of our API. Not among those that the owner makes and revokes: they end with the process. */
export function fixedApiTokens({ config, startToken }: AppOptions): FixedToken[] {
  const all = [
    { id: 'environment', token: config.apiToken ?? undefined },
    { id: 'start', token: startToken },
  ];
  return all.flatMap(({ id, token }) => (token === undefined ? [] : [{ id, token, level: 'owner' }]));
}

/** Of Twitch; null: there is the usual login. */
export function fixedTokenOf(config: Config): { clientId: string; accessToken: string } | null {
  const { twitchClientId: clientId, twitchAccessToken: accessToken } = config;
  return clientId === null || accessToken === null ? null : { clientId, accessToken };
}
