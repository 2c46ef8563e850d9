import type { Need } from './needs.mjs';

export function findWine(
  env?: Readonly<Record<string, string | undefined>>,
  platform?: NodeJS.Platform,
): string | undefined;
export const wineNeed: Need;
