/**
 * The part of the WebSocket interface that browsers, Node from 22 on and the `ws` package share.
 * Handlers take `never`, so that every implementation's own event type fits.
 */
export interface Socket {
  onmessage: ((event: never) => void) | null;
  onclose: ((event: never) => void) | null;
  onerror: ((event: never) => void) | null;
  send(text: string): void;
  close(): void;
}

export type SocketClass = new (url: string) => Socket;

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
