import * as z from 'zod';
import {
  count,
  kind,
  page,
  pageOf,
  pastRole,
  role,
  roleChange,
  run,
  runId,
  span,
  status,
  streamStatus,
  syncResult,
  twitchStatus,
  time,
  viewer,
} from './shapes.ts';
import { EXACTLY_ONE_WHO, exactlyOneWho, userName, who, WHO_MESSAGE } from './who-params.ts';
import { EVENT_NAMES } from './events.ts';
import { ACCESS_ACTIONS } from './access-actions.ts';
import { PEER_ACTIONS } from './peer-actions.ts';
import { REWARD_ACTIONS } from './reward-actions.ts';
import { grant, override } from './access-shapes.ts';
import { DATA_ACTIONS } from './data-actions.ts';
import { DEMO_ACTIONS } from './demo-actions.ts';
import { CALLER_ACTIONS } from './caller-actions.ts';
import { DIAGNOSTICS_ACTIONS } from './diagnostics-actions.ts';
import { settings, settingsPatch } from './settings-shapes.ts';
import { SOURCE_ACTIONS } from './source-actions.ts';
import { TOKEN_ACTIONS } from './token-actions.ts';
import { WARNING_ACTIONS } from './warning-actions.ts';
import { action, type ActionSpec } from './spec.ts';
import { lazy } from './lazy.ts';

const nothing = lazy(() => z.strictObject({}));
const viewerParams = lazy(() =>
  z.strictObject(who()).refine(exactlyOneWho, WHO_MESSAGE).meta(EXACTLY_ONE_WHO),
);
const eventNames = lazy(() => z.strictObject({ events: z.array(z.enum(EVENT_NAMES)).min(1).max(50) }));

/** Sources that a caller may name. The others are ours. */
export const CALLER_SOURCE = /^(manual-ui|api:[\w .-]{1,40})$/;
const callerSource = lazy(() => z.string().regex(CALLER_SOURCE, '"manual-ui" or "api:<your name>"'));

const countPoint = lazy(() =>
  z
    .strictObject({
      at: time(),
      subscribers: count().nullable(),
      vips: count().nullable(),
      moderators: count().nullable(),
    })
    .meta({ id: 'CountPoint' }),
);

const clientId = lazy(() =>
  z
    .string()
    .trim()
    .regex(/^[A-Za-z0-9_-]{10,64}$/, 'a client id, 30 letters and digits'),
);

