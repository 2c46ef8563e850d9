import { readFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import type { Request, Response } from 'express';

/** The paths that they are offered at, and where the build puts them, beside the folder of the pages. */
export const WAITING_PAGES = [
  '/integrations/rolecall-badge.html',
  '/integrations/rolecall-dock.html',
] as const;

/**
 * Sends a page that waits for Rolecall and then shows the badge or the dock, for OBS to open as a local file. It is
 * told where this server is: at the address that it was asked for under, which the guard has checked.
 */
export async function sendWaitingPage(
  pagesFolder: string,
  request: Request,
  response: Response,
): Promise<void> {
  const page = await readFile(join(pagesFolder, '..', request.path), 'utf8');
  const name = basename(request.path);
  const address = `http://${hostFor(name, request.headers.host)}`;
  response.set({ 'X-Content-Type-Options': 'nosniff', 'Cache-Control': 'no-cache' });
  response.attachment(name).type('html');
  response.send(page.replace(/const ADDRESS = '[^']*'/, () => `const ADDRESS = '${address}'`));
}

/** OBS zooms by host: a dock that is made larger must not cut off the badge, so they have one each. */
function hostFor(name: string, host = ''): string {
  if (name.includes('badge')) return host.replace(/^127\.0\.0\.1(?=:|$)/, 'localhost');
  return host.replace(/^localhost(?=:|$)/i, '127.0.0.1');
}
