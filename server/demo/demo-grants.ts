import type { User } from '../core/roles.ts';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;

/** Newest first; the first two still run. */
const GIVEN = [
  { hoursAgo: 0.2, minutes: 60, note: 'Birthday' },
  { hoursAgo: 2, minutes: 240, note: 'Won the quiz' },
  { hoursAgo: 26, minutes: 30, note: null },
  { hoursAgo: 49, minutes: 60, note: 'Raid' },
  { hoursAgo: 97, minutes: 10, note: null },
] as const;

const OPEN = { endedAt: null, endedBy: null, endReason: null } as const;

/** Time that some without a role were given, oldest first. @param now epoch ms */
export function grantsOf(stranger: () => User, now: number) {
  return GIVEN.toReversed().map(({ hoursAgo, minutes, note }, i) => {
    const addedAt = now - hoursAgo * HOUR;
    const time = { minutes, addedAt, expiresAt: addedAt + minutes * MINUTE };
    const from = { note, by: 'Streamer.bot', source: 'api', redemptionId: null };
    return { id: i + 1, ...stranger(), feature: 'tts', ...time, ...from, ...OPEN };
  });
}

/** One without a role always may, another one may not. @param now epoch ms */
export function overridesOf(stranger: () => User, now: number) {
  const common = { feature: 'tts', until: null, by: 'dock', ...OPEN };
  return [
    { id: 1, ...stranger(), ...common, effect: 'allow', setAt: now - 300 * HOUR, note: 'Cuts the videos' },
    { id: 2, ...stranger(), ...common, effect: 'deny', setAt: now - 76 * HOUR, note: 'Spam' },
  ] as const;
}
