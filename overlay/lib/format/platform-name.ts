/** As the platforms write themselves; the wire has them in lower case. */
const NAMES: Readonly<Record<string, string>> = {
  twitch: 'Twitch',
  youtube: 'YouTube',
  kick: 'Kick',
  tiktok: 'TikTok',
  trovo: 'Trovo',
  facebook: 'Facebook',
  rumble: 'Rumble',
  discord: 'Discord',
  x: 'X',
};

/** `YouTube` for `youtube`; one that is not known begins with a capital. */
export function platformName(platform: string): string {
  return NAMES[platform.toLowerCase()] ?? platform.charAt(0).toUpperCase() + platform.slice(1);
}
