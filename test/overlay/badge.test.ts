import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Card, CardQueue, MAX_CARDS, READABLE_MS } from '../../overlay/lib/state/card-queue.ts';
import { CardDeck } from '../../overlay/lib/state/card-deck.ts';
import { type BadgeOptions, DEFAULT_BADGE } from '../../overlay/lib/format/badge-options.ts';
import { decisionOf } from '../support/decisions.ts';

const STAYS_MS = 6_000;
const names = (cards: readonly Card[]): string[] => cards.map(({ name }) => name);

describe('the cards of decisions', () => {
  it('are a few, newest first, and go after their time', () => {
    const queue = new CardQueue(STAYS_MS);
    for (const [index, name] of ['a', 'b', 'c'].entries()) {
      expect(queue.add(decisionOf({ name, reason: 'vip' }), index * 1_000)).toBe(true);
    }
    expect(names(queue.cards)).toEqual(['c', 'b', 'a']);
    expect(queue.nextAt()).toBe(STAYS_MS);
    expect(queue.advance(STAYS_MS)).toBe(true);
    expect(names(queue.cards)).toEqual(['c', 'b']);
    queue.advance(60_000);
    expect(queue.nextAt()).toBeNull();
  });

  it('of one viewer are one, renewed', () => {
    const queue = new CardQueue(STAYS_MS);
    queue.add(decisionOf({ name: 'a', reason: 'cooldown', allowed: false }), 0);
    queue.add(decisionOf({ name: 'a', reason: 'vip' }), 5_000);
    expect(queue.cards).toMatchObject([{ name: 'a', reason: 'vip', allowed: true, until: 5_000 + STAYS_MS }]);
  });

  it('say nothing of somebody without a name', () => {
    const queue = new CardQueue(STAYS_MS);
    const nobody = { userId: '7', userLogin: null, userDisplayName: null };
    expect(queue.add({ ...decisionOf({ name: 'x', reason: 'everyone' }), user: nobody }, 0)).toBe(false);
  });

  it('stay few and readable however many decisions there are, and end with the newest', () => {
    const gaps = fc.array(fc.integer({ min: 0, max: 400 }), { minLength: 1, maxLength: 200 });
    fc.assert(
      fc.property(gaps, (waits) => {
        const queue = new CardQueue(STAYS_MS);
        let now = 0;
        for (const [index, wait] of waits.entries()) {
          now += wait;
          const before = queue.cards;
          queue.add(decisionOf({ name: `viewer${index}`, reason: 'subscriber' }), now);
          expect(queue.cards.length).toBeLessThanOrEqual(MAX_CARDS);
          for (const gone of before.filter((card) => !queue.cards.includes(card))) {
            expect(now - gone.shownAt).toBeGreaterThanOrEqual(READABLE_MS);
          }
        }
        const seen = names(queue.cards);
        for (let at = queue.nextAt(); at !== null; at = queue.nextAt()) {
          expect(queue.advance(at)).toBe(true);
          seen.push(...names(queue.cards));
        }
        if (waits.length > MAX_CARDS) expect(seen).toContain(`viewer${waits.length - 1}`);
      }),
    );
  });
});

describe('the deck of cards', () => {
  const shown = (options: Partial<BadgeOptions>, said: boolean): number => {
    const deck = new CardDeck({ ...DEFAULT_BADGE, ...options }, () => undefined);
    deck.add({ ...decisionOf({ name: 'text of a stranger’s choice', reason: 'everyone' }), said });
    return deck.cards.length;
  };

  it('shows on stream only whom Rolecall knows, unless that is switched on', () => {
    expect(shown({}, false)).toBe(1);
    expect(shown({}, true)).toBe(0);
    expect(shown({ showsSaidNames: true }, true)).toBe(1);
  });
});
