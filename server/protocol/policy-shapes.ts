import * as z from 'zod';
import {
  MAX_PERK_ROWS,
  PERK_LIMIT_NAMES,
  PERK_LIMITS,
  type PerkLimit,
  PERKS_FOR,
  VOICE_NAME,
} from '../core/perk-rows.ts';
import {
  BEFORE_SORTS,
  MAX_COOLDOWN_MS,
  MAX_FOLLOW_DAYS,
  OTHERS,
  SORT_RULES,
  WHEN_STALE,
} from '../core/policy.ts';
import { TIERS } from '../core/roles.ts';
import { lazy } from './lazy.ts';

/** Shapes of the rules of a feature: as they are told and exported, and as they are set. */
const tier = lazy(() => z.enum(TIERS));
const cooldown = lazy(() => z.int().min(0).max(MAX_COOLDOWN_MS));

const voice = lazy(() =>
  z.string().regex(VOICE_NAME, 'the name of a voice: up to 100 characters that can be shown'),
);
const limit = (name: PerkLimit) => z.int().min(PERK_LIMITS[name].min).max(PERK_LIMITS[name].max);
const perkRow = lazy(() =>
  z
    .strictObject({
      for: z.enum(PERKS_FOR),
      minTier: tier().exactOptional(),
      voice: voice().exactOptional(),
      maxChars: limit('maxChars').exactOptional(),
      maxSeconds: limit('maxSeconds').exactOptional(),
      volume: limit('volume').exactOptional(),
    })
    .refine(({ for: whom, minTier }) => minTier === undefined || whom === 'subscriber', {
      message: 'is for subscribers only',
      path: ['minTier'],
    })
    .meta({ id: 'PerkRow' }),
);

const always = lazy(() => ({
  enabled: z.boolean(),
  allow: z.strictObject({
    everyone: z.boolean(),
    subscribers: z.strictObject({ minTier: tier(), gifted: z.boolean() }).nullable(),
    vips: z.boolean(),
    moderators: z.boolean(),
    followers: z.strictObject({ minDays: z.int().min(0).max(MAX_FOLLOW_DAYS) }).nullable(),
  }),
  grants: z.boolean(),
  cooldown: z.strictObject({
    globalMs: cooldown(),
    userMs: cooldown(),
    roleMs: z.strictObject({
      subscriber: cooldown().exactOptional(),
      vip: cooldown().exactOptional(),
      moderator: cooldown().exactOptional(),
    }),
  }),
  whenStale: z.enum(WHEN_STALE),
}));

/** What callers and files of before do not know. */
const later = lazy(() => ({
  others: z.enum(OTHERS),
  guests: z.enum(SORT_RULES),
  firstTimers: z.enum(SORT_RULES),
  bots: z.enum(SORT_RULES),
  perks: z.array(perkRow()).max(MAX_PERK_ROWS),
}));

/** What is missing, because a file of before has not got it, is as it was before. */
export const featurePolicy = lazy(() =>
  z
    .strictObject({
      ...always(),
      others: later().others.default(BEFORE_SORTS.others),
      guests: later().guests.default(BEFORE_SORTS.guests),
      firstTimers: later().firstTimers.default(BEFORE_SORTS.firstTimers),
      bots: later().bots.default(BEFORE_SORTS.bots),
      perks: later().perks.default([]),
    })
    .meta({ id: 'FeaturePolicy' }),
);

/** As somebody sets it: what is left out stays as it was. */
export const featurePolicyPatch = lazy(() =>
  z
    .strictObject({
      ...always(),
      others: later().others.exactOptional(),
      guests: later().guests.exactOptional(),
      firstTimers: later().firstTimers.exactOptional(),
      bots: later().bots.exactOptional(),
      perks: later().perks.exactOptional(),
    })
    .meta({ id: 'FeaturePolicyPatch' }),
);

/** What a viewer may do in which way; null: nothing is set. */
export const perks = lazy(() =>
  z
    .strictObject({
      voice: z.string().nullable(),
      ...(Object.fromEntries(PERK_LIMIT_NAMES.map((name) => [name, z.int().nullable()])) as Record<
        PerkLimit,
        z.ZodNullable<z.ZodInt>
      >),
    })
    .meta({ id: 'Perks' }),
);
