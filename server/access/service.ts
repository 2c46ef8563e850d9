import type { Clock, Timer } from '../core/clock.ts';
import type { Emitter, Subscriptions } from '../core/events.ts';
import type { Log } from '../core/log.ts';
import { featureOf, type Policy } from '../core/policy.ts';
import type { NamedUser } from '../core/roles.ts';
import type { RosterView } from '../core/roster.ts';
import { Access, type Worth } from './access.ts';
import { type Allowed, allowedNow, type AllowedRequest } from './allowed.ts';
import { Cooldowns } from './cooldowns.ts';
import type { AccessAnswer, CheckRequest } from './check.ts';
import { type DecisionRecord, Decisions } from './decisions.ts';
import { type ExceptionEvents, Exceptions } from './exceptions.ts';
import { type FindOptions, Finder } from './finder.ts';
import { Names } from './names.ts';
import type {
  AccessChannel,
  AccessReads,
  AccessSettings,
  AccessStore,
  AskFor,
  TwitchEvents,
  UseStore,
  Who,
} from './ports.ts';
import { preview, type Preview, type PreviewDeps, type PreviewRequest } from './preview.ts';
import { Redemptions } from './redemptions.ts';

/** How often expired grants and cooldowns are cleared away. */
const SWEEP_MS = 5 * 60_000;

export interface AccessEvents extends ExceptionEvents {
  policy: Policy;
  decided: DecisionRecord;
  /** The titles of rewards that another client id made: they cannot refund. */
  foreignRewards: readonly string[];
}

/** What access hears of the channel. */
interface HeardEvents extends TwitchEvents {
  streamEnded: { readonly wasSeen: boolean };
  /** Their names. */
  settings: readonly string[];
}

export interface AccessDeps {
  readonly roster: RosterView;
  readonly store: AccessStore;
  readonly uses: UseStore;
  readonly settings: AccessSettings;
  readonly channel: AccessChannel;
  readonly events: Emitter<AccessEvents> & Subscriptions<HeardEvents & Pick<AccessEvents, 'policy'>>;
  readonly clock: Clock;
  readonly log: Log;
  /** A number in [0, 1). */
  readonly random: () => number;
}

/** Who may what: checks, rules, overrides, timed access. What changes something is durable when it resolves. */
export class AccessService {
  readonly names: Names;
  readonly exceptions: Exceptions;
  readonly decisions: Decisions;
  readonly #deps: AccessDeps;
  /** As they are stored: read anew when they change, not at every check. */
  #settings: ReturnType<AccessSettings['get']>;
  #bots: ReadonlySet<string>;
  readonly #access: Access;
  readonly #walk: PreviewDeps;
  readonly #cooldowns: Cooldowns;
  readonly #finder: Finder;
  readonly #redemptions: Redemptions;
  #sweeping: Timer | null = null;

