import * as z from 'zod';
import type { ErrorCode } from './errors.ts';

/** A request frame: `{"id":"7","action":"access.check","params":{…}}`. */
export const requestFrame = z.strictObject({
  id: z.union([z.string().max(200), z.int()], 'a text of up to 200 characters or a whole number').nullish(),
  action: z.string().max(100),
  params: z.unknown().optional(),
});

/** Params of the first frame `{"action":"auth","params":{"token":"…"}}` of a client that needs a token. */
export const authParams = z.strictObject({ token: z.string().min(1).max(200) });

/** `format` of `GET /api/check`. */
export const checkFormat = z.enum(['json', 'text']).default('json');

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
  const { id } = frame;
  if (typeof id === 'string' && id.length <= 200) return id;
  return typeof id === 'number' && Number.isSafeInteger(id) ? id : null;
}

/** `user.name: too short; limit: expected number`: the first problems, in words a person can act on. */
export function explain(error: z.ZodError): string {
  // A name that is not known is mostly why another one is missing.
  const isUnknown = ({ code }: { code: string | undefined }): boolean => code === 'unrecognized_keys';
  const issues = [...error.issues].sort((a, b) => Number(isUnknown(b)) - Number(isUnknown(a)));
  const lines = issues.slice(0, 3).map((issue) => {
    const path = issue.path.join('.');
    return path === '' ? issue.message : `${path}: ${issue.message}`;
  });
  return lines.join('; ');
}
