import type { ErrorBody } from '../../server/protocol/envelope.ts';

export type ReplyFrame =
  | { readonly id: unknown; readonly ok: true; readonly result: unknown }
  | { readonly id: unknown; readonly ok: false; readonly error: ErrorBody };
export interface EventFrame {
  readonly event: string;
  readonly data: unknown;
}

/** A frame of the server, or null for anything else. Its content was checked by the server on its way out. */
export function readFrame(text: string): ReplyFrame | EventFrame | null {
  try {
    const frame = JSON.parse(text) as ReplyFrame | EventFrame;
    return 'event' in frame || 'ok' in frame ? frame : null;
  } catch {
    return null; // no JSON, or JSON that is no object
  }
}
