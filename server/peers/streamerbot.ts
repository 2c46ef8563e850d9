import type { Clock, Timer } from '../core/clock.ts';
import type { Log } from '../core/log.ts';
import type { ProblemView } from '../core/problem.ts';
import type { RoleNews } from '../core/role-news.ts';
import { mapped } from '../core/slices.ts';
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
import {
  Digest,
  grantArgs,
  loginArgs,
  roleArgs,
  runArgs,
  type StreamerbotEvent,
} from './streamerbot-news.ts';
import {
  isTrigger,
  type Trigger,
  TRIGGER_NAMES,
  triggerOfGrant,
  triggerOfRole,
} from './streamerbot-triggers.ts';
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

const GRANT_TRIGGERS = (['added', 'revoked', 'expired'] as const).map(triggerOfGrant);
/** Changes within this time are sent together. */
const GATHER_MS = 250;
/** At most five actions a second. */
const GAP_MS = 200;
/** What could not be sent for this long is dropped. */
const STALE_MS = 60_000;
const MAX_QUEUED = 100;

/** An action that the streamer has chosen for it, or a trigger that stands in Streamer.bot's menu. */
type Ear = StreamerbotEvent | Trigger;

interface Call {
  readonly ear: Ear;
  readonly args: ActionArgs;
  readonly at: number;
}

/** Runs the streamer's actions in Streamer.bot when something happens here: few, and never a flood. */
export class Streamerbot {
  readonly #deps: StreamerbotDeps;
  readonly #supervisor: PeerSupervisor<StreamerbotSession>;
  readonly #digests = new Map<Ear, Digest>();
  /** The last word on each event whose action was not run. */
  readonly #failing = new Map<StreamerbotEvent, PeerProblem>();
  /** Our triggers that are registered there, as far as is known. */
  #triggers: ReadonlySet<Trigger> = new Set();
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

  /** Whether all of our triggers stand in its menu. */
  get hasTriggers(): boolean {
    return this.#triggers.size === TRIGGER_NAMES.length;
  }

  start(target: StreamerbotTarget): void {
    this.#failing.clear();
    this.#triggers = new Set();
    this.#supervisor.start(async (events) => {
      const { connectStreamerbot } = await import('./streamerbot-client.ts');
      const { clock, relay } = this.#deps;
      return connectStreamerbot(target, clock, {
        ...events,
        onEvent: (frame) => relay.onEvent(frame),
        onTriggers: (names) => this.#onTriggers(names),
      });
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

  onRolesChanged({ counts, first, groups }: RoleNews): void {
    this.#digest('rolesChanged', 'rolesChanged')?.addAll(counts, mapped(first, roleArgs));
    if (this.#triggers.size === 0) return;
    for (const group of groups) {
      const trigger = triggerOfRole(group);
      const digest = trigger && this.#digest(trigger, 'rolesChanged');
      digest?.addAll({ [group.change]: group.count }, mapped(group.first, roleArgs));
    }
  }

  onFinished(run: RunRecord): void {
    const args = runArgs(run);
    const event = args['rolecallEvent'] as 'syncFinished' | 'syncFailed';
    this.#enqueue(event, [args]);
    this.#enqueue(event === 'syncFailed' ? 'rolecall_sync_failed' : 'rolecall_sync_finished', [args]);
  }

  /** @param changes put together only if somebody hears of them */
  onGrants(changes: AccessEvents['grants']): void {
    const ears = ['grantStarted', 'grantEnded', ...GRANT_TRIGGERS] as const;
    if (!ears.some((ear) => this.#isWanted(ear))) return;
    for (const { change, grant } of changes.first(changes.total)) {
      const event = change === 'added' ? 'grantStarted' : 'grantEnded';
      for (const ear of [event, triggerOfGrant(change)] as const)
        this.#digest(ear, event)?.add(change, () => grantArgs(event, change, grant));
    }
  }

  onLoginLost(problem: ProblemView): void {
    this.#enqueue('rolecall_login_lost', [loginArgs(problem)]);
  }

  #onTriggers(names: ReadonlySet<string>): void {
    const had = this.hasTriggers;
    this.#triggers = new Set(TRIGGER_NAMES.filter((name) => names.has(name)));
    if (this.hasTriggers !== had) this.#deps.onChange();
  }

  #isWanted(ear: Ear): boolean {
    if (this.state.status === 'off') return false;
    return isTrigger(ear) ? this.#triggers.has(ear) : this.#deps.choices()[ear] !== null;
  }

  /** @param event what is told to that ear */
  #digest(ear: Ear, event: StreamerbotEvent): Digest | null {
    if (!this.#isWanted(ear)) return null;
    const digest = this.#digests.get(ear) ?? new Digest(event);
    this.#digests.set(ear, digest);
    this.#wake(GATHER_MS);
    return digest;
  }

  #enqueue(ear: Ear, calls: readonly ActionArgs[]): void {
    if (!this.#isWanted(ear)) return;
    const at = this.#deps.clock.monotonic();
    this.#queue.push(...calls.map((args) => ({ ear, args, at })));
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
    for (const [ear, digest] of [...this.#digests]) {
      this.#digests.delete(ear);
      this.#enqueue(ear, digest.calls());
    }
  }

  #run(session: StreamerbotSession, { ear, args }: Call): void {
    // Who is gone is noticed elsewhere, and a trigger that is gone is not fired again.
    if (isTrigger(ear)) {
      session.request('ExecuteCodeTrigger', { triggerName: ear, args }).catch(() => undefined);
      return;
    }
    const choice = this.#deps.choices()[ear];
    if (!choice) return;
    session.doAction(choice, args).then(
      () => this.#onRun(ear, null),
      (error: unknown) => {
        // An action that takes its time to answer is no failure, and who is gone is noticed elsewhere.
        if (error instanceof PeerProblem && error.code === 'action_failed') this.#onRun(ear, error);
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
