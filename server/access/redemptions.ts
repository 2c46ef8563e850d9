import { type Clock, sleep } from '../core/clock.ts';
import type { Log } from '../core/log.ts';
import { backoffMs } from '../core/retry.ts';
import type { Worth } from './access.ts';
import type { Grants } from './grants.ts';
import type { Redemption, RedemptionSource, RewardLink } from './ports.ts';

export interface RedemptionDeps {
  readonly source: RedemptionSource;
  readonly grants: Pick<Grants, 'add' | 'ofRedemption' | 'takeBack'>;
  /** The titles of rewards that were ours and belong to another client id now: they grant, and cannot refund. */
  readonly onForeign: (titles: readonly string[]) => void;
  readonly links: () => readonly RewardLink[];
  /** What time for a feature would change for a viewer; null: there is no such feature. */
  readonly worthOf: (userId: string, feature: string, expiresAt: number) => Promise<Worth | null>;
  /** Whether who has access for ever gets the points back. */
  readonly refundIfNeedless: () => boolean;
  readonly clock: Clock;
  readonly log: Log;
  /** A number in [0, 1). */
  readonly random: () => number;
}

type Outcome = 'fulfilled' | 'refunded';

const RETRY = { firstMs: 2_000, maxMs: 5 * 60_000 };
const MINUTE_MS = 60_000;
/** Duplicates come within minutes. */
const MAX_REMEMBERED = 5_000;

/**
 * Channel points for time: a redemption becomes a grant, durable before Twitch is told that it is fulfilled.
 * Whatever happens in between, the redemption's id sees to it that it counts once: what was not settled is
 * still open at Twitch and comes back with the next `catchUp()`.
 */
export class Redemptions {
  readonly #deps: RedemptionDeps;
  readonly #closing = new AbortController();
  /** What was decided about a redemption in this run: the same one comes in several ways. */
  readonly #outcomes = new Map<string, Outcome | 'left'>();
  readonly #settled = new Set<string>();
  readonly #handling = new Map<string, Promise<void>>();
  /** To be settled at Twitch, one after the other. */
  readonly #queue = new Map<string, Redemption>();
  /** Rewards that this login's client id may not settle. */
  readonly #foreign = new Set<string>();
  #isSettling = false;
  #catchingUp = new AbortController();

  constructor(deps: RedemptionDeps) {
    this.#deps = deps;
  }

