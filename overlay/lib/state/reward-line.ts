import type { Result } from '../../../integrations/client/index.ts';
import { howTexts } from '../texts/badge-how.ts';
import { language } from '../texts/language.ts';
import type { BadgeLive } from './badge-live.ts';

export type Reward = Result<'rewards.list'>['items'][number];

/** Twitch is asked for the price again: no event tells of it. */
const AGAIN_AFTER_MS = 10 * 60_000;

/**
 * How a viewer gets time, for the badge. Empty where no reward gives any, or where the access token may not read them.
 */
export class RewardLine {
  #rewards: readonly Reward[] = [];
  readonly #live: BadgeLive;
  readonly #onChange: () => void;
  #timer: ReturnType<typeof setTimeout> | undefined;

  constructor(live: BadgeLive, onChange: () => void) {
    this.#live = live;
    this.#onChange = onChange;
    live.onRules = () => this.#read();
    if (live.feed.isOpen) this.#read();
  }

  get text(): string {
    return this.#live.rules?.grants ? cheapestOf(this.#rewards) : '';
  }

  #read(): void {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => this.#read(), AGAIN_AFTER_MS);
    if (document.hidden) return;
    this.#live.feed.send('rewards.list', {}, (reply) => {
      this.#rewards = reply.ok ? (reply.result as Result<'rewards.list'>).items : [];
      this.#onChange();
    });
  }
}

/** The least that gives time for `tts` and can be redeemed now: `500 points = 10 min`. */
export function cheapestOf(rewards: readonly Reward[]): string {
  const offers = rewards.flatMap(({ link, twitch }) =>
    link?.feature === 'tts' && twitch?.enabled && !twitch.paused
      ? [{ cost: twitch.cost, minutes: link.minutes }]
      : [],
  );
  const [offer] = offers.sort((a, b) => a.cost - b.cost);
  if (!offer) return '';
  return howTexts[language].pointsFor(
    offer.cost.toLocaleString(language),
    offer.minutes.toLocaleString(language),
  );
}
