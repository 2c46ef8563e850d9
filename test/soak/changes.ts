import { TIERS } from '../../server/core/roles.ts';
import type { Announcement } from './announced.ts';
import type { Facts, Model, Person } from './model.ts';
import type { Random } from './random.ts';
import type { Tally } from './record.ts';
import type { Twitch } from './twitch.ts';

type Expected = Pick<Announcement, 'userId' | 'role' | 'change'>;

/** Where counts are drawn back to, so that a long soak neither empties nor fills the channel. */
interface Targets {
  readonly subscribers: number;
  readonly vips: number;
  readonly moderators: number;
}

const GONE = { announce: false };

/** Nobody may be changed like this now. */
class Nobody extends Error {}

/** What goes on in the channel: people come, go, are given gifts, change their names. */
export class Changes {
  readonly #twitch: Twitch;
  readonly #model: Model;
  readonly #random: Random;
  readonly #tally: Tally;
  readonly #targets: Targets;
  #nextName = 1;
  #freeNames: string[] = [];
  /** Called before the truth changes with what Rolecall should soon announce; not for silent ones. */
  onExpected: (expected: Expected) => void = () => undefined;
  /** Who may be changed now; with an event, or behind everybody's back. */
  mayChange: (person: Person, isSilent: boolean) => boolean = () => true;
  /** What goes with a change to Twitch: `{ delayMs }`. */
  delivery: () => object = () => ({});
  /** How often somebody is changed who was changed before. */
  againShare = 0;
  /** Streams begin and end at random. */
  withStreams = true;

  constructor(twitch: Twitch, model: Model, random: Random, tally: Tally) {
    this.#twitch = twitch;
    this.#model = model;
    this.#random = random;
    this.#tally = tally;
    this.#targets = this.#counts();
  }

  /** One thing happens. With `silentShare`, so many of them without an event. */
  async one(silentShare: number): Promise<void> {
    this.#tally.changes++;
    try {
      await this.#one(silentShare);
    } catch (error) {
      if (!(error instanceof Nobody)) throw error;
      this.#tally.changes--;
    }
  }

