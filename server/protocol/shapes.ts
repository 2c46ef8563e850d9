import * as z from 'zod';
import { isWritableTime } from '../core/clock.ts';
import { EVIDENCE_SOURCES, REASONS } from '../core/decide.ts';
import { HEALTH_STATES, KIND_STATES } from '../core/health.ts';
import { FEATURE_MESSAGE, FEATURE_NAME } from '../core/policy.ts';
import { KINDS, ROLES, TIERS } from '../core/roles.ts';
import { featurePolicy, perks } from './policy-shapes.ts';
import { lazy } from './lazy.ts';

export { featurePolicy };

/** Shapes that several actions and events share. Times are ISO 8601 UTC; spans are integer ms. */
export const time = lazy(() => z.iso.datetime({ precision: 3 }));
/** A time that somebody else says: it has to be readable again for as long as it is kept. */
export const OUT_OF_RANGE = 'a time from 2000 to 9999, UTC';
export const keptTime = lazy(() => time().refine((text) => isWritableTime(Date.parse(text)), OUT_OF_RANGE));
export const span = lazy(() => z.int().nonnegative());
export const count = lazy(() => z.int().nonnegative());
export const kind = lazy(() => z.enum(KINDS));
export const role = lazy(() => z.enum(ROLES));
export const tier = lazy(() => z.enum(TIERS));
export const runId = lazy(() => z.string());

export const feature = lazy(() => z.string().regex(FEATURE_NAME, FEATURE_MESSAGE));

export const page = lazy(() => ({
  limit: z.int().min(1).max(500).default(50),
  cursor: z.string().max(200).nullish(),
}));
export const pageOf = <T extends z.ZodType>(item: T) =>
  z.strictObject({ items: z.array(item), cursor: z.string().nullable() });

export const knownUser = lazy(() =>
  z
    .strictObject({
      userId: z.string(),
      userLogin: z.string(),
      userDisplayName: z.string(),
    })
    .meta({ id: 'User' }),
);
/** As far as it is known who was asked about. */
export const askedUser = lazy(() =>
  z
    .strictObject({
      userId: z.string().nullable(),
      userLogin: z.string().nullable(),
      userDisplayName: z.string().nullable(),
    })
    .meta({ id: 'AskedUser' }),
);

export const runError = lazy(() =>
  z
    .strictObject({ code: z.string(), message: z.string(), fix: z.string().nullable() })
    .meta({ id: 'Problem' }),
);
export const warningCode = lazy(() => z.string().trim().min(1).max(60));
/** What the streamer has to know and no state shows. */
export const warning = lazy(() => runError().extend({ at: time() }).meta({ id: 'Warning' }));
export const kindError = lazy(() => runError().extend({ kind: kind() }));

export const activeRole = lazy(() =>
  z
    .strictObject({
      role: role(),
      grantedAt: time(),
      tier: tier().nullable(),
      isGift: z.boolean(),
      gifterId: z.string().nullable(),
      gifterLogin: z.string().nullable(),
      source: z.string(),
    })
    .meta({ id: 'ActiveRole' }),
);
export const pastRole = lazy(() =>
  activeRole()
    .extend({
      revokedAt: time().nullable(),
      revokedSource: z.string().nullable(),
    })
    .meta({ id: 'PastRole' }),
);
/** One change of one viewer's role. */
export const roleChange = lazy(() =>
  knownUser()
    .extend({
      role: role(),
      change: z.enum(['granted', 'revoked', 'updated']),
      tier: tier().nullable(),
      source: z.string(),
      at: time(),
    })
    .meta({ id: 'RoleChange' }),
);
export const viewer = lazy(() =>
  knownUser()
    .extend({
      roles: z.array(activeRole()),
      /** An event said something new; Twitch is asked whether it is so when its answers are no older. */
      verifying: z.boolean(),
    })
    .meta({ id: 'Viewer' }),
);

