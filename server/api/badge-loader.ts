import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Request, Response } from 'express';

/** The path that it is offered at, and where the build puts it, beside the folder of the pages. */
export const BADGE_LOADER = '/integrations/rolecall-badge.html';

/**
 * Sends the page that waits for Rolecall and then shows the badge, for OBS to open as a local file. It is
 * told where this server is: at the address that it was asked for under, which the guard has checked.
 */
export async function sendBadgeLoader(
  pagesFolder: string,
  request: Request,
  response: Response,
): Promise<void> {
  const page = await readFile(join(pagesFolder, '..', BADGE_LOADER), 'utf8');
  const address = `http://${request.headers.host ?? ''}`;
  response.set({ 'X-Content-Type-Options': 'nosniff', 'Cache-Control': 'no-cache' });
  response.attachment('rolecall-badge.html').type('html');
  response.send(page.replace(/const ADDRESS = '[^']*'/, () => `const ADDRESS = '${address}'`));
}
