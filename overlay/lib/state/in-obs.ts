import { badgeOrigin } from '../format/snippets.ts';
import { pageToken } from './page-token.ts';
import type { Section } from './settings-sections.ts';

/** Whether the page is shown inside OBS, which saves no files. @param agent what the browser says it is */
export function isInObs(agent = navigator.userAgent): boolean {
  return agent.includes(' OBS/');
}

/**
 * What to open in a browser instead: the file itself, or the section that offers it where the file needs a token,
 * which is not for the screen.
 */
export function addressForBrowser(section: Section, path: string | null = null): string {
  const isOpen = path !== null && pageToken() === undefined;
  return badgeOrigin(location.origin) + (isOpen ? path : `/settings#${section}`);
}
