import type { Strangers } from '../access/access.ts';
import { Bans } from '../access/bans.ts';
import { Followers } from '../access/followers.ts';
import type { AccessReads, Redemption, RewardLink } from '../access/ports.ts';
import { Redemptions } from '../access/redemptions.ts';
import type { AccessSystem } from '../access/service.ts';
import type { Clock } from '../core/clock.ts';
import type { Log } from '../core/log.ts';
import { featureOf } from '../core/policy.ts';
import type { User } from '../core/roles.ts';
import type { Topic } from '../twitch/event-types.ts';
import type { LiveExtras } from './live.ts';
import type { Settings } from '../store/settings-store.ts';
import { BAN_EVENTS_SCOPE, BANNED_SCOPE, createBanSource, createFollowerSource } from '../twitch/audience.ts';
import type { TwitchLogin } from '../twitch/login.ts';
import { REWARDS_SCOPE, TwitchRewards } from '../twitch/rewards.ts';
import type { TwitchHttp } from '../twitch/twitch-http.ts';

export interface ChannelExtrasParts {
  readonly http: TwitchHttp;
  readonly login: TwitchLogin;
  readonly settings: () => Settings;
  readonly clock: Clock;
  readonly log: Log;
  readonly random: () => number;
  readonly access: () => AccessSystem;
}

/** What is asked of Twitch only where a setting or a rule needs it: followers, bans, channel points. */
export class ChannelExtras implements LiveExtras {
  readonly rewards: TwitchRewards;
  /** For `decide()`. */
  readonly reads: Pick<AccessReads, 'isBanned' | 'followedAt'>;
  readonly strangers: Strangers;
  readonly #parts: ChannelExtrasParts;
  readonly #followers: Followers;
  readonly #bans: Bans;
  readonly #redemptions: Redemptions;

  constructor(parts: ChannelExtrasParts) {
    const { http, login, settings, clock, log, random } = parts;
    this.#parts = parts;
    const twitch = { http, tokens: login, connection: login, scopes: () => login.scopes };
    this.rewards = new TwitchRewards(twitch);
    const followers = (this.#followers = new Followers({ source: createFollowerSource(twitch), clock, log }));
    const bans = (this.#bans = new Bans({ source: createBanSource(twitch), clock, log, random }));
    this.#redemptions = new Redemptions({
      source: this.rewards,
      grants: {
        add: (grant) => {
          parts.access().names.learn(grant.user);
          return parts.access().grants.add(grant);
        },
        ofRedemption: (id) => parts.access().grants.ofRedemption(id),
        takeBack: (id, by) => parts.access().grants.takeBack(id, by),
      },
      links: () => settings().rewards,
      worthOf: (userId, feature, expiresAt) => this.#worthOf(userId, feature, expiresAt),
      onForeign: (link) => this.#onForeign(link),
      refundIfNeedless: () => settings().refundIfNeedless,
      clock,
      log,
      random,
    });
    this.reads = {
      isBanned: (userId, now) => settings().watchBans && bans.isBanned(userId, now),
      followedAt: (userId) => followers.followedAt(userId),
    };
    this.strangers = {
      byLogin: (login) => (settings().watchBans && bans.byLogin(login)) || followers.byLogin(login),
      lookUp: (who) => followers.lookUp(who),
    };
  }

  topics(scopes: readonly string[]): Topic[] {
    const { watchBans, rewards } = this.#parts.settings();
    // Without the list and the events together a ban would come, and never go.
    const canWatchBans = scopes.includes(BAN_EVENTS_SCOPE) && scopes.includes(BANNED_SCOPE);
    const topics: Topic[] = [];
    if (watchBans && canWatchBans) topics.push('bans');
    if (rewards.length > 0 && scopes.includes(REWARDS_SCOPE)) topics.push('redemptions');
    return topics;
  }

  onBan(user: User, endsAt: number | null): void {
    this.#parts.access().names.learn(user);
    if (this.#wants('bans')) this.#bans.onBan({ user, endsAt });
  }

  onUnban(user: User): void {
    if (this.#wants('bans')) this.#bans.onUnban(user);
  }

  onRedemption(redemption: Redemption): void {
    if (this.#wants('redemptions')) void this.#redemptions.onRedemption(redemption);
  }

  onHeard(topic: Topic): void {
    if (topic === 'bans') this.#bans.read();
    if (topic === 'redemptions') this.#redemptions.catchUp();
  }

  /** A sync has ended: what no event told is looked for with it. */
  onSynced(): void {
    for (const topic of this.topics(this.#parts.login.scopes)) this.onHeard(topic);
  }

  /** Asks Twitch what else it knows of one viewer. */
  async refresh({ userId }: User): Promise<void> {
    const ban = this.#wants('bans') ? this.#bans.refresh(userId) : null;
    await Promise.all([ban, this.#followers.lookUp({ userId }, true)]);
  }

  /** A reward was linked: somebody may have redeemed it before that was stored. */
  onRewards(): void {
    if (this.#wants('redemptions')) this.#redemptions.catchUp();
  }

  /** What is not watched any more is not believed any more either. */
  onSettings(): void {
    if (!this.#parts.settings().watchBans) this.#bans.forget();
  }

  /** Forgets everybody (`data.delete`); who is banned stays banned. */
  forget(): void {
    this.#followers.forget();
  }

  close(): void {
    this.#followers.close();
    this.#bans.close();
    this.#redemptions.close();
  }

  #onForeign({ title }: RewardLink): void {
    const what = `The reward “${title}” belongs to another client id: it gives time, and cannot refund.`;
    this.#parts.log.warn('Rewards', `${what} Make a new one in the settings to have refunds again.`);
  }

  #wants(topic: Topic): boolean {
    return this.topics(this.#parts.login.scopes).includes(topic);
  }

  async #worthOf(userId: string, feature: string, expiresAt: number) {
    const rules = featureOf(this.#parts.settings().policy, feature);
    const isOpen = rules?.allow.followers && this.#followers.followedAt(userId) === 'unknown';
    if (isOpen) await this.#followers.lookUp({ userId });
    return this.#parts.access().worthOfTime(userId, feature, expiresAt);
  }
}
