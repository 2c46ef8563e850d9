import * as z from 'zod';
import { isWritableTime } from '../core/clock.ts';
import { TWITCH } from '../core/platform.ts';
import { MAX_GRANT_MINUTES, PRESET_NAMES } from '../core/policy.ts';
import { by, decision, grant, grantKey, note, override, preview, reason } from './access-shapes.ts';
import { quickCheckParams } from './quick-check.ts';
import { featurePolicyPatch } from './policy-shapes.ts';
import { accessAnswer, count, featurePolicy, OUT_OF_RANGE, page, pageOf, time } from './shapes.ts';
import {
  EXACTLY_ONE_WHO,
  exactlyOneWho,
  featureParam,
  claims,
  readAnybody,
  shownName,
  somePlatform,
  told,
  whoAnywhere,
  whoAnywhereInText,
  WHO_MESSAGE,
} from './who-params.ts';
import { action, type ActionSpec } from './spec.ts';
import { lazy } from './lazy.ts';

const ofOne = <S extends z.ZodRawShape>(shape: S) =>
  z.strictObject(shape).refine(exactlyOneWho, WHO_MESSAGE).meta(EXACTLY_ONE_WHO);
const ofViewer = <S extends z.ZodRawShape>(shape: S) =>
  ofOne({ ...whoAnywhereInText(), platform: somePlatform().default(TWITCH), ...shape }).transform(
    readAnybody,
  );
/** For lists: everybody, or one viewer. */
const atMostOneWho = (params: { user?: unknown; userId?: unknown }): boolean =>
  params.user === undefined || params.userId === undefined;
const listOf = <S extends z.ZodRawShape>(shape: S) =>
  z
    .strictObject({
      ...whoAnywhereInText(),
      platform: somePlatform().optional(),
      feature: featureParam().optional(),
      ...shape,
      ...page(),
    })
    .refine(atMostOneWho, WHO_MESSAGE)
    .meta({ not: { required: ['user', 'userId'] } })
    .transform(readAnybody);

const features = lazy(() => z.strictObject({ features: z.record(z.string(), featurePolicy()) }));
const UNTIL = 'an ISO time such as "2026-01-31T20:15:00Z", "stream_end", or null for ever';
const untilTime = lazy(() =>
  z.iso
    .datetime({ offset: true, error: UNTIL })
    .refine((time) => isWritableTime(Date.parse(time)), OUT_OF_RANGE),
);
const untilParam = lazy(() => z.union([untilTime(), z.literal('stream_end')], UNTIL).nullish());
const isOneChange = ({ feature, policy, preset }: Record<string, unknown>): boolean =>
  (preset !== undefined && feature === undefined && policy === undefined) ||
  (preset === undefined && feature !== undefined && policy !== undefined);
/** The same for JSON Schema. */
const PRESET_ALONE = {
  required: ['preset'],
  not: { anyOf: [{ required: ['feature'] }, { required: ['policy'] }] },
};
const RULES_ALONE = { required: ['feature', 'policy'], not: { required: ['preset'] } };

