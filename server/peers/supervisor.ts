import type { Clock, Timer } from '../core/clock.ts';
import type { Log } from '../core/log.ts';
import { backoffMs } from '../core/retry.ts';
import { PeerProblem } from './problem.ts';

export const PEER_STATES = ['off', 'connecting', 'connected', 'failed'] as const;

/** How it stands with another program. `since` is epoch ms. */
export interface PeerState {
  readonly status: (typeof PEER_STATES)[number];
  readonly since: number;
  readonly problem: PeerProblem | null;
}

/** One connection. It ends for good, at once and without waiting for the other side. */
export interface PeerSession {
  end(): void;
}

/** What a connection tells. After `onLost` it is thrown away. */
export interface SessionEvents {
  onReady(): void;
  onLost(problem: PeerProblem): void;
}

export interface SupervisorDeps {
  /** The program's name, for the log and for messages. */
  readonly name: string;
  readonly clock: Clock;
  readonly log: Log;
  readonly random: () => number;
  readonly onChange: () => void;
}

export type SessionFactory<S extends PeerSession> = (events: SessionEvents) => S | Promise<S>;

/** Within this time a connection has to be ready; less than any time limit of the vendors' libraries. */
const READY_LIMIT_MS = 4_000;
const RETRY = { firstMs: 1_000, maxMs: 30_000 };
/** A wrong password gets no better by trying, and may lock us out. */
const PASSWORD_RETRY_MS = 5 * 60_000;
/** After a connection of at least this long the backoff starts anew. */
const GOOD_AFTER_MS = 60_000;
/** After this many lines without a good connection, further ones are logged at debug level. */
const LOUD_LINES = 6;

/**
 * Keeps one connection to another program alive: throws it away when it is lost and makes a new one after a
 * while that grows. The log gets one line when the program goes and one when it is back.
 */
export class PeerSupervisor<S extends PeerSession> {
  readonly #deps: SupervisorDeps;
  #state: PeerState;
  /** Counts connections: events of an earlier one are ignored. */
  #turn = 0;
  #open: SessionFactory<S> | null = null;
  #session: S | null = null;
  #timer: Timer | null = null;
  #tries = 0;
  #readyAt: number | null = null;
  /** The problem that the log knows of; null: that all is well; undefined: nothing yet. */
  #said: string | null | undefined;
  #lines = 0;

  constructor(deps: SupervisorDeps) {
    this.#deps = deps;
    this.#state = { status: 'off', since: deps.clock.now(), problem: null };
  }

  get state(): PeerState {
    return this.#state;
  }

  /** The connection, while it can be used. */
  get session(): S | null {
    return this.#state.status === 'connected' ? this.#session : null;
  }

  /** Begins, or begins anew with other settings. */
  start(open: SessionFactory<S>): void {
    this.#tearDown();
    this.#open = open;
    this.#tries = 0;
    this.#said = undefined;
    this.#lines = 0;
    this.#set('connecting', null);
    void this.#connect();
  }

  stop(): void {
    this.#tearDown();
    this.#open = null;
    if (this.#state.status !== 'off') this.#set('off', null);
  }

  /** Something is the matter, though the connection stands; null: not any more. */
  note(problem: PeerProblem | null): void {
    if (this.#state.status !== 'connected' || this.#state.problem?.message === problem?.message) return;
    if (problem) this.#say(problem.text, 'warn');
    this.#state = { ...this.#state, problem };
    this.#deps.onChange();
  }

  async #connect(): Promise<void> {
    const turn = ++this.#turn;
    const isMine = (): boolean => this.#turn === turn;
    const { name, clock, log } = this.#deps;
    this.#timer = clock.after(READY_LIMIT_MS, () => {
      const fix = `See whether ${name} is what listens there.`;
      if (isMine()) this.#lost(new PeerProblem('no_answer', `${name} does not answer.`, fix));
    });
    try {
      const session = await this.#open?.({
        onReady: () => isMine() && this.#ready(),
        onLost: (problem) => isMine() && this.#lost(problem),
      });
      if (isMine()) this.#session = session ?? null;
      else session?.end();
    } catch (error) {
      log.error(name, 'The connection could not be made', error);
      if (isMine())
        this.#lost(new PeerProblem('internal', `${name} could not be called.`, 'Restart Rolecall.'));
    }
  }

  #ready(): void {
    this.#timer?.cancel();
    this.#readyAt = this.#deps.clock.monotonic();
    if (this.#said !== null) this.#say('Connected.', 'info');
    this.#said = null;
    this.#set('connected', null);
  }

  #lost(problem: PeerProblem): void {
    const { clock, random } = this.#deps;
    const lasted = this.#readyAt === null ? 0 : clock.monotonic() - this.#readyAt;
    if (lasted >= GOOD_AFTER_MS) this.#tries = this.#lines = 0;
    this.#tearDown();
    if (this.#said !== problem.code) this.#say(problem.text, 'warn');
    this.#said = problem.code;
    const isSecret = problem.code === 'wrong_password' || problem.code === 'password_needed';
    const waitMs = isSecret ? PASSWORD_RETRY_MS : backoffMs(RETRY, this.#tries++, random());
    this.#timer = clock.after(waitMs, () => void this.#connect());
    this.#set('failed', problem);
  }

  #tearDown(): void {
    this.#turn++;
    this.#timer?.cancel();
    this.#timer = null;
    this.#readyAt = null;
    this.#session?.end();
    this.#session = null;
  }

  #say(text: string, level: 'info' | 'warn'): void {
    const { log, name } = this.#deps;
    log[++this.#lines > LOUD_LINES ? 'debug' : level](name, text);
  }

  #set(status: PeerState['status'], problem: PeerProblem | null): void {
    const { status: before, since } = this.#state;
    const isSame = before === status && this.#state.problem?.message === problem?.message;
    if (isSame) return;
    this.#state = { status, since: before === status ? since : this.#deps.clock.now(), problem };
    this.#deps.onChange();
  }
}
