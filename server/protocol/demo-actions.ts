import * as z from 'zod';
import { action, type ActionSpec } from './spec.ts';
import { lazy } from './lazy.ts';

/** As `DEMO_STATES` of the demo. */
const demoState = lazy(() =>
  z.enum([
    'normal',
    'twitch_down',
    'missing_permission',
    'login_ended',
    'old_lists',
    'news_refused',
    'first_read',
  ]),
);

/** A look around without a login. */
export const DEMO_ACTIONS = {
  'server.demo': action(
    'owner',
    'Starts the demo beside this server, or finds the one that it started before: a made-up channel on a port of its own, for this PC only, gone with this server. Answers the address of its dock; may take up to 10 seconds.',
    () => z.strictObject({}),
    () => z.strictObject({ url: z.url() }),
  ),
  'demo.show': action(
    'owner',
    'In the demo only: leads its made-up Twitch into a state, as if it had come about by itself. The pages show it within a few seconds; `normal` ends it. `first_read` forgets what the demo knew.',
    () => z.strictObject({ state: demoState() }),
    () => z.strictObject({ state: demoState() }),
  ),
} as const satisfies Record<string, ActionSpec>;
