import * as z from 'zod';
import { NO_CLAIMS } from '../core/decide.ts';
import { TWITCH } from '../core/platform.ts';
import { FEATURE_MESSAGE, FEATURE_NAME } from '../core/policy.ts';
import { isUnfilled, readTold, shownName as readShownName, UNFILLED } from '../core/spelling.ts';
import {
  MAX_FOREIGN_ID,
  type Mistake,
  readForeign,
  readId,
  readPlatform,
  UNFILLED_MESSAGE,
} from '../core/who.ts';
import { lazy } from './lazy.ts';

/**
 * The params that say who is meant, and what they may do. All of it is read by core/who.ts; whom a name stands
 * for is decided where people are known.
 */

export { UNFILLED_MESSAGE };
export const isFilled = (text: string): boolean => !isUnfilled(text);
/** The same for JSON Schema, which cannot know of a check of ours; neither does it trim. */
export const FILLED = { not: { pattern: UNFILLED.source } } as const;
const FILLED_TEXT = { ...FILLED, pattern: '\\S' } as const;

const filledText = (max: number) =>
  z.string().trim().min(1, UNFILLED_MESSAGE).max(max).refine(isFilled, UNFILLED_MESSAGE).meta(FILLED_TEXT);

/** The longest name, with all that may stand around it; and the longest message on Twitch. */
const MAX_NAME = 100;
const MAX_TEXT = 500;

/** A login or display name, as people and tools write it. */
export const userName = lazy(() => filledText(MAX_NAME));
/** The same, and more text may follow: `@name stop spamming`. */
const userInText = lazy(() =>
  z.string().trim().min(1, UNFILLED_MESSAGE).max(MAX_TEXT).meta({ pattern: '\\S' }),
);

/** An id before it is known of which platform. A whole number is taken as its digits. */
const rawId = lazy(() =>
  z.union(
    [filledText(MAX_FOREIGN_ID), z.int().nonnegative().transform(String)],
    'the id as a text or a whole number',
  ),
);
/** Twitch's id of a person. */
const twitchId = lazy(() =>
  rawId().transform((typed, context) => {
    const read = readId(typed, 'twitch');
    return 'id' in read ? read.id : refuse(context, read);
  }),
);

function refuse(context: z.RefinementCtx, { message }: Mistake, path: string[] = []): never {
  context.addIssue({ code: 'custom', message, path });
  return z.NEVER;
}

/** Where somebody is from. */
const anyPlatform = lazy(() =>
  z
    .string()
    .max(MAX_NAME)
    .meta(FILLED)
    .transform((typed, context) => {
      const read = readPlatform(typed);
      return typeof read === 'string' ? read : refuse(context, read);
    }),
);
export const platform = lazy(() => anyPlatform().default(TWITCH));
/** Where an override or a grant is from: it has to be somewhere. */
export const somePlatform = lazy(() => anyPlatform().refine((name) => name !== '', UNFILLED_MESSAGE));

/** What a tool calls somebody, for the eyes only: nothing in it is worth refusing an answer. */
export const shownName = lazy(() =>
  z
    .string()
    .nullish()
    .transform((said) => readShownName(said)),
);

/**
 * What a tool knows or does not know: yes or no, in any of the ways that tools write it. A variable that was not
 * filled in, or is empty, is as good as not told; not told is no.
 */
export const told = lazy(() =>
  z
    .union([
      z.boolean(),
      z.literal([0, 1]).transform((number) => number === 1),
      z
        .string()
        .max(100)
        .transform((text, context) => {
          const is = readTold(text);
          return is ?? refuse(context, { kind: 'nobody', message: 'true or false' });
        }),
    ])
    .nullish()
    .transform((is) => is ?? false),
);

/** What the caller says of a viewer of another platform. */
export const claims = lazy(() =>
  z
    .strictObject({ member: told(), moderator: told() })
    .nullish()
    .transform((said) => said ?? NO_CLAIMS),
);

/** The name of a feature, in any case. */
export const featureParam = lazy(() =>
  z
    .string()
    .trim()
    .toLowerCase()
    .refine((text) => text !== '' && isFilled(text), { error: UNFILLED_MESSAGE, abort: true })
    .regex(FEATURE_NAME, FEATURE_MESSAGE)
    .meta({ pattern: '^\\s*[A-Za-z][A-Za-z0-9-]{0,39}\\s*$' }),
);

/** Params that name one viewer of Twitch. */
export const who = lazy(() => ({ user: userName().optional(), userId: twitchId().optional() }));

export const exactlyOneWho = (params: { user?: unknown; userId?: unknown }): boolean =>
  (params.user === undefined) !== (params.userId === undefined);
/** The same for JSON Schema. */
export const EXACTLY_ONE_WHO = { oneOf: [{ required: ['user'] }, { required: ['userId'] }] };
export const WHO_MESSAGE = 'give either "user" (login or display name) or "userId"';

/** Params that name one viewer of any platform. */
export const whoAnywhere = lazy(() => ({
  user: userName().optional(),
  userId: rawId().optional(),
  platform: platform(),
}));
/** The same, where a person types: the name may be the first word of a text. */
export const whoAnywhereInText = lazy(() => ({ user: userInText().optional(), userId: rawId().optional() }));

/** Params with `whoAnywhere` among them. */
interface Anybody {
  readonly user?: string | undefined;
  readonly userId?: string | undefined;
  readonly platform?: string | undefined;
}

/** Reads the id and the name as those of the platform that they come from. */
export function readAnybody<P>(params: P, context: z.RefinementCtx): P {
  const { user, userId, platform = TWITCH } = params as P & Anybody;
  if (userId !== undefined) {
    const read = readId(userId, platform);
    return 'id' in read ? { ...params, userId: read.id } : refuse(context, read, ['userId']);
  }
  if (user === undefined || platform === TWITCH) return params;
  const read = readForeign(user, MAX_NAME);
  return 'id' in read ? { ...params, user: read.id } : refuse(context, read, ['user']);
}
