import * as z from 'zod';
import { count, warningCode } from './shapes.ts';
import { action, type ActionSpec } from './spec.ts';
import { lazy } from './lazy.ts';

const about = lazy(() => z.strictObject({ code: warningCode() }));

/** What the streamer has to know: the list of them is in `sync.status`. */
export const WARNING_ACTIONS = {
  'warnings.dismiss': action(
    'owner',
    'The streamer has read a warning of `sync.status`; it is not said again while it goes on. After `rules_unknown` the rules count as they are shown; after `grants_waiting` those who waited are left out.',
    about,
    () => z.strictObject({ dismissed: z.boolean() }),
  ),
  'warnings.restore': action(
    'owner',
    'For `grants_waiting`: the permissions and grants that may have been taken back in what was lost count again, but for viewers who were given others since.',
    about,
    () => z.strictObject({ restored: count() }),
  ),
} as const satisfies Record<string, ActionSpec>;
