import type { Clock, Timer } from '../core/clock.ts';
import type { Log } from '../core/log.ts';
import { backoffMs } from '../core/retry.ts';
import { PeerProblem, placeOf, type Target } from './problem.ts';
import {
  type AllowedNow,
  isSameTold,
  MAX_REGULARS,
  type Order,
  ordersOf,
  type RegularsStore,
  type RegularsTold,
  remember,
  sentMark,
  toDatagram,
} from './regulars.ts';
import type { PeerState } from './supervisor.ts';
import type { UdpLine } from './udp.ts';

export interface SpeakerbotDeps {
  readonly clock: Clock;
  readonly log: Log;
  readonly random: () => number;
  readonly store: RegularsStore;
  /** Who is allowed now. @param known ids that are listed whatever the limit is */
  readonly allowed: (limit: number, known: ReadonlySet<string>) => Promise<AllowedNow>;
  readonly open: (target: Target, onRefused: () => void) => Promise<UdpLine>;
  readonly onChange: () => void;
}

/** After a start, waits for the first sync. */
const FIRST_LOOK_MS = 10_000;
/** Changes that come together are looked at together. */
const GATHER_MS = 1_000;
/** Evaluating everybody takes at most a twentieth of the time, however much changes. */
const REST_FACTOR = 20;
/** Bans, followers and lists that grow stale change who is allowed without an event. */
const LOOK_AGAIN_MS = 10 * 60_000;
/** Fifty datagrams a second. */
const TICK_MS = 100;
const ORDERS_A_TICK = 5;
const RETRY = { firstMs: 10_000, maxMs: 5 * 60_000 };

/**
 * Keeps Speaker.bot's Regulars equal to who is allowed. It takes datagrams and never answers, so all of them
 * are sent again after a start, when a stream begins and when asked to; in between only what changes.
 */
export class Speakerbot {
  readonly #deps: SpeakerbotDeps;
  #state: PeerState;
  #target: Target | null = null;
  /** Counts starts and stops: results of work begun before are ignored. */
  #turn = 0;
  #line: UdpLine | null = null;
  #told: RegularsTold;
  /** Deleted from disk by `forget()`, still to be removed from Speaker.bot in this run. */
  #forgotten: RegularsTold['removed'] = [];
  readonly #sent = new Map<string, string>();
  #queue: Order[] = [];
  #lookTimer: Timer | null = null;
  #sendTimer: Timer | null = null;
  #isLooking = false;
  #isDirty = false;
  /** Only the next routine evaluation is planned: a change may bring it forward. */
  #isIdle = false;
  #restUntil = 0;
  #tries = 0;
  #said: string | null = null;

  constructor(deps: SpeakerbotDeps) {
    this.#deps = deps;
    this.#told = deps.store.get();
    this.#state = { status: 'off', since: deps.clock.now(), problem: null };
  }

  get state(): PeerState {
    return this.#state;
  }

