import type { Claims, Decision, EvidenceSource } from '../core/decide.ts';
import type { Perks } from '../core/perks.ts';
import type { Role, Tier } from '../core/roles.ts';

/** Whom and what a check is about. Either `user` (login or display name) or `userId`. */
export interface CheckRequest {
  readonly user?: string | undefined;
  readonly userId?: string | undefined;
  /** What the tool calls this viewer; said of who is on no list, and believed in nothing else. */
  readonly name?: string | undefined;
  readonly platform: string;
  /** What the tool says of a viewer of another platform. */
  readonly claims?: Claims | undefined;
  /** What the tool says of the message: from another channel's chat, the viewer's first one here. */
  readonly fromSharedChat?: boolean | undefined;
  readonly firstMessage?: boolean | undefined;
  readonly feature: string;
  /** A yes is a use: the cooldowns begin. */
  readonly consume: boolean;
  /** false: only a look. It is not recorded as a decision, and Twitch is not asked. */
  readonly record?: boolean | undefined;
}

/** Who was asked about, as far as it is known. */
export interface AskedUser {
  readonly userId: string | null;
  readonly userLogin: string | null;
  readonly userDisplayName: string | null;
}

/** What the decision rests on. `syncedAt` is epoch ms, null if a list it needs was never read. */
export interface Evidence {
  readonly syncedAt: number | null;
  readonly stale: boolean;
  readonly live: boolean;
  readonly source: EvidenceSource;
}

export interface AccessAnswer extends Decision {
  readonly feature: string;
  readonly message: string;
  readonly user: AskedUser;
  readonly roles: readonly (Role | 'broadcaster')[];
  readonly tier: Tier | null;
  readonly perks: Perks;
  readonly evidence: Evidence;
  /** The name in `user` is what the caller said. If there are an id and a login too, those are known. */
  readonly said: boolean;
}
