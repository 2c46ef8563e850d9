import * as z from 'zod';
import { GRANT_MODES, INTERVAL_MINUTES } from '../core/policy.ts';
import { reason, reasonText } from './access-shapes.ts';

/** The settings of an installation, as `settings.get` tells them. */
export const settings = z.strictObject({
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
  /** Sentences of the streamer's own; the others are the defaults. */
  texts: z.partialRecord(reason, z.string()),
});

export const settingsPatch = settings
  .omit({ texts: true })
  .partial()
  .extend({ texts: z.partialRecord(reason, reasonText.nullable()).optional() });

/** Settings from an export: one that is missing, because the export is older than it, has its default. */
export const exportedSettings = settings
  .omit({ texts: true })
  .partial()
  .extend({ texts: z.partialRecord(reason, reasonText).optional() });
