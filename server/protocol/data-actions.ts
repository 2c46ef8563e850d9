import * as z from 'zod';
import { exportedData } from './export-shapes.ts';
import { count, time } from './shapes.ts';
import { action, type ActionSpec } from './spec.ts';

export const EXPORT_FORMATS = ['json', 'csv'] as const;

/** Everything in one file, and back. Part of the registry in actions.ts. */
export const DATA_ACTIONS = {
  'data.export': action(
    'owner',
    'Everything that Rolecall knows as one file, without any secret: GET `path` within a minute; it works once and needs no token. `json` holds settings, rules, rewards, overrides, grants and every role with its history, and is what `data.import` reads; `csv` holds roles, overrides and grants, for a spreadsheet.',
    () => z.strictObject({ format: z.enum(EXPORT_FORMATS).default('json') }),
    () => z.strictObject({ fileName: z.string(), path: z.string(), expiresAt: time() }),
  ),
  'data.import': action(
    'owner',
    'Takes over a JSON export, all of it or nothing, into an installation where nothing was set up yet. Roles are left out: they come from Twitch. Over HTTP the body may have 64 MB; a WebSocket frame only 64 kB.',
    () => z.strictObject({ data: exportedData() }),
    () =>
      z.strictObject({
        /** Whether they are other than those of a new installation now. */
        settings: z.boolean(),
        policy: z.boolean(),
        rewards: count(),
        /** Those in force. */
        overrides: count(),
        /** Those with time left. */
        grants: count(),
        /** Grants without time left that are remembered, so that what paid for them does not count again. */
        redemptions: count(),
        /** What was left out, and why. */
        skipped: z.array(
          z.strictObject({
            what: z.enum(['overrides', 'grants', 'roles']),
            count: count(),
            reason: z.string(),
          }),
        ),
      }),
  ),
  'data.delete': action(
    'owner',
    'Deletes everybody: roles, overrides and grants, with the whole history. Settings and policy stay. There is no way back.',
    () => z.strictObject({ confirm: z.literal('delete everything') }),
    () => z.strictObject({ deletedViewers: z.int().nonnegative() }),
  ),
} as const satisfies Record<string, ActionSpec>;
