import * as z from 'zod';
import { action, type ActionSpec } from './spec.ts';

/** A look around without a login. */
export const DEMO_ACTIONS = {
  'server.demo': action(
    'owner',
    'Starts the demo beside this server, or finds the one that it started before: a made-up channel on a port of its own, for this PC only, gone with this server. Answers the address of its dock; may take up to 10 seconds.',
    () => z.strictObject({}),
    () => z.strictObject({ url: z.url() }),
  ),
} as const satisfies Record<string, ActionSpec>;
