import { describe, expect, it } from 'vitest';
import { toSyncError } from '../../server/twitch/errors.ts';

const NOW = 1_000_000;
const refused = (status: number, message = '', resetAt: number | null = null) =>
  toSyncError({ status, message, resetAt }, NOW);

describe('a refusal of Twitch in words for the streamer', () => {
  it.each([
    [401, 'Missing scope: channel:read:subscriptions', 'missing_scope'],
    [401, 'Missing required scope: channel:read:vips or channel:manage:vips', 'missing_scope'],
    [401, 'Invalid OAuth token', 'login_expired'],
    [401, 'OAuth token is missing', 'login_expired'],
    [401, 'Client ID and OAuth token do not match', 'login_expired'],
    [
      401,
      "The ID in broadcaster_id must match the user ID found in the request's OAuth token.",
      'wrong_account',
    ],
    [401, '', 'bad_answer'],
    [403, 'not an affiliate', 'forbidden'],
    [429, 'Too Many Requests', 'rate_limited'],
    [500, '', 'twitch_unavailable'],
    [599, 'x', 'twitch_unavailable'],
    [400, 'bad', 'bad_answer'],
    [404, '', 'bad_answer'],
    [302, '', 'bad_answer'],
  ] as const)('%d %s is %s, with what to do', (status, message, code) => {
    const error = refused(status, message);
    expect(error.code).toBe(code);
    expect([error.message, error.fix].join(' ')).toMatch(/^[A-Z].*\. [A-Z].*\.$/);
  });

  it('names the scope', () => {
    const fix = 'Connect Twitch again and allow “moderation:read”.';
    expect(refused(401, 'Missing scope: moderation:read').fix).toBe(fix);
    expect(refused(401, 'Missing scopes: moderation:read or channel:manage:moderators').fix).toBe(fix);
  });

  it('repeats no word of Twitch but the scope', () => {
    expect(refused(400, '<script>secret</script>').message).not.toContain('secret');
    expect(refused(401, 'Missing scope: <b>x:y</b>').message).not.toContain('<b>');
  });

  it('knows when to try again after a 429, even if Twitch does not say or the clock is wrong', () => {
    expect(refused(429, '', NOW + 7_000).retryAt).toBe(NOW + 7_000);
    expect(refused(429).retryAt).toBe(NOW + 30_000);
    expect(refused(429, '', NOW - 7_000).retryAt).toBe(NOW + 30_000);
    expect(refused(500).retryAt).toBeNull();
  });
});
