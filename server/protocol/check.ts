import * as z from 'zod';
import { EVIDENCE_SOURCES } from '../core/decide.ts';
import { perks } from './policy-shapes.ts';
import { accessAnswer, time } from './shapes.ts';
import { lazy } from './lazy.ts';

/** What `GET /api/check` answers: `access.check` with nothing nested, for tools that make a variable of each field. */
export const checkAnswer = lazy(() =>
  accessAnswer()
    .omit({ user: true, roles: true, perks: true, evidence: true })
    .extend({
      decision: z.enum(['allow', 'deny']),
      userId: z.string().nullable(),
      userLogin: z.string().nullable(),
      userDisplayName: z.string().nullable(),
      isBroadcaster: z.boolean(),
      isSubscriber: z.boolean(),
      isVip: z.boolean(),
      isModerator: z.boolean(),
      ...perks().shape,
      syncedAt: time().nullable(),
      stale: z.boolean(),
      live: z.boolean(),
      source: z.enum(EVIDENCE_SOURCES),
    })
    .meta({ id: 'CheckAnswer' }),
);

export type FlatCheckAnswer = z.output<ReturnType<typeof checkAnswer>>;

/** What it answers with `format=text`, always with status 200. */
export const CHECK_WORDS = ['allow', 'deny', 'error'] as const;
