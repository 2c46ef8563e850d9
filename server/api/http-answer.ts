import type { ServerResponse } from 'node:http';
import type { Duplex } from 'node:stream';
import type { Reply } from '../protocol/envelope.ts';
import { ERROR_STATUS } from '../protocol/errors.ts';

/** What goes back over HTTP. An answer that has begun, or that nobody waits for any more, is left alone. */

export function sendReply(response: ServerResponse, reply: Reply): void {
  sendJson(response, reply.ok ? 200 : ERROR_STATUS[reply.error.code], reply);
}

export function sendJson(response: ServerResponse, status: number, body: unknown): void {
  send(response, status, 'application/json; charset=utf-8', JSON.stringify(body));
}

export function sendText(response: ServerResponse, word: string): void {
  send(response, 200, 'text/plain; charset=utf-8', word);
}

export function send(
  response: ServerResponse,
  status: number,
  type: string,
  body: string,
  headers: Readonly<Record<string, string>> = {},
): void {
  if (response.headersSent || response.destroyed) return;
  response.writeHead(status, {
    'content-type': type,
    'content-length': Buffer.byteLength(body),
    'cache-control': 'no-store',
    'x-content-type-options': 'nosniff',
    ...headers,
  });
  response.end(body);
}

export function refuseUpgrade(socket: Duplex, status: number, message: string): void {
  // Not left half-open: who does not close in turn would keep a connection, and the shutdown, for ever.
  socket.once('finish', () => socket.destroy());
  socket.end(
    `HTTP/1.1 ${status} Refused\r\nConnection: close\r\nContent-Type: text/plain\r\n` +
      `Content-Length: ${Buffer.byteLength(message)}\r\n\r\n${message}`,
  );
}
