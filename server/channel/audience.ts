import { Bans } from '../access/bans.ts';
import { Followers } from '../access/followers.ts';
import type { Redemption, TwitchEvents, UnlistedViewers } from '../access/ports.ts';
import type { Clock } from '../core/clock.ts';
import type { Emitter } from '../core/events.ts';
import type { Log } from '../core/log.ts';
import type { NamedUser, User } from '../core/roles.ts';
import type { Settings } from '../store/settings-store.ts';
import type { EventStamp } from '../sync/ports.ts';
import {
  BAN_EVENTS_SCOPE,
  BANNED_SCOPES,
  createBanSource,
  createFollowerSource,
} from '../twitch/audience.ts';
import type { Topic } from '../twitch/event-types.ts';
import { REWARDS_SCOPE } from '../twitch/rewards.ts';
import type { TwitchHttp } from '../twitch/twitch-http.ts';
import type { Account } from './account.ts';
import type { LiveExtras } from './live.ts';

export interface AudienceDeps {
  readonly http: TwitchHttp;
  readonly login: Account;
  readonly settings: () => Settings;
  readonly clock: Clock;
  readonly log: Log;
  readonly random: () => number;
  readonly events: Emitter<TwitchEvents>;
}

/** What is asked of Twitch only where a setting or a rule needs it: who follows, who is banned, who redeems. */
export class Audience implements UnlistedViewers, LiveExtras {
  readonly #deps: AudienceDeps;
  /** null: not watched. */
  bans: Bans | null = null;
  readonly #followers: Followers;
  readonly #bans: Bans;

  constructor(deps: AudienceDeps) {
    const { http, login, clock, log, random } = deps;
    const twitch = { http, tokens: login, connection: login, scopes: () => login.scopes };
    this.#deps = deps;
    this.#followers = new Followers({ source: createFollowerSource(twitch), clock, log });
    this.#bans = new Bans({ source: createBanSource(twitch), clock, log, random });
    this.onSettings();
  }

  followedAt(userId: string): number | null | 'unknown' {
    return this.#followers.followedAt(userId);
  }

  byLogin(login: string): NamedUser | null | undefined {
    return this.bans?.byLogin(login) ?? this.#followers.byLogin(login);
  }

  byShownName(key: string): readonly NamedUser[] {
    return this.bans?.byShownName(key) ?? [];
  }

  lookUp(who: { readonly userId?: string; readonly login?: string }): Promise<void> | null {
    return this.#followers.lookUp(who);
  }

  /** What is wanted of Twitch's events, and can be had with these permissions. */
  topics(scopes: readonly string[]): Topic[] {
    // With only one of the two permissions a ban would be seen, and its end not.
    const canWatchBans =
      scopes.includes(BAN_EVENTS_SCOPE) && BANNED_SCOPES.some((each) => scopes.includes(each));
    const topics: Topic[] = [];
    if (this.bans && canWatchBans) topics.push('bans');
    if (this.#deps.settings().rewards.length > 0 && scopes.includes(REWARDS_SCOPE))
      topics.push('redemptions');
    return topics;
  }

  onBan(user: User, endsAt: number | null, { sentAt }: EventStamp): void {
    this.#deps.events.emit('named', user);
    if (this.#wants('bans')) this.#bans.onBan({ user, endsAt }, sentAt);
  }

  onUnban(user: User, { sentAt }: EventStamp): void {
    this.#deps.events.emit('named', user);
    if (this.#wants('bans')) this.#bans.onUnban(user, sentAt);
  }

  onRedemption(redemption: Redemption): void {
    if (this.#wants('redemptions')) this.#deps.events.emit('redemption', redemption);
  }

  onHeard(topic: Topic): void {
    if (topic === 'bans') this.#bans.read();
    if (topic === 'redemptions') this.#deps.events.emit('redemptionsMissed', null);
  }

  /** A sync has ended: what no event told is looked for with it. */
  onSynced(): void {
    for (const topic of this.topics(this.#deps.login.scopes)) this.onHeard(topic);
  }

  /** Asks Twitch what else it knows of one viewer. */
  async refresh({ userId }: User): Promise<void> {
    const ban = this.#wants('bans') ? this.#bans.refresh(userId) : null;
    await Promise.all([ban, this.#followers.lookUp({ userId }, true)]);
  }

  /** A reward was linked: it may have been redeemed before that was stored. */
  onRewards(): void {
    if (this.#wants('redemptions')) this.#deps.events.emit('redemptionsMissed', null);
  }

  /** What is not watched any more is not believed any more either. */
  onSettings(): void {
    this.bans = this.#deps.settings().watchBans ? this.#bans : null;
    if (!this.bans) this.#bans.forget();
  }

  /** Forgets everybody (`data.delete`); who is banned stays banned. */
  forget(): void {
    this.#followers.forget();
  }

  close(): void {
    this.#followers.close();
    this.#bans.close();
  }

  #wants(topic: Topic): boolean {
    return this.topics(this.#deps.login.scopes).includes(topic);
  }
}
