import * as z from 'zod';
import { REASONS } from '../core/decide.ts';
import { MAX_TEXT_LENGTH, problemOfText } from '../core/reason-texts.ts';
import { accessAnswer, count, feature, span, time } from './shapes.ts';
import { FILLED, isFilled, UNFILLED_MESSAGE } from './who-params.ts';
import { lazy } from './lazy.ts';

/** Shapes of what the streamer decides by hand: overrides, grants, texts, and what became of it. */
export const reason = lazy(() => z.enum(REASONS));

/** A sentence of the streamer's own for a reason. */
export const reasonText = lazy(() =>
  z
    .string()
    .trim()
    .max(MAX_TEXT_LENGTH)
    .superRefine((text, context) => {
      const problem = problemOfText(text);
      if (problem !== null) context.addIssue({ code: 'custom', message: problem });
    }),
);

const label = (max: number) =>
  z.string().trim().min(1).max(max).refine(isFilled, UNFILLED_MESSAGE).meta(FILLED);
/** Why, for the streamer's eyes. */
export const note = lazy(() => z.string().trim().max(500).nullish());
/** Who asks for it, in the caller's own words. */
export const by = lazy(() => label(60).default('api'));

/** What the caller calls one gift: Twitch's id of a message, of a payment … */
export const grantKey = lazy(() => label(200));

/** Somebody known by id; the names are null if nobody ever told them. */
const namedUser = lazy(() => ({
  /** Where `userId` is from. */
  platform: z.string(),
  userId: z.string(),
  userLogin: z.string().nullable(),
  userDisplayName: z.string().nullable(),
}));

export const until = lazy(() => z.union([time(), z.literal('stream_end')]).nullable());

export const override = lazy(() =>
  z
    .strictObject({
      overrideId: z.int(),
      ...namedUser(),
      feature: feature(),
      effect: z.enum(['allow', 'deny']),
      /** null: for ever. */
      until: until(),
      note: z.string().nullable(),
      by: z.string(),
      setAt: time(),
      /** Whether it is in force. */
      active: z.boolean(),
      endedAt: time().nullable(),
      endedBy: z.string().nullable(),
      endReason: z.enum(['replaced', 'cleared', 'expired', 'stream_end']).nullable(),
    })
    .meta({ id: 'Override' }),
);

export const grant = lazy(() =>
  z
    .strictObject({
      grantId: z.int(),
      ...namedUser(),
      feature: feature(),
      minutes: z.number(),
      note: z.string().nullable(),
      by: z.string(),
      source: z.string(),
      redemptionId: z.string().nullable(),
      key: z.string().nullable(),
      addedAt: time(),
      /** The end of all the time that the viewer had then. */
      expiresAt: time(),
      active: z.boolean(),
      /** 0 if it is over. */
      remainingMs: span(),
      endedAt: time().nullable(),
      endedBy: z.string().nullable(),
      endReason: z.enum(['extended', 'replaced', 'revoked', 'expired']).nullable(),
    })
    .meta({ id: 'Grant' }),
);

export const decision = lazy(() =>
  accessAnswer()
    .omit({ evidence: true })
    .extend({
      decisionId: z.int(),
      at: time(),
      platform: z.string(),
      consume: z.boolean(),
      /**
       * The name in `user` (`userDisplayName`, else `userLogin`) is only what the caller said. Where `userId` and
       * `userLogin` are both there, those two are known.
       */
      said: z.boolean(),
    })
    .meta({ id: 'Decision' }),
);

const previewChange = lazy(() =>
  z
    .strictObject({ ...namedUser(), before: reason().nullable(), after: reason().nullable() })
    .meta({ id: 'PreviewChange' }),
);
export const preview = lazy(() =>
  z
    .strictObject({
      feature: feature(),
      viewers: count(),
      allowedBefore: count(),
      allowedAfter: count(),
      gained: count(),
      lost: count(),
      gains: z.array(previewChange()),
      losses: z.array(previewChange()),
    })
    .meta({ id: 'Preview' }),
);