/** The one registry. Types, validation, HTTP routes, levels and PROTOCOL.md come from here. */
export const ACTIONS = {
  'server.info': action(
    'read',
    'Version, protocol, how long it has been up, whether this is the demo, and the version of Node.',
    nothing,
    () =>
      z.strictObject({
        version: z.string(),
        protocol: z.int(),
        uptimeMs: span(),
        demo: z.boolean(),
        node: z.string(),
      }),
  ),
  'server.log': action(
    'owner',
    'The last lines of the log, oldest first; without secrets, with names of viewers.',
    () => z.strictObject({ lines: z.int().min(1).max(2_000).default(200) }),
    () => z.strictObject({ lines: z.array(z.string()) }),
  ),
  'server.autostart': action(
    'owner',
    'Whether Rolecall starts when this user logs in to the computer; `enabled` changes that. null: not to be had on this computer.',
    () => z.strictObject({ enabled: z.boolean().optional() }),
    () => z.strictObject({ enabled: z.boolean().nullable() }),
  ),
  'server.updates': action(
    'read',
    'Whether this build is looked after (`checkForUpdates` in the settings): `releases` is the page with its releases, null where it has none; `newer` a version that is newer than this one. Waits for what is being asked. `failed`: the page could not be asked.',
    nothing,
    () =>
      z.strictObject({
        enabled: z.boolean(),
        releases: z.string().nullable(),
        newer: z.string().nullable(),
        askedAt: time().nullable(),
        failed: z.boolean(),
      }),
  ),
  'server.quit': action('owner', 'Ends Rolecall, once this answer is on its way.', nothing, () =>
    z.strictObject({ quitting: z.boolean() }),
  ),
  'events.subscribe': action(
    'read',
    'Starts sending these events on this WebSocket; the result is the snapshot that they continue.',
    eventNames,
    () => z.strictObject({ events: z.array(z.enum(EVENT_NAMES)), status: status() }),
  ),
  'events.unsubscribe': action('read', 'Stops sending these events on this WebSocket.', eventNames, () =>
    z.strictObject({ events: z.array(z.enum(EVENT_NAMES)), status: status() }),
  ),
  'sync.run': action(
    'control',
    'Reads the lists from Twitch now. Answers when finished, or at once with `wait: false`.',
    () =>
      z.strictObject({
        kinds: z.array(kind()).min(1).max(3).optional(),
        source: callerSource().default('api:client'),
        force: z.boolean().default(false),
        wait: z.boolean().default(true),
      }),
    () => z.union([syncResult(), z.strictObject({ runId: runId() })]),
  ),
  'sync.status': action('read', 'How fresh everything is, and what to do if it is not.', nothing, status),
  'sync.history': action(
    'read',
    'Past runs, newest first.',
    () => z.strictObject(page()),
    () => pageOf(run()),
  ),
  'sync.stats': action(
    'read',
    'How many held each role over time: what held `days` ago, each change since (at most `points` in all, never without the extremes), and what holds now. null: a list that was never read. `since`: when this began to be noted.',
    () =>
      z.strictObject({
        days: z.int().min(1).max(730).default(30),
        points: z.int().min(10).max(500).default(200),
      }),
    () => z.strictObject({ items: z.array(countPoint()), since: time().nullable() }),
  ),
  ...WARNING_ACTIONS,
  ...ACCESS_ACTIONS,
  ...REWARD_ACTIONS,
  ...TOKEN_ACTIONS,
  ...DEMO_ACTIONS,
  ...CALLER_ACTIONS,
  ...DIAGNOSTICS_ACTIONS,
  ...PEER_ACTIONS,
  'viewers.get': action('read', 'One known viewer and the roles held now.', viewerParams, viewer),
  'viewers.search': action(
    'read',
    'Known viewers whose login or display name begins with (or else contains) the text.',
    () => z.strictObject({ query: userName(), limit: z.int().min(1).max(100).default(10) }),
    () => z.strictObject({ items: z.array(viewer()) }),
  ),
  'viewers.list': action(
    'read',
    'Who holds a role now, by login. `total` is how many hold it, on all pages.',
    () => z.strictObject({ role: role().optional(), ...page() }),
    () => pageOf(viewer()).extend({ total: count() }),
  ),
  'viewers.history': action(
    'read',
    'Every role a viewer ever held here: since when, until when, and which sync or event said so; and every override and grant. Oldest first.',
    viewerParams,
    () =>
      z.strictObject({
        items: z.array(pastRole()),
        overrides: z.array(override()),
        grants: z.array(grant()),
      }),
  ),
  'roles.recent': action(
    'read',
    'The last changes of roles, newest first: who gained or lost what, when, and which sync or event said so. `roles.changed` continues them.',
    () => z.strictObject({ limit: z.int().min(1).max(500).default(100) }),
    () => z.strictObject({ items: z.array(roleChange()) }),
  ),
  'viewers.refresh': action(
    'control',
    'Asks Twitch about one viewer now, instead of reading the lists.',
    viewerParams,
    viewer,
  ),
  'stream.started': action(
    'control',
    'OBS or another tool says that the stream has started; syncs unless it was just done.',
    nothing,
    streamStatus,
  ),
  'stream.stopped': action('control', 'The stream has stopped.', nothing, streamStatus),
  'twitch.connect': action(
    'owner',
    'Begins a login: the streamer types the code in at the address. `twitch.status` tells how it goes on.',
    () => z.strictObject({ clientId: clientId().optional() }),
    () => z.strictObject({ userCode: z.string(), verificationUri: z.url(), expiresAt: time() }),
  ),
  'twitch.cancel': action(
    'owner',
    'Gives up the login that waits for the streamer. A login that stands goes on.',
    nothing,
    twitchStatus,
  ),
  'twitch.status': action(
    'owner',
    'The login to Twitch: whose, with which permissions, what is wrong.',
    nothing,
    twitchStatus,
  ),
  'twitch.disconnect': action(
    'owner',
    'Ends the login here and at Twitch; with `deleteData` everything synced is deleted too.',
    () => z.strictObject({ deleteData: z.boolean().default(false) }),
    twitchStatus,
  ),
  ...SOURCE_ACTIONS,
  ...DATA_ACTIONS,
  'settings.get': action('owner', 'The settings of this installation.', nothing, settings),
  'settings.set': action(
    'owner',
    'Changes the settings that are given; answers all of them. In `texts`, {name}, {feature}, {timeLeft} and {roles} are filled in; null brings the default sentence back.',
    settingsPatch,
    settings,
  ),
} as const satisfies Record<string, ActionSpec>;

export type { ActionSpec };
export type ActionName = keyof typeof ACTIONS;
export const ACTION_NAMES = Object.keys(ACTIONS) as ActionName[];

/** What a caller may send. */
export type ParamsIn<A extends ActionName> = z.input<(typeof ACTIONS)[A]['params']>;
/** What a handler gets: checked, defaults filled in. */
export type Params<A extends ActionName> = z.output<(typeof ACTIONS)[A]['params']>;
/** What a handler must answer. */
export type Result<A extends ActionName> = z.output<(typeof ACTIONS)[A]['result']>;

/** Whether a name from outside is an action. `constructor` is not. */
export function isActionName(name: string): name is ActionName {
  return Object.hasOwn(ACTIONS, name);
}
