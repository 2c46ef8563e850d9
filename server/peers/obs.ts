import type { Clock } from '../core/clock.ts';
import type { Log } from '../core/log.ts';
import type { ObsTarget } from './obs-client.ts';
import { type PeerState, PeerSupervisor } from './supervisor.ts';

export interface ObsDeps {
  readonly clock: Clock;
  readonly log: Log;
  readonly random: () => number;
  readonly onChange: () => void;
  readonly onStarted: () => void;
  readonly onStopped: () => void;
}

/** Hears from OBS when the stream starts and stops. */
export class Obs {
  readonly #deps: ObsDeps;
  readonly #supervisor: PeerSupervisor<{ end(): void }>;
  /** What OBS was last seen to do, across connections. */
  #isStreaming = false;

  constructor(deps: ObsDeps) {
    this.#deps = deps;
    this.#supervisor = new PeerSupervisor({ ...deps, name: 'OBS' });
  }

  get state(): PeerState {
    return this.#supervisor.state;
  }

  start(target: ObsTarget): void {
    this.#isStreaming = false;
    this.#supervisor.start(async (events) => {
      const { connectObs } = await import('./obs-client.ts');
      const onStreaming = (isStreaming: boolean): void => this.#onStreaming(isStreaming);
      return connectObs(target, this.#deps.clock, { ...events, onStreaming });
    });
  }

  stop(): void {
    this.#supervisor.stop();
  }

  /** An OBS that never streamed has stopped nothing: the stream may come from another PC. */
  #onStreaming(isStreaming: boolean): void {
    if (this.#isStreaming === isStreaming) return;
    this.#isStreaming = isStreaming;
    if (isStreaming) this.#deps.onStarted();
    else this.#deps.onStopped();
  }
}
