import type { SocketClass } from './api.ts';

/** The class that was passed, else the platform's own. */
export function findSocketClass(given: SocketClass | undefined): SocketClass {
  const found = given ?? (globalThis as { WebSocket?: SocketClass }).WebSocket;
  if (!found) {
    throw new Error('No WebSocket here: before Node 22, pass that of the "ws" package.');
  }
  return found;
}

/**
 * `http://127.0.0.1:7653` or `ws://127.0.0.1:7653/ws` -> the address to open.
 * @throws TypeError if it is no address at all
 */
export function socketUrl(address: string, token: string | undefined): string {
  const url = new URL(address.replace(/^http/, 'ws'));
  if (url.pathname === '/') url.pathname = '/ws';
  if (token !== undefined) url.searchParams.set('token', token);
  return url.href;
}
