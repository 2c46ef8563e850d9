import { believedRole, type DecideInput, grantInForce, isTierEnough } from './decide.ts';
import type { PerkRow } from './perk-rows.ts';

/** How somebody may use a feature; null: nothing is set. */
export interface Perks {
  /** As the speaking program calls it. */
  readonly voice: string | null;
  readonly maxChars: number | null;
  readonly maxSeconds: number | null;
  /** Percent. */
  readonly volume: number | null;
}

export const NO_PERKS: Perks = { voice: null, maxChars: null, maxSeconds: null, volume: null };

/** Who outranks whom where only one voice can be had. */
const RANK = { everyone: 0, member: 1, subscriber: 2, vip: 3, moderator: 4, grant: 5 } as const;

/**
 * Of the rows that hold for this viewer each limit is the largest, so that one more role never lowers one. The
 * voice is that of the highest rank that has any: time that was given or paid for, moderator, VIP, subscriber (the
 * higher tier first), member, everyone. All rows hold for the broadcaster.
 */
export function perksOf(input: DecideInput): Perks {
  let voice: string | null = null;
  let voiceRank = -1;
  let maxChars: number | null = null;
  let maxSeconds: number | null = null;
  let volume: number | null = null;
  // Written out: this runs in every check.
  for (const row of input.policy.perks) {
    if (!holds(input, row)) continue;
    maxChars = larger(maxChars, row.maxChars);
    maxSeconds = larger(maxSeconds, row.maxSeconds);
    volume = larger(volume, row.volume);
    if (row.voice === undefined || rankOf(row) <= voiceRank) continue;
    voiceRank = rankOf(row);
    voice = row.voice;
  }
  return { voice, maxChars, maxSeconds, volume };
}

function larger(best: number | null, given: number | undefined): number | null {
  return given === undefined || (best !== null && best >= given) ? best : given;
}

/** Tiers are less than one rank apart. */
function rankOf({ for: whom, minTier }: PerkRow): number {
  return RANK[whom] + Number(minTier ?? '0') / 10_000;
}

function holds(input: DecideInput, { for: whom, minTier }: PerkRow): boolean {
  if (whom === 'everyone') return true;
  if (input.isOtherPlatform) return holdsElsewhere(input, whom);
  if (input.isBroadcaster) return true;
  if (whom === 'grant') return grantInForce(input) !== null;
  if (whom === 'vip') return believedRole(input, 'vips') !== null;
  if (whom === 'moderator') return believedRole(input, 'moderators') !== null;
  const subscription = whom === 'subscriber' ? believedRole(input, 'subscribers') : null;
  return subscription !== null && isTierEnough(subscription, minTier ?? '1000');
}

function holdsElsewhere(input: DecideInput, whom: PerkRow['for']): boolean {
  if (whom === 'grant') return grantInForce(input) !== null;
  return (whom === 'member' && input.claims.member) || (whom === 'moderator' && input.claims.moderator);
}
