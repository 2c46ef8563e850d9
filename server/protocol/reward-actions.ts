import * as z from 'zod';
import { count, feature } from './shapes.ts';
import { featureParam } from './who-params.ts';
import { action, type ActionSpec } from './spec.ts';
import { lazy } from './lazy.ts';

/** The most minutes that one redemption may give: a year. */
const MAX_MINUTES = 365 * 24 * 60;
const minutes = lazy(() => z.number().positive().max(MAX_MINUTES));
const rewardId = lazy(() => z.string().trim().min(1).max(100));

const reward = lazy(() =>
  z
    .strictObject({
      rewardId: rewardId(),
      title: z.string(),
      /** Made by Rolecall: its redemptions are fulfilled and refunded. Others only grant. */
      own: z.boolean(),
      /** What a redemption gives; null: not linked. */
      link: z.strictObject({ feature: feature(), minutes: z.number() }).nullable(),
      /** As Twitch has it; null: it is not there any more, or Twitch was not asked. */
      twitch: z
        .strictObject({ prompt: z.string(), cost: count(), enabled: z.boolean(), paused: z.boolean() })
        .nullable(),
    })
    .meta({ id: 'Reward' }),
);

/** Channel points. Part of the registry in actions.ts. */
export const REWARD_ACTIONS = {
  'rewards.list': action(
    'owner',
    "The channel's custom rewards, whoever made them, with what a redemption gives. Those that are linked and gone from Twitch come last.",
    () => z.strictObject({}),
    () => z.strictObject({ items: z.array(reward()) }),
  ),
  'rewards.create': action(
    'owner',
    'Makes a reward at Twitch and links it: a redemption gives the viewer access for some minutes and is fulfilled, or refunded if time would not help.',
    () =>
      z.strictObject({
        title: z.string().trim().min(1).max(45),
        cost: z.int().min(1).max(2_147_483_647),
        prompt: z.string().trim().max(200).default(''),
        feature: featureParam(),
        minutes: minutes(),
      }),
    reward,
  ),
  'rewards.link': action(
    'owner',
    'Says what a reward gives that is there already; `minutes: null` ends that. A reward that Rolecall did not make only grants: Twitch lets nobody else fulfil or refund it.',
    () =>
      z
        .strictObject({
          rewardId: rewardId(),
          feature: featureParam().optional(),
          minutes: minutes().nullable(),
        })
        .refine(
          (params) => params.minutes === null || params.feature !== undefined,
          'feature: needed with "minutes"',
        )
        .meta({ if: { properties: { minutes: { type: 'number' } } }, then: { required: ['feature'] } }),
    reward,
  ),
  'rewards.delete': action(
    'owner',
    'Deletes a reward at Twitch that Rolecall made, and what it gives. Time that was given stays.',
    () => z.strictObject({ rewardId: rewardId() }),
    () => z.strictObject({ rewardId: rewardId() }),
  ),
} as const satisfies Record<string, ActionSpec>;