export const kindProgress = lazy(() =>
  z
    .strictObject({ done: count(), total: count().nullable(), etaMs: span().nullable() })
    .meta({ id: 'Progress' }),
);
export const kindStatus = lazy(() =>
  z
    .strictObject({
      state: z.enum(KIND_STATES),
      count: count(),
      /** Whether Twitch tells of every change of it as it happens. */
      live: z.boolean(),
      lastSuccessAt: time().nullable(),
      lastAttemptAt: time().nullable(),
      error: runError().nullable(),
    })
    .meta({ id: 'KindStatus' }),
);
const byKind = <T extends z.ZodType>(value: T) =>
  z.strictObject({ subscribers: value, vips: value, moderators: value });

export const EVENTSUB_STATES = ['off', 'connecting', 'live', 'down'] as const;

export const streamStatus = lazy(() =>
  z.strictObject({ live: z.boolean().nullable(), startedAt: time().nullable() }),
);

/** The snapshot that `sync.status` events continue. */
export const status = lazy(() =>
  z
    .strictObject({
      state: z.enum(HEALTH_STATES),
      /** One plain sentence: what is the matter and what to do. */
      message: z.string(),
      channel: knownUser().nullable(),
      /** Until it is over, or dismissed. */
      warnings: z.array(warning()),
      kinds: byKind(kindStatus()),
      running: z
        .strictObject({
          runId: runId(),
          source: z.string(),
          startedAt: time(),
          progress: byKind(kindProgress().nullable()),
        })
        .nullable(),
      nextSyncAt: time().nullable(),
      eventsub: z.strictObject({ state: z.enum(EVENTSUB_STATES), since: time().nullable() }),
      stream: streamStatus(),
    })
    .meta({ id: 'Status' }),
);

export const run = lazy(() =>
  z
    .strictObject({
      runId: runId(),
      source: z.string(),
      startedAt: time(),
      durationMs: span(),
      success: z.boolean(),
      kinds: z.array(
        z.strictObject({
          kind: kind(),
          count: count(),
          granted: count(),
          revoked: count(),
          updated: count(),
          error: runError().nullable(),
        }),
      ),
    })
    .meta({ id: 'Run' }),
);

/** A finished, joined or skipped sync as its caller sees it. */
export const syncResult = lazy(() =>
  z
    .strictObject({
      outcome: z.enum(['ran', 'joined', 'skipped']),
      runId: runId().nullable(),
      success: z.boolean(),
      subCount: count(),
      vipCount: count(),
      modCount: count(),
      granted: count(),
      revoked: count(),
      errors: z.array(kindError()),
      source: z.string(),
      startedAt: time().nullable(),
      durationMs: span(),
      ageMs: span().nullable(),
      retryAfterMs: span().nullable(),
      kinds: z.array(kind()),
    })
    .meta({ id: 'SyncResult' }),
);

export const evidence = lazy(() =>
  z.strictObject({
    syncedAt: time().nullable(),
    stale: z.boolean(),
    live: z.boolean(),
    /** `caller`: it rests on what the caller said of the viewer. */
    source: z.enum(EVIDENCE_SOURCES),
  }),
);

export const accessAnswer = lazy(() =>
  z
    .strictObject({
      allowed: z.boolean(),
      feature: z.string(),
      reason: z.enum(REASONS),
      message: z.string(),
      user: askedUser(),
      roles: z.array(z.union([role(), z.literal('broadcaster')])),
      tier: tier().nullable(),
      expiresAt: time().nullable(),
      retryAfterMs: span().nullable(),
      perks: perks(),
      evidence: evidence(),
    })
    .meta({ id: 'AccessAnswer' }),
);

/** The login to Twitch. Holds no secret: a user code is made to be shown. */
export const twitchStatus = lazy(() =>
  z
    .strictObject({
      /** Whose login Twitch is asked with: one of Rolecall's own, or Streamer.bot's, whose token stays there. */
      through: z.enum(['login', 'streamerbot']),
      state: z.enum(['none', 'pending', 'connected', 'lost']),
      channel: knownUser().nullable(),
      /** The client id in use, or that a login would use; null: one has to be given. */
      clientId: z.string().nullable(),
      scopes: z.array(z.string()),
      /** What the login lacks for what is switched on. */
      missing: z.array(z.strictObject({ scope: z.string(), neededFor: z.string() })),
      pending: z
        .strictObject({ userCode: z.string(), verificationUri: z.url(), expiresAt: time() })
        .nullable(),
      problem: runError().nullable(),
    })
    .meta({ id: 'TwitchStatus' }),
);
