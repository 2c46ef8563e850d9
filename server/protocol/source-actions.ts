import * as z from 'zod';
import { kind, twitchStatus } from './shapes.ts';
import { action, type ActionSpec } from './spec.ts';
import { lazy } from './lazy.ts';

/** Many times a page of a hundred. */
const MAX_BODY = 200_000;
/** What HTTP headers are made of. */
const header = lazy(() => z.string().regex(/^[ -~]{1,100}$/));

/** Connect through Streamer.bot: its login asks Twitch, and its token stays there. */
export const SOURCE_ACTIONS = {
  'source.connect': action(
    'owner',
    'From now on Twitch is asked through Streamer.bot, which needs the actions of rolecall.sb. A login of our own ends; all data stays. `twitch.connect` changes back.',
    () => z.strictObject({}),
    twitchStatus,
  ),
  'source.page': action(
    'control',
    'For our own action in Streamer.bot: what Twitch answered to the question that Rolecall asked there. The nonce of the question counts once, for 30 seconds, and all of it has to fit the question.',
    () =>
      z.strictObject({
        nonce: z.string().regex(/^[\w-]{32}$/),
        kind: kind(),
        path: z.enum(['subscriptions', 'channels/vips', 'moderation/moderators']),
        channelId: z.string().regex(/^\d{1,20}$/),
        /** Twitch's status, 0 if it did not answer. */
        status: z.int().min(0).max(599).default(0),
        /** Twitch's answer, as text. */
        body: z.string().max(MAX_BODY).default(''),
        headers: z
          .strictObject({
            date: header().optional(),
            'ratelimit-limit': header().optional(),
            'ratelimit-remaining': header().optional(),
            'ratelimit-reset': header().optional(),
          })
          .default({}),
        failed: z.enum(['not_logged_in', 'unreachable', 'timeout', 'too_large']).nullable().default(null),
      }),
    () => z.strictObject({ accepted: z.literal(true) }),
  ),
} as const satisfies Record<string, ActionSpec>;