  constructor(deps: AccessDeps) {
    const { roster, store, uses, settings, channel, events, clock, log } = deps;
    this.#deps = deps;
    this.#settings = settings.get();
    this.#bots = new Set(this.#settings.bots);
    const names = (this.names = new Names(roster));
    const grantMode = () => settings.get().grantMode;
    this.exceptions = new Exceptions({ store, names, clock, log, events, grantMode });
    this.#cooldowns = new Cooldowns({
      store: uses,
      clock,
      policy: () => this.policy(),
      isClockRight: () => channel.isClockRight(),
    });
    this.decisions = new Decisions(clock.now(), (decision) => events.emit('decided', decision));
    const { overrides, grants } = this.exceptions;
    const input = { reads: this.#reads(), overrides, grants, clock, names };
    this.#access = new Access({
      ...input,
      cooldowns: this.#cooldowns,
      decisions: this.decisions,
      unlisted: channel.audience,
    });
    this.#walk = { ...input, nextTurn: () => new Promise((resolve) => setImmediate(resolve)) };
    this.#finder = new Finder({
      people: this.#access.people,
      names,
      isConnected: () => channel.isConnected(),
      untilConnected: () => channel.untilConnected(),
      lookUp: (who, limitMs) => channel.lookUpAccount(who, limitMs),
    });
    this.#redemptions = this.#createRedemptions();
    this.#listen();
  }

  /** Begins to announce what runs out, and to clear away what is long over. */
  start(): void {
    this.exceptions.start();
    this.#sweep();
  }

  async close(): Promise<void> {
    this.#sweeping?.cancel();
    this.#redemptions.close();
    this.exceptions.close();
    await this.#cooldowns.close();
  }

  /**
   * From memory, at once but for a follower; Twitch may be asked about a denied viewer afterwards.
   * @returns null if there is no such feature. @throws WhoError
   */
  check(request: CheckRequest): AccessAnswer | null | Promise<AccessAnswer | null> {
    const answer = this.#access.checkPatiently(request);
    if (request.record === false) return answer;
    return answer instanceof Promise ? answer.then((late) => this.#askAfter(late)) : this.#askAfter(answer);
  }

  preview(request: PreviewRequest): Promise<Preview> {
    return preview(this.#walk, request);
  }

  /** Who may use a feature right now. */
  allowed(request: AllowedRequest): Promise<Allowed> {
    return allowedNow(this.#walk, request);
  }

  policy(): Policy {
    return this.#settings.policy;
  }

  /**
   * Changes the rules from what they are at that moment; nothing happens if `change` returns what it was
   * given. @throws Problem, and what `change` throws
   */
  async changePolicy(change: (policy: Policy) => Policy): Promise<Policy> {
    const { settings, events } = this.#deps;
    const before = this.policy();
    const { policy } = await settings.updatePolicy(change);
    this.#onSettings();
    if (policy !== before) events.emit('policy', policy);
    return policy;
  }

  /** Whether anybody here has this login or display name; as `nameKey()` writes it. */
  isName(key: string): boolean {
    const { people } = this.#access;
    return people.byLogin(key) !== undefined || people.byShownName(key).length > 0;
  }

  /** As `Finder.known`. @throws WhoError */
  findKnown(who: Who): ReturnType<Finder['known']> {
    return this.#finder.known(who);
  }

  /** As `Finder.anybody`. @throws Problem */
  findAnybody(who: Who, options: FindOptions): Promise<NamedUser> {
    return this.#finder.anybody(who, options);
  }

  /** As `Finder.toAsk`. @throws Problem */
  toAsk(who: Who): AskFor {
    return this.#finder.toAsk(who);
  }

  /** Forgets everybody, durably (`data.delete`). @throws StoreError `not_saved` */
  async deleteAll(): Promise<void> {
    // A change under way rests on what is deleted, and would bring some of it back.
    await this.exceptions.alone(async () => {
      await this.#deps.store.clear();
      this.exceptions.forget();
      this.names.clear();
      this.#access.forget();
      this.#cooldowns.forget();
      this.decisions.forget();
    });
  }

  #reads(): AccessReads {
    const { roster, channel } = this.#deps;
    const { audience, status } = channel;
    return {
      roster,
      freshness: status,
      policy: () => this.#settings.policy,
      areRulesUnknown: () => this.#settings.areRulesUnknown,
      texts: () => this.#settings.texts,
      chatLanguage: () => this.#settings.chatLanguage,
      bots: () => this.#bots,
      broadcaster: () => status.broadcaster(),
      isBanned: (userId, now) => audience.bans?.isBanned(userId, now) ?? false,
      followedAt: (userId) => audience.followedAt(userId),
    };
  }

  #createRedemptions(): Redemptions {
    const { settings, channel, events, clock, log, random } = this.#deps;
    const { names } = this;
    const { grants } = this.exceptions;
    return new Redemptions({
      source: channel.redemptions,
      grants: {
        add: (grant) => {
          names.learn(grant.user);
          return grants.add(grant);
        },
        ofRedemption: (id) => grants.ofRedemption(id),
        takeBack: (id, by) => grants.takeBack(id, by),
      },
      onForeign: (titles) => events.emit('foreignRewards', titles),
      links: () => settings.get().rewards,
      worthOf: (userId, feature, expiresAt) => this.#worthOf(userId, feature, expiresAt),
      refundIfNeedless: () => settings.get().refundIfNeedless,
      clock,
      log,
      random,
    });
  }

  #listen(): void {
    const { events } = this.#deps;
    events.on('policy', () => this.#onSettings());
    events.on('settings', () => this.#onSettings());
    events.on('streamEnded', ({ wasSeen }) => this.exceptions.endStream(wasSeen));
    events.on('named', (user) => this.names.learn(user));
    events.on('redemption', (redemption) => void this.#redemptions.onRedemption(redemption));
    events.on('redemptionsMissed', () => this.#redemptions.catchUp());
  }

  #onSettings(): void {
    const { bots } = this.#settings;
    this.#settings = this.#deps.settings.get();
    if (this.#settings.bots !== bots) this.#bots = new Set(this.#settings.bots);
  }

  /** What the answer gives reason to ask Twitch about; never waited for. */
  #askAfter(answer: AccessAnswer | null): AccessAnswer | null {
    const isHere = answer?.evidence.source === 'roster';
    if (isHere && answer.said && answer.user.userId !== null)
      this.#deps.channel.onSaidName(answer.user.userId);
    if (answer?.reason === 'no_matching_rule' || answer?.reason === 'roles_unknown') {
      const { userId, userLogin } = answer.user;
      if (userId !== null) this.#deps.channel.onDenied({ userId });
      else if (userLogin !== null) this.#deps.channel.onDenied({ login: userLogin });
    }
    return answer;
  }

  /** What timed access would be worth, with a follower rule asked of Twitch where it matters. */
  async #worthOf(userId: string, feature: string, expiresAt: number): Promise<Worth | null> {
    const { audience } = this.#deps.channel;
    const rules = featureOf(this.policy(), feature);
    const isOpen = rules?.allow.followers && audience.followedAt(userId) === 'unknown';
    if (isOpen) await audience.lookUp({ userId });
    return this.#access.worthOfTime(userId, feature, expiresAt);
  }

  #sweep(): void {
    if (this.#deps.channel.isClockRight()) this.exceptions.sweep();
    this.#cooldowns.tidy();
    this.#sweeping = this.#deps.clock.after(SWEEP_MS, () => this.#sweep());
  }
}
