import type { IncomingMessage } from 'node:http';
import type { Clock } from '../core/clock.ts';
import type { Reply } from '../protocol/envelope.ts';
import { failure } from './router.ts';

/** The parsed body of a POST, or the refusal to send. */
export type JsonBody = { readonly json: unknown } | { readonly reply: Reply };

export const NO_JSON_TYPE = 'The body must be sent as Content-Type: application/json.';

/** Only this type is taken: a form of another site cannot send it. */
export function isJsonType({ headers }: IncomingMessage): boolean {
  return headers['content-type']?.split(';')[0]?.trim().toLowerCase() === 'application/json';
}

export async function readJsonBody(request: IncomingMessage, maxBytes: number): Promise<JsonBody> {
  if (!isJsonType(request)) return refuse(NO_JSON_TYPE);
  const bytes = await readBytes(request, maxBytes);
  if (bytes === 'too_large') return refuse(`The body is larger than ${maxBytes} bytes.`);
  if (bytes === 'cut_off') return refuse('The body ended too early.');
  try {
    // Takes the byte order mark off that .NET likes to send.
    const text = new TextDecoder('utf-8', { fatal: true }).decode(bytes);
    return { json: text.trim() === '' ? {} : (JSON.parse(text) as unknown) };
  } catch {
    return refuse('The body is not JSON in UTF-8.');
  }
}

/** What is too much is let run out unread: a connection that is torn down takes the answer with it. */
function readBytes(request: IncomingMessage, maxBytes: number): Promise<Buffer | 'too_large' | 'cut_off'> {
  return new Promise((resolve) => {
    const chunks: Buffer[] = [];
    let size = 0;
    request.on('data', (chunk: Buffer) => {
      size += chunk.length;
      if (size <= maxBytes) chunks.push(chunk);
      else resolve('too_large');
    });
    request.on('end', () => resolve(Buffer.concat(chunks)));
    request.on('error', () => resolve('cut_off'));
    request.on('close', () => resolve('cut_off'));
  });
}

/** Ends the connection of a request whose body, read or not, does not come to its end in `ms`. */
export function limitBody(request: IncomingMessage, clock: Clock, ms: number): void {
  const { headers } = request;
  if (headers['transfer-encoding'] === undefined && !Number(headers['content-length'] ?? 0)) return;
  const timer = clock.after(ms, () => request.socket.destroy());
  for (const over of ['end', 'close']) request.once(over, () => timer.cancel());
}

function refuse(message: string): JsonBody {
  return { reply: failure('invalid_format', message) };
}
