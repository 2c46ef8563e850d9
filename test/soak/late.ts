import { LIST_PATHS } from '../../server/demo/fault-presets.ts';
import { type Kind, KIND_OF_ROLE, KINDS } from '../../server/core/roles.ts';
import type { Announcement } from './announced.ts';
import type { Changes } from './changes.ts';
import { differences } from './compare.ts';
import type { Field } from './faults.ts';
import { drawLie, type Lie } from './lies.ts';
import type { Held, Person } from './model.ts';
import { sleep } from './random.ts';

const SECOND = 1_000;
/** Lists and look-ups of each kind show what was so up to this long ago; each call draws its own. */
const MAX_LAG = 90 * SECOND;
/** Events are held up by this at most, so that they overtake each other. */
const MAX_DELAY = 3 * SECOND;
/** What was told is known everywhere after this, on a busy machine too. */
const TOLD = MAX_DELAY + 4 * SECOND;
/** An event that is not true, or not the whole truth, is set right after this: 130 s, and the calls' own time. */
const CHECKED = 130 * SECOND + 10 * SECOND;
/** Nobody is lied about, or changed behind everybody's back, of whom an event may still have to be checked. */
const QUIET = CHECKED + MAX_LAG;
/**
 * So long events overtake each other, then so long they do not, and Rolecall is started anew. Not both at once: of
 * an event that changed nothing, as a newer one came first, a new launch knows nothing (it is in no journal).
 */
const PERIOD = 200 * SECOND;
const BETWEEN_RESTARTS = 45 * SECOND;
/** A process that begins asks about its events a second time. */
const ANEW = 30 * SECOND;

interface Announced {
  role: Announcement['role'];
  change: Announcement['change'];
  tier: string | null;
  source: string;
}

/**
 * A Twitch whose lists and look-ups are late while events are not. Everybody has to be right at once when an event
 * told, 130 s after an event that was not true, and after the first list asked for once the lag is over where no
 * event told; and no late answer may undo what an event said.
 */
export class LateTwitch {
  readonly #field: Field;
  readonly #changes: Changes;
  readonly #changedAt = new Map<Person, number>();
  /** Changed without an event, since when; epoch ms. */
  readonly #untold = new Map<Person, number>();
  /** An event said of them what is not so; right again from then on. */
  readonly #liedUntil = new Map<Person, number>();
  #isPaused = false;

  constructor(field: Field, changes: Changes) {
    this.#field = field;
    this.#changes = changes;
  }

  /** Until `isOver`; afterwards all lags and lies are over too. */
  async run(isOver: () => boolean): Promise<void> {
    await this.#begin();
    await Promise.all([
      this.#live(isOver),
      this.#poke(isOver),
      this.#sync(isOver),
      this.#compare(isOver),
      this.#restart(isOver),
      this.#settle(isOver),
    ]);
    await this.#field.twitch.control('DELETE', 'faults', {});
  }

  async #begin(): Promise<void> {
    const { twitch, model, rolecall, random } = this.#field;
    for (const kind of KINDS) {
      await twitch.addFault({
        match: { path: LIST_PATHS[kind] },
        do: { kind: 'lag', list: [0, MAX_LAG], lookUp: [0, MAX_LAG], snapshot: random.chance(0.5) },
      });
    }
    model.onChange = (person, isSilent) => this.#note(person, isSilent);
    rolecall.announced.onChange = (change) => this.#judge(change.userId, change);
    const changes = this.#changes;
    changes.againShare = 0.5;
    changes.withStreams = false;
    changes.delivery = () =>
      this.#phase < PERIOD && random.chance(0.3) ? { delayMs: random.between(50, MAX_DELAY) } : {};
    changes.mayChange = (person, isSilent) => (isSilent ? this.#isQuiet(person) : !this.#isOpen(person));
  }