/** Who may use what: checks, rules, exceptions by hand and for a time. Part of the registry in actions.ts. */
export const ACCESS_ACTIONS = {
  'access.check': action(
    'read',
    'May this viewer use this feature, and why? `name` is what the tool calls the viewer: for showing, and believed in nothing else. `claims` is what the tool knows of a viewer of another platform; of one of Twitch nothing that is said counts. `fromSharedChat`, `firstMessage`: what it knows of the message. `consume` starts the cooldowns. A no is an answer, not an error. `record: false` only looks: the answer is no decision that is listed or announced, and Twitch is asked nothing.',
    () =>
      ofOne({
        ...whoAnywhere(),
        name: shownName(),
        claims: claims(),
        fromSharedChat: told(),
        firstMessage: told(),
        feature: featureParam().default('tts'),
        consume: z.boolean().default(false),
        record: z.boolean().default(true),
      })
        .refine(
          ({ consume, record }) => record || !consume,
          'record: a check that consumes is always recorded',
        )
        .transform(readAnybody),
    accessAnswer,
    quickCheckParams,
  ),
  'access.preview': action(
    'read',
    'What saving these rules would change: how many known viewers gain or lose, and the first `limit` of each with the reasons before and after. Cooldowns are left out. `policy: null` is what removing the feature would do.',
    () =>
      z.strictObject({
        feature: featureParam(),
        policy: featurePolicyPatch().nullable(),
        limit: z.int().min(0).max(500).default(50),
      }),
    preview,
  ),
  'decisions.list': action(
    'read',
    'The last 300 answers, newest first, and how often each reason was given since the start. In memory only.',
    () => z.strictObject({ feature: featureParam().optional(), allowed: z.boolean().optional(), ...page() }),
    () =>
      z.strictObject({
        items: z.array(decision()),
        cursor: z.string().nullable(),
        counts: z.partialRecord(reason(), count()),
        since: time(),
      }),
  ),
  'policy.get': action(
    'control',
    'The rules of one feature, or of all.',
    () => z.strictObject({ feature: featureParam().optional() }),
    features,
  ),
  'policy.set': action(
    'control',
    'Saves the rules of a feature (a new name adds one, null removes one; what is left out of `others`, `guests`, `firstTimers`, `bots` and `perks` stays as it was), or who may use `tts` and `premium-voice` as a preset says. Answers all rules.',
    () =>
      z
        .strictObject({
          feature: featureParam().optional(),
          policy: featurePolicyPatch().nullable().optional(),
          preset: z.enum(PRESET_NAMES).optional(),
        })
        .refine(isOneChange, 'give either "feature" and "policy", or "preset"')
        .meta({ oneOf: [PRESET_ALONE, RULES_ALONE] }),
    features,
  ),
  'features.enable': action(
    'control',
    'Switches a feature on, for those whom its rules allow. Answers its rules.',
    () => z.strictObject({ feature: featureParam() }),
    features,
  ),
  'features.disable': action(
    'control',
    'Switches a feature off for everybody but the broadcaster. Answers its rules.',
    () => z.strictObject({ feature: featureParam() }),
    features,
  ),
  'overrides.set': action(
    'control',
    'Allows or denies (mutes) one viewer by hand: until a time, until the stream ends, or for ever. Syncs never touch it. It ends the override before.',
    () =>
      ofViewer({
        name: shownName(),
        feature: featureParam(),
        effect: z.enum(['allow', 'deny']),
        until: untilParam(),
        note: note(),
        by: by(),
      }),
    override,
  ),
  'overrides.clear': action(
    'control',
    'Ends an override. `override` is null if there was none.',
    () => ofViewer({ feature: featureParam(), by: by() }),
    () => z.strictObject({ cleared: z.boolean(), override: override().nullable() }),
  ),
  'overrides.list': action(
    'control',
    'Overrides in force, newest first; with `all` also those that ended.',
    () => listOf({ all: z.boolean().default(false) }),
    () => pageOf(override()),
  ),
  'grants.add': action(
    'control',
    'Gives a viewer access for some minutes. If there is time left, the setting `grantMode` says whether they come on top (`add`) or count from now in its place (`replace`). The same `key` again gives nothing more, whatever else is asked for: it answers the grant that was given, as long as that is kept (7 days after its time is over).',
    () =>
      ofViewer({
        name: shownName(),
        feature: featureParam(),
        minutes: z.number().positive().max(MAX_GRANT_MINUTES),
        note: note(),
        key: grantKey().nullish(),
        by: by(),
      }),
    grant,
  ),
  'grants.revoke': action(
    'control',
    'Ends the time that a viewer has left. `grant` is null if there was none.',
    () => ofViewer({ feature: featureParam(), by: by() }),
    () => z.strictObject({ revoked: z.boolean(), grant: grant().nullable() }),
  ),
  'grants.list': action(
    'control',
    'Grants in force with the time that is left, newest first; with `all` also those that ended, for 7 days.',
    () => listOf({ all: z.boolean().default(false) }),
    () => pageOf(grant()),
  ),
} as const satisfies Record<string, ActionSpec>;
