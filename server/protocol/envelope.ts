import * as z from 'zod';
import type { ErrorCode } from './errors.ts';
import { lazy } from './lazy.ts';

/** A request frame: `{"id":"7","action":"access.check","params":{…}}`. */
export const requestFrame = lazy(() =>
  z.strictObject({
    id: z.union([z.string().max(200), z.int()], 'a text of up to 200 characters or a whole number').nullish(),
    action: z.string().max(100),
    params: z.unknown().optional(),
  }),
);

export interface Request {
  readonly id: RequestId;
  readonly action: string;
  readonly params: unknown;
}

/** What `requestFrame` lets through, read by hand: this is on the way of every answer. null: it would not. */
export function readRequest(frame: unknown): Request | null {
  if (typeof frame !== 'object' || frame === null || Array.isArray(frame)) return null;
  const { id = null, action, params } = frame as { id?: unknown; action?: unknown; params?: unknown };
  if (typeof action !== 'string' || action.length > 100) return null;
  if (id !== null && !isRequestId(id)) return null;
  for (const name of Object.keys(frame)) {
    if (name !== 'id' && name !== 'action' && name !== 'params') return null;
  }
  return { id, action, params };
}

/** What is wrong with a frame that is no request, in words a person can act on. */
export function problemOfRequest(frame: unknown): string {
  const { error } = requestFrame().safeParse(frame);
  return error ? explain(error) : 'not a request';
}

/** Params of the first frame `{"action":"auth","params":{"token":"…"}}` of a client that needs a token. */
export const authParams = lazy(() => z.strictObject({ token: z.string().min(1).max(200) }));

/** `format` of `GET /api/check`, where it is given. */
export const checkFormat = lazy(() => z.enum(['json', 'text']));

export type RequestId = string | number | null;

export interface ErrorBody {
  readonly code: ErrorCode;
  readonly message: string;
}

/** A reply frame; HTTP uses the same without `id`. */
export type Reply =
  { readonly ok: true; readonly result: unknown } | { readonly ok: false; readonly error: ErrorBody };

/** The id of a frame that may be wrong otherwise, so that even an error finds its caller. */
export function readId(frame: unknown): RequestId {
  if (typeof frame !== 'object' || frame === null || !('id' in frame)) return null;
  return isRequestId(frame.id) ? frame.id : null;
}

function isRequestId(id: unknown): id is string | number {
  return typeof id === 'string' ? id.length <= 200 : Number.isSafeInteger(id);
}

/**
 * `user.name: too short; limit: expected number`: the first problems, in words a person can act on.
 * @param at where what was looked at stands in the whole
 */
export function explain(error: z.ZodError, at: readonly PropertyKey[] = []): string {
  // A name that is not known is mostly why another one is missing.
  const isUnknown = ({ code }: { code: string | undefined }): boolean => code === 'unrecognized_keys';
  const issues = [...error.issues].sort((a, b) => Number(isUnknown(b)) - Number(isUnknown(a)));
  const lines = issues.slice(0, 3).map((issue) => {
    const path = [...at, ...issue.path].join('.');
    return path === '' ? issue.message : `${path}: ${issue.message}`;
  });
  return lines.join('; ');
}
