import type { Clock } from '../core/clock.ts';
import {
  type Decision,
  decide,
  type DecideInput,
  kindOfReason,
  type Reason,
  rolesOf,
} from '../core/decide.ts';
import { NO_PERKS, perksOf } from '../core/perks.ts';
import { TWITCH } from '../core/platform.ts';
import { type FeaturePolicy, featureOf, hasCooldown, kindsOf } from '../core/policy.ts';
import { CHAT_WORDS } from '../core/chat-texts/chat-texts.ts';
import { fillText } from '../core/reason-texts.ts';
import { type Kind, KINDS } from '../core/roles.ts';
import type { Cooldowns } from './cooldowns.ts';
import type { AccessAnswer, CheckRequest, Evidence } from './check.ts';
import type { Decisions } from './decisions.ts';
import type { Names } from './names.ts';
import { cooldownKey, findHere, type Found, findElsewhere, loginsOf, People } from './people.ts';
import type { AccessReads, ListFreshness, UnlistedViewers } from './ports.ts';
import {
  type Asker,
  type LastUses,
  NEVER_USED,
  decideInput,
  type SituationDeps,
  trustIn,
} from './decide-input.ts';
import { SaidNames, whoIsShown } from './said-names.ts';

export interface AccessDeps extends SituationDeps {
  readonly clock: Clock;
  readonly names: Names;
  readonly cooldowns: Cooldowns;
  readonly decisions: Decisions;
  /** What is known of viewers on no list; without it Twitch is not asked. */
  readonly unlisted?: UnlistedViewers;
}

/** What timed access would change for a viewer: allowed anyway, not allowed in spite of it, or allowed by it. */
export type Worth = 'needless' | 'useless' | 'useful';

/** A no that turns into a yes if the viewer has followed for long enough. */
const OPEN_REASONS: readonly Reason[] = ['follower_unknown', 'roles_unknown', 'roles_stale'];

/** A check, and what it is answered from: all of one moment. */
interface Question extends Asker, Found {
  readonly request: CheckRequest;
  readonly policy: FeaturePolicy;
  readonly now: number;
  readonly lists: Readonly<Record<Kind, ListFreshness>>;
  readonly situation: DecideInput;
}

/** Answers "may this viewer use this feature, and why?" from memory alone. */
export class Access {
  /** Whom a name or an id stands for. */
  readonly people: People;
  readonly #deps: AccessDeps;
  readonly #reads: AccessReads;
  readonly #said = new SaidNames();

  constructor(deps: AccessDeps) {
    this.#deps = deps;
    this.#reads = deps.reads;
    this.people = new People(deps.names, () => deps.reads.broadcaster(), deps.unlisted);
  }

  /** What callers have said is forgotten. */
  forget(): void {
    this.#said.clear();
  }

  /** Answers at once. @returns null if there is no such feature. @throws WhoError */
  check(request: CheckRequest): AccessAnswer | null {
    const question = this.#question(request);
    return question && this.#conclude(question, this.#decide(question));
  }

  /**
   * As `check`, but when nothing else decides and there is a rule about followers, waits a moment for Twitch
   * to say whether this viewer is one. @throws WhoError
   */
  checkPatiently(request: CheckRequest): AccessAnswer | null | Promise<AccessAnswer | null> {
    const question = this.#question(request);
    if (!question) return null;
    const decision = this.#decide(question);
    const mayAsk = request.record !== false && this.#isUpToFollowing(question, decision);
    const asking = mayAsk ? this.#lookUp(question) : null;
    // What changed meanwhile counts too.
    return asking ? asking.then(() => this.check(request)) : this.#conclude(question, decision);
  }

  /** What this viewer could do with time for a feature, and without; null: there is no such feature. */
  worthOfTime(userId: string, feature: string, expiresAt: number): Worth | null {
    const question = this.#question({ userId, feature, platform: 'twitch', consume: false });
    if (!question) return null;
    const situation = { ...question.situation, lastUserUseAt: null, lastUseAt: null };
    const without = decide({ ...situation, grantExpiresAt: null });
    if (without.allowed && without.expiresAt === null) return 'needless';
    return decide({ ...situation, grantExpiresAt: expiresAt }).allowed ? 'useful' : 'useless';
  }

  #question(request: CheckRequest): Question | null {
    const rules = featureOf(this.#reads.policy(), request.feature);
    if (!rules) return null;
    const isOtherPlatform = request.platform !== TWITCH;
    // From where, nobody has said: it may be Twitch.
    const policy: FeaturePolicy = request.platform === '' ? { ...rules, others: 'never' } : rules;
    const found = isOtherPlatform ? findElsewhere(request, this.people) : findHere(request, this.people);
    const now = this.#deps.clock.now();
    const lists = this.#reads.freshness.lists();
    if (found.sharers.length === 0) return this.#about(request, policy, now, lists, found, isOtherPlatform);
    const each = found.sharers.map((person) =>
      this.#about(request, policy, now, lists, { ...found, person }, isOtherPlatform),
    );
    return this.#strictest(each);
  }

