import { getMockApiPort } from '@twurple/common';

/**
 * Where Twitch's login service is. Helix and EventSub addresses are twurple's; this follows the same switch
 * (`TWURPLE_MOCK_API_PORT`), so that no traffic of ours can go to the real Twitch in a test.
 */
export function authUrl(path: 'device' | 'token' | 'validate' | 'revoke'): string {
  const mockPort = getMockApiPort();
  return mockPort ? `http://localhost:${mockPort}/auth/${path}` : `https://id.twitch.tv/oauth2/${path}`;
}
