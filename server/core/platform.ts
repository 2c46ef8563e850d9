/**
 * Who somebody is across platforms: the same id on two of them is two people. Twitch's id stands for itself, as it
 * did before there were others; any other is `platform`, a line feed and the id there. A line feed is in no
 * platform's name and in no id (core/who.ts), so that no two people share a key.
 */
const MARK = '\n';

export const TWITCH = 'twitch';

/**
 * Time that is given to this "viewer" is everybody's on Twitch, as long as it lasts: a hype train, a birthday. Nobody
 * else can be called so: it is no platform's name.
 */
export const EVERYBODY = { platform: 'rolecall', userId: 'everyone' } as const;
export const EVERYBODY_KEY = EVERYBODY.platform + MARK + EVERYBODY.userId;

export function viewerKey(platform: string, id: string): string {
  return platform === TWITCH ? id : platform + MARK + id;
}

/** Whether a key is of another platform than Twitch. */
export function isElsewhere(key: string): boolean {
  return key.includes(MARK);
}

/** The platform, and the id there. */
export function fromViewerKey(key: string): { readonly platform: string; readonly userId: string } {
  const at = key.indexOf(MARK);
  if (at < 0) return { platform: TWITCH, userId: key };
  return { platform: key.slice(0, at), userId: key.slice(at + 1) };
}
