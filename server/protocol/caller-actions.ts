import * as z from 'zod';
import { count, time } from './shapes.ts';
import { action, type ActionSpec } from './spec.ts';
import { lazy } from './lazy.ts';

export const callers = lazy(() =>
  z.strictObject({
    items: z.array(
      z.strictObject({
        /** As it calls itself; `HTTP` or `WebSocket` if it does not. */
        name: z.string(),
        asked: count(),
        firstAt: time(),
        lastAt: time(),
      }),
    ),
    /** When each page was last opened, or connected again, inside OBS; null: not since the start. */
    inObs: z.strictObject({ dock: time().nullable(), badge: time().nullable() }),
  }),
);

/** Part of the registry in actions.ts. */
export const CALLER_ACTIONS = {
  'callers.list': action(
    'read',
    'Which programs asked `access.check` since the start, how often and when last, last ones first; and when OBS last showed the dock and the badge. `callers.changed` continues this.',
    () => z.strictObject({}),
    callers,
  ),
} as const satisfies Record<string, ActionSpec>;