  #about(
    request: CheckRequest,
    policy: FeaturePolicy,
    now: number,
    lists: Question['lists'],
    found: Found,
    isOtherPlatform: boolean,
  ): Question {
    const { person, isNobody, login, name, platform, sharers } = found;
    const userId = person.userId;
    const isBroadcaster = !isOtherPlatform && userId !== null && userId === this.#reads.broadcaster()?.userId;
    const moment = { now, feature: request.feature, trust: trustIn(lists) };
    const asker = { person, isBroadcaster, isOtherPlatform, isNobody, login };
    const uses = this.#usesOf(request, policy, found, now);
    // Written out: spreading costs microseconds here.
    return {
      situation: decideInput(this.#deps, moment, policy, asker, uses, request),
      request,
      policy,
      now,
      lists,
      person,
      isNobody,
      login,
      name,
      platform,
      sharers,
      isBroadcaster,
      isOtherPlatform,
    };
  }

  /** Of several who share a name, the one who may least: a namesake must not get round a mute. */
  #strictest(questions: readonly Question[]): Question | null {
    let strictest: Question | null = null;
    let least = Infinity;
    for (const question of questions) {
      const { allowed, reason } = decide(question.situation);
      const rank = allowed ? 2 : OPEN_REASONS.includes(reason) ? 1 : 0;
      if (rank >= least) continue;
      strictest = question;
      least = rank;
    }
    return strictest;
  }

  #conclude(question: Question, decision: Decision): AccessAnswer {
    const { request, now } = question;
    const answer = this.#answer(question, decision);
    if (request.record !== false) {
      this.#deps.decisions.add(now, request.platform, request.consume, answer);
    }
    return answer;
  }

  #isUpToFollowing({ policy, person, isNobody }: Question, { reason }: Decision): boolean {
    if (!policy.allow.followers || isNobody || !OPEN_REASONS.includes(reason)) return false;
    return person.userId === null || this.#reads.followedAt(person.userId) === 'unknown';
  }

  #lookUp({ person, login }: Question): Promise<void> | null {
    const { userId } = person;
    if (userId !== null) return this.#deps.unlisted?.lookUp({ userId }) ?? null;
    return login === null ? null : (this.#deps.unlisted?.lookUp({ login }) ?? null);
  }

  /** Reads the cooldowns and starts them in one tick, so that of two uses at once only one gets through. */
  #decide(question: Question): Decision {
    const decision = decide(question.situation);
    const { request, policy, now } = question;
    if (request.consume && decision.allowed && hasCooldown(policy.cooldown))
      this.#deps.cooldowns.use(request.feature, cooldownKey(question), now);
    return decision;
  }

  #usesOf(request: CheckRequest, policy: FeaturePolicy, found: Found, now: number): LastUses {
    if (!hasCooldown(policy.cooldown)) return NEVER_USED;
    const { cooldowns } = this.#deps;
    return {
      byUser: cooldowns.lastUserUseAt(request.feature, cooldownKey(found), now),
      byAnybody: cooldowns.lastUseAt(request.feature, now),
    };
  }

  #answer(question: Question, decision: Decision): AccessAnswer {
    const { request, person, isBroadcaster } = question;
    const { viewer } = person;
    const user = whoIsShown(question, this.#reads.broadcaster(), this.#said);
    const roles: AccessAnswer['roles'] = isBroadcaster
      ? ['broadcaster', ...rolesOf(viewer)]
      : rolesOf(viewer);
    return {
      // Written out: spreading costs ten microseconds here.
      allowed: decision.allowed,
      reason: decision.reason,
      expiresAt: decision.expiresAt,
      retryAfterMs: decision.retryAfterMs,
      feature: request.feature,
      message: this.#message(question, decision, user.userDisplayName ?? user.userLogin, roles),
      user: { userId: user.userId, userLogin: user.userLogin, userDisplayName: user.userDisplayName },
      roles,
      tier: viewer?.subscribers?.tier ?? null,
      perks: question.policy.perks.length === 0 ? NO_PERKS : perksOf(question.situation),
      evidence: this.#evidence(question, decision.reason),
      said: user.said,
    };
  }

  #message(
    { request, now, sharers, name: asked }: Question,
    { reason, expiresAt }: Decision,
    name: string | null,
    roles: AccessAnswer['roles'],
  ): string {
    const words = CHAT_WORDS[this.#reads.chatLanguage()];
    const values = {
      // An id says nothing to people in chat.
      name: name ?? words.somebody,
      feature: request.feature,
      timeLeftMs: expiresAt === null ? null : expiresAt - now,
      roles,
    };
    const message = fillText(this.#reads.texts()[reason] ?? words.reasons[reason], values, words);
    if (sharers.length === 0) return message;
    return `${message} ${words.shared(sharers.length, asked ?? '', loginsOf(sharers))}`;
  }

  /** A yes by role rests on that list; a no rests on all lists that could have said yes. */
  #evidence({ policy, lists, isOtherPlatform }: Question, reason: Reason): Evidence {
    const kind = kindOfReason(reason);
    const kinds: readonly Kind[] = kind ? [kind] : kindsOf(policy.allow);
    let syncedAt: number | null = Number.POSITIVE_INFINITY;
    let stale = false;
    let live = true;
    for (const each of kinds.length > 0 ? kinds : KINDS) {
      const { trust, lastSuccessAt, live: isLive } = lists[each];
      if (trust !== 'fresh') stale = true;
      if (!isLive) live = false;
      syncedAt = syncedAt === null || lastSuccessAt === null ? null : Math.min(syncedAt, lastSuccessAt);
    }
    const isSaid = isOtherPlatform || reason === 'guest' || reason === 'first_message';
    return { syncedAt, stale, live, source: isSaid ? 'caller' : 'roster' };
  }
}
