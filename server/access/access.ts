import type { Clock } from '../core/clock.ts';
import { type Decision, decide, kindOfReason, type Reason, rolesOf } from '../core/decide.ts';
import { type FeaturePolicy, featureOf, hasCooldown, kindsOf } from '../core/policy.ts';
import { fillText, REASON_TEXTS } from '../core/reason-texts.ts';
import { type Kind, KINDS, type NamedUser, type Role, type Tier, toLogin } from '../core/roles.ts';
import type { Cooldowns } from './cooldowns.ts';
import type { Decisions } from './decisions.ts';
import type { Names } from './names.ts';
import type { AccessReads, ListFreshness } from './ports.ts';
import {
  type Asker,
  type LastUses,
  NEVER_USED,
  situationOf,
  type SituationParts,
  trustIn,
} from './decide-input.ts';

/** Whom and what a check is about. Either `user` (login or display name) or `userId`. */
export interface CheckRequest {
  readonly user?: string | undefined;
  readonly userId?: string | undefined;
  /** What the tool calls this viewer; said of who is on no list, and believed in nothing else. */
  readonly name?: string | undefined;
  readonly platform: string;
  readonly feature: string;
  /** A yes is a use: the cooldowns begin. */
  readonly consume: boolean;
  /** false: somebody only looks; it is no decision, and nobody is asked about anything. */
  readonly record?: boolean | undefined;
}

/** Who was asked about, as far as it is known. */
export interface AskedUser {
  readonly userId: string | null;
  readonly userLogin: string | null;
  readonly userDisplayName: string | null;
}

/** What the decision rests on. `syncedAt` is epoch ms, null if a list it needs was never read. */
export interface Evidence {
  readonly syncedAt: number | null;
  readonly stale: boolean;
  readonly live: boolean;
}

export interface AccessAnswer extends Decision {
  readonly feature: string;
  readonly message: string;
  readonly user: AskedUser;
  readonly roles: readonly (Role | 'broadcaster')[];
  readonly tier: Tier | null;
  readonly evidence: Evidence;
}

export interface AccessParts extends SituationParts {
  readonly clock: Clock;
  readonly names: Names;
  readonly cooldowns: Cooldowns;
  readonly decisions: Decisions;
  /** What is known of people on no list, and who finds out more; without it nobody is asked. */
  readonly strangers?: Strangers;
}

/** People that no list tells about. */
export interface Strangers {
  /** Whom a login stands for; null: nobody; undefined: not known. */
  byLogin(login: string): NamedUser | null | undefined;
  /**
   * Finds out whether somebody follows. Resolves when that is known or waiting was long enough; null: Twitch
   * cannot be asked now.
   */
  lookUp(who: { readonly userId?: string; readonly login?: string }): Promise<void> | null;
}

/** A viewer of another platform: an id there may be the id of somebody else here. */
const NOBODY_HERE: Found = { person: { userId: null, viewer: undefined, named: undefined }, isNobody: false };

type Found = Pick<Asker, 'person' | 'isNobody'>;

/** What timed access would change for somebody: nothing that lasts, nothing at all, or something. */
export type Worth = 'needless' | 'useless' | 'useful';

/** A no that turns into a yes if the viewer has followed for long enough. */
const OPEN_REASONS: readonly Reason[] = ['follower_unknown', 'roles_unknown', 'roles_stale'];

/** A check, and what it is answered from: all of one moment. */
interface Question extends Asker {
  readonly request: CheckRequest;
  readonly policy: FeaturePolicy;
  readonly now: number;
  readonly lists: Readonly<Record<Kind, ListFreshness>>;
}

/** Answers "may this viewer use this feature, and why?" from memory alone. */
export class Access {
  readonly #parts: AccessParts;
  readonly #reads: AccessReads;

  constructor(parts: AccessParts) {
    this.#parts = parts;
    this.#reads = parts.reads;
  }

  /** Answers at once. @returns null if there is no such feature */
  check(request: CheckRequest): AccessAnswer | null {
    const question = this.#question(request);
    return question && this.#conclude(question, this.#decide(question));
  }

