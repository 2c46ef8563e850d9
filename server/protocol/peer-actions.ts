import * as z from 'zod';
import { count, runError, time } from './shapes.ts';
import { action, type ActionSpec } from './spec.ts';
import { lazy } from './lazy.ts';

/** A name or an address, without `http://` and without a port. */
const host = lazy(() =>
  z
    .string()
    .trim()
    .max(253)
    .regex(/^([A-Za-z0-9._-]+|[0-9A-Fa-f:.]+)$/, 'a host name or an address, for example 127.0.0.1'),
);
const port = lazy(() => z.int().min(1).max(65_535));
/** Pasted, so perhaps with a blank at its end. */
const password = lazy(() => z.string().trim().min(1).max(200).nullable());

const state = lazy(() =>
  z
    .strictObject({
      status: z.enum(['off', 'connecting', 'connected', 'failed']),
      since: time(),
      problem: runError().nullable(),
    })
    .meta({ id: 'PeerState' }),
);
const chosen = lazy(() =>
  z
    .strictObject({ id: z.string().nullable(), name: z.string().nullable() })
    .nullable()
    .meta({ id: 'ChosenAction' }),
);
const toChoose = lazy(() =>
  z
    .strictObject({
      id: z.string().trim().min(1).max(100).nullish(),
      name: z.string().trim().min(1).max(200).nullish(),
    })
    .refine((given) => given.id != null || given.name != null, 'give "id", "name" or both')
    .nullable(),
);

const forEachEvent = <T extends z.ZodType>(each: T) => ({
  rolesChanged: each,
  syncFinished: each,
  syncFailed: each,
  grantStarted: each,
  grantEnded: each,
});

/** The programs that Rolecall calls. Passwords go in and never come out. */
export const peers = lazy(() =>
  z
    .strictObject({
      streamerbot: z.strictObject({
        isOn: z.boolean(),
        host: z.string(),
        port: port(),
        hasPassword: z.boolean(),
        /** Which action of Streamer.bot is run for what; null: none. */
        actions: z.strictObject(forEachEvent(chosen())),
        /** Whether Rolecall's triggers stand in Streamer.bot's menu: its import file registers them. */
        hasTriggers: z.boolean(),
        state: state(),
      }),
      speakerbot: z.strictObject({
        isOn: z.boolean(),
        host: z.string(),
        port: port(),
        /** How many viewers it was told to make Regulars. It never says whether it did. */
        regulars: count(),
        /** Messages still to be sent. */
        pending: count(),
        state: state(),
      }),
      obs: z.strictObject({
        isOn: z.boolean(),
        host: z.string(),
        port: port(),
        hasPassword: z.boolean(),
        state: state(),
      }),
    })
    .meta({ id: 'Peers' }),
);

const place = lazy(() => ({
  isOn: z.boolean().optional(),
  host: host().optional(),
  port: port().optional(),
}));

/** Part of the registry in actions.ts. */
export const PEER_ACTIONS = {
  'peers.get': action(
    'owner',
    'The programs that Rolecall calls (Streamer.bot, Speaker.bot, OBS), and how it stands with each. All are off until switched on.',
    () => z.strictObject({}),
    peers,
  ),
  'peers.set': action(
    'owner',
    'Changes what is given; answers all of it. A password of null is forgotten; none is ever answered.',
    () =>
      z.strictObject({
        streamerbot: z
          .strictObject({
            ...place(),
            password: password().optional(),
            actions: z.strictObject(forEachEvent(toChoose().optional())).optional(),
          })
          .optional(),
        speakerbot: z.strictObject(place()).optional(),
        obs: z.strictObject({ ...place(), password: password().optional() }).optional(),
      }),
    peers,
  ),
  'peers.actions': action(
    'owner',
    'The actions of Streamer.bot, to choose from. Needs a connection to it.',
    () => z.strictObject({}),
    () =>
      z.strictObject({
        items: z.array(
          z.strictObject({ id: z.string(), name: z.string(), group: z.string(), enabled: z.boolean() }),
        ),
      }),
  ),
  'peers.retry': action(
    'owner',
    'Calls a program that is switched on once more, now instead of at the next try.',
    () => z.strictObject({ peer: z.enum(['streamerbot', 'speakerbot', 'obs']) }),
    peers,
  ),
  'peers.resend': action(
    'owner',
    'Tells Speaker.bot all Regulars once more, for example after it was started later than Rolecall.',
    () => z.strictObject({}),
    peers,
  ),
} as const satisfies Record<string, ActionSpec>;