  async #one(silentShare: number): Promise<void> {
    const isSilent = this.#random.chance(silentShare);
    const counts = this.#counts();
    const draw = this.#random.next();
    if (draw < 0.4) await this.#subscription(isSilent, counts.subscribers < this.#targets.subscribers);
    else if (draw < 0.48) await this.#gifts(isSilent);
    else if (draw < 0.7) await this.#vip(isSilent, counts.vips < this.#targets.vips);
    else if (draw < 0.9) await this.#moderator(isSilent, counts.moderators < this.#targets.moderators);
    else if (draw < 0.93 && silentShare > 0) await this.#rename();
    else if (draw < 0.95 && this.withStreams)
      await this.#twitch.control('POST', `world/${this.#random.pick(['startStream', 'endStream'])}`);
    else await this.#tier(isSilent);
  }

  /** An event that harms nobody: what was held back behind it comes out. */
  async flush(): Promise<void> {
    await this.#twitch.control('POST', 'world/startStream');
    await this.#twitch.control('POST', 'world/endStream');
  }

  #counts(): Targets {
    const { people } = this.#model;
    return {
      subscribers: people.filter(({ facts }) => facts.subscribers).length,
      vips: people.filter(({ facts }) => facts.vips).length,
      moderators: people.filter(({ facts }) => facts.moderators).length,
    };
  }

  #find(isSilent: boolean, fits: (person: Person) => boolean): Person {
    const isFit = (person: Person): boolean => fits(person) && this.mayChange(person, isSilent);
    // Those to whom much happens are the interesting ones.
    const touched = [...this.#model.touched].filter(isFit);
    if (touched.length > 0 && this.#random.chance(this.againShare)) return this.#random.pick(touched);
    for (let tries = 0; tries < 500; tries++) {
      const person = this.#random.pick(this.#model.people);
      if (isFit(person)) return person;
    }
    const all = this.#model.people.filter(isFit);
    if (all.length === 0) throw new Nobody();
    return this.#random.pick(all);
  }

  async #do(
    person: Person,
    facts: Partial<Facts>,
    isSilent: boolean,
    path: string,
    more: object,
    expected: Omit<Expected, 'userId'>,
  ): Promise<void> {
    const { userId } = person;
    this.#model.change(person, facts, isSilent);
    if (!isSilent) this.onExpected({ userId, ...expected });
    await this.#twitch.control('POST', `world/${path}`, {
      userId,
      announce: !isSilent,
      ...more,
      ...this.delivery(),
    });
  }

  async #subscription(isSilent: boolean, isFew: boolean): Promise<void> {
    const role = 'subscriber';
    if (this.#random.chance(isFew ? 0.75 : 0.35)) {
      const person = this.#find(isSilent, ({ facts }) => !facts.subscribers);
      const subscribers = { tier: this.#random.pick(TIERS), isGift: false, gifterId: null };
      const expected = { role, change: 'granted' } as const;
      await this.#do(person, { subscribers }, isSilent, 'subscribe', subscribers, expected);
    } else {
      const person = this.#find(isSilent, ({ facts }) => facts.subscribers !== null);
      const expected = { role, change: 'revoked' } as const;
      await this.#do(person, { subscribers: null }, isSilent, 'endSubscription', {}, expected);
    }
  }

  async #tier(isSilent: boolean): Promise<void> {
    const person = this.#find(
      isSilent,
      ({ facts }) => facts.subscribers !== null && !facts.subscribers.isGift,
    );
    const tiers = TIERS.filter((tier) => tier !== person.facts.subscribers?.tier);
    const subscribers = { tier: this.#random.pick(tiers), isGift: false, gifterId: null };
    const expected = { role: 'subscriber', change: 'updated' } as const;
    await this.#do(person, { subscribers }, isSilent, 'subscribe', subscribers, expected);
  }

  async #gifts(isSilent: boolean): Promise<void> {
    const gifter = this.#random.chance(0.3) ? null : this.#find(isSilent, () => true);
    const recipients = new Set<Person>();
    for (let i = this.#random.between(1, 4); i > 0; i--) {
      recipients.add(this.#find(isSilent, (person) => !person.facts.subscribers && person !== gifter));
    }
    const tier = this.#random.pick(TIERS);
    const gifterId = gifter?.userId ?? null;
    for (const person of recipients) {
      this.#model.change(person, { subscribers: { tier, isGift: true, gifterId } }, isSilent);
      if (!isSilent) this.onExpected({ userId: person.userId, role: 'subscriber', change: 'granted' });
    }
    const recipientIds = [...recipients].map(({ userId }) => userId);
    await this.#twitch.control('POST', 'world/gift', {
      ...{ gifterId, recipientIds, tier },
      announce: !isSilent,
      ...this.delivery(),
    });
  }

  async #vip(isSilent: boolean, isFew: boolean): Promise<void> {
    const role = 'vip';
    if (this.#random.chance(isFew ? 0.75 : 0.35)) {
      const person = this.#find(isSilent, ({ facts }) => !facts.vips && !facts.moderators);
      await this.#do(person, { vips: true }, isSilent, 'addVip', {}, { role, change: 'granted' });
    } else {
      const person = this.#find(isSilent, ({ facts }) => facts.vips);
      await this.#do(person, { vips: false }, isSilent, 'removeVip', {}, { role, change: 'revoked' });
    }
  }

  /** One in three is a VIP before, and is none any more; Twitch says nothing about that half. */
  async #moderator(isSilent: boolean, isFew: boolean): Promise<void> {
    const role = 'moderator';
    if (this.#random.chance(isFew ? 0.75 : 0.35)) {
      const wantsVip = this.#random.chance(0.33);
      const person = this.#find(isSilent, ({ facts }) => !facts.moderators && facts.vips === wantsVip);
      if (wantsVip && !isSilent) {
        this.onExpected({ userId: person.userId, role: 'vip', change: 'revoked' });
      }
      const facts = { moderators: true, vips: false };
      await this.#do(person, facts, isSilent, 'addModerator', {}, { role, change: 'granted' });
    } else {
      const person = this.#find(isSilent, ({ facts }) => facts.moderators);
      await this.#do(
        person,
        { moderators: false },
        isSilent,
        'removeModerator',
        {},
        { role, change: 'revoked' },
      );
    }
  }

  /** No event tells of it. Now and then the new name is one that somebody else gave up. */
  async #rename(): Promise<void> {
    const person = this.#find(true, ({ isHolder }) => isHolder);
    const recycled = this.#random.chance(0.3) ? this.#freeNames.pop() : undefined;
    this.#freeNames.push(person.login);
    const userLogin = recycled ?? `renamed_${this.#nextName++}`;
    this.#model.rename(person, userLogin);
    await this.#twitch.control('POST', 'world/rename', { userId: person.userId, userLogin, ...GONE });
  }
}
