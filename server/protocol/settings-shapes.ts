import { LANGUAGES } from '../core/languages.ts';
import * as z from 'zod';
import { BOT_LOGIN, MAX_BOTS } from '../core/bots.ts';
import { GRANT_MODES, INTERVAL_MINUTES } from '../core/policy.ts';
import { reason, reasonText } from './access-shapes.ts';
import { lazy } from './lazy.ts';

const BOT_MESSAGE = 'the login of a bot: letters, digits and _';
const botLogin = lazy(() => z.string().regex(BOT_LOGIN, BOT_MESSAGE));
/** As somebody types it. */
const typedBot = lazy(() =>
  z
    .string()
    .trim()
    .toLowerCase()
    .regex(/^@?[a-z0-9_]{1,25}$/, BOT_MESSAGE)
    .transform((login) => login.replace('@', ''))
    .meta({ pattern: '^\\s*@?[A-Za-z0-9_]{1,25}\\s*$' }),
);

/** The settings of an installation, as `settings.get` tells them. */
export const settings = lazy(() =>
  z.strictObject({
    /** Minutes between background syncs. */
    intervalMinutes: z.int().min(INTERVAL_MINUTES.min).max(INTERVAL_MINUTES.max),
    /** Whether a denied viewer is looked up at Twitch at once. */
    lookUpDenied: z.boolean(),
    /** Whether a grant adds to the time that is left, or counts from now in its place. */
    grantMode: z.enum(GRANT_MODES),
    /** Whether a viewer who is banned or timed out is denied meanwhile. */
    watchBans: z.boolean(),
    /** Whether somebody who has access for ever gets channel points back. */
    refundIfNeedless: z.boolean(),
    /** Who is a chat bot, by login. What becomes of them is in the rules of each feature. */
    bots: z.array(botLogin()).max(MAX_BOTS),
    /** Whether the page of whoever made this build is asked once a day for a newer version. */
    checkForUpdates: z.boolean(),
    /** Sentences of the streamer's own; the others are the defaults. */
    texts: z.partialRecord(reason(), z.string()),
    /** In which language the sentences for chat are. */
    chatLanguage: z.enum(LANGUAGES),
  }),
);

export const settingsPatch = lazy(() =>
  settings()
    .omit({ texts: true })
    .partial()
    .extend({
      bots: z
        .array(typedBot())
        .max(MAX_BOTS)
        .transform((logins) => [...new Set(logins)])
        .optional(),
      texts: z.partialRecord(reason(), reasonText().nullable()).optional(),
    }),
);

/** Settings from an export: one that is missing, because the export is older than it, has its default. */
export const exportedSettings = lazy(() =>
  settings()
    .omit({ texts: true })
    .partial()
    .extend({ texts: z.partialRecord(reason(), reasonText()).optional() }),
);
