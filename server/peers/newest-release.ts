import type { IncomingMessage } from 'node:http';

/** A version as the last part of an address: `…/releases/tag/v1.2.3`. */
const AT_END = /\/v?(\d+\.\d+\.\d+)\/?$/;

/**
 * Asks a page with releases for the newest: its `/latest` leads there, at GitHub, Gitea and Forgejo alike. One GET that is
 * followed nowhere, of which nothing but the address in the answer is read, and that says nothing of who asks.
 * @returns the version; null: the page has none
 * @throws Error if it cannot be reached within `limitMs`, or answers something else
 */
export async function askNewestRelease(page: string, limitMs: number): Promise<string | null> {
  const { status, location } = await askWhereTo(new URL(`${page}/latest`), limitMs);
  if (status === 404) return null;
  if (status < 300 || status > 399) throw new Error(`it answered ${status}`);
  return AT_END.exec(location)?.[1] ?? null;
}

async function askWhereTo(url: URL, limitMs: number): Promise<{ status: number; location: string }> {
  // Loaded when wanted: TLS would make every start wait.
  const { request } = url.protocol === 'https:' ? await import('node:https') : await import('node:http');
  return new Promise((resolve, reject) => {
    const asking = request(url, { agent: false, headers: { 'user-agent': 'rolecall' } });
    const timer = setTimeout(() => asking.destroy(new Error('it did not answer in time')), limitMs);
    asking.on('response', ({ statusCode = 0, headers }: IncomingMessage) => {
      resolve({ status: statusCode, location: headers.location ?? '' });
      asking.destroy();
    });
    asking.on('error', reject);
    asking.on('close', () => clearTimeout(timer));
    asking.end();
  });
}