  /** An event of Twitch, or one that was found open. Never rejects; the same one may come again. */
  onRedemption(redemption: Redemption): Promise<void> {
    const { redemptionId, rewardId } = redemption;
    if (this.#closing.signal.aborted) return Promise.resolve();
    const running = this.#handling.get(redemptionId);
    const isRefund = redemption.status === 'refunded';
    if (running && !isRefund) return running;
    const link = this.#linkOf(rewardId);
    if (!link && !isRefund) return Promise.resolve();
    const handling = (running ?? Promise.resolve())
      .then(() => (link && !isRefund ? this.#handle(redemption, link) : this.#onRefund(redemption)))
      .finally(() => {
        if (this.#handling.get(redemptionId) === handling) this.#handling.delete(redemptionId);
      });
    this.#handling.set(redemptionId, handling);
    return handling;
  }

  /** Handles what was redeemed while no events came. Tries until it worked; ends what was begun before. */
  catchUp(): void {
    this.#catchingUp.abort();
    const { signal } = (this.#catchingUp = new AbortController());
    void this.#lookAtAll(signal);
  }

  close(): void {
    this.#closing.abort();
    this.#catchingUp.abort();
  }

  /** Each reward by itself: trouble with one delays no other. */
  async #lookAtAll(signal: AbortSignal): Promise<void> {
    const own = this.#deps.links().filter(({ isOwn }) => isOwn);
    const what = 'Open redemptions could not be read';
    await Promise.all(
      own.map(({ rewardId }) => this.#patiently(signal, what, () => this.#look(rewardId, signal))),
    );
  }

  async #look(rewardId: string, signal: AbortSignal): Promise<void> {
    const open = await this.#deps.source.fetchOpen(rewardId, signal);
    if (open === 'not_ours') {
      this.#setForeign(rewardId, true);
      return;
    }
    this.#setForeign(rewardId, false);
    for (const redemption of open) {
      if (signal.aborted) return;
      const link = this.#linkOf(rewardId);
      // Older ones were redeemed for whatever the reward gave then.
      if (link && redemption.redeemedAt >= link.linkedAt) await this.onRedemption(redemption);
    }
  }

  #setForeign(rewardId: string, isForeign: boolean): void {
    if (this.#foreign.has(rewardId) === isForeign) return;
    if (isForeign) this.#foreign.add(rewardId);
    else this.#foreign.delete(rewardId);
    const foreign = this.#deps.links().filter((link) => this.#foreign.has(link.rewardId));
    this.#deps.onForeign(foreign.map(({ title }) => title));
  }

  #linkOf(rewardId: string): RewardLink | undefined {
    const link = this.#deps.links().find((each) => each.rewardId === rewardId);
    return link && this.#foreign.has(rewardId) ? { ...link, isOwn: false } : link;
  }

  /** Somebody gave the points back, by hand in Twitch's queue. What we refunded ourselves gave no time. */
  async #onRefund({ redemptionId }: Redemption): Promise<void> {
    if (this.#outcomes.get(redemptionId) === 'refunded') return;
    this.#remember(redemptionId, 'left');
    this.#queue.delete(redemptionId);
    await this.#patiently(this.#closing.signal, 'A refund could not be stored', () =>
      this.#deps.grants.takeBack(redemptionId, 'channel points'),
    );
  }

  async #handle(redemption: Redemption, link: RewardLink): Promise<void> {
    const { redemptionId } = redemption;
    const outcome = this.#outcomes.get(redemptionId) ?? (await this.#decide(redemption, link));
    if (outcome === null) return;
    this.#remember(redemptionId, outcome);
    if (outcome === 'left' || !link.isOwn || redemption.status !== 'open') return;
    if (this.#settled.has(redemptionId)) return;
    this.#queue.set(redemptionId, redemption);
    void this.#settleAll();
  }

  /** Gives the time, or not. @returns null if Rolecall is closing */
  async #decide(redemption: Redemption, link: RewardLink): Promise<Outcome | 'left' | null> {
    const { grants } = this.#deps;
    if (grants.ofRedemption(redemption.redemptionId)) return 'fulfilled';
    const problem = await this.#problemOf(redemption, link);
    if (problem === null) return (await this.#grant(redemption, link)) ? 'fulfilled' : null;
    const canRefund = link.isOwn && redemption.status === 'open';
    const name = redemption.user.userDisplayName ?? redemption.user.userId;
    const what = canRefund ? 'gets the points back' : 'gets nothing for it, and cannot be refunded from here';
    this.#deps.log.info('Rewards', `${name} redeemed “${link.title}” and ${what}: ${problem}.`);
    return canRefund ? 'refunded' : 'left';
  }

  /** Why no time should be given; null if it should. */
  async #problemOf({ user, status }: Redemption, link: RewardLink): Promise<string | null> {
    const { clock, worthOf, refundIfNeedless } = this.#deps;
    if (!/^\d{1,20}$/.test(user.userId)) return 'Twitch does not say who it was';
    const expiresAt = clock.now() + link.minutes * MINUTE_MS;
    const worth = await worthOf(user.userId, link.feature, expiresAt);
    if (worth === null) return `there is no feature "${link.feature}" any more`;
    // Who cannot be refunded gets what was paid for, for better times.
    if (!link.isOwn || status !== 'open') return null;
    if (worth === 'useless') return `time would not help to use ${link.feature} right now`;
    if (worth === 'needless' && refundIfNeedless()) return `may use ${link.feature} anyway`;
    return null;
  }

  /** Durable and announced when it resolves; false if Rolecall is closing. */
  async #grant({ redemptionId, user }: Redemption, link: RewardLink): Promise<boolean> {
    const { feature, minutes, title } = link;
    const reason = { note: `Reward “${title}”`.slice(0, 500), by: 'channel points', source: 'redemption' };
    let isDone = false;
    await this.#patiently(
      this.#closing.signal,
      `A redemption of “${title}” could not be stored`,
      async () => {
        await this.#deps.grants.add({ user, feature, minutes, ...reason, redemptionId });
        isDone = true;
      },
    );
    return isDone;
  }

  async #settleAll(): Promise<void> {
    if (this.#isSettling) return;
    this.#isSettling = true;
    const { signal } = this.#closing;
    for (const redemption of this.#queue.values()) {
      const what = 'A redemption could not be settled at Twitch';
      await this.#patiently(signal, what, () => this.#settle(redemption));
      if (signal.aborted) break;
      this.#queue.delete(redemption.redemptionId);
    }
    this.#isSettling = false;
  }

  async #settle(redemption: Redemption): Promise<void> {
    const { redemptionId } = redemption;
    const outcome = this.#outcomes.get(redemptionId) === 'refunded' ? 'refunded' : 'fulfilled';
    const answer = await this.#deps.source.settle(redemption, outcome, this.#closing.signal);
    if (answer === 'not_ours') return this.#onNotOurs(redemption, outcome);
    if (answer !== 'refused') {
      this.#settled.add(redemptionId);
      return;
    }
    const fix = 'Settle it in the reward queue of Twitch.';
    this.#deps.log.warn('Rewards', `Twitch does not let a redemption be ${outcome}. ${fix}`);
  }

  /** Points that cannot be given back buy the time after all. */
  async #onNotOurs(redemption: Redemption, outcome: Outcome): Promise<void> {
    const { rewardId, redemptionId } = redemption;
    this.#setForeign(rewardId, true);
    const link = this.#linkOf(rewardId);
    if (!link) return;
    if (outcome === 'refunded') this.#outcomes.delete(redemptionId);
    await this.#handle(redemption, link);
  }

  /** Tries until it works or `signal` aborts. */
  async #patiently(signal: AbortSignal, what: string, action: () => Promise<void>): Promise<void> {
    const { clock, log, random } = this.#deps;
    for (let failures = 0; !signal.aborted; failures++) {
      try {
        await action();
        return;
      } catch (error) {
        if (signal.aborted) return;
        const words = error instanceof Error ? error.message : String(error);
        log[failures === 0 ? 'warn' : 'debug']('Rewards', `${what}; trying again: ${words}`);
        // Not with the signal: hundreds may wait, and a timer keeps nothing alive.
        await sleep(clock, backoffMs(RETRY, failures, random()));
      }
    }
  }

  #remember(redemptionId: string, outcome: Outcome | 'left'): void {
    this.#outcomes.set(redemptionId, outcome);
    for (const oldest of this.#outcomes.keys()) {
      if (this.#outcomes.size <= MAX_REMEMBERED) break;
      // What waits to be settled must not forget how.
      if (this.#queue.has(oldest)) continue;
      this.#outcomes.delete(oldest);
      this.#settled.delete(oldest);
    }
  }
}