  #note(person: Person, isSilent: boolean): void {
    this.#changedAt.set(person, Date.now());
    if (isSilent) this.#untold.set(person, Date.now());
    this.#field.tally.try(isSilent ? 'changes that no event told' : 'changes that an event told');
  }

  /** No event tells the truth about this person just now. */
  #isOpen(person: Person): boolean {
    return this.#untold.has(person) || this.#liedUntil.has(person);
  }

  #isQuiet(person: Person): boolean {
    return !this.#isOpen(person) && Date.now() - (this.#changedAt.get(person) ?? 0) > QUIET;
  }

  async #live(isOver: () => boolean): Promise<void> {
    const { random } = this.#field;
    while (!isOver()) {
      if (this.#isPaused) await sleep(200);
      else if (random.chance(0.12)) await this.#lie();
      else await this.#changes.one(0.15);
      await sleep(random.between(40, 250));
    }
  }

  async #lie(): Promise<void> {
    const { twitch, model, random, tally } = this.#field;
    const person = random.pick(model.people);
    const lie: Lie | null = this.#isQuiet(person) ? drawLie(person, random) : null;
    if (!lie) return;
    for (const [kind, held] of lie.believed) model.suspect(person, kind, held);
    this.#changedAt.set(person, Date.now());
    this.#liedUntil.set(person, Date.now() + CHECKED);
    tally.try('events that were not true');
    await twitch.control('POST', 'eventsub/tell', {
      type: lie.type,
      userId: person.userId,
      event: lie.event,
    });
  }

  /** Questions in the middle of it, whose answers are late. */
  async #poke(isOver: () => boolean): Promise<void> {
    const { rolecall, random, model } = this.#field;
    while (!isOver()) {
      const touched = [...model.touched];
      const { userId } = random.pick(touched.length > 0 ? touched : model.people);
      void rolecall.api?.ask('viewers.refresh', { userId }, 120_000).catch(() => undefined);
      await sleep(random.between(300, 1_500));
    }
  }

  async #sync(isOver: () => boolean): Promise<void> {
    const { rolecall, random } = this.#field;
    while (!isOver()) {
      await rolecall.api?.ask('sync.run', { force: true, source: 'api:soak' }, 120_000).then(
        ({ result }) => this.#onSynced(result),
        () => undefined,
      );
      await sleep(random.between(3, 20) * SECOND);
    }
  }

  #onSynced(result: unknown): void {
    const { success, startedAt } = (result ?? {}) as { success?: boolean; startedAt?: string };
    if (!success || startedAt === undefined) return;
    for (const [person, since] of this.#untold) {
      if (Date.parse(startedAt) < since + MAX_LAG + SECOND) continue;
      this.#untold.delete(person);
      this.#field.model.settle(person);
    }
  }

  /** What may be believed a little longer is not believed any more. */
  async #settle(isOver: () => boolean): Promise<void> {
    const { model } = this.#field;
    while (!isOver()) {
      const now = Date.now();
      for (const [person, until] of this.#liedUntil) {
        if (now < until || this.#isPaused) continue;
        this.#liedUntil.delete(person);
        model.settle(person);
      }
      for (const [person, at] of this.#changedAt) {
        if (now - at > TOLD && !this.#isOpen(person)) model.settle(person);
        if (now - at > 2 * QUIET) this.#changedAt.delete(person);
      }
      await sleep(100);
    }
  }

  async #compare(isOver: () => boolean): Promise<void> {
    const { rolecall, model, tally } = this.#field;
    while (!isOver()) {
      await sleep(10 * SECOND);
      const { api } = rolecall;
      const begun = Date.now();
      const skip = (person: Person): boolean =>
        this.#isOpen(person) || person.seen !== null || (this.#changedAt.get(person) ?? 0) > begun - TOLD;
      const found = api ? await differences(api, model, { skipGifter: true, skip }).catch(() => null) : null;
      if (found) tally.comparisons++;
      for (const what of found ?? []) tally.wrong('roster differs', what);
    }
  }

  /** Nothing is told while Rolecall is away: what it missed is no matter of this soak. */
  async #restart(isOver: () => boolean): Promise<void> {
    const { rolecall, random, tally } = this.#field;
    for (;;) {
      while (this.#phase < PERIOD + MAX_LAG + TOLD && !isOver()) await sleep(SECOND);
      if (isOver()) return;
      this.#isPaused = true;
      const begun = Date.now();
      await sleep(TOLD);
      const signal = random.pick(['SIGKILL', 'SIGTERM'] as const);
      if (signal === 'SIGKILL') tally.kills++;
      else tally.terms++;
      await rolecall.stop(signal);
      await sleep(random.between(0, 8) * SECOND);
      await rolecall.start();
      while (rolecall.eventsub !== 'live') await sleep(100);
      const lostMs = Date.now() - begun + ANEW;
      for (const [person, until] of this.#liedUntil) this.#liedUntil.set(person, until + lostMs);
      this.#isPaused = false;
      for (let left = BETWEEN_RESTARTS; left > 0 && !isOver(); left -= SECOND) await sleep(SECOND);
    }
  }

  get #phase(): number {
    return (Date.now() - this.#field.tally.startedAt) % (2 * PERIOD);
  }

  /** What is announced of somebody about whom events have told the truth must be the truth, whoever asked. */
  #judge(userId: string, said: Announced): void {
    const { model, tally } = this.#field;
    const person = model.get(userId);
    const kind: Kind = KIND_OF_ROLE[said.role];
    const held: Held = said.change === 'revoked' ? 'no' : kind === 'subscribers' ? (said.tier ?? '?') : 'yes';
    if (!person || said.source === 'event' || person.mayBe(kind, held)) return;
    tally.wrong('flipped by a late answer', `${userId} ${kind}: ${held}, by ${said.source}`);
  }
}
