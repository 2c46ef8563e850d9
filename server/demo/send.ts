import type { ServerResponse } from 'node:http';
import { sleep } from '../core/clock.ts';
import type { Clock } from '../core/clock.ts';
import type { HttpFault } from './fault-types.ts';
import { find } from './faults.ts';
import type { Reply } from './reply.ts';

const CHUNK_BYTES = 1 << 16;

/** Status line and headers; a header that is null is left out. */
function sendHead(response: ServerResponse, { status, html, headers = {} }: Reply): void {
  // Twitch's date is that of Twitch's clock.
  response.sendDate = false;
  response.statusCode = status;
  const type = html === undefined ? 'application/json; charset=utf-8' : 'text/html; charset=utf-8';
  if (status !== 204) response.setHeader('Content-Type', type);
  for (const [name, value] of Object.entries(headers)) {
    if (value === null) response.removeHeader(name);
    else response.setHeader(name, value);
  }
}

function textOf({ html, text, body }: Reply): string {
  return html ?? text ?? (body === undefined ? '' : JSON.stringify(body));
}

export function sendReply(response: ServerResponse, reply: Reply): void {
  if (response.destroyed || response.writableEnded) return;
  const text = textOf(reply);
  if (reply.status !== 204) response.setHeader('Content-Length', Buffer.byteLength(text));
  sendHead(response, reply);
  response.end(text);
}

/** As `sendReply`, unless a fault makes the body huge, endless, or never begin. Rejects when the client goes. */
export async function sendBent(
  response: ServerResponse,
  reply: Reply,
  struck: readonly HttpFault[],
  clock: Clock,
): Promise<void> {
  if (response.destroyed || response.writableEnded) return;
  const huge = find(struck, 'huge');
  const endless = find(struck, 'endless');
  if (struck.some((fault) => fault.kind === 'silence')) {
    sendHead(response, reply);
    response.flushHeaders();
  } else if (huge) await sendHuge(response, reply, huge);
  else if (endless) await sendEndless(response, reply, endless, clock);
  else sendReply(response, reply);
}

async function sendHuge(
  response: ServerResponse,
  reply: Reply,
  { bytes, announced = false }: { bytes: number; announced?: boolean },
): Promise<void> {
  const text = textOf(reply);
  if (announced) response.setHeader('Content-Length', bytes + Buffer.byteLength(text));
  sendHead(response, reply);
  const chunk = Buffer.alloc(CHUNK_BYTES, ' ');
  for (let left = bytes; left > 0; left -= chunk.length) await write(response, chunk.subarray(0, left));
  response.end(text);
}

async function sendEndless(
  response: ServerResponse,
  reply: Reply,
  { chunkBytes = CHUNK_BYTES, everyMs = 0 }: { chunkBytes?: number; everyMs?: number },
  clock: Clock,
): Promise<void> {
  const chunk = Buffer.alloc(chunkBytes, ' ');
  sendHead(response, reply);
  // Without its last brace the answer could still go on.
  for (let next: string | Buffer = textOf(reply).slice(0, -1); ; next = chunk) {
    await write(response, next);
    if (everyMs > 0) await sleep(clock, everyMs);
  }
}

/** Resolves when there is room for more. Rejects when nobody reads any more. */
async function write(response: ServerResponse, chunk: string | Buffer): Promise<void> {
  const isGone = (): boolean => response.destroyed || response.socket === null;
  if (isGone()) throw new Error('the client has gone');
  if (response.write(chunk)) return;
  await new Promise<void>((resolve) => {
    const done = (): void => {
      response.off('drain', done);
      response.off('close', done);
      resolve();
    };
    response.on('drain', done);
    response.on('close', done);
  });
}
