import type { Tier } from '../../../../server/core/roles.ts';

/** The tiers of a subscription. */
export const tierTexts: Readonly<Record<Tier, string>> = {
  '1000': 'Tier 1',
  '2000': 'Tier 2',
  '3000': 'Tier 3',
};
