/** Ids of other platforms could be somebody else's at Twitch. */
export const isTwitch = (platform: string): boolean => platform.toLowerCase() === 'twitch';

/** Where a capital alone is not how a platform writes itself. */
const NAMES: Readonly<Record<string, string>> = { youtube: 'YouTube', tiktok: 'TikTok' };

/** `YouTube` for `youtube`, `Kick` for `kick`. The wire has them in lower case. */
export function platformName(platform: string): string {
  return NAMES[platform] ?? platform.charAt(0).toUpperCase() + platform.slice(1);
}
