import type { AccessEntry } from '../../server/access/ports.ts';
import { PRESETS } from '../../server/core/policy.ts';
import { DEFAULT_SETTINGS, type Settings } from '../../server/store/settings-store.ts';

/** What an import brings along: settings that nobody has by accident, and some overrides and grants. */
export const importedSettings: Settings = {
  ...DEFAULT_SETTINGS,
  intervalMinutes: 77,
  policy: PRESETS.everyone,
};

export function imported(count: number): AccessEntry[] {
  const common = { userLogin: null, userDisplayName: null, feature: 'tts', note: null, by: 'test' };
  const open = { endedAt: null, endedBy: null, endReason: null };
  return Array.from({ length: count }, (_, i): AccessEntry => {
    const who = { ...common, ...open, id: i + 1, userId: String(1_000 + i) };
    if (i % 2 === 0) return { kind: 'override', record: { ...who, effect: 'deny', until: null, setAt: 1 } };
    const times = { minutes: 5, addedAt: 1, expiresAt: 9e12 };
    return { kind: 'grant', record: { ...who, ...times, source: 'redemption', redemptionId: `r${i}` } };
  });
}
