import { KIND_OF_ROLE, KINDS } from '../../server/core/roles.ts';
import { type Frame, Gone } from './api.ts';
import type { Floor } from './floor.ts';
import { type Facts, heldOf, type Held, type Model, type Person } from './model.ts';
import { type Random, sleep } from './random.ts';
import type { Tally } from './record.ts';
import type { Rolecall } from './rolecall.ts';

interface Answer {
  readonly allowed: boolean;
  readonly reason: string;
  readonly roles: readonly string[];
  readonly tier: string | null;
}

/** An answer that takes longer is none. */
const LIMIT_MS = 1_000;
const WS_EVERY_MS = 40;
const WS_AT_ONCE = 4;
const HTTP_EVERY_MS = 120;

/** Asks without end whether people may speak, over both doors, and judges each answer. */
export class Checks {
  readonly #rolecall: Rolecall;
  readonly #model: Model;
  readonly #tally: Tally;
  readonly #random: Random;
  readonly #floor: Floor;
  #isRunning = true;

  constructor(rolecall: Rolecall, model: Model, tally: Tally, random: Random, floor: Floor) {
    this.#rolecall = rolecall;
    this.#model = model;
    this.#tally = tally;
    this.#random = random;
    this.#floor = floor;
  }

  run(): Promise<unknown> {
    return Promise.all([this.#loop(WS_EVERY_MS, WS_AT_ONCE, false), this.#loop(HTTP_EVERY_MS, 1, true)]);
  }

  stop(): void {
    this.#isRunning = false;
  }

  async #loop(everyMs: number, atOnce: number, isHttp: boolean): Promise<void> {
    while (this.#isRunning) {
      if (this.#rolecall.api) for (let i = 0; i < atOnce; i++) void this.#check(this.#draw(), isHttp);
      await sleep(everyMs);
    }
  }

  /** Half of them people about whom there is something to get wrong. */
  #draw(): Person {
    const touched = [...this.#model.touched];
    if (touched.length > 0 && this.#random.chance(0.3)) return this.#random.pick(touched);
    return this.#random.pick(this.#model.people);
  }

  async #check(person: Person, isHttp: boolean): Promise<void> {
    const { api } = this.#rolecall;
    if (!api) return;
    const byName = !person.isNameNew && this.#random.chance(0.3);
    const params = byName ? { user: person.login } : { userId: person.userId };
    const before = { facts: person.facts, seen: person.seen };
    const sentAt = performance.now();
    try {
      const ask = isHttp ? api.askHttp.bind(api) : api.ask.bind(api);
      const frame = await ask('access.check', params, 5_000);
      this.#judge(person, frame, before, byName && person.isNameNew);
    } catch (error) {
      if (error instanceof Gone || this.#rolecall.api !== api) return;
      // HTTP connections of a process that was just killed.
      await sleep(300);
      if (this.#rolecall.api !== api) return;
      this.#tally.wrong('no answer in 1 s', `${isHttp ? 'HTTP' : 'WebSocket'}: ${String(error)}`);
      return;
    }
    const tookMs = performance.now() - sentAt;
    const beyondMs = Math.max(0, tookMs - this.#floor.ms);
    this.#tally.checks++;
    this.#tally.slowestCheckMs = Math.max(this.#tally.slowestCheckMs, tookMs);
    this.#tally.slowestBeyondFloorMs = Math.max(this.#tally.slowestBeyondFloorMs, beyondMs);
    if (beyondMs > LIMIT_MS) {
      const floor = `when a bare echo took ${Math.round(this.#floor.ms)} ms`;
      this.#tally.wrong('no answer in 1 s', `${Math.round(tookMs)} ms, ${floor}`);
    }
  }

  #judge(person: Person, frame: Frame, before: Before, isNameGone: boolean): void {
    if (isNameGone) return;
    const text = JSON.stringify(frame.result ?? frame.error);
    if (!frame.ok) {
      this.#tally.wrong('wrong answer', `${person.userId} ${text}`);
      return;
    }
    const answer = frame.result as Answer;
    for (const kind of KINDS) {
      const held = answeredHeld(answer, kind);
      const wasSo = heldOf(before.facts, kind) === held || before.seen?.[kind].has(held);
      if (wasSo || person.mayBe(kind, held)) continue;
      const never = person.seen ? `was ${[...person.seen[kind]].join(' or ')}` : 'never changed';
      this.#tally.wrong(
        'wrong answer',
        `${person.userId} ${kind}: ${held}, but is ${heldOf(person.facts, kind)} and ${never}: ${text}`,
      );
    }
    if (answer.allowed !== answer.roles.length > 0)
      this.#tally.wrong('wrong answer', `${person.userId} ${text}`);
  }
}

interface Before {
  readonly facts: Facts;
  readonly seen: Person['seen'];
}

function answeredHeld({ roles, tier }: Answer, kind: (typeof KINDS)[number]): Held {
  const has = roles.some((role) => KIND_OF_ROLE[role as keyof typeof KIND_OF_ROLE] === kind);
  if (!has) return 'no';
  return kind === 'subscribers' ? (tier ?? '?') : 'yes';
}
