import * as z from 'zod';
import { MAX_FIRST } from '../core/role-news.ts';
import { decision, grant, override } from './access-shapes.ts';
import { callers } from './caller-actions.ts';
import { wrongQuestions } from './diagnostics-actions.ts';
import { lazy } from './lazy.ts';
import type { Level } from './levels.ts';
import { peers } from './peer-actions.ts';
import {
  count,
  featurePolicy,
  kind,
  roleChange,
  run,
  runId,
  span,
  status,
  streamStatus,
  twitchStatus,
} from './shapes.ts';

export const PROTOCOL_VERSION = 1;

/** The most changes in one `roles.changed`; `total` says how many there were. */
export const MAX_CHANGES_PER_EVENT = MAX_FIRST;

export interface EventSpec<D extends z.ZodType = z.ZodType> {
  /** One sentence for PROTOCOL.md. */
  readonly summary: string;
  readonly data: D;
  /** Who may subscribe. */
  readonly level: Level;
}

function event<D extends z.ZodType>(summary: string, data: () => D, level: Level = 'read'): EventSpec<D> {
  const dataOnce = lazy(data);
  return {
    summary,
    level,
    get data() {
      return dataOnce();
    },
  };
}

/** The one registry of events. */
export const EVENTS = {
  hello: event(
    'Sent once on connect, before anything else. Not subscribed to. `build` is another for other sources: a page that meets another one reloads.',
    () => z.strictObject({ protocol: z.int(), version: z.string(), build: z.string(), status: status() }),
  ),
  'sync.status': event('The status changed; holds the whole of it.', status),
  'sync.progress': event('A list is being read. At most a few a second.', () =>
    z.strictObject({
      runId: runId(),
      kind: kind(),
      done: count(),
      total: count().nullable(),
      etaMs: span().nullable(),
    }),
  ),
  'sync.finished': event('A sync ended, well or not.', run),
  'roles.changed': event(
    `Roles were granted, revoked or updated; all of it is stored already. At most ${MAX_CHANGES_PER_EVENT} changes are listed; when \`total\` is more, read the lists again.`,
    () =>
      z.strictObject({
        changes: z.array(roleChange()),
        total: count(),
      }),
  ),
  'access.decided': event('A check was answered. Previews are none.', decision),
  'overrides.changed': event(
    'Overrides were set, cleared or ended; stored already. One that expired is `set` again when the clock of this computer was wrong and is put right. `total` may be more than are listed.',
    () =>
      z.strictObject({
        changes: z.array(
          z.strictObject({
            change: z.enum(['set', 'cleared', 'expired', 'stream_end']),
            override: override(),
          }),
        ),
        total: count(),
      }),
    'control',
  ),
  'grants.changed': event(
    'Grants were added or revoked, stored already, or ran out. One that expired is `added` again when the clock of this computer was wrong and is put right. `total` may be more than are listed.',
    () =>
      z.strictObject({
        changes: z.array(z.strictObject({ change: z.enum(['added', 'revoked', 'expired']), grant: grant() })),
        total: count(),
      }),
    'control',
  ),
  'policy.changed': event(
    'Rules were changed, stored already; holds all of them.',
    () => z.strictObject({ features: z.record(z.string(), featurePolicy()) }),
    'control',
  ),
  'stream.status': event('The stream started or stopped, as Twitch or OBS says.', streamStatus),
  'diagnostics.changed': event(
    'Programs asked wrongly; holds all that is known of that, as `diagnostics.get` does.',
    wrongQuestions,
  ),
  'callers.changed': event(
    'A program asked, or OBS shows one of our pages; holds what `callers.list` answers. At most one a second.',
    callers,
  ),
  'peers.status': event(
    'How it stands with Streamer.bot, Speaker.bot or OBS has changed; holds all of it.',
    peers,
    'owner',
  ),
  'twitch.status': event('The login to Twitch changed, or waits for the streamer.', twitchStatus, 'owner'),
} as const satisfies Record<string, EventSpec>;

export type EventName = keyof typeof EVENTS;
/** Those that can be subscribed to: all but `hello`. */
export type SubscribableEvent = Exclude<EventName, 'hello'>;
export const EVENT_NAMES = Object.keys(EVENTS).filter((name) => name !== 'hello') as [
  SubscribableEvent,
  ...SubscribableEvent[],
];
export type EventData<E extends EventName> = z.output<(typeof EVENTS)[E]['data']>;