  /** How many were made Regulars, and how many messages are still to be sent. */
  get counts(): { readonly regulars: number; readonly pending: number } {
    return { regulars: this.#told.regulars.length, pending: this.#queue.length };
  }

  /** @param isFirst at the start of Rolecall, when the lists are about to be read */
  start(target: Target, isFirst: boolean): void {
    this.#tearDown();
    this.#target = target;
    this.#tries = 0;
    this.#said = null;
    this.#set('connecting', null);
    this.#lookIn(isFirst ? FIRST_LOOK_MS : 0);
  }

  stop(): void {
    this.#tearDown();
    this.#target = null;
    if (this.#state.status !== 'off') this.#set('off', null);
  }

  /** Who is allowed may be others now. */
  onChanged(): void {
    if (!this.#target) return;
    if (this.#isLooking) this.#isDirty = true;
    else this.#lookSoon();
  }

  /** Sends everything once more. */
  resend(): void {
    if (!this.#target) return;
    this.#sent.clear();
    this.onChanged();
  }

  /** Everybody was deleted: no name stays on the disk. @throws StoreError `not_saved` */
  async forget(): Promise<void> {
    if (this.#target) this.#forgotten = [...this.#told.removed, ...this.#told.regulars];
    this.#told = { regulars: [], removed: [] };
    await this.#deps.store.save(this.#told);
    this.onChanged();
  }

  #lookSoon(): void {
    const rested = this.#restUntil - this.#deps.clock.monotonic();
    if (this.#isIdle) {
      this.#lookTimer?.cancel();
      this.#lookTimer = null;
    }
    this.#isIdle = false;
    this.#lookIn(Math.max(GATHER_MS, rested));
  }

  #lookIn(ms: number): void {
    this.#lookTimer ??= this.#deps.clock.after(ms, () => {
      this.#lookTimer = null;
      void this.#look();
    });
  }

  /** Finds out who is allowed, remembers it, and only then begins to send. */
  async #look(): Promise<void> {
    const { clock, log } = this.#deps;
    const turn = this.#turn;
    const began = clock.monotonic();
    this.#isLooking = true;
    this.#isDirty = this.#isIdle = false;
    try {
      await this.#update(() => this.#turn === turn);
    } catch (error) {
      log.error('Speaker.bot', 'Who is allowed could not be passed on', error);
      if (this.#turn === turn) this.#fail(new PeerProblem('not_saved', 'Rolecall could not save its list.'));
    }
    if (this.#turn !== turn) return;
    this.#isLooking = false;
    const now = clock.monotonic();
    this.#restUntil = now + (now - began) * REST_FACTOR;
    this.#isIdle = !this.#isDirty;
    if (this.#isDirty) this.#lookSoon();
    else this.#lookIn(LOOK_AGAIN_MS);
  }

  async #update(isMine: () => boolean): Promise<void> {
    const before = this.#told;
    const now = await this.#deps.allowed(MAX_REGULARS, new Set(before.regulars.map(({ userId }) => userId)));
    if (!isMine() || this.#told !== before) return this.onChanged();
    if (now.isEverybody) {
      this.#queue = [];
      this.#fail(everyoneAllowed);
      return;
    }
    const told = remember(before, now);
    if (!isSameTold(before, told)) await this.#deps.store.save(told);
    if (!isMine() || this.#told !== before) return this.onChanged();
    this.#told = told;
    const line = await this.#open(isMine);
    if (!line || !isMine()) return;
    if (now.count > MAX_REGULARS) this.#fail(tooMany(now.count));
    else if (this.#state.status === 'failed') this.#set('connecting', null);
    this.#queue = ordersOf({ ...told, removed: [...this.#forgotten, ...told.removed] }, this.#sent);
    this.#send();
  }

  async #open(isMine: () => boolean): Promise<UdpLine | null> {
    const target = this.#target;
    if (this.#line || !target) return this.#line;
    try {
      const line = await this.#deps.open(target, () => isMine() && this.#refused(unreachable(target)));
      if (isMine()) return (this.#line = line);
      line.close();
    } catch {
      if (isMine()) this.#refused(unreachable(target));
    }
    return null;
  }

  #send(): void {
    this.#sendTimer?.cancel();
    this.#sendTimer = null;
    for (const order of this.#queue.splice(0, ORDERS_A_TICK)) {
      this.#line?.send(toDatagram(order));
      this.#sent.set(order.userId, sentMark(order));
    }
    if (this.#queue.length > 0 || this.#state.status === 'connecting') {
      // One tick more than there are messages: a refusal comes a moment later.
      const isLast = this.#queue.length === 0;
      this.#sendTimer = this.#deps.clock.after(TICK_MS, () => (isLast ? this.#done() : this.#send()));
    }
    this.#deps.onChange();
  }

  #done(): void {
    this.#forgotten = [];
    this.#tries = 0;
    const { regulars } = this.counts;
    if (this.#said !== 'sent') this.#deps.log.info('Speaker.bot', `Was told of ${regulars} Regulars.`);
    this.#said = 'sent';
    this.#set('connected', null);
  }

  /** Nothing listens there: what was sent is lost. */
  #refused(problem: PeerProblem): void {
    const { clock, random } = this.#deps;
    this.#tearDown();
    this.#fail(problem);
    this.#lookTimer = clock.after(backoffMs(RETRY, this.#tries++, random()), () => {
      this.#lookTimer = null;
      void this.#look();
    });
  }

  #fail(problem: PeerProblem): void {
    if (this.#said !== problem.code) this.#deps.log.warn('Speaker.bot', problem.text);
    this.#said = problem.code;
    this.#set('failed', problem);
  }

  #tearDown(): void {
    this.#turn++;
    this.#lookTimer?.cancel();
    this.#sendTimer?.cancel();
    this.#lookTimer = this.#sendTimer = null;
    this.#isLooking = this.#isDirty = this.#isIdle = false;
    this.#line?.close();
    this.#line = null;
    this.#queue = [];
    this.#sent.clear();
  }

  #set(status: PeerState['status'], problem: PeerProblem | null): void {
    const { status: before, since } = this.#state;
    this.#state = { status, since: before === status ? since : this.#deps.clock.now(), problem };
    this.#deps.onChange();
  }
}

const everyoneAllowed = new PeerProblem(
  'everyone_allowed',
  'Everyone may use TTS, so there is no list to keep.',
  'In Speaker.bot tick "Everyone" under Settings > Speaking Options > Permissions, or switch this off.',
);

function tooMany(count: number): PeerProblem {
  const words = `${count} viewers are allowed, and Speaker.bot is told of at most ${MAX_REGULARS}.`;
  const fix = 'Let Speaker.bot allow subscribers itself, or ask Rolecall in your action before speaking.';
  return new PeerProblem('too_many', `${words} Nobody new is added; removals still are.`, fix);
}

function unreachable(target: Target): PeerProblem {
  const words = `Speaker.bot cannot be reached at ${placeOf(target)}.`;
  return new PeerProblem('unreachable', words, 'Start Speaker.bot. Rolecall tries again by itself.');
}
