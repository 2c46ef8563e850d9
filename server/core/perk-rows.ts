import type { Tier } from './roles.ts';

/** Whom a row of perks is for. */
export const PERKS_FOR = ['everyone', 'subscriber', 'vip', 'moderator', 'grant', 'member'] as const;
export type PerksFor = (typeof PERKS_FOR)[number];

/** How those may who may: what is left out, this row says nothing about. */
export interface PerkRow {
  readonly for: PerksFor;
  /** For `subscriber` only: from this tier on. */
  readonly minTier?: Tier;
  readonly voice?: string;
  readonly maxChars?: number;
  readonly maxSeconds?: number;
  /** Percent. */
  readonly volume?: number;
}

/** The least and the most that the limits of a row may be. */
export const PERK_LIMITS = {
  maxChars: { min: 1, max: 10_000 },
  maxSeconds: { min: 1, max: 3_600 },
  volume: { min: 0, max: 100 },
} as const;
export type PerkLimit = keyof typeof PERK_LIMITS;
export const PERK_LIMIT_NAMES = Object.keys(PERK_LIMITS) as PerkLimit[];

/** What the voice of a row may be called: as the speaking program calls it. */
export const VOICE_NAME = /^[^\s\p{C}](?:[^\p{C}]{0,98}[^\s\p{C}])?$/u;
export const MAX_PERK_ROWS = 50;
