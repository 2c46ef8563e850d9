import type { IncomingMessage, Server } from 'node:http';
import type { Duplex } from 'node:stream';

/** Whether the other side wants a WebSocket, and not some newer HTTP. */
export function wantsWebSocket({ headers }: IncomingMessage): boolean {
  return wordsOf(headers.upgrade ?? '').includes('websocket');
}

/**
 * Java's HTTP client and `curl --http2` offer HTTP/2 along with their first request. Nobody has to take such an
 * offer (RFC 9110, 7.8); but Node has stopped reading there. So it reads the same request again, without the offer.
 */
export function readWithoutOffer(
  server: Server,
  request: IncomingMessage,
  socket: Duplex,
  head: Buffer,
): void {
  socket.unshift(Buffer.concat([Buffer.from(plainHead(request), 'latin1'), head]));
  server.emit('connection', socket);
}

function plainHead({ method = '', url = '', httpVersion, rawHeaders }: IncomingMessage): string {
  const lines = [`${method} ${url} HTTP/${httpVersion}`];
  for (let i = 0; i < rawHeaders.length; i += 2) {
    const [name = '', value = ''] = rawHeaders.slice(i, i + 2);
    const kept = keptOf(name.toLowerCase(), value);
    if (kept !== null) lines.push(`${name}: ${kept}`);
  }
  return `${lines.join('\r\n')}\r\n\r\n`;
}

function keptOf(name: string, value: string): string | null {
  if (name === 'upgrade' || name === 'http2-settings') return null;
  if (name !== 'connection') return value;
  const others = wordsOf(value).filter((word) => word !== 'upgrade' && word !== 'http2-settings');
  return others.length === 0 ? null : others.join(', ');
}

function wordsOf(list: string): string[] {
  return list.split(',').map((word) => word.trim().toLowerCase());
}
