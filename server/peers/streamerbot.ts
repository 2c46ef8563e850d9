import type { Clock, Timer } from '../core/clock.ts';
import type { Log } from '../core/log.ts';
import type { RoleChange } from '../core/roles.ts';
import type { RunRecord } from '../sync/ports.ts';
import type { AccessEvents } from '../access/service.ts';
import type { ChosenActions } from '../store/peer-store.ts';
import { PeerProblem } from './problem.ts';
import type {
  ActionArgs,
  StreamerbotAction,
  StreamerbotSession,
  StreamerbotTarget,
} from './streamerbot-client.ts';
import type { StreamerbotRelay } from './streamerbot-relay.ts';
import { Digest, grantArgs, roleArgs, runArgs, type StreamerbotEvent } from './streamerbot-news.ts';
import { type PeerState, PeerSupervisor } from './supervisor.ts';

export interface StreamerbotDeps {
  readonly clock: Clock;
  readonly log: Log;
  readonly random: () => number;
  readonly choices: () => ChosenActions;
  readonly onChange: () => void;
  /** What asks Twitch through it. */
  readonly relay: StreamerbotRelay;
}

/** Changes within this time are sent together. */
const GATHER_MS = 250;
/** At most five actions a second. */
const GAP_MS = 200;
/** What could not be sent for this long is dropped. */
const STALE_MS = 60_000;
const MAX_QUEUED = 40;

interface Call {
  readonly event: StreamerbotEvent;
  readonly args: ActionArgs;
  readonly at: number;
}

/** Runs the streamer's actions in Streamer.bot when something happens here: few, and never a flood. */
export class Streamerbot {
  readonly #deps: StreamerbotDeps;
  readonly #supervisor: PeerSupervisor<StreamerbotSession>;
  readonly #digests = new Map<StreamerbotEvent, Digest>();
  /** The last word on each event whose action was not run. */
  readonly #failing = new Map<StreamerbotEvent, PeerProblem>();
  #queue: Call[] = [];
  #timer: Timer | null = null;

  constructor(deps: StreamerbotDeps) {
    this.#deps = deps;
    const onChange = (): void => {
      deps.relay.follow(this.#supervisor.session, this.state);
      deps.onChange();
    };
    this.#supervisor = new PeerSupervisor({ ...deps, onChange, name: 'Streamer.bot' });
  }

  get state(): PeerState {
    return this.#supervisor.state;
  }

  start(target: StreamerbotTarget): void {
    this.#failing.clear();
    this.#supervisor.start(async (events) => {
      const { connectStreamerbot } = await import('./streamerbot-client.ts');
      const { clock, relay } = this.#deps;
      return connectStreamerbot(target, clock, { ...events, onEvent: (frame) => relay.onEvent(frame) });
    });
  }

  stop(): void {
    this.#supervisor.stop();
    this.#timer?.cancel();
    this.#timer = null;
    this.#queue = [];
    this.#digests.clear();
  }

  /** All actions that there are to choose from. @throws PeerProblem */
  actions(): Promise<StreamerbotAction[]> {
    const { session } = this.#supervisor;
    const problem = this.state.problem ?? new PeerProblem('unreachable', 'Streamer.bot is not connected.');
    return session ? session.actions() : Promise.reject(problem);
  }

  onRolesChanged(changes: readonly RoleChange[]): void {
    const digest = this.#digest('rolesChanged');
    if (digest) for (const change of changes) digest.add(change.change, () => roleArgs(change));
  }

  onFinished(run: RunRecord): void {
    const args = runArgs(run);
    this.#enqueue(args['rolecallEvent'] as 'syncFinished' | 'syncFailed', [args]);
  }

  /** @param changes put together only if an action is chosen for them */
  onGrants(changes: AccessEvents['grants']): void {
    if (!this.#isWanted('grantStarted') && !this.#isWanted('grantEnded')) return;
    for (const { change, grant } of changes.first(changes.total)) {
      const event = change === 'added' ? 'grantStarted' : 'grantEnded';
      this.#digest(event)?.add(change, () => grantArgs(event, change, grant));
    }
  }

  #isWanted(event: StreamerbotEvent): boolean {
    return this.state.status !== 'off' && this.#deps.choices()[event] !== null;
  }

  #digest(event: StreamerbotEvent): Digest | null {
    if (!this.#isWanted(event)) return null;
    const digest = this.#digests.get(event) ?? new Digest(event);
    this.#digests.set(event, digest);
    this.#wake(GATHER_MS);
    return digest;
  }

  #enqueue(event: StreamerbotEvent, calls: readonly ActionArgs[]): void {
    if (!this.#isWanted(event)) return;
    const at = this.#deps.clock.monotonic();
    this.#queue.push(...calls.map((args) => ({ event, args, at })));
    this.#queue.splice(0, this.#queue.length - MAX_QUEUED);
    this.#wake(GATHER_MS);
  }

  #wake(ms: number): void {
    this.#timer ??= this.#deps.clock.after(ms, () => {
      this.#timer = null;
      this.#next();
    });
  }

  /** Tells the next thing. What happens meanwhile is gathered, so that a flood becomes one call. */
  #next(): void {
    const now = this.#deps.clock.monotonic();
    if (this.#queue.length === 0) this.#takeDigests();
    this.#queue = this.#queue.filter(({ at }) => now - at < STALE_MS);
    const { session } = this.#supervisor;
    const call = session && this.#queue.shift();
    if (call) this.#run(session, call);
    if (this.#queue.length > 0 || this.#digests.size > 0) this.#wake(GAP_MS);
  }

  #takeDigests(): void {
    for (const [event, digest] of [...this.#digests]) {
      this.#digests.delete(event);
      this.#enqueue(event, digest.calls());
    }
  }

  #run(session: StreamerbotSession, { event, args }: Call): void {
    const choice = this.#deps.choices()[event];
    if (!choice) return;
    session.doAction(choice, args).then(
      () => this.#onRun(event, null),
      (error: unknown) => {
        // An action that takes its time to answer is no failure, and who is gone is noticed elsewhere.
        if (error instanceof PeerProblem && error.code === 'action_failed') this.#onRun(event, error);
      },
    );
  }

  #onRun(event: StreamerbotEvent, problem: PeerProblem | null): void {
    if (problem) this.#failing.set(event, problem);
    else this.#failing.delete(event);
    const [first = null] = this.#failing.values();
    this.#supervisor.note(first);
  }
}
