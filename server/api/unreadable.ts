import { STATUS_CODES } from 'node:http';
import type { Duplex } from 'node:stream';
import type { Reply } from '../protocol/envelope.ts';
import { failure } from './router.ts';

/** What Node says of a request that it could not read. */
export interface Unreadable extends NodeJS.ErrnoException {
  /** What had come of it. */
  readonly rawPacket?: Buffer;
}

const STATUS_OF: Readonly<Partial<Record<string, number>>> = {
  HPE_HEADER_OVERFLOW: 431,
  ERR_HTTP_REQUEST_TIMEOUT: 408,
};
const CHECK_IN_TEXT = /^(?:GET|HEAD) \/api\/check\/?\?(?:.*&)?format=text(?:[&# ]|$)/i;
const NOT_ENCODED =
  'The address holds a blank or a letter that has to be percent-encoded. Most tools have a variable that is.';

/** Whether it was an address with a blank, or with letters that are not ASCII. */
export function isAddressProblem({ code }: Unreadable): boolean {
  return code === 'HPE_INVALID_URL' || code === 'HPE_INVALID_CONSTANT';
}

/** What the program calls itself, as far as it came. */
export function agentOf({ rawPacket }: Unreadable): string {
  return /\r\nuser-agent: *([^\r\n]*)/i.exec(rawPacket?.toString('latin1') ?? '')?.[1] ?? '';
}

/**
 * Answers a request that Node could not read, instead of Node's own bare 400: who asked for one word still gets
 * one, with status 200. Nothing is told that depends on who asks.
 */
export function answerUnreadable(error: Unreadable, socket: Duplex): void {
  if (!socket.writable || error.code === 'ECONNRESET') {
    socket.destroy();
    return;
  }
  socket.once('finish', () => socket.destroy());
  const [line = ''] = (error.rawPacket?.toString('latin1') ?? '').split('\r\n', 1);
  if (CHECK_IN_TEXT.test(line)) {
    socket.end(response(200, 'text/plain; charset=utf-8', 'error'));
    return;
  }
  const message = isAddressProblem(error) ? NOT_ENCODED : 'This is no request that can be read.';
  const reply: Reply = failure('invalid_format', message);
  const status = STATUS_OF[error.code ?? ''] ?? 400;
  socket.end(response(status, 'application/json; charset=utf-8', JSON.stringify(reply)));
}

function response(status: number, type: string, body: string): string {
  const head = [
    `HTTP/1.1 ${status} ${STATUS_CODES[status] ?? ''}`,
    'Connection: close',
    `Content-Type: ${type}`,
    `Content-Length: ${Buffer.byteLength(body)}`,
    'Cache-Control: no-store',
    'X-Content-Type-Options: nosniff',
  ];
  return `${head.join('\r\n')}\r\n\r\n${body}`;
}
