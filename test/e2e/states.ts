import type { Result } from '../../server/protocol/actions.ts';
import { type Status, statusOf } from '../support/fake-rolecall.ts';

const MINUTE_MS = 60_000;
const ago = (ms: number): string => new Date(Date.now() - ms).toISOString();
type Kinds = Status['kinds'];

function withKinds(change: (kind: Kinds['vips'], name: keyof Kinds) => Kinds['vips']): Kinds {
  const { kinds } = statusOf();
  return {
    subscribers: change(kinds.subscribers, 'subscribers'),
    vips: change(kinds.vips, 'vips'),
    moderators: change(kinds.moderators, 'moderators'),
  };
}

const MISSING_SCOPE = {
  code: 'missing_scope',
  message: 'Twitch did not let us read the VIPs: the login lacks the permission channel:read:vips.',
  fix: 'Connect Twitch again and allow it to read your VIPs.',
};
const OFFLINE = {
  code: 'network',
  message: 'Twitch cannot be reached.',
  fix: 'Check the internet connection. Rolecall tries again by itself.',
};

function syncing(): Status {
  const reading = (kind: Kinds['vips']): Kinds['vips'] => ({ ...kind, state: 'syncing' });
  const done = (kind: Kinds['vips']): Kinds['vips'] => ({
    ...kind,
    lastAttemptAt: ago(4_000),
    lastSuccessAt: ago(3_000),
  });
  return statusOf({
    state: 'syncing',
    message: 'Reading the lists from Twitch.',
    kinds: withKinds((kind, name) => (name === 'moderators' ? done(kind) : reading(kind))),
    running: {
      runId: 'r1',
      source: 'manual-ui',
      startedAt: ago(9_000),
      progress: {
        subscribers: { done: 700, total: 1240, etaMs: 17_000 },
        vips: { done: 12, total: null, etaMs: null },
        moderators: { done: 8, total: null, etaMs: null },
      },
    },
  });
}

function firstSync(): Status {
  return statusOf({
    state: 'syncing',
    message: 'Reading the lists from Twitch for the first time.',
    nextSyncAt: null,
    kinds: withKinds(() => ({
      state: 'syncing',
      count: 0,
      live: true,
      lastSuccessAt: null,
      lastAttemptAt: null,
      error: null,
    })),
    running: {
      runId: 'r2',
      source: 'startup',
      startedAt: ago(1000),
      progress: { subscribers: null, vips: null, moderators: null },
    },
  });
}

function partial(): Status {
  return statusOf({
    state: 'partial',
    message: 'The VIPs could not be read; the last known ones are used.',
    kinds: withKinds((kind, name) =>
      name === 'vips'
        ? { ...kind, state: 'failed', lastSuccessAt: ago(200 * MINUTE_MS), error: MISSING_SCOPE }
        : kind,
    ),
  });
}

function failed(): Status {
  return statusOf({
    state: 'failed',
    message: 'No list could be read; the last known ones are used. Trying again in 2 minutes.',
    nextSyncAt: ago(-2 * MINUTE_MS),
    kinds: withKinds((kind, name) => ({
      ...kind,
      state: 'failed',
      lastSuccessAt: name === 'vips' ? null : ago(95 * MINUTE_MS),
      error: OFFLINE,
    })),
  });
}

function stale(): Status {
  return statusOf({
    state: 'stale',
    message: 'The lists are older than they should be. Sync now to bring them up to date.',
    kinds: withKinds((kind) => ({ ...kind, state: 'stale', lastSuccessAt: ago(26 * 60 * MINUTE_MS) })),
  });
}

function disconnected(): Status {
  return statusOf({
    state: 'disconnected',
    message: 'Rolecall is not logged in to Twitch. Try the demo: npm start -- --demo',
    channel: null,
    nextSyncAt: null,
    kinds: withKinds(() => ({
      state: 'disconnected',
      count: 0,
      live: true,
      lastSuccessAt: null,
      lastAttemptAt: null,
      error: null,
    })),
  });
}

/** Twitch does not tell of one list as it changes. */
export function notLive(name: keyof Kinds): Status {
  const { kinds } = statusOf();
  return statusOf({
    eventsub: { state: 'live', since: ago(60 * MINUTE_MS) },
    kinds: { ...kinds, [name]: { ...kinds[name], live: false } },
  });
}

/** What `diagnostics.get` answers when a tool asked wrongly. */
export function questionsOf(count: number): Result<'diagnostics.get'> {
  const question = {
    caller: 'Streamer.bot',
    action: 'access.check',
    code: 'unfilled' as const,
    param: 'platform',
    message: 'platform was not filled in',
    fix: 'See which trigger runs it.',
    count,
    firstAt: ago(20 * MINUTE_MS),
    lastAt: ago(2 * MINUTE_MS),
  };
  const other = { ...question, caller: 'HTTP', code: 'unknown_feature' as const, param: 'feature', count: 1 };
  const lines = Array.from({ length: 40 }, (_, index) => `Line ${index} of what a helper may want to know`);
  return { text: lines.join('\n'), wrongQuestions: [question, other] };
}

/** Every state that a page can be in while the server is there. Times count from when they are made. */
export const STATES = {
  fresh: () => statusOf(),
  syncing,
  firstSync,
  partial,
  failed,
  stale,
  disconnected,
} as const satisfies Record<string, () => Status>;
export type StateName = keyof typeof STATES;
export const STATE_NAMES = Object.keys(STATES) as StateName[];
