/*
 * What only some badges show, loaded as one: two files would share modules, which would become one more file for
 * every badge to load.
 */
export { badgeCards, CardDeck } from '../../components/badge/cards.ts';
export { badgeAge, badgeCounts, kindIcon, nextBadgeAgeAt } from '../../components/badge/details.ts';
export { laterCss } from '../../components/badge/later-css.ts';
export { RewardLine } from '../../lib/state/reward-line.ts';