  /**
   * As `check`, but when nothing else decides and there is a rule about followers, waits a moment for Twitch
   * to say whether this viewer is one.
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
    const { policy, now, lists } = question;
    const moment = { now, feature, trust: trustIn(lists) };
    const situation = situationOf(this.#parts, moment, policy, question, NEVER_USED);
    const without = decide({ ...situation, grantExpiresAt: null });
    if (without.allowed && without.expiresAt === null) return 'needless';
    return decide({ ...situation, grantExpiresAt: expiresAt }).allowed ? 'useful' : 'useless';
  }

  #question(request: CheckRequest): Question | null {
    const policy = featureOf(this.#reads.policy(), request.feature);
    if (!policy) return null;
    const isOtherPlatform = request.platform.toLowerCase() !== 'twitch';
    const { person, isNobody } = isOtherPlatform ? NOBODY_HERE : this.#find(request);
    return {
      request,
      policy,
      now: this.#parts.clock.now(),
      lists: this.#reads.freshness.lists(),
      person,
      isNobody,
      isBroadcaster: !isOtherPlatform && this.#isBroadcaster(request),
      isOtherPlatform,
    };
  }

  #conclude(question: Question, decision: Decision): AccessAnswer {
    const { request, now } = question;
    const answer = this.#answer(question, decision);
    if (request.record !== false) {
      this.#parts.decisions.add(now, request.platform, request.consume, answer);
    }
    return answer;
  }

  #find({ userId, user = '' }: CheckRequest): Found {
    const { names, strangers } = this.#parts;
    if (userId !== undefined) return { person: names.byId(userId), isNobody: false };
    const person = names.byName(user);
    const stranger = person.userId === null ? strangers?.byLogin(toLogin(user)) : undefined;
    if (!stranger) return { person, isNobody: stranger === null };
    const known = names.byId(stranger.userId);
    return { person: { ...known, named: known.viewer ? undefined : stranger }, isNobody: false };
  }

  #isUpToFollowing({ policy, person, isNobody }: Question, { reason }: Decision): boolean {
    if (!policy.allow.followers || isNobody || !OPEN_REASONS.includes(reason)) return false;
    return person.userId === null || this.#reads.followedAt(person.userId) === 'unknown';
  }

  #lookUp({ request, person }: Question): Promise<void> | null {
    const userId = person.userId ?? request.userId;
    const who = userId === undefined ? { login: toLogin(request.user ?? '') } : { userId };
    return this.#parts.strangers?.lookUp(who) ?? null;
  }

  #isBroadcaster(request: CheckRequest): boolean {
    const broadcaster = this.#reads.broadcaster();
    if (!broadcaster) return false;
    if (request.userId !== undefined) return request.userId === broadcaster.userId;
    const name = toLogin(request.user ?? '');
    return name === broadcaster.userLogin || name === broadcaster.userDisplayName.toLowerCase();
  }

  /** Reads the cooldowns and starts them in one tick, so that of two uses at once only one gets through. */
  #decide(question: Question): Decision {
    const { request, policy, now, person, lists } = question;
    const { cooldowns } = this.#parts;
    const { feature } = request;
    const moment = { now, feature, trust: trustIn(lists) };
    if (question.isOtherPlatform || !hasCooldown(policy.cooldown)) {
      return decide(situationOf(this.#parts, moment, policy, question, NEVER_USED));
    }
    const key = person.userId ?? request.userId ?? `@${toLogin(request.user ?? '')}`;
    const uses: LastUses = {
      byUser: cooldowns.lastUserUseAt(feature, key),
      byAnybody: cooldowns.lastUseAt(feature),
    };
    const decision = decide(situationOf(this.#parts, moment, policy, question, uses));
    if (request.consume && decision.allowed) cooldowns.use(feature, key, now);
    return decision;
  }

  #answer(question: Question, decision: Decision): AccessAnswer {
    const { request, person, isBroadcaster } = question;
    const { viewer } = person;
    const known = (isBroadcaster && this.#reads.broadcaster()) || person.named || viewer || nobody(request);
    const { userId, userLogin, userDisplayName } = known;
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
      message: this.#message(question, decision, userDisplayName || userLogin || null, roles),
      user: {
        userId,
        userLogin: userLogin || null,
        userDisplayName: userDisplayName || (userLogin ? null : (request.name ?? null)),
      },
      roles,
      tier: viewer?.subscribers?.tier ?? null,
      evidence: this.#evidence(question, decision.reason),
    };
  }

  #message(
    { request, now }: Question,
    { reason, expiresAt }: Decision,
    name: string | null,
    roles: AccessAnswer['roles'],
  ): string {
    return fillText(this.#reads.texts()[reason] ?? REASON_TEXTS[reason], {
      // Nobody in chat knows anybody by an id.
      name: name ?? request.name ?? request.user ?? 'This viewer',
      feature: request.feature,
      timeLeftMs: expiresAt === null ? null : expiresAt - now,
      roles,
    });
  }

  /** A yes by role rests on that list; a no rests on all lists that could have said yes. */
  #evidence({ policy, lists }: Question, reason: Reason): Evidence {
    const kind = kindOfReason(reason);
    const kinds: readonly Kind[] = kind ? [kind] : kindsOf(policy.allow);
    let syncedAt: number | null = Number.POSITIVE_INFINITY;
    let stale = false;
    for (const each of kinds.length > 0 ? kinds : KINDS) {
      const { trust, lastSuccessAt } = lists[each];
      if (trust !== 'fresh') stale = true;
      syncedAt = syncedAt === null || lastSuccessAt === null ? null : Math.min(syncedAt, lastSuccessAt);
    }
    return { syncedAt, stale, live: this.#reads.freshness.isLive() };
  }
}

/** Somebody we do not know: what was asked is all there is to say. */
function nobody(request: CheckRequest): AskedUser {
  return {
    userId: request.userId ?? null,
    userLogin: request.user === undefined ? null : toLogin(request.user),
    userDisplayName: request.name ?? null,
  };
}
