import * as z from 'zod';
import { count, time } from './shapes.ts';
import { action, type ActionSpec } from './spec.ts';
import { lazy } from './lazy.ts';

/** What can be wrong with a question, so that a page can say it in its own language. */
export const MISTAKE_CODES = [
  'unfilled',
  'nobody',
  'shared',
  'missing',
  'unknown_feature',
  'unknown_param',
  'wrong_value',
  'unknown_action',
  'not_json',
  'not_encoded',
  'needs_token',
] as const;
export type MistakeCode = (typeof MISTAKE_CODES)[number];

export const wrongQuestion = lazy(() =>
  z
    .strictObject({
      /** The program that asked, as it calls itself; `HTTP` or `WebSocket` if it does not. */
      caller: z.string(),
      /** null: it could not be read. */
      action: z.string().nullable(),
      code: z.enum(MISTAKE_CODES),
      /** The param that was wrong, if it was one. */
      param: z.string().nullable(),
      /** What was wrong, in plain words: "platform was not filled in". */
      message: z.string(),
      fix: z.string(),
      count: count(),
      firstAt: time(),
      lastAt: time(),
    })
    .meta({ id: 'WrongQuestion' }),
);
export const wrongQuestions = lazy(() => z.strictObject({ wrongQuestions: z.array(wrongQuestion()) }));

/** Part of the registry in actions.ts. */
export const DIAGNOSTICS_ACTIONS = {
  'diagnostics.get': action(
    'read',
    'A text to paste when asking for help, without secrets and without names of viewers (`GET /api/diagnostics` answers it alone); and which programs asked wrongly since the start, what was wrong, and how to mend it, last ones first. `diagnostics.changed` continues these.',
    () => z.strictObject({}),
    () => wrongQuestions().extend({ text: z.string() }),
  ),
} as const satisfies Record<string, ActionSpec>;
