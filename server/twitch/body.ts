import { nonsense } from './errors.ts';

/** Many times the largest page that Twitch sends. */
const MAX_BYTES = 4 * 1024 * 1024;

/** Stands for a body that was not JSON. */
export const GARBAGE = Symbol('garbage');

/**
 * Reads what Twitch answered, as JSON.
 * @returns undefined if there was no body, `GARBAGE` if it is not JSON
 * @throws SyncError `bad_answer` if it is longer than any answer of Twitch
 */
export async function readBody(response: Response): Promise<unknown> {
  const chunks: Uint8Array[] = [];
  let bytes = 0;
  // Leaving the loop closes the connection, so that no more of it comes.
  for await (const chunk of response.body ?? []) {
    chunks.push(chunk as Uint8Array);
    bytes += (chunk as Uint8Array).byteLength;
    if (bytes > MAX_BYTES) throw nonsense('far too long');
  }
  return parseBody(Buffer.concat(chunks).toString('utf8'));
}

/** @returns undefined if it is empty, `GARBAGE` if it is not JSON */
export function parseBody(text: string): unknown {
  if (text === '') return undefined;
  try {
    return JSON.parse(text);
  } catch {
    return GARBAGE;
  }
}
